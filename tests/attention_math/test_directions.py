"""The line of gender and the space of words: golden numbers, and what torch and scipy find."""

from __future__ import annotations

import numpy as np
import pytest
import torch
from scipy.stats import pearsonr

from attention_math.directions import (
    GenderLine,
    line_of_gender,
    noun_ids,
    places_along,
    projected,
    word_space,
)
from attention_math.tables import embedding_table
from attention_math.trace import AttentionTrace
from attention_math.tracing import trace_sentence
from attention_math.training.grammar import NOUNS

A, B = (
    trace_sentence("agreement", f"the white {first} sees the green {second}")
    for first, second in (("cat", "car"), ("car", "cat"))
)


FEMININE = """
voiture maison table porte fleur chaise boîte clé rue fenêtre chemise jupe robe chambre route
rivière banque pomme lune mer fille femme vache reine taupe souris chanteuse infirmière
"""


def nouns_at(trace: AttentionTrace, place: int) -> np.ndarray:
    inputs = embedding_table("agreement")[noun_ids("agreement")] + trace.query_side.positions[place]
    return projected(inputs, trace.head(1).value_weight, trace.head(1).value_bias)


@pytest.fixture(scope="module")
def line() -> GenderLine:
    return line_of_gender(A.head(1).value, nouns_at(A, 2))


def test_the_values_of_a_lie_on_one_line(line: GenderLine) -> None:
    assert line.percent[0] == pytest.approx(97.9, abs=0.05)
    values = places_along(A.head(1).value, line.center, line.axis)
    assert values == pytest.approx([-0.87, -0.24, -1.85, 0.72, -0.26, 0.40, 2.10], abs=0.006)


@pytest.mark.parametrize(
    ("trace", "places"),
    [
        (A, [-1.47, -1.13, -1.85, 2.10, 2.08, 2.09, 2.08]),
        (B, [1.00, 1.05, 1.06, 1.08, 1.11, 1.11, -0.77]),
    ],
    ids=["A", "B"],
)
def test_all_mixes_are_where_two_programs_found_them(
    trace: AttentionTrace, places: list[float], line: GenderLine
) -> None:
    mixes = places_along(trace.head(1).output, line.center, line.axis)
    assert mixes == pytest.approx(places, abs=0.006)


@pytest.mark.parametrize("place", range(7))
def test_every_noun_falls_on_its_side_wherever_it_stands(place: int) -> None:
    found = line_of_gender(A.head(1).value, nouns_at(A, place))
    assert found.falls_apart
    assert found.feminine.tolist() == [noun.french in FEMININE.split() for noun in NOUNS]
    assert (found.feminine.sum(), len(found.nouns)) == (28, 56)
    sides = (
        found.nouns > (found.nouns[found.feminine].min() + found.nouns[~found.feminine].max()) / 2
    )
    assert np.array_equal(sides, found.feminine)


def test_a_noun_lies_where_its_value_does(line: GenderLine) -> None:
    cat, car = (line.words.tolist().index(word) for word in ("cat", "car"))
    values = places_along(
        np.stack([A.head(1).value[2], B.head(1).value[2]]), line.center, line.axis
    )
    assert line.nouns[[cat, car]] == pytest.approx(values, abs=1e-5)


def test_the_axis_of_the_nouns_is_torchs_first_principal_component() -> None:
    nouns = nouns_at(A, 2)
    own = line_of_gender(nouns, nouns)
    _, sizes, axes = torch.pca_lowrank(torch.tensor(nouns), q=4, niter=8)
    assert own.percent[0] == pytest.approx(float(100 * sizes[0] ** 2 / (sizes**2).sum()))
    assert abs(own.axis @ axes[:, 0].numpy()) == pytest.approx(1)
    assert pearsonr(own.nouns, own.feminine).statistic > 0.9


def test_feminine_nouns_lie_on_the_right_whichever_way_the_values_point(line: GenderLine) -> None:
    turned = line_of_gender(-A.head(1).value, -nouns_at(A, 2))
    assert turned.nouns == pytest.approx(line.nouns)
    assert turned.axis == pytest.approx(-line.axis)


def test_a_line_that_is_none_of_gender_says_so() -> None:
    mixed = nouns_at(A, 2)
    across = np.outer(np.linspace(-9, 9, 5), np.linalg.svd(mixed - mixed.mean(0))[2][2])
    assert not line_of_gender(across, mixed).falls_apart


def test_a_projection_is_torchs() -> None:
    linear = torch.nn.Linear(5, 3).double().requires_grad_(False)
    inputs = torch.randn(4, 5, dtype=torch.float64)
    found = projected(inputs.numpy(), linear.weight.T.numpy(), linear.bias.numpy())
    assert found == pytest.approx(linear(inputs).numpy())


# --- the space of words --------------------------------------------------------------------------


def test_the_axes_of_the_space_of_words_say_what_they_are() -> None:
    space = word_space("agreement")
    assert space.axes @ space.axes.T == pytest.approx(np.eye(2), abs=1e-12)
    gender, adjective = space.places.T
    assert (
        gender[space.kinds == "feminine noun"].min() > gender[space.kinds == "masculine noun"].max()
    )
    nouns = np.char.endswith(space.kinds, "noun")
    assert adjective[space.kinds == "adjective"].min() > np.median(adjective[nouns])
    assert adjective[space.kinds == "adjective"].mean() > adjective[nouns].max()


@pytest.mark.parametrize("name", ["agreement", "translator"])
def test_the_share_of_an_axis_is_its_part_of_all_variance(name: str) -> None:
    space = word_space(name)
    ids = [row_of(name, word) for word in space.words]
    rows = torch.tensor(embedding_table(name)[ids], dtype=torch.float64)
    along = (rows @ torch.tensor(space.axes).T).var(dim=0, correction=0)
    whole = rows.var(dim=0, correction=0).sum()
    assert space.percent == pytest.approx((100 * along / whole).numpy())


def row_of(name: str, word: str) -> int:
    from attention_math.registry import load_model

    return load_model(name).source_vocabulary.tokenizer.token_to_id(word)


def test_only_an_axis_that_means_something_foretells_unseen_words() -> None:
    """The speaker writes no French: it need not know a noun's gender, and does not."""
    assert word_space("agreement").held_out == pytest.approx([100, 100 * 67 / 70])
    assert word_space("speaker").held_out[0] < 70 < 90 <= word_space("speaker").held_out[1]


def test_nobodys_words_have_no_space() -> None:
    with pytest.raises(ValueError, match="nobody"):
        word_space("nobody")
