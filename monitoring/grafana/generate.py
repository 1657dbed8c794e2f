"""`python -m monitoring.grafana.generate`: write the dashboards' files; with `--check`, only say if they differ."""

import sys
from pathlib import Path
from typing import Final

from monitoring.grafana.accusations import ACCUSATIONS
from monitoring.grafana.build import to_json
from monitoring.grafana.desk import DESK
from monitoring.grafana.stream import STREAM

__all__ = ["BOARDS", "outputs"]

BOARDS: Final = (STREAM, ACCUSATIONS, DESK)
_FOLDER: Final = Path(__file__).parent / "dashboards"


def outputs() -> dict[Path, str]:
    """Every generated file with what it must hold."""
    return {_FOLDER / f"{board.uid}.json": to_json(board) for board in BOARDS}


def main() -> None:
    """Write the files, or exit with status 1 if `--check` finds that one is not up to date."""
    stale = [path for path, content in outputs().items() if not path.is_file() or path.read_text("utf-8") != content]
    if "--check" not in sys.argv[1:]:
        for path, content in outputs().items():
            path.write_text(content, encoding="utf-8")
    elif stale:
        sys.exit(f"not up to date, run python -m monitoring.grafana.generate: {', '.join(map(str, stale))}")


if __name__ == "__main__":
    main()
