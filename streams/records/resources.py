"""Where the files that ship with Ittiham are: beside the package in a checkout, inside it in a wheel."""

from pathlib import Path

__all__ = ["resource_dir"]

_PACKAGE = Path(__file__).parents[1]


def resource_dir(name: str) -> Path:
    """The folder `name` (`schemas`, `samples`). Raises `FileNotFoundError` if this installation lacks it."""
    for folder in (_PACKAGE / "_data" / name, _PACKAGE.parent / name):
        if folder.is_dir():
            return folder
    raise FileNotFoundError(f"the folder {name!r} is missing from this installation: install ittiham again")
