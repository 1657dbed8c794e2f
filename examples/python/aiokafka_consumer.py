"""Follow the accusations with aiokafka: each record once, each claim once, corrections in place."""

import asyncio
import contextlib
import json
import os

from aiokafka import AIOKafkaConsumer


def parties(event, side):
    """Codes where there are any, else the article's words."""
    return ",".join(party["cameo"] or party["country"] or party["text"] for party in event[side]) or "?"


async def main():
    """Follow until Ctrl-C."""
    consumer = AIOKafkaConsumer(
        os.environ.get("ITTIHAM_TOPIC_PREFIX", "") + "accusations",
        bootstrap_servers=os.environ.get("ITTIHAM_BOOTSTRAP_SERVERS", "127.0.0.1:9092"),
        group_id="example-aiokafka",
        isolation_level="read_committed",
        # What is held lives in memory, so each start reads all of it anew. Who stores it commits what is stored.
        auto_offset_reset="earliest",
        enable_auto_commit=False,
    )
    articles = {}  # article id to content id and its events: ce_id to claim
    async with consumer:
        async for record in consumer:
            event, ce_id = json.loads(record.value), dict(record.headers)["ce_id"].decode()
            article = articles.get(event["article_id"])
            if article is None or article["content"] != event["content_id"]:  # new, or corrected: what it said is void
                article = articles[event["article_id"]] = {"content": event["content_id"], "events": {}}
            if ce_id in article["events"]:
                continue  # delivered twice
            article["events"][ce_id] = event["claim_id"]
            claims = {claim for held in articles.values() for claim in held["events"].values()}
            accusers, accused = parties(event, "accusers"), parties(event, "accused")
            print(f"{accusers} -> {accused} {event['type']} claims={len(claims)}", flush=True)


with contextlib.suppress(KeyboardInterrupt):
    asyncio.run(main())
