"""A real Apache Kafka for the tests: its jars, its server process, an independent client, the fixtures."""
