"""The film's camera under manim's own command line."""

from __future__ import annotations

from manim import Scene, Square, tempconfig
from manim.utils.hashing import get_hash_from_play_call

from scenes.camera import FilmCamera


def test_what_the_camera_remembers_is_nothing_to_manims_cache() -> None:
    with tempconfig({"dry_run": True}):
        scene = Scene(camera_class=FilmCamera)
    camera, square = scene.camera, Square()

    def seen() -> str:
        return get_hash_from_play_call(scene, camera, [], [square])

    before = seen()
    for _ in range(2):
        camera.capture_mobjects([square])
    assert seen() == before
