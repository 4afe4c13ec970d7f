"""Text is typeset as it is typed, numbers carry where they come from."""

from __future__ import annotations

import numpy as np
import pytest

from scenes.stage.cited import Citation, Declared, Quantity, formatted
from scenes.stage.text import Numeral, Text

CITED = Citation("speaker", "head1.weights", (0, 0), 0.25)


@pytest.mark.parametrize(
    ("value", "decimals", "text"),
    [
        (-0.72, 2, "−0.72"),
        (-0.001, 2, "0.00"),
        (0.005, 1, "0.0"),
        (-np.inf, 2, "−∞"),
        (np.inf, 2, "∞"),
        (3, 0, "3"),
        (-0.05, 1, "−0.1"),
        (12.345, 3, "12.345"),
    ],
)
def test_numbers_are_written_plainly(value: float, decimals: int, text: str) -> None:
    assert formatted(value, decimals) == text


def test_a_number_without_a_source_is_refused() -> None:
    with pytest.raises(ValueError, match="citation"):
        Numeral(0.42)
    with pytest.raises(ValueError, match="undeclared digits"):
        Text("0.42")
    assert Text("head 2", declared=Declared("head number")).text == "head 2"


def test_a_numeral_is_one_path_and_digits_are_equally_wide() -> None:
    numeral = Numeral(CITED)
    assert numeral.submobjects == []
    assert numeral.text == "0.25"
    assert numeral.citation == CITED
    ones = Numeral(11.11, declared=Declared("test"), size=1)
    eights = Numeral(88.88, declared=Declared("test"), size=1)
    point = 1.5  # two digits and the beginning of the point, in ems
    assert abs(ones.width - eights.width) < 0.1
    assert ones.width < 2.5 < point + eights.width


def test_words_share_a_baseline_whatever_their_letters() -> None:
    plain, hanging = Text("one", size=1), Text("gypsy", size=1)
    plain.stand_on(0.3)
    hanging.stand_on(0.3)
    assert plain.get_bottom()[1] == pytest.approx(0.3, abs=0.02)  # round letters dip a little
    assert hanging.get_bottom()[1] < 0.15
    hanging.scale(2)
    assert hanging.stand_on(1.0).baseline == pytest.approx(1.0)


@pytest.mark.parametrize(
    "typed", ['#panic("no")', "$x$ *b* _i_ `c`", 'a "quoted" \\word', "@a <b>"]
)
def test_markup_is_only_text(typed: str) -> None:
    assert Text(typed).width > 0
    assert Text(typed + "x").width > Text(typed).width


def test_what_no_font_has_is_refused_by_name() -> None:
    with pytest.raises(ValueError, match=r"no '你' \(U\+4F60\): choose a sentence without it$"):
        Text("say 你好")
    with pytest.raises(ValueError, match=r"U\+1F600"):
        Text("😀")
    for drawn in ("naïve “Ж” αβγ שלום", "5€ ≈ ⋯ → □ ᵀ ☃"):
        assert Text(drawn, declared=Declared("token")).width > 0


def test_nothing_to_typeset_is_refused() -> None:
    with pytest.raises(ValueError, match="nothing to typeset"):
        Text("  ")


def test_slices_cite_their_place_in_the_whole() -> None:
    values = np.arange(12.0).reshape(3, 4)
    whole = Quantity("speaker", "head1.scores", values)
    assert whole[1].cite(2) == Citation("speaker", "head1.scores", (1, 2), 6.0)
    assert whole[:, 3].cite(0).index == (0, 3)
    assert whole[1:, ::2].cite(1, 1) == Citation("speaker", "head1.scores", (2, 2), 10.0)
    assert Quantity("s", "t", np.array([1.0, -np.inf, -3.0])).limit() == 3.0


def test_a_transposed_quantity_still_cites_the_tensor_as_it_is() -> None:
    whole = Quantity("speaker", "head1.scores", np.arange(12.0).reshape(3, 4))
    column = whole[1:].transposed()
    assert column.shape == (4, 2)
    assert column.cite(3, 0) == whole.cite(1, 3)


def test_a_number_can_be_read_anew_in_its_type_and_place() -> None:
    values = Quantity("speaker", "head1.weights", np.array([0.25, 12.5]))
    number = Numeral(values.cite(0), size=0.4).move_to([1, 2, 0])
    number.read(values.cite(1))
    assert (number.text, number.citation.index) == ("12.50", (1,))
    assert number.get_center() == pytest.approx([1, 2, 0])
    assert number.em == pytest.approx(0.4)
    assert number.width == pytest.approx(Numeral(values.cite(1), size=0.4).width)
