"""Frames and states that the renderer arrives at, against manim's own renderer."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest
from manim import (
    BLUE,
    DOWN,
    LEFT,
    PI,
    RED,
    RIGHT,
    UP,
    WHITE,
    YELLOW,
    AnimationGroup,
    Circle,
    Create,
    Dot,
    FadeIn,
    FadeOut,
    ImageMobject,
    LaggedStart,
    Line,
    LineJointType,
    MoveToTarget,
    ReplacementTransform,
    Rotate,
    Scene,
    ShowIncreasingSubsets,
    ShowPassingFlash,
    Square,
    Star,
    Succession,
    Transform,
    TransformFromCopy,
    UpdateFromFunc,
    ValueTracker,
    VGroup,
    always_redraw,
    tempconfig,
)
from manim.renderer.cairo_renderer import CairoRenderer
from manim.utils.exceptions import EndSceneEarlyException

from renders.engine.renderer import FilmRenderer
from scenes.stage.camera import FilmCamera

RATE = 10
LEVELS = 2  # a path that is kept is rounded to 1/256 of a pixel


class Writer:
    """Keeps what a renderer writes; skips the sections in ``skipped``, ends before ``last``."""

    skipped: frozenset[int] = frozenset()
    last = 99

    def __init__(self, renderer: CairoRenderer, _name: str) -> None:
        self.renderer = renderer
        self.frames: dict[int, np.ndarray] = {}
        self.sections: list[SimpleNamespace] = []
        self.next_section("", "", False)

    def next_section(self, _name: str, _type: str, _skip: bool) -> None:
        index = len(self.sections)
        if index >= self.last:
            raise EndSceneEarlyException
        self.sections.append(SimpleNamespace(skip_animations=index in self.skipped))

    def write_frame(self, pixels: np.ndarray, num_frames: int = 1) -> None:
        end = round(self.renderer.time * RATE)
        self.frames |= dict.fromkeys(range(end - num_frames, end), np.array(pixels))

    def begin_animation(self, _writes: bool) -> None: ...

    def end_animation(self, _writes: bool) -> None: ...

    def add_partial_movie_file(self, _hash: str | None) -> None: ...

    def finish(self) -> None: ...


@pytest.fixture(autouse=True)
def small(tmp_path: Path) -> Iterator[None]:
    settings = {
        "pixel_width": 320,
        "pixel_height": 180,
        "frame_rate": RATE,
        "media_dir": str(tmp_path),
        "disable_caching": True,
        "progress_bar": "none",
        "verbosity": "ERROR",
    }
    with tempconfig(settings):
        yield


def rendered(
    scene: type[Scene], renderer: type[CairoRenderer], **writer: object
) -> tuple[Scene, dict[int, np.ndarray]]:
    own = type("OwnWriter", (Writer,), writer)
    camera = FilmCamera if renderer is FilmRenderer else None
    made = scene(renderer=renderer(file_writer_class=own, camera_class=camera))
    made.render()
    return made, made.renderer.file_writer.frames


class Shapes(Scene):
    """Order, transparency, and moves below, above and through what stands still."""

    def construct(self) -> None:
        page = VGroup(*(Star(fill_opacity=0.5, color=WHITE) for _ in range(12)))
        page.arrange_in_grid(3, 4).set_z_index(1)
        below = Circle(color=BLUE, fill_opacity=0.7)
        veil = Square(4, color=RED, fill_opacity=0.25, stroke_width=9).shift(RIGHT)
        self.add(below, page, veil)
        self.play(below.animate.shift(2 * RIGHT), run_time=0.5)
        self.wait(0.3)
        self.play(page[3].animate.set_z_index(3).scale(2), FadeOut(page[7]), run_time=0.5)
        self.add(below)
        self.play(Rotate(veil, PI / 3), run_time=0.4)
        self.bring_to_back(veil)
        self.remove(page[0])
        self.wait(0.2)


class Animations(Scene):
    """Nested groups, lags, families that do not fit, flashes, and parts that come and go."""

    def construct(self) -> None:
        row = VGroup(*(Square(0.6, fill_opacity=0.6) for _ in range(6))).arrange()
        self.play(LaggedStart(*(FadeIn(one, shift=UP) for one in row), lag_ratio=0.3), run_time=0.8)
        row[2].generate_target().shift(DOWN).set_color(YELLOW)
        other = VGroup(*(Circle(0.3) for _ in range(4))).arrange().shift(UP)
        lines = AnimationGroup(Create(Line(LEFT, RIGHT)), MoveToTarget(row[2]))
        self.play(AnimationGroup(lines, TransformFromCopy(row[3:5], other)), run_time=0.5)
        self.play(ShowPassingFlash(Circle(2, stroke_width=12), time_width=0.4), run_time=0.5)
        self.play(ReplacementTransform(row, other.copy().shift(DOWN)), run_time=0.4)
        self.play(Succession(FadeOut(other), FadeIn(Dot()), Create(Star())), run_time=0.9)
        dots = VGroup(*(Dot(x * RIGHT) for x in range(4)))
        self.play(ShowIncreasingSubsets(dots), run_time=0.4)
        self.play(Transform(dots, Square(stroke_color=[RED, BLUE])), run_time=0.4)


class Updaters(Scene):
    """What moves of itself, or moves another, and is in front of everything."""

    def construct(self) -> None:
        tracker = ValueTracker(0)
        ring = always_redraw(lambda: Circle(0.5 + tracker.get_value(), color=YELLOW))
        drifting, follower = Dot(LEFT), Square(0.4)
        drifting.add_updater(lambda dot, dt: dot.shift(dt * UP))
        front = Square(0.5, fill_opacity=1, color=RED)
        self.add(ring, drifting, Star(fill_opacity=0.3))
        self.add_foreground_mobject(front)
        self.play(tracker.animate.set_value(1), run_time=0.5)
        self.wait(0.4)
        drifting.clear_updaters()
        self.play(UpdateFromFunc(follower, lambda it: it.next_to(drifting)), run_time=0.3)
        self.play(drifting.animate.shift(RIGHT), run_time=0.4)
        self.wait(0.3)
        self.dot = drifting


class Strange(Scene):
    """What is drawn as manim does it: pictures, and joints that stay set."""

    def construct(self) -> None:
        image = ImageMobject(np.uint8([[[255, 0, 0, 255], [0, 255, 0, 128]]])).set_height(2)
        sharp = Star(stroke_width=20).shift(2 * LEFT)
        round_one = Star(stroke_width=20, joint_type=LineJointType.ROUND).shift(2 * RIGHT)
        behind = Circle(fill_opacity=1).set_stroke(RED, 15, background=True)
        self.add(behind, image)
        self.play(image.animate.shift(UP), run_time=0.3)
        self.play(FadeOut(image), run_time=0.3)
        self.add(round_one)
        self.play(FadeIn(sharp), behind.animate.shift(DOWN), run_time=0.4)


SCENES = (Shapes, Animations, Updaters, Strange)


@pytest.mark.parametrize("scene", SCENES, ids=lambda scene: scene.__name__)
def test_every_frame_is_manims_own(scene: type[Scene]) -> None:
    _, expected = rendered(scene, CairoRenderer)
    _, frames = rendered(scene, FilmRenderer)
    assert sorted(frames) == sorted(expected) == list(range(len(expected)))
    for number, frame in expected.items():
        difference = np.abs(frames[number].astype(int) - frame)
        assert difference.max() <= LEVELS, f"frame {number}"


class Sections(Scene):
    """The same, with a section for each part."""

    def construct(self) -> None:
        for part in SCENES:
            self.next_section(part.__name__)
            part.construct(self)


@pytest.mark.parametrize("skipped", [{0, 1}, {1, 2}, {1, 3}, {0, 1, 2, 3}, set(range(5))])
def test_a_skip_changes_no_frame_after_it(skipped: set[int]) -> None:
    through, expected = rendered(Sections, FilmRenderer)
    made, frames = rendered(Sections, FilmRenderer, skipped=frozenset(skipped))
    assert made.renderer.time == through.renderer.time
    assert len(made.mobjects) == len(through.mobjects)
    assert np.array_equal(made.dot.points, through.dot.points)
    assert bool(frames) == (len(skipped) < 5)
    for number, frame in frames.items():
        assert np.array_equal(frame, expected[number]), f"frame {number}"


def test_what_is_skipped_is_not_drawn(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_arguments: object) -> None:
        raise AssertionError("drawn")

    monkeypatch.setattr(FilmCamera, "display_vectorized", refuse)
    monkeypatch.setattr(FilmCamera, "display_image_mobject", refuse)
    _, frames = rendered(Sections, FilmRenderer, skipped=frozenset(range(5)))
    assert not frames


def test_a_writer_can_end_the_scene() -> None:
    made, frames = rendered(Sections, FilmRenderer, last=2)
    assert len(frames) == made.renderer.frames == len(rendered(Shapes, FilmRenderer)[1])


def test_time_does_not_drift() -> None:
    class Waits(Scene):
        def construct(self) -> None:
            for _ in range(50):
                self.wait(0.1)
                self.play(Dot().animate.shift(RIGHT), run_time=0.3)

    made, _ = rendered(Waits, FilmRenderer)
    assert made.renderer.time == made.renderer.frames / RATE
