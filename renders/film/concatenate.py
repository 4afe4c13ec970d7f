"""Joins videos to one without touching a pixel, and what is said in them to one text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import accumulate
from pathlib import Path

import av

from renders.film.segment import Subtitle, shifted


@dataclass(frozen=True)
class Footage:
    """A video in its place; one with a title is a mark that a player can jump to.

    Its captions are timed from its own beginning; ``beat`` is what it shows, if it is one, and
    ``guesses`` the frames, counted from there, before which it may stop to be guessed at.
    """

    video: Path
    title: str | None = None
    captions: tuple[Subtitle, ...] = ()
    beat: str = ""
    guesses: tuple[int, ...] = ()


def join(footage: Sequence[Footage], target: Path, title: str) -> list[Subtitle]:
    """Write the videos one after the other to ``target``; return their captions, timed in it.

    Raises
    ------
    ValueError
        If there is no video, or they differ in size, rate or encoding.
    OSError
        If the whole could not be written.
    """
    if not footage:
        raise ValueError("there is no video to join")
    rate, frames = measure([one.video for one in footage])
    _join_pictures(footage, frames, title, target)
    _, written = measure([target])
    if written != [sum(frames)]:
        raise OSError(f"{target.name} has {written[0]} frames of {sum(frames)}: join it anew")
    starts = [float(count / rate) for count in accumulate(frames, initial=0)]
    return [
        shifted(caption, start)
        for one, start in zip(footage, starts, strict=False)
        for caption in one.captions
    ]


def measure(videos: Sequence[Path]) -> tuple[Fraction, list[int]]:
    """Return the rate of videos and the frames of each.

    Raises
    ------
    ValueError
        If one of them cannot stand in a film with the first.
    """
    shapes, frames = [], []
    for path in videos:
        with av.open(str(path)) as video:
            stream = video.streams.video[0]
            shapes.append(_shape(stream))
            if shapes[-1] != shapes[0]:
                raise ValueError(f"{path} is encoded otherwise than {videos[0]}: render it anew")
            frames.append(sum(packet.dts is not None for packet in video.demux(stream)))
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
    footage: Sequence[Footage], frames: Sequence[int], title: str, target: Path
) -> None:
    """Copy the packets of every video behind those of the last, each frame on time."""
    with (
        av.open(str(footage[0].video)) as first,
        av.open(str(target), "w", options={"movflags": "faststart"}) as film,
    ):
        model = first.streams.video[0]
        ticks = round(1 / (model.time_base * model.guessed_rate))
        starts = [ticks * count for count in accumulate(frames, initial=0)]
        film.metadata["title"] = title
        film.set_chapters(_marks(footage, starts, model.time_base))
        stream = film.add_stream_from_template(model)
        for one, start in zip(footage, starts, strict=False):
            with av.open(str(one.video)) as video:
                for packet in video.demux(video.streams.video[0]):
                    if packet.dts is None:
                        continue
                    packet.pts = start + round(packet.pts / ticks) * ticks
                    packet.dts = start + round(packet.dts / ticks) * ticks
                    packet.stream = stream
                    film.mux(packet)


def _marks(
    footage: Sequence[Footage], starts: Sequence[int], time_base: Fraction
) -> list[dict[str, object]]:
    """Mark where each titled one starts; its mark lasts until the next, or to the end."""
    titled = [(start, one.title) for start, one in zip(starts, footage, strict=False) if one.title]
    ends = [*(start for start, _ in titled), starts[-1]][1:]
    return [
        dict(id=number, start=start, end=end, time_base=time_base, metadata={"title": title})
        for number, ((start, title), end) in enumerate(zip(titled, ends, strict=True))
    ]
