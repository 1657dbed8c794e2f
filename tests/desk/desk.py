"""A real `ittiham desk` as a child process."""

from collections.abc import Sequence
from pathlib import Path
from types import TracebackType
from typing import Any

from tests.worker import WorkerProcess

__all__ = ["DeskProcess"]


class DeskProcess(WorkerProcess):
    """`with DeskProcess(bootstrap, prefix, directory, database) as desk:` gives a desk that follows and answers."""

    arguments: Sequence[str] = ("-m", "streams", "desk")

    def __init__(self, bootstrap: str, prefix: str, directory: Path, database: str, **settings: Any) -> None:
        super().__init__(
            bootstrap, prefix, directory, desk_database=database, desk_group_id=f"{prefix}desk", **settings
        )
        self.environment["ITTIHAM_DESK_PORT"] = str(self.port)

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """End it so that it leaves its group: the next desk would wait for the session of one that is killed."""
        if kind is None and self.exit_code is None:
            self.terminate()
        super().__exit__(kind, error, trace)

    @property
    def address(self) -> str:
        """Where a browser finds it."""
        return f"http://127.0.0.1:{self.port}"
