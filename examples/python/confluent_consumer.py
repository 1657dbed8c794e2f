"""Follow the accusations with confluent-kafka (librdkafka): each record once, each claim once, corrections in place."""

import json
import os

from confluent_kafka import Consumer, KafkaException

consumer = Consumer(
    {
        "bootstrap.servers": os.environ.get("ITTIHAM_BOOTSTRAP_SERVERS", "127.0.0.1:9092"),
        "group.id": "example-confluent",
        "isolation.level": "read_committed",
        # What is held lives in memory, so each start reads all of it anew. Who stores it commits what is stored.
        "auto.offset.reset": "earliest",
        "enable.auto.commit": False,
    }
)
consumer.subscribe([os.environ.get("ITTIHAM_TOPIC_PREFIX", "") + "accusations"])
articles = {}  # article id to content id and its events: ce_id to claim


def parties(event, side):
    """Codes where there are any, else the article's words."""
    return ",".join(party["cameo"] or party["country"] or party["text"] for party in event[side]) or "?"


try:
    while True:
        record = consumer.poll(1.0)
        if record is None:
            continue
        if record.error():
            raise KafkaException(record.error())
        event, ce_id = json.loads(record.value()), dict(record.headers())["ce_id"].decode()
        article = articles.get(event["article_id"])
        if article is None or article["content"] != event["content_id"]:  # new, or corrected: what it said is void
            article = articles[event["article_id"]] = {"content": event["content_id"], "events": {}}
        if ce_id in article["events"]:
            continue  # delivered twice
        article["events"][ce_id] = event["claim_id"]
        claims = {claim for held in articles.values() for claim in held["events"].values()}
        accusers, accused = parties(event, "accusers"), parties(event, "accused")
        print(f"{accusers} -> {accused} {event['type']} claims={len(claims)}", flush=True)
except KeyboardInterrupt:
    pass
finally:
    consumer.close()
