"""The film's camera under manim's own command line."""

from __future__ import annotations

from manim import Camera, Square

from scenes.stage.camera import FilmCamera


def test_what_the_camera_remembers_is_nothing_to_manims_cache() -> None:
    """All that stands in a camera's dictionary goes into the names of cached animations."""
    ours, usual, square = FilmCamera(), Camera(), Square()
    for camera in (ours, usual, ours, usual):
        camera.capture_mobjects([square])
    assert vars(ours).keys() == vars(usual).keys()
