"""`ittiham worker`, whose event loop hangs on an article with HANG in it for as long as the file $HANG_WHILE exists.

Everything else is the real worker. While it hangs there is a file `$HANG_WHILE.reached`.
"""

import os
import time
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from unittest.mock import patch

from streams.settings.report import load_settings
from streams.tagging import Tagger
from streams.tagging.types import Analysis, Sentence
from streams.worker.run import run_worker

_FILE = Path(os.environ["HANG_WHILE"])
_analyse = Tagger.analyse


def analyse(tagger: Tagger, sentences: Sequence[Sentence], published: date | None, most: int) -> Analysis:
    """As always, but blocking the event loop first if the article says so."""
    if any("HANG" in sentence.words.text for sentence in sentences):
        Path(f"{_FILE}.reached").touch()
        while _FILE.exists():
            time.sleep(0.05)
    return _analyse(tagger, sentences, published, most)


if __name__ == "__main__":
    with patch.object(Tagger, "analyse", analyse):
        run_worker(load_settings())
