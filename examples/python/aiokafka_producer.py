"""Push articles, one a line as JSON on standard input, with aiokafka (and cramjam, which compresses for it)."""

import asyncio
import json
import os
import sys

from aiokafka import AIOKafkaProducer


async def main():
    """Push all, and wait until the broker has them."""
    topic, count, answers = os.environ.get("ITTIHAM_TOPIC_PREFIX", "") + "articles.raw", 0, []
    producer = AIOKafkaProducer(
        bootstrap_servers=os.environ.get("ITTIHAM_BOOTSTRAP_SERVERS", "127.0.0.1:9092"),
        acks="all",
        enable_idempotence=True,
        compression_type="lz4",
    )
    async with producer:
        for line in sys.stdin.buffer:
            # The id as key keeps an article's events, and those of its later revisions, in order.
            key = json.loads(line)["id"].encode()
            answers.append(await producer.send(topic, line.rstrip(b"\n"), key=key))
            count += 1
            if len(answers) == 1000:  # so many under way at most
                await asyncio.gather(*answers)  # raises what the broker refused
                answers.clear()
        await asyncio.gather(*answers)
    print(f"{count} articles pushed")


asyncio.run(main())
