"""What stands on stage has the size, the place and the citation of its value."""

from __future__ import annotations

from functools import partial
from itertools import pairwise

import numpy as np
import pytest

from attention_math.softmax_steps import TemperatureSweep
from scenes import theme
from scenes.mobjects.attention_graph import AttentionGraph
from scenes.mobjects.attention_grid import AttentionGrid, value_dot
from scenes.mobjects.bar_column import BarColumn
from scenes.mobjects.equation_line import EquationLine
from scenes.mobjects.heat_map import HeatMap
from scenes.mobjects.number_matrix import NumberMatrix, elided
from scenes.mobjects.plane import Plane
from scenes.mobjects.scale_legend import ScaleLegend
from scenes.mobjects.token_row import TokenRow
from scenes.pieces.causal_mask.bars import Bars
from scenes.pieces.softmax.heated_line import HeatedLine
from scenes.pieces.softmax.share_line import ShareLine
from scenes.stage.cited import Citation, Quantity
from scenes.stage.layout import stage
from scenes.stage.text import Numeral, Text

WORDS = ("the", "sky", "is", "gypsy")
WEIGHTS = np.tril(np.array([[1, 0, 0, 0], [4, 1, 0, 0], [2, 2, 1, 0], [1, 5, 1, 1]], float))
WEIGHTS /= WEIGHTS.sum(axis=1, keepdims=True)
CAUSAL = np.tri(4, dtype=bool)


def quantity(values: np.ndarray = WEIGHTS) -> Quantity:
    return Quantity("speaker", "head1.weights", values)


def test_tokens_have_one_height_and_one_baseline() -> None:
    row = TokenRow(WORDS)
    assert len({round(token.box.height, 6) for token in row}) == 1
    assert len({round(token.label.baseline, 6) for token in row}) == 1
    assert TokenRow(WORDS * 3, widest=9).width <= 9.01
    with pytest.raises(ValueError, match="too long for the stage"):
        TokenRow(WORDS * 3, widest=5)


def test_the_middles_of_tokens_may_be_equally_far_apart() -> None:
    row = TokenRow(WORDS, size=1, gap=0.3, pitch=1.5)
    assert np.diff([token.get_x() for token in row]) == pytest.approx([1.5] * (len(WORDS) - 1))
    boxes = [token.box for token in row]
    gaps = [right.get_left()[0] - left.get_right()[0] for left, right in pairwise(boxes)]
    assert min(gaps) >= 0.3
    with pytest.raises(ValueError, match="too long for the stage"):
        TokenRow(WORDS, pitch=0.5)


def test_a_matrix_shows_all_or_says_what_it_leaves_out() -> None:
    assert elided(8, 8) == list(range(8))
    assert elided(192, 8) == [0, 1, 2, 3, 4, 5, None, 191]
    whole = NumberMatrix(quantity())
    assert len(whole.numerals) == 16
    assert len(whole.gaps) == 0
    values = np.arange(300.0).reshape(3, 100)
    part = NumberMatrix(quantity(values), most_columns=5)
    assert [n.value for n in part.row(1)] == [100, 101, 102, 199]
    assert part.numeral(2, 99).citation.index == (2, 99)
    assert len(part.gaps) == 1
    with pytest.raises(KeyError):
        part.numeral(0, 50)


def test_a_grid_may_tell_all_rows_but_one_by_their_colours() -> None:
    grid = AttentionGrid(quantity(), digits=[3])
    assert [mark.value for mark in grid.row_marks(3)] == list(WEIGHTS[3])
    assert not grid.row_marks(2).family_members_with_points()
    assert [cell.claim.citation.value for cell in grid.cells] == list(WEIGHTS.ravel())


def test_an_edge_exists_where_the_mask_lets_it_and_is_as_wide_as_its_weight() -> None:
    graph = AttentionGraph(quantity(), CAUSAL, WORDS)
    assert len(graph.edges) == CAUSAL.sum()
    for edge in graph.edges:
        width = edge.path.get_stroke_width()
        assert width == pytest.approx(theme.EDGE_WIDEST * WEIGHTS[edge.query, edge.key])
    assert [edge.key for edge in graph.incoming(3)] == [0, 1, 2, 3]
    with pytest.raises(KeyError):
        graph.edge(0, 3)


def test_an_edge_points_from_the_speaker_to_the_listener() -> None:
    graph = AttentionGraph(quantity(), CAUSAL, WORDS)
    edge = graph.edge(3, 1)
    speaker, listener = graph.tokens[1], graph.tokens[3]
    assert abs(edge.path.get_start()[0] - speaker.get_x()) < speaker.width / 2
    assert abs(edge.tip.get_x() - listener.get_x()) < listener.width / 2
    assert edge.tip.get_bottom()[1] == pytest.approx(listener.get_top()[1], abs=0.1)


def test_edges_to_earlier_tokens_run_below_and_never_over_those_to_later_ones() -> None:
    graph = AttentionGraph(quantity(), np.ones((4, 4), dtype=bool), WORDS)
    assert graph.edge(3, 0).get_y() > graph.tokens.get_top()[1]
    assert graph.edge(0, 3).get_y() < graph.tokens.get_bottom()[1]


def test_between_two_sentences_edges_run_from_row_to_row() -> None:
    values = np.full((2, 3), 1 / 3)
    graph = AttentionGraph(quantity(values), values > 0, ("le", "chat"), ("the", "black", "cat"))
    assert len(graph.edges) == 6
    assert graph.tokens.get_bottom()[1] > graph.speakers.get_top()[1]


def test_numbers_dots_and_heat_show_the_same_values() -> None:
    numbers, dots, heat = (AttentionGrid(quantity(), view=view) for view in
                           ("numbers", "dots", "heat"))  # fmt: skip
    assert [mark.value for mark in numbers.marks] == pytest.approx(list(WEIGHTS.flat))
    for i, j in np.ndindex(4, 4):
        weight = WEIGHTS[i, j]
        assert numbers.cell(i, j).get_fill_color() == theme.weight_color(weight)
        assert heat.cell(i, j).get_fill_color() == theme.weight_color(weight)
        assert dots.mark(i, j)[0].claim.citation == Citation(
            "speaker", "head1.weights", (i, j), weight
        )
    areas = [dots.mark(3, j).width ** 2 for j in (1, 2)]
    assert areas[0] / areas[1] == pytest.approx(5)


def test_dots_of_scores_show_the_size_by_their_area_and_the_sign_by_their_colour() -> None:
    scores = np.array([[4.0, -16.0], [0.0, 1.0]])
    grid = AttentionGrid(quantity(scores), view="dots", limit=16.0)
    discs = [grid.mark(i, j)[0] for i, j in np.ndindex(2, 2)]
    assert discs[1].width ** 2 == pytest.approx(4 * discs[0].width ** 2)
    assert discs[0].get_fill_color() == theme.POSITIVE
    assert discs[1].get_fill_color() == theme.NEGATIVE
    for disc, rim in grid.marks:
        assert rim.width == pytest.approx(disc.width)
        assert rim.claim.law(rim.claim.citation.value) == pytest.approx(rim.width / 2)
        assert disc.claim.channel == "fill"
        assert disc.claim.law(disc.claim.citation.value) == disc.get_fill_color()


def test_hidden_cells_are_black_and_labels_name_both_axes() -> None:
    grid = AttentionGrid(quantity(), queries=WORDS, keys=WORDS, visible=CAUSAL,
                         axes=("who listens", "who speaks"))  # fmt: skip
    assert grid.cell(0, 1).get_fill_color() == theme.HIDDEN
    assert [label.text for label in grid.row_labels] == list(WORDS)
    assert [label.text for label in grid.column_labels] == list(WORDS)
    assert len({label.size for label in (*grid.row_labels, *grid.column_labels)}) == 1
    assert len(grid.axis_titles) == 2


def test_words_as_wide_as_their_columns_are_smaller_and_keep_apart() -> None:
    grid = AttentionGrid(quantity(), keys=("[PAD]",) * 4, cell=(0.79, 0.6))
    for left, right in pairwise(grid.column_labels):
        assert right.get_left()[0] - left.get_right()[0] >= 0.09
    assert grid.column_labels[0].height < 0.3


def test_words_wider_than_their_column_are_tilted_clear_of_each_other() -> None:
    grid = AttentionGrid(quantity(), keys=("airplane",) * 4, cell=(0.6, 0.6))
    assert all(label.height > 0.4 for label in grid.column_labels)


def test_bars_are_to_one_scale() -> None:
    values = [Citation("leak", name, (0,), value) for name, value in (("a", 0.5), ("b", 2.0))]
    bars = Bars(["a", "b"], values, colors=[theme.POSITIVE, theme.WRONG], longest=4.0)
    assert [row[1].width for row in bars] == pytest.approx([1.0, 4.0])


def test_a_sum_says_whether_it_closes() -> None:
    row = quantity(np.array([[0.25, 0.75], [1 / 3, 2 / 3]]))
    closes = EquationLine("sum", row[0].each(), Citation("s", "row_sums", (0,), 1.0))
    assert closes.signs[-1].text == "="
    thirds = quantity(np.full((1, 3), 1 / 3))
    rough = EquationLine("sum", thirds[0].each(), Citation("s", "row_sums", (0,), 1.0))
    assert rough.signs[-1].text == "≈"


def test_a_strip_shows_every_entry() -> None:
    values = np.array([[0.0, 1.0, -2.0]])
    law = partial(theme.size_color, limit=2.0, hue=theme.INK)
    strip = HeatMap(quantity(values), width=3, height=1, color_of=law)
    shown = [tuple(pixel[:3]) for pixel in strip.pixels[0]]
    expected = [theme.weight_color(share, theme.INK).to_int_rgb() for share in (0, 0.5, 1)]
    assert shown == [tuple(color) for color in expected]


def test_ways_and_outlines_stand_where_they_say() -> None:
    plane = Plane((0, 4), (0, 2), width=8, height=4)
    corners = [(0.0, 0.0), (4.0, 0.0), (4.0, 2.0)]
    for drawn in (plane.outline(corners, color=theme.VALUE),
                  plane.way(corners[0], corners[2], color=theme.VALUE)):  # fmt: skip
        stand = drawn.claim.anchors(drawn)
        assert stand == pytest.approx(np.array([plane.at(*p) for p in drawn.claim.places]))


def test_a_legend_shows_values_by_the_law_of_the_picture() -> None:
    limit, room = 16.0, 0.3
    cited = [Citation("s", "scores", (0, j), value) for j, value in enumerate((16.0, -4.0))]
    legend = ScaleLegend(cited, lambda c: value_dot(c, room, limit), Text("area: size"), decimals=1)
    (large, number), (small, _) = legend[0]
    assert large[0].width == pytest.approx(2 * small[0].width)
    assert number.text == "16.0"


def test_a_slider_and_its_bars_stand_at_one_of_their_values() -> None:
    temperatures = quantity(np.array([0.2, 1.0, 5.0]))
    sweep, (upper, lower) = TemperatureSweep(temperatures, quantity()), stage().rows(1, 1)
    line = ShareLine(quantity()[1], upper, unit=4, thickness=1, color=theme.WEIGHT, group="weights")
    heated = HeatedLine(sweep, line, lower, at=1)
    slider = heated.slider
    assert slider.reading.value == temperatures.values[1]
    assert slider.knob.get_color() == slider.reading.get_color() == theme.HIGHLIGHT
    for place, along in ((0, 0.0), (1, 1 / 6), (2, 1.0)):
        heated.show(place)
        assert slider.reading.value == temperatures.values[place]
        start, end = slider.plane.x_axis.get_start(), slider.plane.x_axis.get_end()
        assert slider.knob.get_x() == pytest.approx(start[0] + along * (end - start)[0])
        assert [bar.width for bar in line.segments] == pytest.approx(4 * WEIGHTS[place])
        assert [bar.claim.citation.index for bar in line.segments] == [(place, j) for j in range(4)]


def test_an_infinite_value_has_no_bar() -> None:
    bars = BarColumn(
        quantity(np.array([np.inf, 2.0])), unit=1, left=0, heights=[1, 0], pitch=1,
        color=theme.POSITIVE, group="exponentials",
    )  # fmt: skip
    assert len(bars.bars) == 1
    assert [number.text for number in bars.numbers] == ["∞", "2.00"]


def test_an_equation_takes_over_numbers_and_brackets_what_is_negative() -> None:
    values = quantity(np.array([2.5, -0.5, 3.0, 9.0, 7.0, 1.2857]))
    parts = [Numeral(values.cite(i), decimals=1) for i in range(6)]
    exact = EquationLine("difference", parts[:2], values.cite(2))
    rounded = EquationLine("quotient", parts[3:5], values.cite(5))
    assert [line.equation.relation for line in (exact, rounded)] == ["=", "≈"]
    in_order = sorted(exact.family_members_with_points(), key=lambda part: part.get_x())
    assert "".join(part.text for part in in_order) == "2.5−(−0.5)=3.00"
