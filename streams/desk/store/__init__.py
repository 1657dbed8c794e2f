"""The desk's database: its tables and migrations, and all that writes to it.

In come decoded records with their place in Kafka, out rows; the place moves in the same transaction as the rows.
"""
