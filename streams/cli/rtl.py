"""Arabic in a terminal: isolated where the terminal orders right-to-left text itself, reordered where it does not.

Terminals that order it themselves: GNOME Terminal and whatever else is built on VTE (0.58 or newer), Konsole, mlterm,
mintty, Apple's Terminal. They want `isolate`: the text in logical order, each run of Arabic wrapped in Unicode isolates
(U+2068 … U+2069, UAX #9), so that it does not drag the Latin text, numbers and arrows beside it along.

Terminals that print every character where it comes, left to right: xterm, Alacritty, foot, the Linux console,
Windows Terminal, WezTerm by default, and the terminal in VS Code. They want `visual`: lines are cut to the width
first, then put in visual order. Whether letters join is up to the font and the terminal.

Files and pipes want `none`: the text alone.
"""

import re
import textwrap
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final, Literal

import click

__all__ = ["BIDI_MODES", "BidiMode", "RightToLeft", "bidi_option", "clean", "right_to_left"]

BidiMode = Literal["auto", "isolate", "visual", "none"]
BIDI_MODES: Final = ("auto", "isolate", "visual", "none")

_FIRST_STRONG_ISOLATE: Final = "\u2068"
_POP_ISOLATE: Final = "\u2069"
_LEAST_WIDTH: Final = 20
_UNSAFE: Final = re.compile("[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]+")

Style = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class RightToLeft:
    """How to write Arabic on this output."""

    mode: Literal["isolate", "visual", "none"]
    width: int = 80
    """Columns, for cutting lines before they are put in visual order."""

    def phrase(self, text: str) -> str:
        """A name or a few words, to stand among Latin text."""
        return self._ordered(clean(text))

    def paragraph(self, text: str, marked: str = "", style: Style = str, indent: str = "") -> str:
        """A sentence on lines of its own; `marked`, a part of it, goes through `style`."""
        text, marked = clean(text), clean(marked)
        if self.mode != "visual":
            return indent + self._ordered(_mark(text, marked, style))
        visible, lines = self._ordered(marked), []
        for cut in textwrap.wrap(text, max(_LEAST_WIDTH, self.width - len(indent))):
            line = self._ordered(cut)
            styled = _mark(line, visible, style)
            if styled != line:
                visible = ""  # once is enough
            lines.append(indent + styled)
        return "\n".join(lines)

    def _ordered(self, text: str) -> str:
        if self.mode == "isolate":
            return f"{_FIRST_STRONG_ISOLATE}{text}{_POP_ISOLATE}"
        if self.mode == "visual":
            from bidi import get_display

            return str(get_display(text))
        return text


def right_to_left(mode: BidiMode, *, is_terminal: bool, width: int) -> RightToLeft:
    """What `--bidi` says; `auto` is `isolate` on a terminal and `none` elsewhere."""
    if mode == "auto":
        mode = "isolate" if is_terminal else "none"
    return RightToLeft(mode, width)


def clean(text: str) -> str:
    """Without control characters, which could drive the terminal, and without marks that would undo our ordering."""
    return _UNSAFE.sub(" ", text)


def _mark(text: str, marked: str, style: Style) -> str:
    """Style the first whole-word occurrence of `marked`."""
    found = re.search(rf"(?<!\w){re.escape(marked)}(?!\w)", text) if marked else None
    return text[: found.start()] + style(found[0]) + text[found.end() :] if found else text


def bidi_option(command: Callable[..., None]) -> Callable[..., None]:
    """The option `--bidi` of a command."""
    return click.option(
        "--bidi",
        type=click.Choice(BIDI_MODES),
        default="auto",
        show_default=True,
        help="Right-to-left text: 'isolate' for terminals that order it themselves (GNOME Terminal, Konsole, Apple's "
        "Terminal), 'visual' for those that do not (xterm, Alacritty, Windows Terminal, VS Code), 'none' for the text "
        "alone; 'auto' is 'isolate' on a terminal, else 'none'.",
    )(command)
