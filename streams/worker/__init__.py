"""The stream processor: the Faust application, delivery, the watch on it, its pages, metrics and logs.

In come settings, out a process that reads the raw topic, publishes the other three and says how it does.
Imports kafka, enrichment, and what is below them; cli alone may import it.
"""
