"""Sections are handed on whole, each once, whatever is done with their videos."""

from __future__ import annotations

from pathlib import Path

from manim import Scene, Square, tempconfig

from renders.engine.renderer import FilmRenderer
from renders.engine.writer import Section, Window, writing
from scenes.stage.camera import FilmCamera


class Taking:
    """Takes the video out of each section that is handed to it."""

    def __init__(self) -> None:
        self.taken: list[tuple[str, int, bool, bool]] = []

    def frame(self, section: Section, count: int) -> None: ...

    def end(self, section: Section) -> None:
        self.taken.append((section.name, section.frames, bool(section.video), section.is_last))
        section.video = b""


class Sections(Scene):
    is_last_empty = False

    def construct(self) -> None:
        self.add(Square())
        self.next_section("one")
        self.wait(0.4)
        self.next_section("two")
        if not self.is_last_empty:
            self.wait(0.2)


class Ending(Sections):
    is_last_empty = True


def taken(scene: type[Scene], folder: Path) -> list[tuple[str, int, bool, bool]]:
    audience = Taking()
    settings = {"pixel_width": 64, "pixel_height": 48, "frame_rate": 10, "media_dir": str(folder)}
    with tempconfig(settings):
        scene(renderer=FilmRenderer(writing(Window(), audience), FilmCamera)).render()
    return audience.taken


def test_each_section_is_handed_on_once(tmp_path: Path) -> None:
    assert taken(Sections, tmp_path) == [("one", 4, True, False), ("two", 2, True, True)]


def test_the_last_is_handed_on_though_nothing_is_played_in_it(tmp_path: Path) -> None:
    assert taken(Ending, tmp_path) == [("one", 4, True, False), ("two", 0, False, True)]
