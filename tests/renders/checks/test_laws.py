"""A law that is bent, a scale that ends elsewhere, and a sign that is no equation's are found."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import get_args

import pytest
from manim import LEFT, ManimColor, interpolate_color

from attention_math.positions import position_products
from renders.checks.audit import Audit
from renders.checks.failure import Failure
from renders.rehearsal import Beat
from scenes import theme
from scenes.formulas import FORMULAS
from scenes.mechanism import Mechanism
from scenes.mobjects.attention_graph import AttentionGraph
from scenes.mobjects.attention_grid import AttentionGrid, value_dot
from scenes.mobjects.bar_column import BarColumn
from scenes.mobjects.equation_line import EquationLine
from scenes.mobjects.formula import Formula
from scenes.mobjects.heat_map import HeatMap
from scenes.mobjects.scale_legend import ScaleLegend
from scenes.mobjects.tensor_shape import shape_of
from scenes.stage.cited import Citation, Declared, Quantity, Reason
from scenes.stage.claims import Encoding, shows
from scenes.stage.derive import derive
from scenes.stage.shapes import Square
from scenes.stage.text import Numeral, Text
from tests.stage import staged

# What is held here; that nobody could read this stage, other rules say.
RULES = {"hue", 
    "colour", "declaration", "formula", "image", "law", "legend", "opacity", "radius", "scale",
    "sign", "stroke width", "value", "waiting", "width",
}  # fmt: skip


def sized(quantity: Quantity, hue: ManimColor) -> HeatMap:
    law = partial(theme.size_color, limit=quantity.limit(), hue=hue)
    return HeatMap(quantity, width=1, height=1, color_of=law)


class Stage(Mechanism):
    """Scores in colour and as dots with a legend each, edges, a formula and what adds up."""

    heading = "A stage"
    sentence = "my heavy box"

    def construct(self) -> None:
        self.weights, self.scores = self.of_head("weights"), self.of_head("scores")
        query, limit = self.of_head("query"), self.scores.limit()
        self.law = self.color_of("scores")
        self.heat_of_scores = self.heat(self.law)
        self.dots = partial(value_dot, room=0.3, limit=limit)
        self.graph = AttentionGraph(self.weights, self.trace.visible, "abc")
        squared = (self.weights * self.weights[0, 0]).cite(0, 0)
        self.sum = EquationLine("product", [self.weights.cite(0, 0)] * 2, squared, decimals=3)
        self.sum.shift([3, -3, 0])
        self.add(
            self.grid("weights"), self.grid("scaled"), self.heat_of_scores,
            AttentionGrid(self.scores, view="dots", cell=(0.6, 0.6), limit=limit),
            sized(query, theme.QUERY), shape_of(query, size=0.3),
            self.graph, self.sum, Formula(FORMULAS["output"]),
        )  # fmt: skip

    def heat(self, law: Callable[[float], ManimColor]) -> AttentionGrid:
        return AttentionGrid(self.scores, view="heat", color_of=law)

    def legend(self, sample: Callable[[Citation], object]) -> None:
        values = [self.scores.cite(0, j) for j in range(2)]
        self.add(ScaleLegend(values, sample, Text("by size"), decimals=1))

    def declare(self, said: str, reason: str, of: Quantity) -> None:
        self.add(Text(said, declared=Declared(reason, of=of.name)))


@pytest.fixture(autouse=True)
def _bound(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("renders.checks.audit.is_own", lambda _chapter: False)


def found(*steps: Callable[[Stage], object]) -> list[Failure]:
    """Look after each step, and say what was found in the end."""
    audit = Audit()
    with staged(Stage) as scene:
        for step in steps:
            step(scene)
            audit.look(scene, Beat("beat", "", 0.0))
    return [failure for failure in audit.failures if failure.check in RULES]


def swatch(cited: Citation, law: Callable[[float], ManimColor]) -> Square:
    square = Square(0.3, fill_color=law(cited.value), fill_opacity=1)
    return shows(square, Encoding(cited, "fill", law))


def nothing(_scene: Stage) -> None:
    """Leave the stage as it is."""


# --- laws of the theme that are bent -------------------------------------------------------------


def weight_color(weight: float, hue: ManimColor | None = None) -> ManimColor:
    return interpolate_color(hue or theme.WEIGHT, theme.PANEL, weight)


def score_color(score: float, limit: float) -> ManimColor:
    hue = theme.NEGATIVE if score >= 0 else theme.POSITIVE
    return interpolate_color(theme.PANEL, hue, min(1.0, abs(score) / limit))


def size_color(value: float, limit: float, hue: ManimColor) -> ManimColor:
    return interpolate_color(theme.PANEL, hue, min(1.0, 4 * abs(value) / limit))


def sign_color(_score: float) -> ManimColor:
    return theme.POSITIVE


def score_radius(score: float, limit: float, largest: float) -> float:
    return max(0.01, largest * abs(score) / limit)


def edge_width(weight: float) -> float:
    return max(0.8, 22 * weight**0.5)


BENT = [
    (weight_color, "colour"),  # reversed
    (score_color, "colour"),  # the hues exchanged
    (size_color, "image"),  # full at a quarter
    (sign_color, "colour"),  # of one sign
    (score_radius, "radius"),  # in place of the area
    (edge_width, "stroke width"),  # the root
]


def name_of(one: object) -> object:
    return getattr(one, "__name__", one)


@pytest.mark.parametrize(("law", "check"), BENT, ids=name_of)
def test_a_bent_law_of_the_theme_is_found(
    law: Callable[..., object], check: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(theme, law.__name__, law)
    assert {failure.check for failure in found(nothing)} == {check}


# --- scales, legends, signs, formulas and declarations -------------------------------------------


def end_at_a_quarter(s: Stage) -> None:
    s.add(s.heat(partial(theme.score_color, limit=s.scores.limit() / 4)))


def end_at_the_row_s_largest(s: Stage) -> None:
    s.add(s.heat(partial(theme.score_color, limit=s.scores[1].limit())))


def end_at_another_tensor_s_largest(s: Stage) -> None:
    s.add(s.heat(partial(theme.score_color, limit=s.of_head("value").limit())))


def end_twice(s: Stage) -> None:
    s.add(s.heat(partial(theme.score_color, limit=s.of_head("scaled").limit())))


def show_scores_as_if_they_were_weights(s: Stage) -> None:
    s.add(s.heat(s.color_of("weights")))


def show_weights_by_sign(s: Stage) -> None:
    s.add(AttentionGrid(s.weights, color_of=theme.sign_color))


def show_queries_in_the_hue_of_keys(s: Stage) -> None:
    s.add(sized(s.of_head("query"), theme.KEY))


def show_scores_below_zero_as_if_they_were_above(s: Stage) -> None:
    s.add(s.heat(partial(theme.size_color, limit=s.scores.limit(), hue=theme.POSITIVE)))


def scale_bars_apart(s: Stage) -> None:
    for row, unit in ((0, 1.0), (1, 2.0)):
        s.add(BarColumn(s.weights[row], unit=unit, left=-6, heights=[row, row + 0.3, row + 0.6],
                        pitch=0.3, color=theme.WEIGHT, group="weights"))  # fmt: skip


def draw_weights_in_the_hue_of_values(s: Stage) -> None:
    s.add(BarColumn(s.weights[0], unit=1.0, left=-6, heights=[0, 0.3, 0.6], pitch=0.3,
                    color=theme.VALUE, group="weights"))  # fmt: skip


def explain_another_law(s: Stage) -> None:
    law = partial(theme.size_color, limit=s.scores.limit(), hue=theme.INK)
    s.legend(lambda cited: swatch(cited, law))


def explain_what_is_not_there(s: Stage) -> None:
    s.remove(s.heat_of_scores)
    s.legend(lambda cited: swatch(cited, s.law))


def relate_without_equation(s: Stage) -> None:
    number = Numeral(s.weights.cite(1, 1)).next_to(s.sum, LEFT, buff=1.0)
    s.add(number, Text("=").move_to((number.get_right() + s.sum.get_left()) / 2))


def approximate_without_equation(s: Stage) -> None:
    s.add(Numeral(s.weights.cite(1, 1), prefix="≈ "))


def equate_in_a_text(s: Stage) -> None:
    s.add(Text("1 + 1 = 2", declared=Declared("parameter", of="count_paths((1, 2))")))


def say_the_other_relation(s: Stage) -> None:
    sign = s.sum.signs[-1]
    other = Text("=" if sign.text == "≈" else "≈", size=sign.size)
    s.remove(sign).add(other.move_to(sign))


def invent_a_formula(s: Stage) -> None:
    s.add(Formula("Q + V"))


def take_the_hue_of_another(s: Stage) -> None:
    s.add(formula := Formula(FORMULAS["scores"]))
    formula.part("query").set_color(theme.VALUE)


PLANTED: list[tuple[Callable[[Stage], object], str, str]] = [
    (end_at_a_quarter, "scale", "head1.scores"),
    (end_at_the_row_s_largest, "scale", "head1.scores"),
    (end_at_another_tensor_s_largest, "scale", "head1.scores"),
    (end_twice, "scale", "one end"),
    (show_scores_as_if_they_were_weights, "law", "weight_color"),
    (show_weights_by_sign, "law", "sign_color"),
    (show_queries_in_the_hue_of_keys, "law", "size_color"),
    (show_scores_below_zero_as_if_they_were_above, "colour", "head1.scores"),
    (scale_bars_apart, "width", "head1.weights"),
    (draw_weights_in_the_hue_of_values, "hue", "head1.weights"),
    (explain_another_law, "legend", "size_color"),
    (explain_what_is_not_there, "legend", "score_color"),
    (relate_without_equation, "sign", "Text '='"),
    (approximate_without_equation, "sign", "Numeral '≈ "),
    (equate_in_a_text, "sign", "1 + 1 = 2"),
    (say_the_other_relation, "sign", "Text"),
    (invent_a_formula, "formula", "Q + V"),
    (take_the_hue_of_another, "colour", "query in"),
]


@pytest.mark.parametrize(
    ("fault", "check", "mentioned"), PLANTED, ids=lambda one: getattr(one, "__name__", one)
)
def test_a_planted_fault_is_the_one_that_is_found(
    fault: Callable[[Stage], object], check: str, mentioned: str
) -> None:
    failures = found(nothing, fault)
    assert {failure.check for failure in failures} == {check}, failures
    assert mentioned in str(failures[0])


def test_a_scale_that_changes_from_beat_to_beat_is_found() -> None:
    def change(s: Stage) -> None:
        s.remove(*(one for one in s.mobjects if getattr(one, "quantity", None) is s.scores))
        end_twice(s)

    assert {failure.check for failure in found(nothing, change)} == {"scale"}


def products(s: Stage) -> Quantity:
    return derive(position_products, 8, s.trace.query_side.embeddings.shape[1], source="positions")


DECLARED: list[tuple[str, str, Callable[[Stage], Quantity], bool]] = [
    ("3 × 4", "shape", lambda s: s.of_head("query"), True),
    ("3 × 3", "shape", lambda s: s.of_head("query"), False),
    ("4", "shape", lambda s: s.of_head("query")[1], True),
    ("position 2", "place", lambda s: s.quantity("query_side.positions")[2], True),
    ("position 1", "place", lambda s: s.quantity("query_side.positions")[2], False),
    ("2 and 5", "place", lambda s: products(s)[2, 5], True),
    ("5 and 2", "place", lambda s: products(s)[2, 5], False),
    ("3 apart", "distance", lambda s: products(s)[2, 5], True),
    ("2 apart", "distance", lambda s: products(s)[2, 5], False),
]


@pytest.mark.parametrize(("said", "reason", "of", "is_true"), DECLARED)
def test_a_shape_a_place_and_a_distance_are_those_of_what_they_name(
    said: str, reason: str, of: Callable[[Stage], Quantity], is_true: bool
) -> None:
    failures = found(lambda s: s.declare(said, reason, of(s)))
    assert [failure.check for failure in failures] == ["declaration"] * (not is_true)


@pytest.mark.parametrize("reason", get_args(Reason))
def test_there_is_no_reason_that_nobody_checks(reason: Reason) -> None:
    (failure,) = found(lambda s: s.add(Numeral(7, decimals=0, declared=Declared(reason))))
    assert failure.check == "declaration"
    assert "a reason of" not in failure.expected


def test_a_legend_of_what_is_on_stage_passes() -> None:
    swatches = lambda s: s.legend(lambda cited: swatch(cited, s.law))  # noqa: E731
    assert found(swatches) == found(lambda s: s.legend(s.dots)) == []


# --- edges that wait -----------------------------------------------------------------------------


def thin(s: Stage) -> None:
    for edge in s.graph.edges:
        edge.thin()


def weigh(s: Stage) -> None:
    for edge in s.graph.edges:
        edge.weigh()


def test_all_edges_may_wait_until_they_are_weighed() -> None:
    assert found(thin, weigh) == []


def test_edges_that_wait_at_the_end_are_found() -> None:
    failures = found(nothing, thin)
    assert {failure.check for failure in failures} == {"waiting"}
    assert len(failures) == 9


def test_one_edge_that_waits_among_others_is_found_for_good() -> None:
    (failure,) = found(lambda s: s.graph.edge(0, 2).thin(), weigh)
    assert (failure.check, "head1.weights[0, 2]" in failure.mobject) == ("waiting", True)
