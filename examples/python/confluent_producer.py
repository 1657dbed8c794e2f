"""Push articles, one a line as JSON on standard input, with confluent-kafka (librdkafka)."""

import json
import os
import sys

from confluent_kafka import Producer

topic = os.environ.get("ITTIHAM_TOPIC_PREFIX", "") + "articles.raw"
refused = []


def on_answer(error, message):
    """Called by `poll` and `flush`: the broker has the record, or says why not."""
    if error is not None:
        refused.append(message.key())
        print(f"{message.key()!r}: {error}", file=sys.stderr)


producer = Producer(
    {
        "bootstrap.servers": os.environ.get("ITTIHAM_BOOTSTRAP_SERVERS", "127.0.0.1:9092"),
        "acks": "all",
        "enable.idempotence": True,
        "compression.type": "lz4",
    }
)
count = 0
for line in sys.stdin.buffer:
    # The id as key keeps an article's events, and those of its later revisions, in order.
    key = json.loads(line)["id"].encode()
    while True:
        try:
            producer.produce(topic, value=line.rstrip(b"\n"), key=key, on_delivery=on_answer)
            break
        except BufferError:  # its queue is full: let it send
            producer.poll(0.1)
    producer.poll(0)
    count += 1
unanswered = producer.flush(60)
print(f"{count - len(refused) - unanswered} articles pushed")
sys.exit(1 if refused or unanswered else 0)
