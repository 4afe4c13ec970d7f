"""Draws the contact sheet of a chapter: two pictures a beat, one as it moves, one as it rests.

It is made in a folder: the pictures, `sheet.json` with all that is written about them, the sheet of
them all, and the chapter's last frame.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from pathlib import Path

from manim import config
from PIL import Image

from attention_math.trace import AttentionTrace
from renders.export.stills import of_few_colors
from renders.rehearsal import Beat, Pixels, picture, refuse_without_beats, rehearse
from renders.sheets import SHEET, STILL, TEXT
from renders.sheets.typeset import typeset_sheet
from scenes import theme
from scenes.chapter import Chapter
from scenes.storyboard import PARTS, Entry

# From the frame's lower edge up: below, only captions stand, and they become text.
CUT = theme.CAPTION_ABOVE + theme.SIZE_CAPTION
MOST_TOKENS = 12  # that a line of text names one by one
ATTENTION = {
    "self": "self-attention",
    "masked": "masked self-attention",
    "cross": "cross-attention",
}

Described = dict[str, object]


def draw_sheet(entry: Entry, folder: Path, count: Callable[[int], None]) -> None:
    """Rehearse a chapter, and keep its pictures and its text in a new folder."""
    folder.mkdir()
    beats, ends = [], []

    def look(chapter: Chapter, beat: Beat) -> None:
        end = picture(chapter)
        ends[:] = [end]
        shown = [frame for frame in (beat.middle, end) if frame is not None]
        beats.append(_describe_beat(len(beats) + 1, beat, shown, folder))
        count(len(shown))

    chapter = rehearse(entry, look, middles=True)
    refuse_without_beats(chapter, beats)
    write_png(ends[-1], folder / STILL)
    text = _describe_chapter(entry, chapter) | {"beats": beats}
    (folder / TEXT).write_text(json.dumps(text, ensure_ascii=False), encoding="utf-8")
    write_png(typeset_sheet(folder, TEXT), folder / SHEET)


def write_png(picture: Pixels, path: Path) -> None:
    """Write a frame with a palette: a third as large as in full, and as good to the eye."""
    of_few_colors(Image.fromarray(picture), 256).save(path, optimize=True)


def _describe_beat(number: int, beat: Beat, shown: Sequence[Pixels], folder: Path) -> Described:
    names = [f"{number:02}-{moment}.png" for moment in ("middle", "end")[-len(shown) :]]
    for name, frame in zip(names, shown, strict=True):
        bottom = round((1 - CUT / config.frame_height) * len(frame))
        Image.fromarray(frame[:bottom]).save(folder / name, compress_level=1)  # for one reader
    return {
        "number": number,
        "name": beat.name,
        "caption": beat.caption,
        "time": f"{_clock(beat.started)}–{_clock(beat.ended)}",
        "pictures": names,
    }


def _describe_chapter(entry: Entry, chapter: Chapter) -> Described:
    return {
        "part": _describe_part(chapter.number()),
        "heading": chapter.numbered_heading(),
        "teaches": entry.teaches,
        "length": _clock(chapter.time),
        "badge": chapter.badge_text(),
        "sources": list(map(_describe_source, chapter.traces.values())),
    }


def _describe_part(number: int | None) -> str:
    part = next((part for part in PARTS if number in part.numbers), None)
    return f"{part.called} · {part.name}" if part else ""


def _describe_source(trace: AttentionTrace) -> dict[str, str]:
    source = trace.source
    words = _name_tokens(trace.query_side.shown)
    if source.kind == "cross":
        words += f"; keys: {_name_tokens(trace.key_side.shown)}"
    return {
        "label": source.label,
        "attention": f"{ATTENTION[source.kind]}, mask: {source.mask}",
        "weights": source.origin,
        "tokens": words,
    }


def _name_tokens(tokens: Sequence[str]) -> str:
    named = " · ".join(tokens[:MOST_TOKENS])
    return f"{named} · … ({len(tokens):,} tokens)" if len(tokens) > MOST_TOKENS else named


def _clock(seconds: float) -> str:
    minutes, rest = divmod(round(seconds), 60)
    return f"{minutes}:{rest:02}"
