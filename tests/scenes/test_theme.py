"""Colours can be told apart and read; values map to what they should."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping
from itertools import combinations
from pathlib import Path

import colour
import numpy as np
import pytest
from manim import BLACK, WHITE, ManimColor

from scenes import theme
from scenes.stage import themes
from scenes.stage.refusal import StageError
from scenes.stage.text import Text

SCENES = Path(theme.__file__).parent
OWN = {SCENES / "theme.py", SCENES / "stage/themes.py"}  # where the colours are said


MEANINGS = ("QUERY", "KEY", "VALUE", "WEIGHT", "POSITIVE", "NEGATIVE", "MASCULINE", "FEMININE",
            "TOKEN", "WRONG", "HIGHLIGHT")  # fmt: skip


def at_import(node: ast.AST) -> Iterator[ast.AST]:
    """Yield all code that runs when a module is imported: defaults too, but no function's body."""
    if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda):
        for waiting in (node.args, *getattr(node, "decorator_list", ())):
            yield from at_import(waiting)
        return
    yield node
    for part in ast.iter_child_nodes(node):
        yield from at_import(part)


def bound(code: str) -> set[str]:
    """List what a module keeps of the theme from its import on."""
    tree = ast.parse(code)
    nodes = list(at_import(tree))
    values = {
        ast.unparse(node)
        for node in nodes
        if isinstance(node, ast.Attribute) and ast.unparse(node.value).endswith("theme")
    }
    froms = (node for node in ast.walk(tree) if isinstance(node, ast.ImportFrom))
    return values | {
        alias.name for node in froms if node.module == "scenes.theme" for alias in node.names
    }


@pytest.mark.parametrize("path", sorted({*SCENES.rglob("*.py")} - OWN), ids=str)
def test_nothing_binds_the_theme_when_a_module_is_imported(path: Path) -> None:
    assert not bound(path.read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    "code",
    [
        "def draw(color=theme.INK): ...",
        "def draw(*, size=2 * theme.SMALLEST): ...",
        "class Node:\n    color = theme.INK",
        "class Node:\n    def draw(self, color=theme.INK): ...",
        "HUES = {'query': theme.QUERY}",
        "law = lambda value, hue=scenes.theme.KEY: hue",
        "from scenes.theme import INK",
    ],
)
def test_what_binds_the_theme_is_found(code: str) -> None:
    assert bound(code)
    assert not bound("def draw(color=None):\n    return color or theme.INK")


def test_another_theme_stands_as_long_as_it_is_chosen(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(themes, "THEMES", {"dark": {}, "bright": {"INK": "#101010"}})
    usual = theme.INK
    with theme.painted({}, {themes.THEME: "bright"}):
        assert Text("word").get_color().to_hex() == theme.INK.to_hex() == "#101010"
    with theme.painted({"INK": "#202020"}, {themes.THEME: "bright"}):
        assert theme.INK.to_hex() == "#202020"  # a chapter's own colours are laid on the theme
    with theme.painted({}, {}):
        assert usual == theme.INK
    assert theme.INK is usual


def test_a_theme_that_does_not_exist_is_refused_in_a_line_that_names_those_that_do() -> None:
    said = "ATTENTION_THEME: there is no theme 'neon'; there are dark"
    with pytest.raises(StageError, match=said), theme.painted({}, {themes.THEME: "neon"}):
        pass


def test_contrast_of_black_and_white_is_the_published_maximum() -> None:
    assert theme.contrast(BLACK, WHITE) == pytest.approx(21)


@pytest.mark.parametrize("ink", ["INK", "QUIET", "DIM", *MEANINGS, *range(8)])
def test_every_ink_can_be_read_on_the_ground(ink: str | int) -> None:
    color = theme.HEADS[ink] if isinstance(ink, int) else getattr(theme, ink)
    assert theme.contrast(color, theme.GROUND) >= 4.5
    assert theme.contrast(color, theme.PANEL) >= 4.3


@pytest.mark.parametrize("weight", np.linspace(0, 1, 21))
@pytest.mark.parametrize("hue", [theme.WEIGHT, *theme.HEADS])
def test_a_number_can_be_read_on_every_weight(weight: float, hue: ManimColor) -> None:
    ground = theme.weight_color(float(weight), hue)
    assert theme.contrast(theme.ink_on(ground), ground) >= 4.5


@pytest.mark.parametrize("score", np.linspace(-3, 3, 25))
def test_a_number_can_be_read_on_every_score(score: float) -> None:
    ground = theme.score_color(float(score), 3.0)
    assert theme.contrast(theme.ink_on(ground), ground) >= 4.5


def test_the_maps_are_proportional() -> None:
    assert theme.edge_width(0.5) == pytest.approx(theme.EDGE_WIDEST / 2)
    assert theme.dot_radius(0.25, 1.0) == pytest.approx(0.5)  # a quarter of the area
    assert theme.weight_color(0.0) == theme.PANEL
    assert theme.weight_color(1.0) == theme.WEIGHT
    assert theme.score_color(-np.inf, 1.0) == theme.HIDDEN
    assert theme.score_color(2.0, 2.0) == theme.POSITIVE
    assert theme.score_color(-2.0, 2.0) == theme.NEGATIVE


def test_dots_of_scores_are_as_large_as_their_size() -> None:
    assert theme.score_radius(-5.0, 20.0, 1.0) == pytest.approx(0.5)  # a quarter of the area
    assert theme.score_radius(20.0, 20.0, 1.0) == pytest.approx(1.0)
    assert theme.score_radius(-np.inf, 20.0, 1.0) < 0.02
    assert theme.sign_color(0.0) == theme.POSITIVE
    assert theme.sign_color(-0.1) == theme.NEGATIVE


# --- one colour, one meaning -----------------------------------------------------------------

# In CIEDE2000 two colours of a distance of 2 are seen to differ when they lie side by side.
APART, APART_FOR_THE_FEW = 15.0, 10.0
EYES = ("usual", "Protanomaly", "Deuteranomaly", "Tritanomaly")


def as_seen(color: ManimColor, eyes: str) -> np.ndarray:
    """Return a colour in CIELAB as eyes see it that lack one kind of cones, or none."""
    light = colour.cctf_decoding(color.to_rgb(), "sRGB")
    if eyes != "usual":
        light = np.clip(colour.matrix_cvd_Machado2009(eyes, 1.0) @ light, 0, 1)
    return colour.XYZ_to_Lab(colour.RGB_to_XYZ(light, "sRGB"))


def too_close(colors: Mapping[str, ManimColor], eyes: str) -> dict[tuple[str, str], float]:
    """Measure all pairs, and return those that these eyes could take for one another."""
    seen = {name: as_seen(color, eyes) for name, color in colors.items()}
    least = APART if eyes == "usual" else APART_FOR_THE_FEW
    found = {
        (one, other): float(colour.delta_E(seen[one], seen[other], method="CIE 2000"))
        for one, other in combinations(seen, 2)
    }
    return {pair: distance for pair, distance in found.items() if distance < least}


def named(*names: str) -> dict[str, ManimColor]:
    return {name: getattr(theme, name) for name in names}


def heads() -> dict[str, ManimColor]:
    return {f"head {number}": hue for number, hue in enumerate(theme.HEADS, 1)}


def senses() -> dict[str, ManimColor]:
    return {f"sense {number}": hue for number, hue in enumerate(theme.SENSES, 1)}


@pytest.mark.parametrize("eyes", EYES)
@pytest.mark.parametrize(
    "colors",
    [
        pytest.param(named(*MEANINGS), id="meanings"),
        pytest.param(senses() | named("HIGHLIGHT", "QUIET", "PANEL"), id="senses"),
        pytest.param(heads() | named("QUERY", "KEY", "VALUE", "HIGHLIGHT"), id="heads"),
    ],
)
def test_any_two_meanings_can_be_told_apart(colors: dict[str, ManimColor], eyes: str) -> None:
    assert not too_close(colors, eyes)


def test_what_looks_alike_to_some_is_found() -> None:
    red_and_green = {"red": ManimColor("#d62728"), "green": ManimColor("#6b8e23")}
    assert not too_close(red_and_green, "usual")
    assert too_close(red_and_green, "Deuteranomaly")


def test_what_is_highlighted_stands_out_from_the_text() -> None:
    ink, lit = (as_seen(color, "usual") for color in (theme.INK, theme.HIGHLIGHT))
    assert colour.delta_E(ink, lit, method="CIE 2000") >= 8
    assert theme.contrast(theme.INK, theme.GROUND) >= 7


@pytest.mark.parametrize("share", np.linspace(-1, 1, 21))
@pytest.mark.parametrize("hue", [theme.QUERY, theme.KEY, theme.VALUE])
def test_a_number_can_be_read_on_an_entry_of_every_size(share: float, hue: ManimColor) -> None:
    ground = theme.size_color(float(share), 1.0, hue)
    assert theme.contrast(theme.ink_on(ground), ground) >= 4.5
    assert ground == theme.size_color(-float(share), 1.0, hue)
