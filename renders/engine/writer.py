"""Writes each section of a scene as a video of its own, and only those sections that are asked for.

manim's writer opens an encoder for each `play`, keeps the pieces on disk under names that a killed
run leaves truncated, and joins them at the end. Here a section is encoded in memory and handed on
when it is whole; what lies outside a window of time is skipped, and behind its end nothing is
played any more.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from typing import Protocol

import srt
from manim import config
from manim.renderer.cairo_renderer import CairoRenderer
from manim.utils.exceptions import EndSceneEarlyException

from renders.engine.encoder import Encoder
from renders.engine.fitting import fit


@dataclass(frozen=True)
class Window:
    """The sections to write: those that begin in [start, end) seconds and are not there already."""

    start: float = 0.0
    end: float = math.inf
    done: Collection[int] = frozenset()

    def has(self, index: int, began: float) -> bool:
        return self.start <= began < self.end and index not in self.done


@dataclass
class Section:
    """A section as the scene passes through it; frames are counted from the scene's beginning."""

    index: int
    name: str
    begin: int
    skip_animations: bool
    frames: int = 0
    captions: list[srt.Subtitle] = field(default_factory=list)
    video: bytes = b""
    is_last: bool = False


class Audience(Protocol):
    """Hears of each frame before it is written, and of each section once it is whole."""

    def frame(self, section: Section, count: int) -> None: ...

    def end(self, section: Section) -> None: ...


class SectionWriter:
    """Stands in for manim's ``SceneFileWriter``, as far as a Cairo renderer and a scene ask of it.

    Give it to a renderer with `writing`. Sounds are not supported.
    """

    def __init__(self, renderer: CairoRenderer, window: Window, audience: Audience) -> None:
        self.renderer, self.window, self.audience = renderer, window, audience
        self.subcaptions: list[srt.Subtitle] = []
        self.sections: list[Section] = []
        self._encoder: Encoder | None = None
        self._ended = False
        self._open("")

    # --- asked for by the scene -----------------------------------------------------------------

    def next_section(self, name: str, type_: str, skip_animations: bool) -> None:
        """End a section and begin another, or end the scene if that lies behind the window."""
        self._close()
        if self._seconds() >= self.window.end:
            self._ended = True
        self.stop_if_ended()
        self._open(name, skip_animations)

    def add_sound(self, *_sound: object, **_options: object) -> None:
        raise NotImplementedError("sections are written without sound")

    def finish(self) -> None:
        """End the last section; it is handed on even if nothing was played in it."""
        if self._ended:
            return
        section, is_empty = self.sections[-1], self._encoder is None
        section.is_last = True
        self._close()
        if is_empty and not section.skip_animations:
            self.audience.end(section)

    def abort_encode_jobs(self, reraise_encoder_failures: bool = False) -> None:
        """Drop the section that has begun: only whole ones are handed on."""
        self._encoder = None

    # --- asked for by the renderer --------------------------------------------------------------

    def begin_animation(self, allow_write: bool = False, file_path: object = None) -> None:
        self.stop_if_ended()

    def end_animation(self, allow_write: bool = False) -> None:
        pass

    def write_frame(self, pixels: object, num_frames: int = 1) -> None:
        """Encode a picture (height × width × RGBA), shown for so many frames."""
        if num_frames < 1:
            return
        if self._encoder is None:
            self._encoder = Encoder(config.pixel_width, config.pixel_height, config.frame_rate)
        self.audience.frame(self.sections[-1], num_frames)
        self._encoder.write(pixels, num_frames)
        self.sections[-1].frames += num_frames

    # --- sections -------------------------------------------------------------------------------

    def stop_if_ended(self) -> None:
        if self._ended:
            raise EndSceneEarlyException

    def _open(self, name: str, skip_animations: bool = False) -> None:
        index, began = len(self.sections), self._seconds()
        skips = skip_animations or not self.window.has(index, began)
        section = Section(index, name, round(began * config.frame_rate), skips)
        self.sections.append(section)
        self.subcaptions.clear()

    def _close(self) -> None:
        section, encoder = self.sections[-1], self._encoder
        if encoder is None:
            return
        self._encoder = None
        section.captions = list(self.subcaptions)
        section.video = fit(encoder.close())
        self.audience.end(section)

    def _seconds(self) -> float:
        return self.renderer.time


def writing(window: Window, audience: Audience) -> Callable[[CairoRenderer, str], SectionWriter]:
    """Return what a renderer takes as its ``file_writer_class``."""

    def make(renderer: CairoRenderer, _scene_name: str) -> SectionWriter:
        return SectionWriter(renderer, window, audience)

    return make
