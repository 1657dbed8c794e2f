"""Bad records, thousands of them: each once, for the right reason, with its bytes; its neighbours go through."""

import itertools
import os
import subprocess
import sys
from collections import Counter

import pytest

from streams.enrichment.enricher import Enriched, Enricher
from streams.records.articles import Rejection
from tests.faults.bad_input import generate
from tests.faults.bad_kinds import KINDS, SECRET, Kind, Verdicts, encode
from tests.faults.conftest import Note
from tests.faults.corpus import Corpus
from tests.faults.harness import Stream, until
from tests.faults.oracle import Raw
from tests.kafka import client


@pytest.mark.parametrize("kind", [kind for _, kind in KINDS], ids=lambda kind: kind.__name__)
async def test_each_kind_gets_what_it_should(kind: Kind, enricher: Enricher) -> None:
    """Without a broker, so that a wrong verdict names its kind."""
    for raw, verdicts in itertools.islice(generate(0, only=kind), 20):
        result = await enricher.enrich(raw.value)
        reason = result.reason if isinstance(result, Rejection) else None
        assert reason in verdicts, (raw.value or b"")[:300]
        if isinstance(result, Rejection):
            assert SECRET not in result.detail


@pytest.mark.parametrize("text", ["bad-1-5630.Wأدان مجلس الأمن الهجوم على المدينة."])
async def test_what_the_fuzzer_once_broke(text: str, enricher: Enricher) -> None:
    """Each was a `processing_error`."""
    assert isinstance(await enricher.enrich(encode({"id": "found", "text": text})), Enriched)


_NO_UTF8_NAME = """
import asyncio, sys
from aiokafka import AIOKafkaProducer

class NoUtf8(str):
    def encode(self, *_):
        return b"a\\xff"

async def main(bootstrap, topic):
    async with AIOKafkaProducer(bootstrap_servers=bootstrap, linger_ms=200) as producer:
        for number in range(5):
            headers = [(NoUtf8("?"), b"x")] if number == 2 else []
            await producer.send(topic, b"{", b"%d" % number, partition=0, headers=headers)

asyncio.run(main(*sys.argv[1:]))
"""


def test_header_name_that_is_no_utf8_does_not_stop_the_partition(stream: Stream) -> None:
    """No client in Python sends such a name, so aiokafka's slower half is made to."""
    subprocess.run(
        [sys.executable, "-c", _NO_UTF8_NAME, stream.bootstrap, stream.topics.raw],
        env=os.environ | {"AIOKAFKA_NO_EXTENSIONS": "1"},
        check=True,
    )
    with stream.worker() as worker:
        until(lambda: stream.committed() == 5, "all five committed")
        assert worker.terminate() == 0, worker.log()
    came = client.read_all(stream.bootstrap, stream.topics.dead_letter)
    assert [record.key for record in came] == [b"0", b"1", b"2", b"3", b"4"]
    assert came[2].headers[0] == ("a\\xff", b"x")


@pytest.mark.slow
def test_five_thousand_bad_records(stream: Stream, note: Note) -> None:
    bad_records(stream, note, 5_000)


@pytest.mark.slow
@pytest.mark.timeout(1800)
def test_a_hundred_thousand_bad_records(stream: Stream, note: Note) -> None:
    bad_records(stream, note, 100_000)


def bad_records(stream: Stream, note: Note, count: int) -> None:
    made: list[tuple[Raw, Verdicts]] = list(itertools.islice(generate(1), count))
    stream.push(Corpus(1, (raw for raw, _ in made)), count)
    with stream.worker(max_processing_errors=1) as worker:
        stream.await_progress(count // 3)
        memory = worker.metric("process_resident_memory_bytes") or 0
        stream.drain(1200)
        assert (worker.metric("process_resident_memory_bytes") or 0) - memory < 150e6, "memory grows with what is read"
        assert worker.terminate() == 0, worker.log()
    assert note(stream, None).duplicates == 0
    came = Counter(one.reason or None for one in stream.due() if one.kind != "accusations")
    assert set(came) == {None, "empty_value", "invalid_utf8", "invalid_json", "schema_violation", "too_large"}
    reasons = {one.position: one.reason or None for one in stream.due()}
    assert not [made[position] for position, reason in reasons.items() if reason not in made[position][1]]
    assert SECRET not in worker.log_file.read_text(errors="replace")
