"""Plays a chapter without making video, and shows what stands on stage, at a beat's end or ever."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterable, Iterator, Sized
from functools import partial

from manim import Mobject, Scene, Wait, tempconfig
from manim.renderer.cairo_renderer import CairoRenderer

from renders.film.apart import take_apart
from renders.film.quality import Quality
from renders.moment import Beat, Moment, Pixels, animated, moments_of
from renders.own import file_of, load_class
from scenes.chapter import Chapter
from scenes.stage.camera import FilmCamera
from scenes.stage.cited import Declared
from scenes.stage.phrases import phrase
from scenes.stage.refusal import StageError
from scenes.storyboard import Entry, find

FRAME = Quality.low.frame
WORTH_SEEING = 0.6  # seconds: a shorter animation has no middle that anybody looks at

OnBeat = Callable[[Chapter, Beat], None]
OnMoment = Callable[[Chapter, Moment], None]


def rehearse(
    entry: Entry | str,
    look: OnBeat,
    *,
    middles: bool = False,
    on_moment: OnMoment | None = None,
    **attributes: object,
) -> Chapter:
    """Play a chapter in no time and call ``look`` at the end of each of its beats.

    Parameters
    ----------
    middles
        Also keep a frame from the middle of each beat's longest animation.
    on_moment
        Called five times a second while anything moves, and once for each standstill.
    attributes
        Class attributes to play the chapter with, such as another sentence.
    """
    entry = find(entry) if isinstance(entry, str) else entry
    base = load_class(entry.module, entry.class_name, file_of(entry))
    return rehearse_class(base, look, middles=middles, on_moment=on_moment, **attributes)


def rehearse_class(
    base: type[Chapter],
    look: OnBeat,
    *,
    middles: bool = False,
    on_moment: OnMoment | None = None,
    **attributes: object,
) -> Chapter:
    """Play any chapter's class; see `rehearse`."""
    watched = type(base.__name__, (_Watched, base), dict(attributes))
    with tempfile.TemporaryDirectory() as folder:
        settings = {
            "dry_run": True,
            "pixel_width": FRAME.width,
            "pixel_height": FRAME.height,
            "frame_rate": FRAME.rate,
            "media_dir": folder,
            "progress_bar": "none",
            "verbosity": "ERROR",
        }
        with tempconfig(settings), watched.on_stage():
            chapter = watched(renderer=_Unseen(camera_class=FilmCamera))
            chapter.rehearse(look, middles, on_moment)
    return chapter


def refuse_without_beats(chapter: Chapter, beats: Sized) -> None:
    """Refuse a chapter in which there was nothing to look at.

    Raises
    ------
    StageError
        If it has no beat.
    """
    if not len(beats):
        name = type(chapter).__name__
        raise StageError(f"{name} has no beat: begin each with self.beat(name, caption)")


def picture(chapter: Chapter) -> Pixels:
    """Draw what stands on stage now; call it from ``look``."""
    chapter.renderer.update_frame(chapter, ignore_skipping=True)
    return chapter.renderer.get_frame()[..., :3].copy()


class _Unseen(CairoRenderer):
    """manim's renderer, but it draws when it is asked to and not also whatever it skips."""

    def update_frame(
        self, scene: Scene, *args: object, ignore_skipping: bool = False, **options: object
    ) -> None:
        super().update_frame(scene, *args, ignore_skipping=ignore_skipping, **options)

    def save_static_frame_data(self, scene: Scene, static_mobjects: Iterable[Mobject]) -> None:
        """Keep no picture of what stands still, or else it would be drawn twice."""


class _Watched(Chapter):
    """A chapter that skips its animations and stops where it is to be looked at."""

    _beat: Beat | None = None
    _longest = 0.0

    def rehearse(self, look: OnBeat, middles: bool, on_moment: OnMoment | None) -> None:
        self._look, self._middles, self._on_moment = look, middles, on_moment
        self.renderer.skip_animations = True
        self.renderer._original_skipping_status = True  # or else the first section ends skipping
        self.setup()
        self.construct()
        self._end_beat()
        self.tear_down()
        take_apart(self, "leaves_with")  # as it is when it is rendered: a refusal comes early

    def beat(
        self, name: str, caption: str, /, declared: Declared | None = None, **data: object
    ) -> None:
        if self._beat is None:
            take_apart(self, "opens_with")
        self._end_beat()
        said = phrase(caption, **data)
        self._beat, self._longest = Beat(name, said, self.time), WORTH_SEEING
        super().beat(name, said, declared)

    def begin_animations(self) -> None:
        super().begin_animations()
        if self._beat is not None and self.is_current_animation_frozen_frame():
            self._tell(self.duration / 2, self.duration)

    def play_internal(self, skip_rendering: bool = False) -> None:
        if self._beat is not None and (self._middles or self._on_moment):
            for time, look in sorted(self._stops(), key=lambda stop: stop[0]):
                self.update_to_time(time)
                look()
        super().play_internal(skip_rendering)

    def _stops(self) -> Iterator[tuple[float, Callable[[], None]]]:
        """Yield when to stop in the play that has begun, and how to look then."""
        longest = max((a.run_time for a in self.animations if not isinstance(a, Wait)), default=0.0)
        if self._middles and longest >= self._longest:
            self._longest = longest
            yield longest / 2, self._keep_middle
        for time, lasts in moments_of(self.duration) if self._on_moment else ():
            yield time, partial(self._tell, time, lasts)

    def _keep_middle(self) -> None:
        self._beat.middle = picture(self)

    def _tell(self, time: float, lasts: float) -> None:
        """Tell of the moment so long after the beginning of the play."""
        if self._on_moment is not None:
            moving = dict.fromkeys(part for one in self.animations for part in animated(one))
            began = self.time - self.duration  # whoever skips a play adds its time at once
            self._on_moment(self, Moment(began + time, lasts, self._beat, tuple(moving)))

    def _end_beat(self) -> None:
        if self._beat is not None:
            self._finish_reading()
            self._beat.ended = self.time
            self._look(self, self._beat)
