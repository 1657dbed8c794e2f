"""The oracle of the fault tests sees each kind of harm: else none of them could fail."""

from dataclasses import replace

from streams.records.articles import Rejection
from streams.records.outputs import Origin, dead_letter_headers
from tests.faults.oracle import Expected, Findings, Raw, compare
from tests.kafka.client import Record

SENT = [Raw(b"a", b"1"), Raw(b"b", b"2"), Raw(b"c", b"not json")]
RAW = [Record("t.articles.raw", 0, offset, one.key, one.value, (), 1000) for offset, one in enumerate(SENT)]
DUE = [
    Expected(0, "enriched", "id-a", b"a", b"A"),
    Expected(1, "enriched", "id-b", b"b", b"B"),
    Expected(2, "dead-letter", "", b"c", b"not json", "invalid_json"),
]


def enriched(offset: int, key: bytes, name: str, value: bytes) -> Record:
    return Record("t.articles.enriched", 0, offset, key, value, (("ce_id", name.encode()),), 3000)


LETTER = Record(
    "t.articles.dead-letter", 0, 0, b"c", b"not json",
    tuple(dead_letter_headers(Rejection("invalid_json", "expected JSON"), Origin("t.articles.raw", 0, 2, 1.0))), 1500,
)  # fmt: skip
OUTPUTS = [enriched(0, b"a", "id-a", b"A"), enriched(1, b"b", "id-b", b"B"), LETTER]


def found(*outputs: Record) -> Findings:
    return compare(DUE, RAW, outputs, SENT)


def test_all_that_is_due_is_faultless() -> None:
    findings = found(*OUTPUTS)
    assert findings.faultless
    assert (findings.duplicates, findings.longest_lag) == (0, 2.0)


def test_what_is_missing_is_lost() -> None:
    findings = found(*OUTPUTS[1:])
    assert (findings.lost, findings.hashes_agree, findings.faultless) == (1, False, False)


def test_what_comes_twice_is_counted_and_no_fault() -> None:
    findings = found(*OUTPUTS, OUTPUTS[0])
    assert (findings.duplicates, findings.faultless) == (1, True)


def test_what_nobody_is_due_is_left_over() -> None:
    findings = found(*OUTPUTS, enriched(2, b"x", "id-x", b"X"))
    assert (findings.left_over, findings.faultless) == (1, False)


def test_other_bytes_for_an_id_differ_even_the_second_time() -> None:
    findings = found(*OUTPUTS, replace(OUTPUTS[0], value=b"other"))
    assert (findings.differing, findings.faultless) == (1, False)


def test_a_dead_letter_with_another_reason_differs() -> None:
    headers = tuple((name, b"too_large" if name == "ittiham_reason" else value) for name, value in LETTER.headers)
    findings = found(*OUTPUTS[:2], replace(LETTER, headers=headers))
    assert (findings.differing, findings.faultless) == (1, False)


def test_a_later_record_first_is_disorder() -> None:
    findings = found(OUTPUTS[1], OUTPUTS[0], LETTER)
    assert (findings.disorder, findings.faultless) == (1, False)
