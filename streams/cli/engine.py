"""Segmenter and tagger for the commands that need no broker."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager

import click

from streams.enrichment.enricher import Enricher
from streams.segmentation.source import ModelDataError
from streams.segmentation.types import Segmenter, SegmenterUnavailable
from streams.settings import Settings
from streams.tagging import Tagger
from streams.worker.segmenters import make_segmenter

__all__ = ["load_enricher", "load_tagger", "started_segmenter"]


@contextmanager
def started_segmenter(settings: Settings) -> Iterator[tuple[asyncio.Runner, Segmenter]]:
    """The segmenter, started, and the event loop it is used on; its errors end the command with one line.

    The loop is to run for one line at a time: in between, Ctrl-C interrupts the wait for a line like in other programs.
    """
    segmenter = make_segmenter(settings)
    with asyncio.Runner() as runner:
        try:
            runner.run(segmenter.start())
            yield runner, segmenter
        except (SegmenterUnavailable, ModelDataError) as error:
            raise click.ClickException(f"segmenter: {error}") from error
        finally:
            runner.run(segmenter.stop())


def load_enricher(settings: Settings, segmenter: Segmenter) -> Enricher:
    """An enricher with the lexicon of the settings; what is wrong with that names its file and line."""
    return Enricher(segmenter, load_tagger(settings), settings.limits)


def load_tagger(settings: Settings) -> Tagger:
    """The tagger with the lexicon of the settings; what is wrong with that names its file and line."""
    try:
        return Tagger.load(*settings.lexicon_dirs)
    except (ValueError, OSError) as error:
        raise click.ClickException(f"lexicon: {error}") from error
