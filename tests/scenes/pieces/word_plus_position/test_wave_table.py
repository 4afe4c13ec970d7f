from __future__ import annotations

import numpy as np
import pytest

from attention_math.positions import position_products, sinusoid_table
from scenes import theme
from scenes.pieces.word_plus_position.distance_products import DistanceProducts
from scenes.pieces.word_plus_position.wave_table import WaveTable
from scenes.stage.cited import Quantity

PLACES, WAVES, STEPS = 9, 4, 5
HUES = (theme.QUERY, theme.KEY)


def table() -> WaveTable:
    heights = Quantity("positions", "heights", sinusoid_table(PLACES, WAVES))
    curves = Quantity("positions", "curves", sinusoid_table(PLACES, WAVES, STEPS))
    return WaveTable(heights, curves, cell=(0.3, 0.5), hues=HUES, ticks=(0, 4))


def test_a_cell_has_the_colour_of_its_waves_height() -> None:
    drawn = table()
    for wave, place in np.ndindex(WAVES, PLACES):
        trigonometry = (np.sin, np.cos)[wave % 2]
        height = trigonometry(place / 100.0 ** (wave // 2))
        cell = drawn.column(place)[wave]
        assert cell.get_fill_color() == theme.score_color(height, 1.0)
        assert cell.claim.citation.index == (place, wave)


def test_a_curve_passes_above_the_middle_of_each_cell_at_its_height() -> None:
    drawn = table().shift([1.0, -2.0, 0.0])
    sine = drawn.curves[0]
    corners = sine.claim.anchors(sine)
    cells = [drawn.column(place)[0] for place in range(PLACES)]
    half = 0.5 * cells[0].height / 1.3
    for place, cell in enumerate(cells):
        x, y, _ = corners[place * STEPS]
        assert x == pytest.approx(cell.get_x())
        assert y - cell.get_y() == pytest.approx(half * np.sin(place))


def test_a_wave_and_its_label_share_a_colour() -> None:
    drawn = table()
    for wave, (curve, label) in enumerate(zip(drawn.curves, drawn.labels, strict=True)):
        assert curve.get_stroke_color() == label.get_fill_color() == HUES[wave // 2]


def test_products_of_one_distance_are_marked_and_written() -> None:
    products = Quantity("positions", "products", position_products(8, 4))
    distances = [[(0, 3), (2, 5), (4, 7)], [(0, 1), (3, 4), (6, 7)]]
    drawn = DistanceProducts(products, distances, side=4.0)
    for line, stops in zip(drawn.lines, distances, strict=True):
        pairs = [value[0].text for value in line[: len(stops)]]
        written = [value[1] for value in line[: len(stops)]]
        assert pairs == [f"{first} and {second}" for first, second in stops]
        assert [numeral.citation.index for numeral in written] == [(j, i) for i, j in stops]
        assert len({numeral.text for numeral in written}) == 1
        for mark, (column, row) in zip(line.marks, stops, strict=True):
            assert mark.get_center() == pytest.approx(drawn.cell(row, column).get_center())


def test_ticks_stand_at_the_rows_and_columns_that_they_number() -> None:
    products = Quantity("positions", "products", position_products(8, 4))
    drawn = DistanceProducts(products, [[(0, 3), (2, 5)]], side=4.0).shift([1.5, -0.5, 0])
    for across, down in zip(drawn.ticks[::2], drawn.ticks[1::2], strict=True):
        cell = drawn.cell(int(down.value), int(across.value))
        assert (across.get_x(), down.get_y()) == pytest.approx(tuple(cell.get_center()[:2]))
