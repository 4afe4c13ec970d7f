"""Plays a scene frame by frame, or skips through it without drawing and arrives at the same state.

manim draws the static picture of a play even when it skips it, jumps over updaters that count
time, and then adds the play's duration, which is not what its frames would have added. Whoever
renders only the end of a scene gets other frames than whoever renders all of it. Here the time
is the number of frames, drawn or not, divided by the rate.
"""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
from manim import Animation, Mobject, Scene, config
from manim.mobject.mobject import _AnimationBuilder
from manim.renderer.cairo_renderer import CairoRenderer
from manim.typing import PixelArray

from renders.engine.canvas import Canvas
from renders.engine.families import Families, remembered
from renders.engine.skipping import leaves_only_its_end


class FilmRenderer(CairoRenderer):
    """A Cairo renderer for ``Scene(renderer=…)``, whose writer gets pictures and keeps no cache.

    Its writer needs ``sections``, ``begin_animation``, ``end_animation``, ``write_frame`` and
    ``finish``. Partial movie files, images of the last frame and caching are left out.
    """

    def __init__(self, *args: object, **options: object) -> None:
        super().__init__(*args, **options)
        self.frames = 0
        self._canvas = Canvas(self.camera)
        self._static: list[Mobject] = []
        self._moving = Families()
        self._is_begun = False

    def play(
        self, scene: Scene, *args: Animation | Mobject | _AnimationBuilder, **kwargs: object
    ) -> None:
        self.skip_animations = self._original_skipping_status
        self.update_skipping_status()
        scene.compile_animation_data(*args, **kwargs)
        self.file_writer.begin_animation(not self.skip_animations)
        scene.begin_animations()
        with remembered(scene.animations):
            if self.skip_animations:
                self._skip(scene)
            else:
                self._draw(scene)
        self.file_writer.end_animation(not self.skip_animations)
        self.num_plays += 1

    def add_frame(self, frame: PixelArray, num_frames: int = 1) -> None:
        if not self.skip_animations:
            self._count(num_frames)
            self.file_writer.write_frame(frame, num_frames)

    def render(
        self, scene: Scene, time: float, moving_mobjects: Iterable[Mobject] | None = None
    ) -> None:
        if not self.skip_animations:
            self.add_frame(self._picture(scene))

    def update_frame(self, *args: object, **options: object) -> None:
        """Draw as manim does, on whatever occasion but a frame of the film."""
        super().update_frame(*args, **options)
        self._canvas.forget()

    def scene_finished(self, scene: Scene) -> None:
        self.file_writer.finish()

    def _draw(self, scene: Scene) -> None:
        if not self._canvas.is_supported:
            self.save_static_frame_data(scene, scene.static_mobjects)
        self._static = self.camera.get_mobjects_to_display(scene.static_mobjects)
        self._is_begun = False
        if scene.is_current_animation_frozen_frame():
            self.add_frame(self._picture(scene), self._frozen_frames(scene))
        else:
            scene.play_internal()

    def _picture(self, scene: Scene) -> PixelArray:
        if not self._canvas.is_supported:
            super().update_frame(scene, scene.moving_mobjects)
            return self.camera.pixel_array
        moving = self._moving.collect(
            scene.moving_mobjects,
            lambda: self.camera.get_mobjects_to_display(scene.moving_mobjects),
        )
        unchanged = len(self._static) if self._is_begun else 0
        self._is_begun = True
        return self._canvas.draw(self._static + moving, unchanged)

    def _skip(self, scene: Scene) -> None:
        if scene.is_current_animation_frozen_frame():
            self._count(self._frozen_frames(scene))
            return
        scene.duration = scene.get_run_time(scene.animations)
        moments = np.arange(0, scene.duration, 1 / config.frame_rate)
        if leaves_only_its_end(scene):
            self._count(len(moments))
        else:
            self._step(scene, moments)
        for animation in scene.animations:
            animation.finish()
            animation.clean_up_from_scene(scene)
        scene.update_mobjects(0)

    def _step(self, scene: Scene, moments: Iterable[float]) -> None:
        for moment in moments:
            scene.update_to_time(moment)
            self._count(1)
            if scene.stop_condition is not None and scene.stop_condition():
                break

    def _frozen_frames(self, scene: Scene) -> int:
        return int(scene.duration / (1 / self.camera.frame_rate))

    def _count(self, frames: int) -> None:
        # Adding 1 / rate for each frame would round differently from adding a hold at once.
        self.frames += frames
        self.time = self.frames / self.camera.frame_rate
