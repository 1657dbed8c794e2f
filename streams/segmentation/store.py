"""The compact model on disk: made on first use, read by memory map afterwards.

Workers may start at once and each make the file: each writes a temporary file of its own and renames it, and all are
the same. Where the folder cannot be written, the model lives in memory only.
"""

import logging
import mmap
import os
import tempfile
from pathlib import Path

from streams.segmentation.building import build_model
from streams.segmentation.model import FORMAT, Model
from streams.segmentation.source import ModelSource

__all__ = ["default_cache_dir", "load_model"]

logger = logging.getLogger(__name__)


def default_cache_dir() -> Path:
    """`$XDG_CACHE_HOME/ittiham`, or `~/.cache/ittiham`. (The XDG specification says to ignore a relative value.)"""
    base = Path(os.environ.get("XDG_CACHE_HOME", ""))
    return (base if base.is_absolute() else Path.home() / ".cache") / "ittiham"


def load_model(source: ModelSource, cache_dir: Path) -> Model:
    """The model made from `source`, from `cache_dir` if it is there and whole, else made and left there.

    Raises `ModelDataError` when it must be made and a source file is missing or not the pinned one.
    """
    path = cache_dir / f"{FORMAT.replace(' ', '-')}-{source.fingerprint[:16]}.model"
    try:
        return Model(_map_file(path))
    except FileNotFoundError:
        logger.info("making the segmentation model, some seconds once: %s", path)
    except (OSError, ValueError) as error:  # `ModelDataError` is an OSError, an empty file cannot be mapped
        logger.warning("making the segmentation model again, %s cannot be used: %s", path, error)
    data = build_model(source)
    try:
        _write_atomically(path, data)
        return Model(_map_file(path))
    except OSError as error:
        logger.warning("the segmentation model is kept in memory, %s cannot be written: %s", path, error)
        return Model(data)


def _map_file(path: Path) -> mmap.mmap:
    with path.open("rb") as file:
        return mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)


def _write_atomically(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=path.parent, prefix=path.name, suffix=".tmp", delete=False) as file:
        temporary = Path(file.name)
        try:
            file.write(data)
            file.flush()
            temporary.chmod(0o644)  # the temporary file's 0600 would hide a model made by root from the worker's user
            temporary.replace(path)
        except OSError:
            temporary.unlink(missing_ok=True)
            raise
