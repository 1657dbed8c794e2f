"""Offsets and the logs they are of."""

import pytest

from streams.kafka.offsets import Committed, Reset, is_other_log


def test_the_log_is_committed_with_the_offset_and_read_back() -> None:
    place = Committed(7, "cluster/topic")
    assert place.metadata == "log=cluster/topic"
    assert Committed.of(7, place.metadata) == place


@pytest.mark.parametrize("metadata", [None, "", "who knows", "log=", "log=cluster"])
def test_what_others_keep_there_is_no_log(metadata: str | None) -> None:
    assert Committed.of(7, metadata) == Committed(7, None)
    assert Committed(7, None).metadata == ""


@pytest.mark.parametrize(
    ("known", "found", "other"),
    [
        ("c/1", "c/1", False),
        ("c/1", "c/2", True),
        (None, "c/2", False),
        ("c/1", None, False),
        ("c/1", "d/1", False),  # a mirror brought the offset: it translates them, and the ids are others
    ],
)
def test_logs_are_told_apart_within_a_cluster(known: str | None, found: str | None, other: bool) -> None:
    assert is_other_log(known, found) is other


def test_a_reset_names_both_offsets() -> None:
    assert str(Reset("raw", 3, "beyond_end", 1000, 5)) == (
        "raw[3] cannot be read on from offset 1000: the log ends before it; going on at offset 5, the oldest record "
        "that is there"
    )
    assert "from an unknown offset: the topic was deleted and made anew" in str(Reset("raw", 3, "recreated", None, 0))
