"""Everything that speaks to Kafka without Faust: connection, topics, producing, following, dead letters, lag.

In come settings and records, out records as they lie in the topics, and what the broker knows of topics and groups.
Imports records and settings; worker, desk and cli may import it.
"""
