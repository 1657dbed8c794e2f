"""`ittiham worker` with a bug: every analysis raises. Everything else is the real worker."""

from collections.abc import Sequence
from datetime import date
from unittest.mock import patch

from streams.settings.report import load_settings
from streams.tagging import Tagger
from streams.tagging.types import Analysis, Sentence
from streams.worker.run import run_worker


def analyse(tagger: Tagger, sentences: Sequence[Sentence], published: date | None, most: int) -> Analysis:
    """Fail, as a tagger with a bug would."""
    raise ZeroDivisionError(f"{len(sentences)} sentences")


if __name__ == "__main__":
    with patch.object(Tagger, "analyse", analyse):
        run_worker(load_settings())
