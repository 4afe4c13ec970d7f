"""The film's camera under manim's own command line."""

from __future__ import annotations

from manim import Square
from manim.utils.hashing import _Memoizer, get_json

from scenes.camera import FilmCamera


def test_what_the_camera_remembers_is_nothing_to_manims_cache() -> None:
    camera = FilmCamera()

    def seen() -> str:
        _Memoizer.reset_already_processed()
        return get_json(vars(camera))

    before, square = seen(), Square()
    for _ in range(2):
        camera.capture_mobjects([square])
    assert "_paths" not in before
    assert seen() == before
