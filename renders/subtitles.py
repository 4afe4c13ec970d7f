"""Subtitles beside a video, in the two formats that players read: .srt and WebVTT."""

from __future__ import annotations

import html
from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path

import srt

from renders.scratch import write_whole

SUFFIXES = (".srt", ".vtt")


def read_subtitles(video: Path) -> list[srt.Subtitle]:
    """Read what is said in a video; one without a sidecar says nothing."""
    path = video.with_suffix(".srt")
    return list(srt.parse(path.read_text(encoding="utf-8"))) if path.exists() else []


def write_subtitles(video: Path, subtitles: Sequence[srt.Subtitle]) -> None:
    """Write both sidecars of a video; one that says nothing has none."""
    for suffix, compose in zip(SUFFIXES, (srt.compose, _compose_vtt), strict=True):
        path = video.with_suffix(suffix)
        if subtitles:
            write_whole(path, compose(subtitles).encode())
        else:
            path.unlink(missing_ok=True)


def _compose_vtt(subtitles: Sequence[srt.Subtitle]) -> str:
    """Write WebVTT, in which a cue's text is escaped as in HTML."""
    blocks = ["WEBVTT"]
    for cue in subtitles:
        times = f"{_timestamp(cue.start)} --> {_timestamp(cue.end)}"
        blocks.append(f"{times}\n{html.escape(cue.content, quote=False)}")
    return "\n\n".join(blocks) + "\n"


def _timestamp(time: timedelta) -> str:
    milliseconds = round(time / timedelta(milliseconds=1))
    seconds, milliseconds = divmod(milliseconds, 1000)
    minutes, seconds = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours:02}:{minutes:02}:{seconds:02}.{milliseconds:03}"
