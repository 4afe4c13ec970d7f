"""Draws a chapter as a strip of pictures: two for each beat, one as it moves and one as it rests.

The strip is a folder: the pictures, `strip.json` with all that is written about them, the sheet of
them all, and the chapter's last frame.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from pathlib import Path

from manim import config

from attention_math.trace import AttentionTrace
from renders.rehearsal import Beat, Picture, picture, refuse_without_beats, rehearse
from renders.sheets.png import compact_png, quick_png
from renders.sheets.typeset import typeset_sheet
from scenes import theme
from scenes.chapter import Chapter
from scenes.storyboard import PARTS, Entry

TEXT, SHEET, STILL = "strip.json", "sheet.png", "still.png"
CUT = theme.CAPTION_BASELINE + theme.SIZE_CAPTION  # below, only captions stand: they become text
MOST_TOKENS = 12  # that a line of text names one by one
ATTENTION = {
    "self": "self-attention",
    "masked": "masked self-attention",
    "cross": "cross-attention",
}

Text = dict[str, object]


def draw_strip(entry: Entry, strip: Path, count: Callable[[int], None]) -> None:
    """Rehearse a chapter, and keep its pictures and its text in a new folder."""
    strip.mkdir()
    beats, ends = [], []

    def look(chapter: Chapter, beat: Beat) -> None:
        end = picture(chapter)
        ends[:] = [end]
        shown = [frame for frame in (beat.middle, end) if frame is not None]
        beats.append(_describe_beat(len(beats) + 1, beat, shown, strip))
        count(len(shown))

    chapter = rehearse(entry, look, middles=True)
    refuse_without_beats(chapter, beats)
    (strip / STILL).write_bytes(compact_png(ends[-1]))
    text = _describe_chapter(entry, chapter) | {"beats": beats}
    (strip / TEXT).write_text(json.dumps(text, ensure_ascii=False), encoding="utf-8")
    (strip / SHEET).write_bytes(compact_png(typeset_sheet(strip, TEXT)))


def _describe_beat(number: int, beat: Beat, shown: Sequence[Picture], strip: Path) -> Text:
    names = [f"{number:02}-{moment}.png" for moment in ("middle", "end")[-len(shown) :]]
    for name, frame in zip(names, shown, strict=True):
        bottom = round((0.5 - CUT / config.frame_height) * len(frame))
        (strip / name).write_bytes(quick_png(frame[:bottom]))
    return {
        "number": number,
        "name": beat.name,
        "caption": beat.caption,
        "time": f"{_clock(beat.started)}–{_clock(beat.ended)}",
        "pictures": names,
    }


def _describe_chapter(entry: Entry, chapter: Chapter) -> Text:
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
    return f"Part {part.numeral} · {part.name}" if part else ""


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
