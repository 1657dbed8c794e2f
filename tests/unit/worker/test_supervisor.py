"""How many workers make sense, and what the parent says when its children say different things."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from streams.cli.worker import worker
from streams.settings import Settings
from streams.worker.children import Child
from streams.worker.supervisor import Supervisor, cores


def test_a_limit_of_the_container_counts(tmp_path: Path) -> None:
    unlimited = cores(tmp_path / "missing")
    quota = tmp_path / "cpu.max"
    for said, expected in (("max 100000", unlimited), ("100000 100000", 1), ("50000 100000", 1)):
        quota.write_text(said + "\n")
        assert cores(quota) == expected


class Saying(Child):
    """A child whose pages say what the test wants."""

    def __init__(self, number: int, status: int, said: str) -> None:
        super().__init__(number, {})
        self.said = status, said

    @property
    def running(self) -> bool:
        return True

    def page(self, path: str) -> tuple[int, str]:
        return self.said


def verdict(*said: tuple[int, str]) -> str | None:
    children = [Saying(number, *each) for number, each in enumerate(said, 1)]
    return Supervisor(Settings(_env_file=None), children).unready()  # type: ignore[call-arg] # pydantic's own


IDLE = (503, "no partitions: more workers than partitions?\n")


async def test_readiness_of_all() -> None:
    assert verdict((200, "ok\n"), (200, "ok\n")) is None
    assert verdict((200, "ok\n"), IDLE) is None
    assert verdict(IDLE, IDLE) == "no partitions: is another group of workers at work?"
    assert verdict((200, "ok\n"), (503, "waiting for the broker\n")) == "worker 2: waiting for the broker"
    assert verdict((0, ""), (200, "ok\n")) == "worker 1: starting"


@pytest.mark.parametrize("wrong", ["0", "-1", "many", ""])
def test_a_number_of_processes_that_is_none(wrong: str) -> None:
    answer = CliRunner().invoke(worker, ["--processes", wrong])
    assert answer.exit_code == 2
    assert "expected a number from 1, or auto, got" in answer.output
