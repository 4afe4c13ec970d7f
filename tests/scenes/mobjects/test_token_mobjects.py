"""What shows tokens, their ids and their vectors stands where its values say."""

from __future__ import annotations

import numpy as np
import pytest

from scenes import theme
from scenes.pieces.text_to_tokens.index_tape import IndexTape, windows
from scenes.pieces.text_to_tokens.rule_chips import RuleChips
from scenes.pieces.text_to_tokens.word_pieces import WordPieces
from scenes.pieces.tokens_to_vectors.lookup_table import LookupTable
from scenes.pieces.tokens_to_vectors.shape_line import ShapeLine
from scenes.pieces.tokens_to_vectors.sheet_stack import SheetStack
from scenes.stage.cited import Quantity

TABLE = Quantity("table", "table", np.arange(20.0).reshape(5, 4))
PLACES = Quantity("vocabulary", "ids", np.arange(100))


@pytest.mark.parametrize(
    ("chosen", "length", "expected"),
    [
        ([50], 100, [0, None, 49, 50, 51, None, 99]),
        ([1, 3], 100, [0, 1, 2, 3, 4, None, 99]),
        ([99], 100, [0, None, 98, 99]),
        ([0], 1, [0]),
    ],
)
def test_windows_show_neighbours_and_say_what_they_leave_out(
    chosen: list[int], length: int, expected: list[int | None]
) -> None:
    assert windows(chosen, length) == expected


def test_a_tape_numbers_its_words() -> None:
    words = [f"w{i}" for i in range(100)]
    tape = IndexTape(words, PLACES, places=windows([50], 100))
    _box, word, number = tape.cell(50)
    assert (word.text, number.text, number.citation.index) == ("w50", "50", (50,))
    with pytest.raises(KeyError):
        tape.cell(20)


def test_a_word_stands_over_its_pieces() -> None:
    pieces = WordPieces(["i", "don't"], [(0,), (1, 2, 3)], ["i", "don", "'", "t"], widest=12)
    own = pieces.tokens[1:4]
    assert pieces.words[1].get_x() == pytest.approx(own.get_x(), abs=1e-6)
    assert pieces.funnels[1].width == pytest.approx(own.width, abs=1e-6)
    assert pieces.words[1].get_bottom()[1] > own.get_top()[1]


def test_chips_cite_their_rules() -> None:
    rules = Quantity("vocabulary", "rules", np.array([22, 183]))
    chips = RuleChips([("u", "##n"), ("##o", "##r")], rules, widest=8)
    assert [chip[0].text for chip in chips] == ["u + ##n", "##o + ##r"]
    assert [chip[1][1].value for chip in chips] == [22, 183]


def test_a_row_is_taken_from_where_it_stands_in_the_tables_own_colours() -> None:
    ends = (("a", PLACES.cite(0)), ("e", PLACES.cite(4)))
    table = LookupTable(TABLE, name="table", ends=ends, width=2, height=5)
    row = table.taken_out(3)
    np.testing.assert_array_equal(row.pixels[0], table.picture.pixels[3])
    assert row.get_y() == pytest.approx(table.height_of(3))
    assert table.height_of(0) == pytest.approx(table.picture.get_top()[1] - 0.5)
    assert table.frame(3).get_y() == pytest.approx(row.get_y())


def test_sheets_stand_one_behind_the_other() -> None:
    quantity = Quantity("table", "batch", np.arange(24.0).reshape(2, 3, 4))
    stack = SheetStack(
        quantity, cell=(0.5, 0.4), axes=("B", "T", "C"), meanings=("b", "t", "c"), limit=24
    )
    front, back = stack.sheets
    assert back.get_x() > front.get_x()
    assert stack.submobjects.index(front) > stack.submobjects.index(back)
    assert [[text.text for text in name] for name in stack.names] == [
        ["B", "b"],
        ["T", "t"],
        ["C", "c"],
    ]
    frame = stack.frame(0, 2)
    assert frame.get_bottom()[1] == pytest.approx(front.get_bottom()[1], abs=0.05)


def test_a_shape_names_each_axis_and_lights_the_new_one() -> None:
    line = ShapeLine("BTC", Quantity("table", "batch", np.zeros((2, 7, 8))), new="C")
    assert "".join(text.text for text in line) == "(B,T,C)  =  (2, 7, 8)"
    assert line[-1].declared.of == "batch"
    lit = [text.text for text in line if text.get_fill_color() == theme.HIGHLIGHT]
    assert lit == ["C"]
