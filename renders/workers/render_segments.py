"""Renders a chunk of a chapter in the process that was given it."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator

from manim import Scene, tempconfig

from renders.engine.renderer import FilmRenderer
from renders.engine.writer import Section, Window, writing
from renders.film.apart import take_apart
from renders.film.number_track import TrackRecorder
from renders.film.segment import Segment, Subtitle, checksum
from renders.film.segment_cache import CachedSegments
from renders.own import load_class
from renders.unedited import ensure_unedited
from renders.workers.memory import give_back, leave_alone_what_is_there
from renders.workers.segments import Chunk, Made
from scenes.stage.camera import FilmCamera


def render_chunk(chunk: Chunk, count: Callable[[int], None]) -> Made:
    """Render a chunk; see `Chunk.make`."""
    with tempfile.TemporaryDirectory() as folder:
        settings = {
            "pixel_width": chunk.frame.width,
            "pixel_height": chunk.frame.height,
            "frame_rate": chunk.frame.rate,
            "media_dir": folder,
            "progress_bar": "none",
            "verbosity": "WARNING",
        }
        keeper = _Keeper(chunk, count)
        window = Window(chunk.start, chunk.end, keeper.done)
        with tempconfig(settings):
            renderer = FilmRenderer(writing(window, keeper), FilmCamera)
            chapter = load_class(chunk.module, chunk.name, chunk.file)
            leave_alone_what_is_there()
            scene = chapter(renderer=renderer)
            keeper.watch(scene)
            scene.render()
            if not renderer.num_plays:
                raise RuntimeError(f"{chunk.name} plays nothing: there is no video to write")
    return keeper.made


class _Keeper:
    """Keeps each section when it is finished, with the numbers that can be read in it."""

    def __init__(self, chunk: Chunk, count: Callable[[int], None]) -> None:
        self.rate, self.count = chunk.frame.rate, count
        self.cached = None if chunk.folder is None else CachedSegments(chunk.folder)
        self.done, self.files = chunk.done, chunk.files
        if self.cached is not None:
            self.done |= {segment.index for segment in self.cached.segments()}
        self.made: Made = []

    def watch(self, scene: Scene) -> None:
        self.scene, self.opening = scene, None
        self.recorder = TrackRecorder(scene)

    def frame(self, section: Section, count: int) -> None:
        if not section.frames:
            self.recorder.begin(section.begin)
            self.opening = None if section.begin else take_apart(self.scene, "opens_with")
        self.recorder.frame(count)
        self.count(count)

    def end(self, section: Section) -> None:
        ensure_unedited(self.files)
        segment = Segment(
            index=section.index,
            name=section.name,
            begin=section.begin,
            frames=section.frames,
            is_last=section.is_last,
            captions=tuple(
                Subtitle(one.start.total_seconds(), one.end.total_seconds(), one.content)
                for one in section.captions
            ),
            numbers=self.recorder.runs() if section.frames else (),
            sha256=checksum(section.video),
            sources=self.recorder.sources() if section.frames else (),
            tensors=self.recorder.tensors() if section.frames else (),
            opening=self.opening if section.frames else None,
            closing=take_apart(self.scene, "leaves_with") if section.is_last else None,
            guesses=tuple(self._guesses(section)),
        )
        if self.cached is None:
            self.made.append((segment, section.video))
        else:
            self.cached.put(segment, section.video)
        section.video = b""
        give_back()

    def _guesses(self, section: Section) -> Iterator[int]:
        """Find the frames of a section before which a viewer has had the time to guess."""
        for seconds in getattr(self.scene, "guesses", ()):
            frame = round(seconds * self.rate)
            if section.begin < frame < section.begin + section.frames:
                yield frame
