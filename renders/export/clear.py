"""Draws a clip again, on no ground, and encodes it as VP9 with a plane for how opaque it is."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Sequence
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
from av.video.frame import PictureType
from manim import tempconfig
from manim.renderer.cairo_renderer import CairoRenderer

from renders.engine.renderer import FilmRenderer
from renders.engine.writer import Section, SectionWriter, Window
from renders.export.formats import Format
from renders.export.videos import APART, CODINGS
from renders.film.naming import slug
from renders.film.quality import Frame
from renders.film.running_order import title
from renders.own import file_of, load_class
from scenes.stage.camera import FilmCamera
from scenes.storyboard import Entry

# An alternate reference picture, which is never shown, cannot have such a plane.
OPTIONS = CODINGS[Format.webm].options | {"auto-alt-ref": "0"}


def draw_clip(
    entry: Entry, folder: Path, frame: Frame, beats: Sequence[str], count: Callable[[int], None]
) -> None:
    """Play a chapter, and write it to ``folder/webm``, or beats to ``folder/BEAT.BEAT.webm``.

    What is drawn in the ground's own colour stays opaque.
    """
    folder.mkdir()
    target = folder / ".".join((*map(slug, beats), "webm"))
    with tempfile.TemporaryDirectory() as media, _Encoder(target, frame, title(entry)) as encoder:
        settings = {
            "pixel_width": frame.width,
            "pixel_height": frame.height,
            "frame_rate": frame.rate,
            "media_dir": media,
            "progress_bar": "none",
            "verbosity": "ERROR",
        }

        def write(renderer: CairoRenderer, _name: str) -> _Writer:
            return _Writer(renderer, encoder, beats, count)

        with tempconfig(settings):
            chapter = load_class(entry.module, entry.class_name, file_of(entry))
            chapter(renderer=FilmRenderer(write, _ClearCamera)).render()


class _ClearCamera(FilmCamera):
    """Draws on nothing."""

    __slots__ = ()

    def init_background(self) -> None:
        super().init_background()
        self.background[...] = 0  # not the ground's colour: cairo adds what it draws to it


class _Encoder:
    """A WebM whose beats each begin with a key frame."""

    def __init__(self, target: Path, frame: Frame, called: str) -> None:
        self._file = av.open(str(target), "w", format="webm")
        self._file.metadata["title"] = called
        self._stream = self._file.add_stream("libvpx-vp9", rate=frame.rate, options=OPTIONS)
        self._stream.width, self._stream.height = frame.width, frame.height
        self._stream.pix_fmt = "yuva420p"
        self._stream.codec_context.gop_size = APART
        self._rate, self._frames = frame.rate, 0
        self._is_first = False

    def __enter__(self) -> _Encoder:
        return self

    def __exit__(self, *_: object) -> None:
        if self._frames:
            self._file.mux(self._stream.encode(None))
        self._file.close()

    def begin(self) -> None:
        """Let the next picture be one that can be jumped to."""
        self._is_first = True

    def write(self, pixels: np.ndarray, count: int) -> None:
        """Show a picture (height × width × RGBA, multiplied by its opacity) for so many frames."""
        picture = av.VideoFrame.from_ndarray(straight(pixels), "rgba").reformat(format="yuva420p")
        picture.time_base = Fraction(1, self._rate)
        for _ in range(count):
            picture.pts = self._frames
            picture.pict_type = PictureType.I if self._is_first else PictureType.NONE
            self._is_first = False
            self._file.mux(self._stream.encode(picture))
            self._frames += 1


def straight(pixels: np.ndarray) -> np.ndarray:
    """Divide colours by how opaque they are: cairo keeps them multiplied, and videos do not."""
    colors = np.array(pixels)
    partly = (colors[..., 3] > 0) & (colors[..., 3] < 255)
    opaque = colors[partly, 3:].astype(np.uint16)
    colors[partly, :3] = (colors[partly, :3] * np.uint16(255) + opaque // 2) // opaque
    return colors


class _Writer(SectionWriter):
    """Writes all beats, or those that are wanted, into one video."""

    def __init__(
        self,
        renderer: CairoRenderer,
        encoder: _Encoder,
        beats: Sequence[str],
        count: Callable[[int], None],
    ) -> None:
        self._clip, self._beats, self._tell = encoder, beats, count
        super().__init__(renderer, Window(), self)

    def write_frame(self, pixels: np.ndarray, num_frames: int = 1) -> None:
        section = self.sections[-1]
        if not section.frames:
            self._clip.begin()
        self._clip.write(np.asarray(pixels), num_frames)
        section.frames += num_frames
        self._tell(num_frames)

    def end(self, section: Section) -> None:
        """Hear of a section's end: it is written already."""

    def _open(self, name: str, skip_animations: bool = False) -> None:
        super()._open(name, skip_animations or bool(self._beats and name not in self._beats))
