"""A desk that kills itself (SIGKILL) at a chosen moment of a batch: run as a module, as `ittiham desk` is.

The moment is the first argument: `first-rows` and `all-rows` lie within the transaction, `committed` behind it. The
second is a file: while there is none the desk lives.
"""

import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from streams.cli import main
from streams.desk import storing
from streams.desk.store import applying, writing

MOMENTS: dict[str, tuple[Any, str, bool]] = {
    "first-rows": (applying, "_write_waiting", False),
    "all-rows": (writing, "_write_positions", False),
    "committed": (storing, "write_batch", True),
}
"""The function at which it dies, and whether it runs first."""


def dying(function: Callable[..., Any], after: bool, order: Path) -> Callable[..., Any]:
    def wrapped(*arguments: Any) -> Any:
        to_die = order.exists()
        result = function(*arguments) if after or not to_die else None
        if to_die:
            os.kill(os.getpid(), signal.SIGKILL)
        return result

    return wrapped


if __name__ == "__main__":
    module, name, after = MOMENTS[sys.argv.pop(1)]
    setattr(module, name, dying(getattr(module, name), after, Path(sys.argv.pop(1))))
    sys.argv.insert(1, "desk")
    main()
