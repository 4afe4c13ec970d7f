"""What blocks are called and read, the ways between them, and how they look when one is out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import numpy as np
from manim import UP, Animation, VGroup

from attention_math.blocks import Does
from scenes import theme
from scenes.mobjects.blocks import Block
from scenes.stage.claims import Furniture, shows
from scenes.stage.layout import Room, line
from scenes.stage.phrases import Phrase, phrase
from scenes.stage.refusal import StageError
from scenes.stage.shapes import Path
from scenes.stage.text import Text

_STROKE, _LIT = 3.0, 6.0
_WORD, _GAP = 0.28, 0.1


def way_through(corners: Sequence[np.ndarray]) -> Path:
    """Draw a way through corners."""
    path = Path(stroke_color=theme.EDGE, stroke_width=_STROKE).set_z_index(-1)
    return shows(path.set_points_as_corners(corners), Furniture("pipe"))


def lit(way: Path) -> Animation:
    """Let a way shine."""
    return way.animate.set_stroke(theme.HIGHLIGHT, _LIT)


def hollow(block: Block) -> Iterator[Animation]:
    """Let a block add nothing: an empty box."""
    yield block.box.animate.set_fill(theme.GROUND).set_stroke(theme.LINE)
    yield block.label.animate.set_fill(theme.DIM)


def name_of(does: Does) -> Phrase:
    """Say what a block does."""
    return {
        "embedding": phrase("embedding, position"),
        "self": phrase("self-attention"),
        "masked": phrase("masked self-attention"),
        "cross": phrase("cross-attention"),
        "feed-forward": phrase("feed-forward"),
        "norm": phrase("add and norm"),
        "output": phrase("linear, softmax"),
    }[does]


def read_line(words: Iterable[str], room: Room, *, most: float = _WORD) -> VGroup:
    """Set words that are read in a line below a tower, larger where there is room for it."""
    small = _line(words := tuple(words), _WORD)
    if small.width > room.width:
        raise StageError("this chapter has no room for so many words: choose a shorter sentence")
    fitting = 0.98 * _WORD * room.width / small.width
    row = _line(words, max(_WORD, min(most, fitting)))
    row.move_to(room.center)
    return row.shift(UP * (room.bottom + 0.1 - row[0].baseline))


def _line(words: Iterable[str], size: float) -> VGroup:
    return line(*(Text(word, size=size) for word in words), gap=_GAP * size / _WORD)
