"""The desk: who accuses whom, live, on a page; an extra of its own (`ittiham[desk]`).

In come `accusations` and `articles.enriched`, out a database that holds each event once, and a read-only page and API
on it. `store/` writes the database, `queries/` reads it, `web/` answers over HTTP, `assets/` is the page as browsers
get it, built from `page/`. Imports kafka and what is below it; cli alone may import it.
"""
