"""A Dockerfile read as far as the tests ask: its stages and their instructions."""

import re
from dataclasses import dataclass, field
from pathlib import Path

KEYWORDS = frozenset(
    {"ADD", "ARG", "CMD", "COPY", "ENTRYPOINT", "ENV", "EXPOSE", "FROM", "HEALTHCHECK", "LABEL", "RUN", "SHELL"}
    | {"STOPSIGNAL", "USER", "VOLUME", "WORKDIR"}
)


@dataclass(frozen=True)
class Stage:
    """One FROM and what follows it: (keyword, arguments) in order."""

    name: str
    base: str
    instructions: list[tuple[str, str]] = field(default_factory=list)

    def all(self, keyword: str) -> list[str]:
        """The arguments of every instruction of this keyword."""
        return [arguments for word, arguments in self.instructions if word == keyword]

    def last(self, keyword: str) -> str:
        """The arguments of the last one, which is the one in force."""
        return self.all(keyword)[-1]


def read_dockerfile(path: Path) -> tuple[dict[str, str], list[Stage]]:
    """The global arguments, and the stages in order. Raises ValueError for a line that is no instruction."""
    arguments: dict[str, str] = {}
    stages: list[Stage] = []
    for keyword, rest in _instructions(path.read_text(encoding="utf-8")):
        if keyword == "FROM":
            base, name = re.split(r"(?i)\s+AS\s+", rest)
            stages.append(Stage(name, _expand(base, arguments)))
        elif stages:
            stages[-1].instructions.append((keyword, rest))
        elif keyword == "ARG":
            name, _, value = rest.partition("=")
            arguments[name] = value
        else:
            raise ValueError(f"expected ARG or FROM first, got {keyword}")
    return arguments, stages


def lineage(stages: list[Stage], name: str) -> list[tuple[str, str]]:
    """The instructions of a stage after those of the stages that it builds on."""
    by_name = {stage.name: stage for stage in stages}
    stage = by_name[name]
    return [*(lineage(stages, stage.base) if stage.base in by_name else []), *stage.instructions]


def _instructions(text: str) -> list[tuple[str, str]]:
    lines = [line for line in text.splitlines() if not line.lstrip().startswith("#")]
    joined = re.sub(r"\\\n\s*", " ", "\n".join(lines))
    found = []
    for line in filter(str.strip, joined.splitlines()):
        keyword, _, rest = line.strip().partition(" ")
        if keyword not in KEYWORDS or not rest:
            raise ValueError(f"expected an instruction, got {line!r}")
        found.append((keyword, rest.strip()))
    return found


def _expand(text: str, arguments: dict[str, str]) -> str:
    return re.sub(r"\$\{(\w+)\}", lambda match: arguments[match[1]], text)
