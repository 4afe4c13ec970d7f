"""The film's camera under manim's own command line."""

from __future__ import annotations

from manim import Camera, Square

from scenes.camera import FilmCamera


def test_what_the_camera_remembers_is_nothing_to_manims_cache() -> None:
    """manim's cache reads all that stands in a camera's dictionary."""
    camera, square = FilmCamera(), Square()
    for _ in range(2):
        camera.capture_mobjects([square])
    assert vars(camera).keys() == vars(Camera()).keys()
