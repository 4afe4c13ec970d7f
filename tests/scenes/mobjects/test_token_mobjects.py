"""What shows tokens, their ids and their vectors stands where its values say."""

from __future__ import annotations

import numpy as np
import pytest

from scenes.pieces.text_to_tokens.index_tape import IndexTape, windows
from scenes.pieces.text_to_tokens.rule_chips import RuleChips
from scenes.pieces.text_to_tokens.word_pieces import WordPieces
from scenes.stage.cited import Quantity

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
