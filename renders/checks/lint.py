"""The layout lint: what a viewer could not read, could not see, or would trip over."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import pairwise

import numpy as np
from manim import ManimColor, VMobject, config

from renders import rehearsal
from renders.checks import limits
from renders.checks.failure import Failure, Problem
from renders.checks.named import claim_of
from renders.checks.staged import Staged, crossing, staged
from renders.rehearsal import Beat, Pixels
from scenes import theme
from scenes.chapter import Chapter
from scenes.stage.captions import Caption
from scenes.stage.claims import Placement
from scenes.stage.text import Numeral

_STYLES = ("fill_rgbas", "stroke_rgbas", "background_stroke_rgbas")


def lint(chapter: Chapter, beat: Beat, picture: Pixels) -> list[Failure]:
    """Judge what stands on stage now; ``picture`` is what it looks like."""
    beat.picture = picture
    pieces = list(staged(chapter.mobjects).values())
    texts = [piece for piece in pieces if piece.is_text and piece.inked]
    problems = [
        *(problem for text in texts for problem in judge_alone(text)),
        *(overlap(*found) for found in crossing(texts, texts)),
        *_against_the_ground(chapter, texts, picture),
        *_faint(pieces),
        *judge_band(pieces),
        *_unseen(pieces),
        *_empty_halves(picture),
    ]
    return [problem.seen_in(chapter, beat) for problem in problems]


def lint_timing(chapter: Chapter, beats: Sequence[Beat]) -> list[Failure]:
    """Judge a whole chapter: can each caption be read, and does each beat change the picture?"""
    problems = [*_too_fast(chapter, beats), *_still(beats)]
    return [problem.seen_in(chapter, beat) for beat, problem in problems]


def _too_fast(chapter: Chapter, beats: Sequence[Beat]) -> Iterator[tuple[Beat, Problem]]:
    for caption in chapter.renderer.file_writer.subcaptions:
        begun = caption.start.total_seconds()
        shown = caption.end.total_seconds() - begun
        needed = max(limits.SHORTEST, len(caption.content) / limits.READING_RATE)
        if shown < needed:
            beat = next((b for b in beats if b.started <= begun < b.ended), beats[-1])
            words = f"Caption {caption.content!r}"
            yield beat, Problem("reading time", words, f"{needed:.1f} s", f"{shown:.1f} s")


def _still(beats: Sequence[Beat]) -> Iterator[tuple[Beat, Problem]]:
    for before, after in pairwise(beats):
        share = differs(before.picture, after.picture).mean()
        if share < limits.CHANGED:
            expected = f"{limits.CHANGED:.1%} of it changed"
            yield after, Problem("still beat", "the stage", expected, f"{share:.2%}")


def judge_alone(text: Staged) -> Iterator[Problem]:
    """Judge a text by itself: inside the frame, and large enough."""
    outside = beyond(text, limits.SAFE_MARGIN)
    if outside > 0:
        yield Problem("safe margin", text.name, f"{limits.SAFE_MARGIN} from the frame's edge",
                       f"{limits.SAFE_MARGIN - outside:.2f}")  # fmt: skip
    if text.capital < limits.SMALLEST_CAPITAL:
        yield Problem("text size", text.name, f"capitals of {limits.SMALLEST_CAPITAL} at least",
                       f"{text.capital:.3f}")  # fmt: skip


def beyond(piece: Staged, margin: float = 0.0) -> float:
    """Measure how far something reaches over a margin along the frame's edge."""
    edge = np.array([config.frame_width, config.frame_height]) / 2 - margin
    return float(max((-edge - piece.box[0]).max(), (piece.box[1] - edge).max()))


def is_outside(piece: Staged) -> bool:
    """Say whether nothing of a piece is inside the frame."""
    edge = np.array([config.frame_width, config.frame_height]) / 2
    return bool((piece.box[0] > edge).any() or (piece.box[1] < -edge).any())


def overlap(first: Staged, second: Staged, apart: float) -> Problem:
    """Say of two texts that they touch."""
    names = f"{first.name} and {second.name}"
    return Problem("overlap", names, f"{limits.TOUCHING} apart", f"{apart:.2f}")


def _against_the_ground(
    chapter: Chapter, texts: Sequence[Staged], picture: Pixels
) -> Iterator[Problem]:
    """Take all ink away and compare: a text must be seen, and stand out from what is behind it."""
    parts = [part for text in texts for part in text.inked]
    with _without_ink(parts):
        ground = rehearsal.picture(chapter)
    inked, unit = _visibly(picture, ground), picture.shape[0] / config.frame_height
    for text in texts:
        window = _window(text, unit)
        ink = inked[window]
        expected = sum(_ink_area(part) for part in text.inked) * unit**2
        if ink.sum() < limits.SEEN * expected:
            yield Problem("covered text", text.name, "seen", "hidden, or like its ground")
            continue
        share, worst = _share_in_contrast(text, ground[window][ink])
        if share < limits.SHARE_IN_CONTRAST:
            yield Problem("contrast", text.name, f"{limits.CONTRAST} : 1",
                           f"{worst:.1f} : 1")  # fmt: skip


@contextmanager
def _without_ink(parts: Sequence[VMobject]) -> Iterator[None]:
    """Make parts invisible for as long as the block runs."""
    kept = [(part, name, getattr(part, name)) for part in parts for name in _STYLES]
    for part, name, colors in kept:
        setattr(part, name, colors * [1, 1, 1, 0])
    try:
        yield
    finally:
        for part, name, colors in kept:
            setattr(part, name, colors)


def _window(text: Staged, scale: float) -> tuple[slice, slice]:
    """Return the rows and columns of pixels, so many a unit, in which a text stands."""
    (left, low), (right, high) = text.box
    left, right = (left, right) + np.array(config.frame_width / 2)
    top, bottom = np.array(config.frame_height / 2) - (high, low)
    rows = slice(max(0, int(top * scale)), max(1, int(np.ceil(bottom * scale)) + 1))
    columns = slice(max(0, int(left * scale)), max(1, int(np.ceil(right * scale)) + 1))
    return rows, columns


def _ink_area(part: VMobject) -> float:
    """Estimate from below how much ink a glyph has: the outline's area by the shoelace formula."""
    x, y = part.points[::4, 0], part.points[::4, 1]
    return float(abs(np.dot(x, np.roll(y, 1)) - np.dot(y, np.roll(x, 1))) / 2)


def _share_in_contrast(text: Staged, behind: np.ndarray) -> tuple[float, float]:
    """Return how much of a text's ink stands out, in its dimmest colour, and the poor contrast."""
    colors = {_ink_of(part) for part in text.inked}
    shares = []
    for color, opacity in colors:
        ink = opacity * np.array(ManimColor(color).to_rgb()) + (1 - opacity) * behind / 255
        contrasts = _contrasts(ink, behind / 255)
        good = float((contrasts >= limits.CONTRAST).mean())
        shares.append((good, float(np.quantile(contrasts, 1 - limits.SHARE_IN_CONTRAST))))
    return min(shares)


def _ink_of(part: VMobject) -> tuple[str, float]:
    """Return the colour and the opacity of a glyph, or of a line such as a fraction's bar."""
    if part.get_fill_opacity() > limits.NOTHING:
        return part.get_fill_color().to_hex(), part.get_fill_opacity()
    return part.get_stroke_color().to_hex(), part.get_stroke_opacity()


def _contrasts(ink: np.ndarray, ground: np.ndarray) -> np.ndarray:
    """Measure contrasts as WCAG 2.1 defines them, pixel by pixel."""
    pair = np.stack([_luminance(ink), _luminance(ground)])
    return (pair.max(axis=0) + 0.05) / (pair.min(axis=0) + 0.05)


def _luminance(colors: np.ndarray) -> np.ndarray:
    linear = np.where(colors <= 0.04045, colors / 12.92, ((colors + 0.055) / 1.055) ** 2.4)
    return linear @ np.array([0.2126, 0.7152, 0.0722])


def _faint(pieces: Iterable[Staged]) -> Iterator[Problem]:
    """Find marks whose place is a value, and which hardly stand out from the stage's ground."""
    ground = np.array(theme.GROUND.to_rgb())
    for piece in pieces:
        part = piece.mobject
        is_mark = isinstance(claim_of(part), Placement) and not isinstance(part, Numeral)
        if not is_mark or not piece.inked:
            continue
        inks = [(part.get_fill_color(), part.get_fill_opacity())]
        if part.get_stroke_width() > 0:
            inks.append((part.get_stroke_color(), part.get_stroke_opacity()))
        seen = [opacity * color.to_rgb() + (1 - opacity) * ground for color, opacity in inks]
        best = max(float(_contrasts(ink, ground)) for ink in seen)
        if best < limits.CONTRAST_OF_MARKS:
            yield Problem("contrast", piece.name, f"{limits.CONTRAST_OF_MARKS} : 1",
                          f"{best:.1f} : 1")  # fmt: skip


def judge_band(pieces: Iterable[Staged]) -> Iterator[Problem]:
    """Keep the captions' band for captions."""
    band = limits.CAPTION_BAND - config.frame_height / 2
    for piece in pieces:
        bottom = piece.box[0, 1]
        if bottom < band and piece.inked and not isinstance(piece.mobject, Caption):
            yield Problem("captions' band", piece.name, f"above {band:.2f}", f"{bottom:.2f}")


def _unseen(pieces: Iterable[Staged]) -> Iterator[Problem]:
    """Find what is left on stage though nobody can see it."""
    for piece in pieces:
        channel = getattr(claim_of(piece.mobject), "channel", "")
        is_value = channel in ("opacity", "stroke width")  # which may be as faint as nothing
        if len(piece.inked) < len(piece.parts) and not is_value:
            yield Problem("invisible leftover", piece.name, "seen, or taken away", "invisible")
        elif is_outside(piece):
            yield Problem("invisible leftover", piece.name, "on stage", "outside the frame")


def _empty_halves(picture: Pixels) -> Iterator[Problem]:
    """Look for a half of the stage that holds nothing."""
    busy = differs(picture, theme.GROUND.to_int_rgb())
    rows, columns = (np.flatnonzero(busy.any(axis=axis)) for axis in (1, 0))
    if not len(rows):
        yield Problem("empty half", "the stage", "a picture", "nothing")
        return
    sides = {
        "upper": (rows[0], busy.shape[0], -1), "lower": (rows[-1], busy.shape[0], 1),
        "left": (columns[0], busy.shape[1], -1), "right": (columns[-1], busy.shape[1], 1),
    }  # fmt: skip
    for name, (last, size, way) in sides.items():
        reach = way * (last - size / 2) / (size / 2)
        if reach < limits.FILLED:
            yield Problem("empty half", f"the {name} half of the stage",
                           f"{limits.FILLED:.0%} of it used", f"{max(0.0, reach):.0%}")  # fmt: skip


def differs(picture: Pixels, other: Pixels | Sequence[int]) -> np.ndarray:
    """Say of each pixel between the title's line and the captions' band whether it is another."""
    scale = len(picture) / config.frame_height
    rows = slice(
        round((theme.TITLE_BELOW + 0.4) * scale),
        round((config.frame_height - limits.CAPTION_BAND) * scale),
    )
    return _visibly(picture[rows], other[rows] if np.ndim(other) > 1 else other)


def _visibly(picture: Pixels, other: Pixels | Sequence[int]) -> np.ndarray:
    """Say of each pixel whether an eye sees that it is another."""
    apart = np.abs(picture.astype(np.int16) - np.asarray(other, dtype=np.int16))
    red, green, blue = (apart[..., i] > limits.VISIBLE_CHANGE for i in range(3))
    return red | green | blue  # numpy's own maximum along so short an axis takes ten times as long
