"""``ittiham parse``: what the tagger sees in a sentence."""

import re
import shutil
import sys
from typing import Final

import click

from streams.cli.common import settings_or_exit
from streams.cli.engine import load_tagger, started_segmenter
from streams.cli.rtl import BidiMode, bidi_option, clean, right_to_left
from streams.enrichment.mask import mask
from streams.enrichment.sentences import split
from streams.tagging.explaining import explain
from streams.tagging.types import Sentence

__all__ = ["parse"]

_ARABIC: Final = re.compile(r"[\u0600-\u06ff]+(?:[ +]+[\u0600-\u06ff]+)*")
"""A run of Arabic words, and of the pieces that Farasa cuts them into."""


@click.command()
@click.argument("text", nargs=-1, required=True)
@bidi_option
def parse(text: tuple[str, ...], bidi: BidiMode) -> None:
    """Show how each sentence of TEXT is read: Farasa's cut, the chunks, the tree of clauses with their subjects,
    and for each word of accusation what the rules propose, the best pairs, and what weighed most.

    For looking into why an event came out as it did, and for reports of what came out wrong.

    \b
    Example:
      ittiham parse 'أعلن الوزير أن المحكمة رفضت الطعن'
    """
    settings = settings_or_exit()
    columns = shutil.get_terminal_size().columns
    rtl = right_to_left(bidi, is_terminal=sys.stdout.isatty(), width=columns)
    tagger = load_tagger(settings)
    masked = mask(" ".join(text)).text
    spans = split(masked)
    if not spans:
        raise click.UsageError("expected a sentence, got no words; put it in quotes")
    with started_segmenter(settings) as (runner, segmenter):
        found = runner.run(segmenter.segment([masked[start:end] for start, end in spans]))
    for index, ((start, end), words) in enumerate(zip(spans, found, strict=True)):
        explained = explain(tagger, Sentence("text", index, start, end, words))
        lines = (_ARABIC.sub(lambda run: rtl.phrase(run[0]), clean(line)) for line in explained.splitlines())
        click.echo("\n".join(lines) + "\n")
