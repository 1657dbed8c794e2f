"""`examples/`: producers and consumers in other languages, each against a real Kafka."""

import os
import re
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from queue import Empty, Queue
from threading import Thread
from typing import Any

import orjson
import pytest
from confluent_kafka import Producer

from streams.records.resources import resource_dir
from tests.clients.tools import EXAMPLES, go_program, java_program, node_program
from tests.kafka import client
from tests.tools import find_tool
from tests.unit.cli.test_export import EVENT

pytestmark = [pytest.mark.clients, pytest.mark.timeout(900)]

_START = 60.0
"""Seconds for a consumer to say its first line: a JVM, a group and a busy machine."""


def python_program(name: str) -> Sequence[str]:
    return sys.executable, str(EXAMPLES / "python" / name)


def shell_program(name: str) -> Sequence[str]:
    find_tool("kcat")
    find_tool("jq")
    return "sh", str(EXAMPLES / "shell" / name)


Program = Callable[[], Sequence[str]]
PRODUCERS: Mapping[str, Program] = {
    "confluent-kafka": lambda: python_program("confluent_producer.py"),
    "aiokafka": lambda: python_program("aiokafka_producer.py"),
    "kafkajs": lambda: node_program("producer.js"),
    "kafka-clients": lambda: java_program("Producer.java"),
    "franz-go": lambda: go_program("producer"),
    "kcat": lambda: shell_program("produce.sh"),
}
CONSUMERS: Mapping[str, Program] = {
    "confluent-kafka": lambda: python_program("confluent_consumer.py"),
    "aiokafka": lambda: python_program("aiokafka_consumer.py"),
    "kafkajs": lambda: node_program("consumer.js"),
    "kafka-clients": lambda: java_program("Consumer.java"),
    "franz-go": lambda: go_program("consumer"),
    "kcat": lambda: shell_program("consume.sh"),
}


def environment(bootstrap: str, prefix: str) -> dict[str, str]:
    return os.environ | {"ITTIHAM_BOOTSTRAP_SERVERS": bootstrap, "ITTIHAM_TOPIC_PREFIX": prefix}


@pytest.mark.parametrize("name", PRODUCERS)
def test_a_producer_pushes_each_article_with_its_id_as_key(kafka: str, topic_prefix: str, name: str) -> None:
    command, topic = PRODUCERS[name](), f"{topic_prefix}articles.raw"
    client.create_topics(kafka, {topic: 6})
    lines = (resource_dir("samples") / "articles.jsonl").read_bytes()
    done = subprocess.run(
        command, input=lines, env=environment(kafka, topic_prefix), capture_output=True, timeout=120, check=False
    )
    articles = [orjson.loads(line) for line in lines.splitlines()]
    assert done.returncode == 0, done.stderr.decode()
    assert done.stdout.decode() == f"{len(articles)} articles pushed\n"
    came = {(record.key or b"").decode(): orjson.loads(record.value or b"") for record in client.read_all(kafka, topic)}
    assert came == {article["id"]: article for article in articles}


@pytest.mark.parametrize("name", PRODUCERS)
def test_a_producer_whose_input_is_no_article_says_so(kafka: str, topic_prefix: str, name: str) -> None:
    command = PRODUCERS[name]()
    client.create_topics(kafka, {f"{topic_prefix}articles.raw": 1})
    done = subprocess.run(
        command,
        input=b"{no json\n",
        env=environment(kafka, topic_prefix),
        capture_output=True,
        timeout=120,
        check=False,
    )
    assert done.returncode != 0
    assert done.stderr


def event(article: str, content: str, claim: str, source: str) -> tuple[str, bytes]:
    """The `ce_id` of an event and its value."""
    name = f"{article}/{content}/{source}"
    party = EVENT["accusers"][0] | {"country": source, "cameo": source}
    ids = {"event_id": name, "article_id": article, "content_id": content, "claim_id": claim}
    return name, orjson.dumps(EVENT | ids | {"accusers": [party]})


STORY = [
    ("FRA -> TUR accuse claims=1", event("a1", "1", "x", "FRA")),
    (None, event("a1", "1", "x", "FRA")),  # delivered twice
    ("FRA -> TUR accuse claims=1", event("a2", "1", "x", "FRA")),  # a copy in another paper
    ("GRC -> TUR accuse claims=2", event("a3", "1", "y", "GRC")),
    ("EGY -> TUR accuse claims=2", event("a3", "2", "z", "EGY")),  # a correction
    ("CYP -> TUR accuse claims=3", event("a3", "2", "w", "CYP")),  # and its second event
]
"""What a consumer prints of each record, None for nothing."""


def publish(bootstrap: str, topic: str, story: Sequence[tuple[str, bytes]], *, abort: bool = False) -> None:
    """In a transaction and with lz4, as a careful producer would."""
    options: dict[str, Any] = {"bootstrap.servers": bootstrap, "transactional.id": topic, "compression.type": "lz4"}
    producer = Producer(options)
    producer.init_transactions()
    producer.begin_transaction()
    for name, value in story:
        producer.produce(topic, value, key=name.partition("/")[0], headers=[("ce_id", name.encode())], partition=0)
    producer.flush()
    if abort:
        producer.abort_transaction()
    else:
        producer.commit_transaction()


@pytest.mark.parametrize("name", CONSUMERS)
def test_a_consumer_counts_once_and_takes_corrections(kafka: str, topic_prefix: str, name: str) -> None:
    command, topic = CONSUMERS[name](), f"{topic_prefix}accusations"
    client.create_topics(kafka, {topic: 1})
    publish(kafka, topic, [record for _, record in STORY[:4]])
    publish(kafka, topic, [event("a4", "1", "never", "USA")], abort=True)
    with Lines(command, environment(kafka, topic_prefix)) as lines:
        assert [lines.next() for _ in range(3)] == [line for line, _ in STORY[:4] if line]
        publish(kafka, topic, [record for _, record in STORY[4:]])  # while it follows
        assert [lines.next() for _ in range(2)] == [line for line, _ in STORY[4:]]


class Lines:
    """The lines of a program's standard output as they come; its whole process group ends with the block."""

    def __init__(self, command: Sequence[str], settings: Mapping[str, str]) -> None:
        self._command, self._settings = command, settings
        self._queue: Queue[str] = Queue()

    def __enter__(self) -> "Lines":
        pipe = subprocess.PIPE
        self._process = subprocess.Popen(
            self._command, env=self._settings, stdout=pipe, stderr=subprocess.STDOUT, text=True, start_new_session=True
        )
        Thread(target=self._read, daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait()

    def _read(self) -> None:
        assert self._process.stdout is not None
        for line in self._process.stdout:
            if not line.startswith(("SLF4J", "{")):  # what clients log of themselves
                self._queue.put(line.rstrip("\n"))

    def next(self) -> str:
        try:
            return self._queue.get(timeout=_START)
        except Empty:
            raise TimeoutError(f"no line within {_START} s; exit status {self._process.poll()}") from None


def example_files() -> Iterator[Path]:
    for suffix in ("py", "js", "java", "go", "sh"):
        yield from (path for path in EXAMPLES.rglob(f"*.{suffix}") if "node_modules" not in path.parts)


@pytest.mark.parametrize("path", sorted(example_files()), ids=lambda path: path.name)
def test_an_example_can_be_read_at_one_sitting(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    code = [line for line in text.splitlines() if line.strip() and not re.match(r"\s*(//|#|import |package )", line)]
    assert 5 <= len(code) <= 70
