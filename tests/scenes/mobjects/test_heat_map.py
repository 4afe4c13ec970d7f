"""A heat map is one rectangle whose cells are drawn as the entries say, however it moves."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import cairo
import numpy as np
import pytest
from manim import (
    ORIGIN,
    Animation,
    Camera,
    Circle,
    FadeIn,
    FadeOut,
    FadeTransform,
    Mobject,
    ReplacementTransform,
    Scene,
    Square,
    Transform,
    tempconfig,
)

from scenes import theme
from scenes.mobjects.attention_grid import AttentionGrid
from scenes.mobjects.heat_map import HeatMap
from scenes.stage.camera import FilmCamera
from scenes.stage.cited import Quantity

WIDTH, HEIGHT, UNIT = 640, 360, 45  # pixels; a unit of the frame is 45 of them
GROUND = np.array(theme.GROUND.to_int_rgb())


@pytest.fixture(autouse=True)
def frame() -> Iterator[None]:
    size = {"pixel_width": WIDTH, "pixel_height": HEIGHT, "frame_width": WIDTH / UNIT}
    with tempconfig({**size, "background_color": theme.GROUND, "dry_run": True}):
        yield


def heat_map(rows: int, columns: int, seed: int = 0, **size: float) -> HeatMap:
    values = np.random.default_rng(seed).random((rows, columns))
    size = {"width": 4.0, "height": 4.0} | size
    return HeatMap(Quantity("t", f"map{seed}", values), **size)


def drawn(*mobjects: Mobject) -> np.ndarray:
    camera = FilmCamera()
    camera.capture_mobjects(mobjects)
    return camera.pixel_array[..., :3].astype(int)


def lawful(shown: HeatMap) -> np.ndarray:
    """The colours of the cells, by the law, one by one."""
    values = shown.quantity.values
    colors = [theme.weight_color(float(value)).to_int_rgb() for value in values.flat]
    return np.array(colors, dtype=int).reshape(*values.shape, 3)


def pixel_of(place: np.ndarray) -> tuple[int, int]:
    """The row and the column of the pixel at a place on stage."""
    return int(HEIGHT / 2 - place[1] * UNIT), int(WIDTH / 2 + place[0] * UNIT)


def begun(animation: Animation, moment: float) -> Mobject:
    animation.begin()
    animation.interpolate(moment)
    return animation.mobject


@pytest.mark.parametrize("angle", [0.0, 0.4, np.pi / 2, -2.0])
@pytest.mark.parametrize(
    ("rows", "columns", "width", "height", "at"),
    [
        (8, 8, 4.0, 4.0, (0.0, 0.0)),
        (3, 7, 5.3, 1.9, (-1.37, 0.61)),
        (50, 50, 3.8, 3.8, (2.013, -0.57)),  # cells of 3.42 pixels
        (1, 24, 5.0, 0.3, (0.5, 0.25)),
        (2, 2, 30.0, 30.0, (0.0, 0.0)),  # far larger than the frame
    ],
)
def test_each_cell_shows_its_entry_at_its_centre(
    rows: int, columns: int, width: float, height: float, at: tuple[float, float], angle: float
) -> None:
    shown = heat_map(rows, columns, width=width, height=height).rotate(angle).shift([*at, 0])
    picture, expected = drawn(shown), lawful(shown)
    turn = np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]])
    seen = 0
    for i, j in np.ndindex(rows, columns):
        middle = [((j + 0.5) / columns - 0.5) * width, (0.5 - (i + 0.5) / rows) * height]
        row, column = pixel_of(turn @ middle + at)
        if 0 <= row < HEIGHT and 0 <= column < WIDTH:
            seen += 1
            np.testing.assert_allclose(picture[row, column], expected[i, j], atol=1)
    assert seen or width > WIDTH / UNIT


@pytest.mark.parametrize("size", [1.7, 3.31, 6.0])
@pytest.mark.parametrize("at", [0.0, 0.0113, 0.017])
def test_no_colour_inside_is_of_no_cell(size: float, at: float) -> None:
    shown = heat_map(30, 30, width=size, height=size).shift([at, at, 0])
    half = size * UNIT / 2 - 1
    top, left = int(HEIGHT / 2 - at * UNIT - half) + 1, int(WIDTH / 2 + at * UNIT - half) + 1
    side = int(2 * half) - 1
    inside = drawn(shown)[top : top + side, left : left + side].reshape(-1, 3)
    known = {tuple(color) for color in lawful(shown).reshape(-1, 3)}
    assert {tuple(color) for color in inside} <= known


@pytest.mark.parametrize("scale", [0.0, 1e-170, 1e-17, 1e-9, 1e-5, np.nan])
def test_what_is_too_small_to_be_seen_is_not_drawn(scale: float) -> None:
    nothing = drawn()
    for shrunk in (heat_map(8, 8).scale(scale), heat_map(8, 8).stretch(scale, 0).rotate(0.3)):
        np.testing.assert_array_equal(drawn(shrunk), nothing)


@pytest.mark.parametrize("scale", [1e3, 1e6])
def test_a_cell_larger_than_the_frame_fills_it(scale: float) -> None:
    shown = heat_map(3, 3).scale(scale)
    assert (drawn(shown) == lawful(shown)[1, 1]).all()


@pytest.mark.parametrize("opacity", [1.0, 0.6])
@pytest.mark.parametrize("angle", [0.0, 0.7])
@pytest.mark.parametrize("cells", [3, 11, 77, 500])
def test_a_part_is_drawn_just_as_in_the_whole(cells: int, angle: float, opacity: float) -> None:
    shown = heat_map(cells, cells, width=7.77, height=6.13).set_opacity(opacity).rotate(angle)
    camera = FilmCamera()
    context = camera.get_cairo_context(camera.pixel_array)
    whole, matrix = drawn(shown), context.get_matrix()
    for left, top, right, bottom in ((64, 64, 192, 128), (300, 10, 301, 350)):
        camera.reset()
        context.save()
        context.identity_matrix()
        context.new_path()
        context.rectangle(left, top, right - left, bottom - top)
        context.clip()
        context.set_matrix(matrix)
        camera.capture_mobjects([shown])
        context.restore()
        part = np.s_[top:bottom, left:right]
        # cairo itself draws the slanted edge of a path a little differently where it is clipped.
        away = np.abs(camera.pixel_array[part][..., :3].astype(int) - whole[part])
        assert away.max() <= (4 if angle else 0)


def test_an_outer_edge_inside_a_pixel_covers_a_part_of_it() -> None:
    shown = heat_map(1, 4).shift([0.25 / UNIT, 0, 0])
    row = drawn(shown)[HEIGHT // 2]
    first, last = lawful(shown)[0, [0, -1]]
    np.testing.assert_allclose(row[230], 0.75 * first + 0.25 * GROUND, atol=2)
    np.testing.assert_allclose(row[410], 0.25 * last + 0.75 * GROUND, atol=2)


@pytest.mark.parametrize("opacity", [0.0, 0.3, 0.75, 1.0])
def test_a_fade_blends_with_what_lies_behind(opacity: float) -> None:
    whole, faded = heat_map(4, 4), heat_map(4, 4).set_opacity(opacity)
    blend = opacity * drawn(whole) + (1 - opacity) * GROUND
    np.testing.assert_allclose(drawn(faded), blend, atol=1.5)


def test_it_fades_in_and_out_by_animations() -> None:
    whole = drawn(heat_map(4, 4))
    for animation in (FadeIn(heat_map(4, 4)), FadeOut(heat_map(4, 4))):
        middle = drawn(begun(animation, 0.5))
        np.testing.assert_allclose(middle, (whole + GROUND) / 2, atol=1.5)


def test_it_stands_before_and_behind_others_as_they_say() -> None:
    shown, dot = heat_map(4, 4), Circle(0.2, color=theme.WRONG, fill_opacity=1)
    middle = pixel_of(ORIGIN)
    color = list(theme.WRONG.to_int_rgb())
    assert drawn(shown, dot)[middle].tolist() == color
    assert drawn(dot, shown)[middle].tolist() != color
    assert drawn(dot.set_z_index(1), shown)[middle].tolist() == color


def test_cells_smaller_than_a_pixel_show_the_mean_of_what_a_pixel_covers() -> None:
    shown = heat_map(180, 360)  # 180 pixels wide and high
    expected = lawful(shown).reshape(180, 180, 2, 3).mean(axis=2)
    picture = drawn(shown)[90:270, 230:410]
    np.testing.assert_allclose(picture, expected, atol=1)


def test_a_pixel_that_covers_parts_of_cells_weighs_them() -> None:
    shown = heat_map(1, 270)  # a pixel covers a cell and a half
    cells = np.repeat(lawful(shown)[0], 2, axis=0)  # halves of cells
    expected = cells.reshape(180, 3, 3).mean(axis=1)
    np.testing.assert_allclose(drawn(shown)[180, 230:410], expected, atol=1)


def test_small_cells_keep_their_looks_on_the_way() -> None:
    shown = heat_map(300, 300)
    before = drawn(shown)[95:265, 235:405]
    for part_of_a_pixel in (0.2, 0.4):
        after = drawn(shown.copy().shift([(7 + part_of_a_pixel) / UNIT, 0, 0]))[95:265, 242:412]
        np.testing.assert_array_equal(after, before)


def test_a_transformation_blends_two_maps_in_place() -> None:
    first, second = heat_map(4, 4, seed=1), heat_map(10, 6, seed=2)
    blend = (drawn(first) + drawn(second)) / 2
    np.testing.assert_allclose(drawn(begun(Transform(first.copy(), second), 0.5)), blend, atol=2)
    end = begun(Transform(first.copy(), second), 1)
    np.testing.assert_array_equal(drawn(end), drawn(second))
    start = begun(Transform(first.copy(), second), 0)
    np.testing.assert_array_equal(drawn(start), drawn(first))


@pytest.mark.parametrize("color", [theme.POSITIVE, theme.WRONG])
def test_a_square_becomes_a_map_and_a_map_a_square(color: object) -> None:
    square = Square(4.0, fill_color=color, fill_opacity=1, stroke_width=0)
    shown = heat_map(5, 5)
    blend = (drawn(square) + drawn(shown)) / 2
    for animation in (Transform(square.copy(), shown), Transform(shown.copy(), square)):
        np.testing.assert_allclose(drawn(begun(animation, 0.5)), blend, atol=2)
        end = drawn(begun(animation, 1))
        np.testing.assert_array_equal(end, drawn(animation.target_mobject))
    np.testing.assert_array_equal(drawn(square.copy().become(shown)), drawn(shown))


def test_a_fade_transform_crosses_from_one_place_to_another() -> None:
    square, shown = Square(1.0, fill_opacity=1).shift([-4, 0, 0]), heat_map(3, 3).shift([3, 0, 0])
    assert (drawn(begun(FadeTransform(square, shown), 1)) == drawn(shown)).all()


def test_each_square_goes_to_its_own_cell() -> None:
    grid = AttentionGrid(heat_map(3, 4).quantity, view="heat").shift([-3, 1, 0])
    shown = HeatMap(grid.quantity, width=2, height=1).shift([3, -1, 0])
    starts = [cell.get_center() for cell in grid.cells]
    begun(ReplacementTransform(grid.cells, shown), 0.5)
    for place, (cell, start) in enumerate(zip(grid.cells, starts, strict=True)):
        i, j = divmod(place, 4)
        end = [3 - 1 + (j + 0.5) / 2, -1 + 0.5 - (i + 0.5) / 3, 0]
        np.testing.assert_allclose(cell.get_center(), (start + end) / 2, atol=1e-6)
        np.testing.assert_allclose(cell.get_fill_color().to_int_rgb(), lawful(shown)[i, j], atol=1)


class Stage(Scene):
    def __init__(self) -> None:
        super().__init__(camera_class=FilmCamera)
        self.renderer.skip_animations = True
        self.renderer._original_skipping_status = True


def test_a_grid_becomes_a_map_where_it_stands_and_comes_back() -> None:
    grid = AttentionGrid(heat_map(3, 3).quantity, queries="abc", keys="abc")
    size = {"width": grid.cells.width, "height": grid.cells.height}
    shown = HeatMap(grid.quantity, **size).move_to(grid.cells)
    stage = Stage()
    stage.add(grid)
    stage.play(FadeOut(grid.marks), ReplacementTransform(grid.cells, shown))
    family = stage.get_mobject_family_members()
    assert shown in family
    assert not set(family) & {*grid.cells, *grid.marks}
    stage.play(shown.animate.scale(0.5).shift([2, 0, 0]))
    stage.play(ReplacementTransform(shown, grid.cells), FadeIn(grid.marks))
    family = stage.get_mobject_family_members()
    assert set(family) >= {*grid.cells, *grid.marks}
    assert shown not in family


def test_a_copy_shares_its_pixels() -> None:
    shown = heat_map(4, 4)
    assert shown.copy().pixels is shown.pixels
    assert begun(FadeIn(shown), 0.5).pixels is shown.pixels


class Counting:
    """Counts what is asked of a cairo context."""

    def __init__(self, context: cairo.Context, calls: Counter[str]) -> None:
        self._context, self._calls = context, calls

    def __getattr__(self, name: str) -> object:
        self._calls[name] += 1
        return getattr(self._context, name)


def calls(shown: HeatMap) -> Counter[str]:
    counted: Counter[str] = Counter()
    camera = FilmCamera()
    context = camera.get_cairo_context(camera.pixel_array)
    camera.cache_cairo_context(camera.pixel_array, Counting(context, counted))
    camera.capture_mobjects([shown])
    return counted


@pytest.mark.parametrize("opacity", [1.0, 0.5])
def test_what_is_drawn_does_not_grow_with_the_matrix(opacity: float) -> None:
    small, large = (heat_map(n, n).set_opacity(opacity) for n in (2, 400))
    assert len(large.get_family()) == 1
    assert large.points.shape == small.points.shape
    assert calls(large) == calls(small)
    assert sum(calls(small).values()) > 3


def test_a_camera_that_knows_no_pictures_refuses_in_one_line() -> None:
    with pytest.raises(TypeError, match=r"camera_class=FilmCamera") as refusal:
        Camera().capture_mobjects([heat_map(2, 2)])
    assert "\n" not in str(refusal.value)
    turned_plain = begun(Transform(heat_map(2, 2), Square(fill_opacity=1)), 1)
    Camera().capture_mobjects([turned_plain])
