"""Joins the clips to one film without touching a pixel, and their subtitles to one file."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from fractions import Fraction
from itertools import accumulate
from pathlib import Path

import av
import srt

from renders.scratch import scratch_folder
from renders.subtitles import read_subtitles, write_subtitles


@dataclass(frozen=True)
class Piece:
    """A clip in its place in the film; one with a title is a mark that a player can jump to."""

    clip: Path
    title: str | None = None


def join(pieces: Sequence[Piece], film: Path, title: str) -> None:
    """Write the clips one after the other under the name ``film``, whole or not at all.

    Raises
    ------
    ValueError
        If there is no clip, or the clips differ in size, rate or encoding.
    """
    if not pieces:
        raise ValueError("there is no clip to join")
    rate, frames = _measure([piece.clip for piece in pieces])
    starts = [timedelta(seconds=float(count / rate)) for count in accumulate(frames, initial=0)]
    with scratch_folder(film.parent) as folder:
        _join_pictures(pieces, frames, title, folder / film.name)
        write_subtitles(film, _join_subtitles(pieces, starts))
        os.replace(folder / film.name, film)


def _measure(clips: Sequence[Path]) -> tuple[Fraction, list[int]]:
    """Count the frames of every clip; refuse one that cannot stand in a film with the first."""
    shapes, frames = [], []
    for path in clips:
        with av.open(str(path)) as clip:
            stream = clip.streams.video[0]
            shapes.append(_shape(stream))
            if shapes[-1] != shapes[0]:
                raise ValueError(f"{path} is encoded otherwise than {clips[0]}: render it anew")
            frames.append(sum(packet.dts is not None for packet in clip.demux(stream)))
            rate = stream.guessed_rate
    return rate, frames


def _shape(stream: av.VideoStream) -> tuple[object, ...]:
    """Return what two streams must share to stand in one without encoding again."""
    context = stream.codec_context
    return (
        context.name,
        context.width,
        context.height,
        context.extradata,
        stream.guessed_rate,
        stream.time_base,
    )


def _join_pictures(
    pieces: Sequence[Piece], frames: Sequence[int], title: str, target: Path
) -> None:
    """Copy the packets of every clip behind those of the last.

    manim's clips have frames that are a fraction of a millisecond early, where their segments
    meet: in the film every frame is on time.
    """
    with (
        av.open(str(pieces[0].clip)) as first,
        av.open(str(target), "w", options={"movflags": "faststart"}) as film,
    ):
        model = first.streams.video[0]
        ticks = round(1 / (model.time_base * model.guessed_rate))
        starts = [ticks * count for count in accumulate(frames, initial=0)]
        film.metadata["title"] = title
        film.set_chapters(_marks(pieces, starts, model.time_base))
        stream = film.add_stream_from_template(model)
        for piece, start in zip(pieces, starts, strict=False):
            with av.open(str(piece.clip)) as clip:
                for packet in clip.demux(clip.streams.video[0]):
                    if packet.dts is None:
                        continue
                    packet.pts = start + round(packet.pts / ticks) * ticks
                    packet.dts = start + round(packet.dts / ticks) * ticks
                    packet.stream = stream
                    film.mux(packet)


def _marks(
    pieces: Sequence[Piece], starts: Sequence[int], time_base: Fraction
) -> list[dict[str, object]]:
    """Mark where each titled piece starts; its mark lasts until the next, or to the end."""
    titled = [
        (start, piece.title) for start, piece in zip(starts, pieces, strict=False) if piece.title
    ]
    ends = [*(start for start, _ in titled), starts[-1]][1:]
    return [
        dict(id=number, start=start, end=end, time_base=time_base, metadata={"title": title})
        for number, ((start, title), end) in enumerate(zip(titled, ends, strict=True))
    ]


def _join_subtitles(pieces: Sequence[Piece], starts: Sequence[timedelta]) -> list[srt.Subtitle]:
    joined = []
    for piece, start in zip(pieces, starts, strict=False):
        for subtitle in read_subtitles(piece.clip):
            subtitle.start += start
            subtitle.end += start
            joined.append(subtitle)
    return joined
