"""What the desk answers over HTTP: the page, the API, the stream of events, and its own health. Nothing writes.

In come requests, out JSON, CSV, Parquet, server-sent events and the files of the page. Reads through `queries` alone.
"""
