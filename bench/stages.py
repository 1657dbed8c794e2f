"""A clock for the stages of enrichment: what each costs by itself, without the stages that it calls.

A stage is one function or more, named by where they are looked up (`module:name` or `module:Class.name`). To time
another one, add it to `STAGES`: nothing in the code under measurement knows of it.
"""

import importlib
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from time import thread_time_ns
from typing import Any, Final

__all__ = ["STAGES", "StageClock"]

STAGES: Final[Mapping[str, tuple[str, ...]]] = {
    "parse": ("streams.enrichment.enricher:parse",),
    "mask": ("streams.enrichment.enricher:mask",),
    "sentences": ("streams.enrichment.enricher:split",),
    "words": ("streams.segmentation.native:tokenize",),
    "segmentation, known words": ("streams.segmentation.native:NativeSegmenter.segment_text",),
    "segmentation, new words": ("streams.segmentation.native:NativeSegmenter.split_word",),
    "spelling": ("streams.segmentation.spelling:Speller.corrections",),
    "actors": ("streams.tagging.actors:ActorTagger.mentions", "streams.tagging.tagger:actors_of"),
    "words that may accuse or begin an actor": (
        "streams.tagging.lookup:WordTable.find",
        "streams.tagging.tagger:choose_reading",
    ),
    "phrases": ("streams.tagging.words:WordReader.read", "streams.tagging.tagger:_view_of"),
    "clauses": ("streams.tagging.tagger:ClauseTree",),
    "linking": ("streams.tagging.tagger:_link", "streams.tagging.tagger:answer_later"),
    "choice": ("streams.tagging.tagger:Tagger.choose",),
    "events": ("streams.tagging.tagger:Tagger._event",),
    "output": ("streams.enrichment.enricher:enriched_output", "streams.enrichment.enricher:accusation_output"),
}


def resolve(path: str) -> tuple[Any, str]:
    """Where a function is looked up, and its name there. Raises `LookupError` when it is not there any more."""
    module, _, names = path.partition(":")
    *owners, name = names.split(".")
    try:
        place = importlib.import_module(module)
        for owner in owners:
            place = getattr(place, owner)
        getattr(place, name)
    except (ImportError, AttributeError) as error:
        raise LookupError(f"bench/stages.py times {path}, which is not there: {error}") from error
    return place, name


class StageClock:
    """Nanoseconds of this thread's processor time, by stage."""

    def __init__(self) -> None:
        self.spent: dict[str, int] = dict.fromkeys(STAGES, 0)
        self._open: list[int] = []
        """For each stage under way, what was spent in stages that it called."""

    @contextmanager
    def installed(self) -> Iterator[None]:
        """Time the stages inside the block."""
        places = [(*resolve(path), stage) for stage, paths in STAGES.items() for path in paths]
        originals = [vars(place)[name] for place, name, _ in places]
        try:
            for (place, name, stage), original in zip(places, originals, strict=True):
                setattr(place, name, self._timed(original, stage))
            yield
        finally:
            for (place, name, _), original in zip(places, originals, strict=True):
                setattr(place, name, original)

    def _timed(self, function: Callable[..., Any], stage: str) -> Callable[..., Any]:
        spent, under_way = self.spent, self._open

        def timed(*arguments: Any, **named: Any) -> Any:
            under_way.append(0)
            began = thread_time_ns()
            try:
                return function(*arguments, **named)
            finally:
                whole = thread_time_ns() - began
                spent[stage] += whole - under_way.pop()
                if under_way:
                    under_way[-1] += whole

        return timed
