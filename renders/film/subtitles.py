"""Subtitles beside a video, in the two formats that players read: .srt and WebVTT."""

from __future__ import annotations

import html
from collections.abc import Sequence
from datetime import timedelta

import srt

from renders.film.segment import Subtitle


def compose_srt(captions: Sequence[Subtitle]) -> str:
    """Write SubRip, which is numbered from 1."""
    return srt.compose(
        srt.Subtitle(0, timedelta(seconds=one.start), timedelta(seconds=one.end), one.text)
        for one in captions
    )


def compose_vtt(captions: Sequence[Subtitle]) -> str:
    """Write WebVTT, in which a cue's text is escaped as in HTML."""
    blocks = ["WEBVTT"]
    for cue in captions:
        times = f"{_timestamp(cue.start)} --> {_timestamp(cue.end)}"
        blocks.append(f"{times}\n{html.escape(cue.text, quote=False)}")
    return "\n\n".join(blocks) + "\n"


def _timestamp(seconds: float) -> str:
    minutes, milliseconds = divmod(round(seconds * 1000), 60_000)
    hours, minutes = divmod(minutes, 60)
    return f"{hours:02}:{minutes:02}:{milliseconds // 1000:02}.{milliseconds % 1000:03}"
