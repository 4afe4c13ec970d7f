"""Joins the clips to one film without touching a pixel, and their captions to one file."""

from __future__ import annotations

import os
from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path

import av
import srt

from renders.scratch import scratch_folder


def join(clips: Sequence[Path], film: Path) -> None:
    """Write the clips one after the other under the name ``film``, whole or not at all.

    Raises
    ------
    ValueError
        If there is no clip, or the clips differ in size, rate or encoding.
    """
    if not clips:
        raise ValueError("there is no clip to join")
    with scratch_folder(film.parent) as folder:
        starts = _join_pictures(clips, folder / film.name)
        captions = _join_captions(clips, starts)
        if captions:
            written = folder / "captions.srt"
            written.write_text(srt.compose(captions), encoding="utf-8")
            os.replace(written, film.with_suffix(".srt"))
        else:
            film.with_suffix(".srt").unlink(missing_ok=True)
        os.replace(folder / film.name, film)


def _join_pictures(clips: Sequence[Path], target: Path) -> list[timedelta]:
    """Copy the packets of every clip behind those of the last; return when each clip starts.

    manim's clips have frames that are a fraction of a millisecond early, where their segments
    meet: in the film every frame is on time.
    """
    starts, offset = [], 0
    with av.open(str(clips[0])) as first, av.open(str(target), "w") as film:
        model = first.streams.video[0]
        shape = _shape(model)
        stream = film.add_stream_from_template(model)
        ticks = round(1 / (model.time_base * model.guessed_rate))
        for path in clips:
            with av.open(str(path)) as clip:
                source = clip.streams.video[0]
                if _shape(source) != shape:
                    raise ValueError(f"{path} is encoded otherwise than {clips[0]}: render it anew")
                starts.append(timedelta(seconds=float(offset * model.time_base)))
                frames = 0
                for packet in clip.demux(source):
                    if packet.dts is None:
                        continue
                    frames += 1
                    packet.pts = offset + round(packet.pts / ticks) * ticks
                    packet.dts = offset + round(packet.dts / ticks) * ticks
                    packet.stream = stream
                    film.mux(packet)
                offset += frames * ticks
    return starts


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


def _join_captions(clips: Sequence[Path], starts: Sequence[timedelta]) -> list[srt.Subtitle]:
    joined = []
    for clip, start in zip(clips, starts, strict=True):
        path = clip.with_suffix(".srt")
        if not path.exists():
            continue
        for caption in srt.parse(path.read_text(encoding="utf-8")):
            caption.start += start
            caption.end += start
            joined.append(caption)
    return joined
