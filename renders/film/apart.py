"""Takes the picture on stage apart: what may be carried over a seam, each alone, and the rest."""

from __future__ import annotations

import base64
from collections.abc import Collection, Iterable, Iterator
from io import BytesIO
from typing import Literal

import numpy as np
from manim import BLACK, DOWN, LEFT, RIGHT, UP, Mobject, Scene, VGroup, config
from PIL import Image

from renders.film.taken_apart import Cutout, TakenApart
from scenes.stage.camera import FilmCamera
from scenes.stage.carrying import Carrying
from scenes.stage.cited import Citation, Quantity
from scenes.stage.refusal import StageError
from scenes.stage.text import Mathematics, Numeral, Text

WRITTEN = Text, Mathematics, Numeral


def take_apart(scene: Scene, which: Literal["opens_with", "leaves_with"]) -> TakenApart | None:
    """Draw each of what the scene ``which``, alone, and all that stands there without them.

    Raises
    ------
    StageError
        If one of them is not to be seen on stage, or shows nothing by which it could be known.
    """
    if not isinstance(scene, Carrying):
        return None
    seen = {id(part) for one in scene.mobjects for part in one.get_family()}
    always = [one for one in scene.always_carried() if id(one) in seen]
    carried = [*getattr(scene, which), *always]
    if not carried:
        return None
    said = f"{type(scene).__name__} {which.replace('_', ' ')}"
    nothing = FilmCamera(background_color=BLACK, background_opacity=0.0)
    parts = [_part(one, seen, said, nothing) for one in carried]
    own = {id(part) for one in carried for part in one.get_family()}
    everything = scene.camera.get_mobjects_to_display(scene.mobjects)
    others = [one for one in everything if id(one) not in own]
    ground = FilmCamera(background_color=scene.camera.background_color, background_opacity=1.0)
    rest = _draw(ground, others, include_submobjects=False)
    return TakenApart(_png(rest[..., :3]), tuple(parts))


def identify(mobject: Mobject) -> str:
    """Say what a mobject is, whatever it looks like: its words, and the entries that it shows."""
    words, entries = [], set()
    for one in mobject.get_family():
        if isinstance(one, Text):
            words.append(str(one.text))
        elif isinstance(one, Mathematics):
            words.append(one.code)
        elif isinstance(one, Numeral) and one.citation is None:
            words.append(one.text)
        else:
            claimed = vars(getattr(one, "claim", None) or object).values()
            entries |= set(_entries((getattr(one, "citation", None), *claimed)))
    return "; ".join([*words, *sorted(entries)])


def _entries(values: Iterable[object]) -> Iterator[str]:
    for value in values:
        if isinstance(value, Citation):
            if not isinstance(value.value, str):  # a word is the same in whichever sentence
                yield f"{value.source} {value.tensor}{list(value.index)} = {value.value:.6g}"
        elif isinstance(value, Quantity):
            yield f"{value.source} {value.name}"
        elif isinstance(value, tuple):
            yield from _entries(value)


def _part(mobject: Mobject, seen: Collection[int], said: str, camera: FilmCamera) -> Cutout:
    what = identify(mobject)
    if not what:
        raise StageError(f"{said} a {type(mobject).__name__} without a word or a cited value")
    if not any(id(one) in seen for one in mobject.get_family() if len(one.points)):
        raise StageError(f"{said} “{what}”, which is not on stage then")
    alone = _draw(camera, [mobject])
    rows, columns = (np.flatnonzero(alone[..., 3].any(axis=axis)) for axis in (1, 0))
    if not len(rows):
        raise StageError(f"{said} “{what}”, which cannot be seen then")
    left, top, right, bottom = columns[0], rows[0], columns[-1] + 1, rows[-1] + 1
    box = tuple(map(int, (left, top, right, bottom)))
    return Cutout(what, box, _anchor(mobject, alone.shape), _png(alone[top:bottom, left:right]))


def _anchor(mobject: Mobject, shape: tuple[int, ...]) -> tuple[float, float, float, float]:
    """Measure where its letters and digits, or all of it, stand in a frame of this shape."""
    written = [one for one in mobject.get_family() if isinstance(one, WRITTEN)]
    whole = VGroup(*written) if written else mobject
    left, right = (shape[1] * (one[0] / config.frame_width + 0.5) for one in _edges(whole))
    bottom, top = (shape[0] * (0.5 - one[1] / config.frame_height) for one in _edges(whole))
    return float(left), float(top), float(right), float(bottom)


def _edges(mobject: Mobject) -> tuple[np.ndarray, np.ndarray]:
    return mobject.get_corner(DOWN + LEFT), mobject.get_corner(UP + RIGHT)


def _draw(camera: FilmCamera, mobjects: Iterable[Mobject], **options: bool) -> np.ndarray:
    """Draw into the frame of a camera (height × width × RGBA), which the next drawing takes."""
    camera.pixel_array_to_cairo_context.clear()  # how the last was stroked is no state of the next
    camera.reset()
    camera.capture_mobjects(mobjects, **options)
    return camera.pixel_array


def _png(pixels: np.ndarray) -> str:
    buffer = BytesIO()
    Image.fromarray(np.ascontiguousarray(pixels)).save(buffer, "png")
    return base64.b64encode(buffer.getvalue()).decode()
