"""Every fault that is planted among faultless numbers is found, and nothing else is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial

import pytest
from manim import Text as PangoText
from manim import Transform, Typst, VGroup

from attention_math.derived import dot_product_terms, row_sums
from attention_math.leak import load_leak
from attention_math.positions import sinusoid_table
from attention_math.story import came_true
from attention_math.tracing import trace_sentence
from renders.checks.audit import Audit
from renders.checks.failure import Failure
from renders.rehearsal import Beat
from scenes import theme
from scenes.chapter import Chapter
from scenes.mobjects.attention_graph import AttentionGraph
from scenes.mobjects.attention_grid import AttentionGrid
from scenes.mobjects.equation_line import EquationLine
from scenes.mobjects.formula import Formula
from scenes.mobjects.heat_map import HeatMap
from scenes.mobjects.plane import Plane
from scenes.mobjects.tensor_shape import shape_of
from scenes.pieces.causal_mask.bars import Bars
from scenes.pieces.next_token.verdict_marks import Cross, Tick
from scenes.stage import traces
from scenes.stage.cited import Citation, Declared
from scenes.stage.claims import Encoding, Equation, shows, states
from scenes.stage.derive import derive
from scenes.stage.drawing.pixels import PixelFill, Pixels
from scenes.stage.shapes import Rectangle, Statement
from scenes.stage.text import Numeral, Text
from tests.stage import staged


class Stage(Chapter):
    """One of everything that shows a number, and no fault; nobody has to be able to read it."""

    heading = "A stage"
    sentence = "my heavy box"
    model = "agreement"
    layer = 1

    def construct(self) -> None:
        weights, words = self.of_head("weights"), self.trace.query_side.tokens
        self.grid = AttentionGrid(weights, queries=words, keys=words)
        self.dots = AttentionGrid(weights, view="dots")
        self.graph = AttentionGraph(weights, self.trace.visible, words)
        totals = derive(row_sums, weights)
        self.sum = EquationLine("sum", weights[0].each(), totals.cite(0), decimals=3)
        losses = [loss.cite() for loss in derive(load_leak, source="leak")[:3]]
        self.bars = Bars("abc", losses, colors=[theme.INK] * 3, longest=5)
        inputs = self.quantity("query_side.inputs")
        law = partial(theme.size_color, limit=inputs.limit(), hue=theme.INK)
        self.strip = HeatMap(inputs, width=2, height=1, color_of=law)
        self.shape = shape_of(inputs, size=0.3, color=theme.QUIET)
        self.plane = Plane((0, 4), (-1, 1), width=4, height=2)
        waves = derive(sinusoid_table, 5, 8, source="positions")
        self.curve = self.plane.curve(range(5), waves[:, 0], color=theme.KEY)
        self.point = self.plane.dot(1, waves.cite(1, 0), color=theme.KEY)
        self.tick = self.plane.x_tick(2)
        weight = weights.cite(0, 1)
        self.veil = Rectangle(fill_opacity=theme.proportional(weight.value))
        shows(self.veil, Encoding(weight, "opacity", theme.proportional))
        self.formula = Formula("x^2", declared=Declared("mathematics"))
        self.number = Numeral(weights.cite(1, 2))
        self.word = Text("box", declared=Declared("token"))
        self.add(
            self.grid, self.dots, self.graph, self.sum, self.bars, self.strip, self.shape,
            self.plane, self.curve, self.point, self.tick, self.veil, self.formula, self.number,
            self.word,
        )  # fmt: skip

    def show(self, value: float | Citation, **options: object) -> Numeral:
        numeral = Numeral(value, **options)
        self.add(numeral)
        return numeral

    def cited(self, tensor: str, *index: int, value: float = 0.0) -> Citation:
        return Citation(self.trace.source.label, tensor, index, value)


def audited(fault: Callable[[Stage], object]) -> Audit:
    """Plant a fault and look."""
    with staged(Stage) as scene:
        fault(scene)
        audit = Audit()
        audit.look(scene, Beat("beat", "", 0.0))
    return audit


# --- faults --------------------------------------------------------------------------------------


def swap_the_index(s: Stage) -> None:
    s.number.citation = replace(s.number.citation, index=s.number.citation.index[::-1])


def cite_what_is_not_so(s: Stage) -> None:
    s.show(replace(s.number.citation, value=s.number.value + 0.001), decimals=4)


def transform_into_another_number(s: Stage) -> None:
    s.play(Transform(s.number, Numeral(s.of_head("weights").cite(0, 0))))


def transform_into_another_word(s: Stage) -> None:
    s.play(Transform(s.word, Text("cat", declared=Declared("token"))))


def cut_the_decimals(s: Stage) -> None:
    short = Numeral(s.number.citation, decimals=1)
    s.number.text = short.text
    s.number.set_points(short.points)


def round_the_wrong_way(s: Stage) -> None:
    up = Numeral(s.number.value + 0.01, declared=Declared("tick"))
    s.number.text = up.text
    s.number.set_points(up.points)


def mirror(s: Stage) -> None:
    s.number.flip()


def mark_as_so(s: Stage, mark: type[Tick] | type[Cross] = Tick) -> None:
    queries, keys = s.tokens("query"), s.tokens("key")
    s.add(mark(derive(came_true, queries[:1], keys[1:2]).cite(0)))


def derive_wrongly(s: Stage) -> None:
    true = float(s.story.weights[0].sum())
    s.show(s.cited("row_sums(head1.weights)", 0, value=true + 0.01))


def add_where_the_name_subtracts(s: Stage) -> None:
    moved = s.quantity("query_side.inputs") + s.quantity("output")
    s.show(s.cited(moved.name.replace("+", "-"), 1, 2, value=moved.cite(1, 2).value))


def call_it_by_another_row(s: Stage) -> None:
    terms = derive(dot_product_terms, s.of_head("query")[2], s.of_head("key")[1]).terms
    s.show(s.cited(terms.tensor.replace("query[2]", "query[0]"), 3, value=terms.cite(3).value))


def state_a_sum_that_does_not_close(s: Stage) -> None:
    given = Declared("parameter", of="count_paths((0.1, 0.2, 0.4))")
    *parts, total = (Numeral(x, decimals=1, declared=given) for x in (0.1, 0.2, 0.4))
    s.add(states(Statement(*parts, total), Equation("sum", tuple(parts), total, "=")))


def state_a_sum_far_off(s: Stage) -> None:
    weights = s.of_head("weights")
    parts = tuple(Numeral(weights.cite(0, j)) for j in (0, 0, 0))
    s.add(*parts, states(s.show(weights.cite(0, 1)), Equation("sum", parts, s.number, "≈")))


def write_the_wrong_sign(s: Stage) -> None:
    weights = s.of_head("weights")
    part, total = (Numeral(weights.cite(0, 0), decimals=d) for d in (1, 3))
    stating = Statement(part, Text("="), total)
    s.add(states(stating, Equation("sum", (part,), total, "≈")))


def write_another_operation(s: Stage) -> None:
    terms = [Numeral(cited, decimals=3) for cited in s.of_head("weights")[0].each()]
    total = Numeral(s.sum.total.citation, decimals=3)
    stating = Statement(*terms, Text("×"), total)
    s.add(states(stating, Equation.of("sum", terms, total)))


def change_a_pixel(s: Stage) -> None:
    colors = s.strip.pixels.copy()
    colors[1, 2, 0] ^= 0x40
    s.strip.fill_rgbas = PixelFill(Pixels(colors))


def declare_a_measured_number(s: Stage) -> None:
    s.number.declared, s.number.citation = Declared("because"), None


def forget_the_citation(s: Stage) -> None:
    s.number.citation = None


def forget_the_declaration(s: Stage) -> None:
    word = Text("box 2", declared=Declared("token"))
    word.declared = None
    s.add(word)


def claim_by_another_law(s: Stage) -> None:
    cell = s.grid.cell(0, 0)
    shows(cell, replace(cell.claim, law=lambda value: theme.weight_color(value)))


FAULTS: dict[str, tuple[str, str, Callable[[Stage], object]]] = {
    "a swapped index": ("value", "head1.weights[2, 1]", swap_the_index),
    "a wrong value": ("value", "head1.weights[1, 2]", cite_what_is_not_so),
    "another number's glyphs": ("outline", "Numeral", transform_into_another_number),
    "another word's glyphs": ("outline", "Text 'box'", transform_into_another_word),
    "a mirrored number": ("outline", "Numeral", mirror),
    "too few decimals": ("text", "to 2 decimals", cut_the_decimals),
    "a wrong last digit": ("text", "to 2 decimals", round_the_wrong_way),
    "a tick at what is not so": ("verdict", "came_true(", mark_as_so),
    "a wrong derived value": ("value", "row_sums(head1.weights)[0]", derive_wrongly),
    "another operation than its name's": (
        "value", "(query_side.inputs - output)[1, 2]", add_where_the_name_subtracts),
    "another row than its name's": (
        "value", "dot_product_terms(head1.query[0], head1.key[1]).terms[3]",
        call_it_by_another_row),
    "what is no name": ("unknown", "row_sums(", lambda s: s.show(s.cited("row_sums(", 0))),
    "a tensor that nobody knows": (
        "unknown", "head9.weights", lambda s: s.show(s.cited("head9.weights", 0, 0))),
    "a function that nobody knows": (
        "unknown", "guess(…)", lambda s: s.show(s.cited("guess(head1.weights)", 0))),
    "code in a name": (
        "unknown", "__import__", lambda s: s.show(s.cited("__import__('os').getpid()", 0))),
    "a source that nobody knows": (
        "unknown", "dream", lambda s: s.show(Citation("dream", "head1.weights", (0, 0), 0.5))),
    "an entry that is not there": (
        "unknown", "no entry [7, 0]", lambda s: s.show(s.cited("head1.weights", 7, 0))),
    "a cell's colour": (
        "colour", "head1.weights[1, 1]", lambda s: s.grid.cell(1, 1).set_fill(theme.POSITIVE)),
    "a dot's size": ("radius", "head1.weights[2, 1]", lambda s: s.dots.mark(2, 1).scale(1.2)),
    "a bar's length": (
        "width", "without_mask", lambda s: s.bars[1][1].stretch_to_fit_width(0.4)),
    "an opacity": ("opacity", "head1.weights[0, 1]", lambda s: s.veil.set_fill(opacity=0.99)),
    "an edge's width": (
        "stroke width", "head1.weights[0, 2]",
        lambda s: s.graph.edge(0, 2).path.set_stroke(width=9)),
    "a point's place": (
        "place", "sinusoid_table(5, 8)[1, 0]", lambda s: s.point.shift([0.1, 0, 0])),
    "a tick's place": ("place", "Numeral '2'", lambda s: s.tick.shift([0.2, 0, 0])),
    "a pixel": ("image", "query_side.inputs[1, 2]", change_a_pixel),
    "a mirrored picture": ("image", "HeatMap", lambda s: s.strip.flip()),
    "a law of one's own": ("law", "lambda", claim_by_another_law),
    "a sum that does not close": ("sum", "0.1 + 0.2", state_a_sum_that_does_not_close),
    "a sum far off": ("sum", "≈", state_a_sum_far_off),
    "the sign of another operation": ("sum", "the sign +", write_another_operation),
    "the sign of equality": ("sum", "the sign ≈", write_the_wrong_sign),
    "a bare number": ("undeclared", "Typst", lambda s: s.add(Typst("0.42"))),
    "a bare digit": ("undeclared", "bare text", lambda s: s.add(Typst("4").submobjects[0])),
    "a number by Pango": ("undeclared", "Text '7'", lambda s: s.add(PangoText("7"))),
    "a number without citation": ("undeclared", "Numeral", forget_the_citation),
    "a digit without declaration": ("undeclared", "Text 'box 2'", forget_the_declaration),
    "a reason that is none": ("declaration", "because", declare_a_measured_number),
    "a token that is none": (
        "declaration", "R2D2", lambda s: s.add(Text("R2D2", declared=Declared("token")))),
    "a shape of no tensor": (
        "declaration", "a known tensor",
        lambda s: s.add(Text("3 × 9", declared=Declared("shape")))),
    "another tensor's shape": (
        "declaration", "(3, 8)",
        lambda s: s.add(Text("3 × 4", declared=Declared("shape", of="query_side.inputs")))),
    "a parameter that was not used": (
        "declaration", "of score_walks()",
        lambda s: s.add(Text("2,000 scores", declared=Declared(
            "parameter", of="score_walks()")))),
    "a parameter of nothing": (
        "declaration", "parameter", lambda s: s.show(7, decimals=0,
                                                     declared=Declared("parameter"))),
    "a head too many": (
        "declaration", "1 to 2",
        lambda s: s.add(Text("head 3", declared=Declared("number of a head")))),
    "a tick on no axis": ("declaration", "axis", lambda s: s.show(3, declared=Declared("tick"))),
    "a constant without source": (
        "declaration", "where",
        lambda s: s.show(10000, decimals=0, declared=Declared("published constant"))),
    "a measured number in a formula": (
        "declaration", "whole numbers",
        lambda s: s.add(Formula("x = 0.42", declared=Declared("mathematics")))),
}  # fmt: skip


def test_a_faultless_stage_passes_and_is_counted() -> None:
    audit = audited(lambda scene: None)
    assert audit.failures == []
    assert audit.numerals == 9 + 4 + 3 + 1 + 1  # the grid, the sum, the bars, the tick, the number
    assert audit.pictures == 9 + 2 * 9 + 9 + 3 + 5  # cells, dots in cells, edges, bars, the rest
    assert (audit.beats, audit.equations) == (1, 1)


@pytest.mark.parametrize("name", FAULTS)
def test_a_planted_fault_is_the_one_that_is_found(name: str) -> None:
    check, mentioned, fault = FAULTS[name]
    failures = audited(fault).failures
    assert [failure.check for failure in failures] == [check], failures
    assert mentioned in str(failures[0])
    assert (failures[0].chapter, failures[0].beat) == ("Stage", "beat")


def test_a_cross_at_what_is_not_so_is_no_fault() -> None:
    assert not audited(lambda scene: mark_as_so(scene, Cross)).failures


def test_a_fault_in_the_computation_is_found_wherever_it_leads(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    true = trace_sentence("agreement", "my heavy box")
    weights = true.head(1).weights[::-1]  # rows that are mixed up still add up to 1
    head = replace(true.head(1), weights=weights)
    false = replace(true, heads=(head, *true.heads[1:]))
    monkeypatch.setattr(traces, "_run", lambda *_: false)
    failures = audited(lambda scene: None).failures
    assert {failure.check for failure in failures} == {"value"}
    kinds = {failure.mobject.split()[0] for failure in failures}
    assert kinds >= {"Numeral", "Rectangle", "Circle", "Path"}


def test_a_fault_that_stays_is_told_once() -> None:
    with staged(Stage) as scene:
        swap_the_index(scene)
        audit = Audit()
        for name in ("first", "second"):
            audit.look(scene, Beat(name, "", 0.0))
    assert [failure.beat for failure in audit.failures] == ["first"]


def test_what_is_moved_turned_dimmed_or_scaled_as_a_whole_passes() -> None:
    def move(scene: Stage) -> None:
        for mobject in (scene.grid, scene.dots, scene.bars):
            mobject.scale(0.7).shift([1, 0.5, 0])
        for mobject in (scene.number, scene.word):
            mobject.scale(1.5).rotate(0.4)
        VGroup(scene.plane, scene.curve, scene.point, scene.tick).scale(1.3).shift([0, -1, 0])
        scene.grid.cell(0, 0).set_opacity(0.25)

    assert audited(move).failures == []


def test_parameters_and_shapes_that_are_so_pass() -> None:
    def declare(scene: Stage) -> None:
        experiment = Declared("parameter", of="score_walks(root=16, seed=5)")
        for said in ("1,000 rows", "mean 0, variance 1", "seed 5", "root 16"):
            scene.add(Text(said, declared=experiment))
        scene.add(Text("(2, 4)", declared=Declared("shape", of="worked_example_batch().ids")))
        constant = Declared("published constant", source="Vaswani et al. (2017), section 3.5")
        scene.add(Numeral(10000, decimals=0, declared=constant))

    assert audited(declare).failures == []


def test_a_failure_names_everything() -> None:
    (failure,) = audited(swap_the_index).failures
    assert isinstance(failure, Failure)
    assert str(failure).startswith("Stage, beat: value: Numeral '1.00'")
    assert "expected head1.weights[2, 1] = 7.9" in str(failure)
