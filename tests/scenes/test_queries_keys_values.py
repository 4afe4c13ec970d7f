"""The chapter on projections asks what can be read, works one entry out, and keeps what is done."""

from __future__ import annotations

import numpy as np
import pytest
import torch

from renders.rehearsal import Beat, rehearse
from scenes import theme
from scenes.chapter import Chapter
from scenes.pieces.queries_keys_values.heat_card import HeatCard
from scenes.pieces.queries_keys_values.layouts import ProjectionLayouts
from scenes.stage.cited import Quantity
from scenes.stage.claims import Equation
from tests.stage import numerals, texts


def told(**attributes: object) -> tuple[ProjectionLayouts, dict[str, list[str]]]:
    """The chapter, and what could be read at the end of each beat."""
    read: dict[str, list[str]] = {}

    def look(chapter: Chapter, beat: Beat) -> None:
        read[beat.name] = [w.text for w in (*texts(chapter), *numerals(chapter))]

    return rehearse("QueriesKeysValues", look, **attributes), read


def test_two_nouns_are_asked_by_words_that_need_them() -> None:
    chapter, read = told()
    words = chapter.trace.query_side.tokens
    nouns = [words[pair.key] for pair in chapter.conversations()]
    assert nouns == ["cat", "car"]
    assert read["question"].count("which noun is mine?") == 2
    for query, key in chapter.conversations():
        assert f"{float(chapter.story.weights[query, key]):.2f}" in read["question"]


def test_the_entry_that_is_worked_out_is_the_one_that_torch_computes() -> None:
    chapter, read = told()
    row = chapter.pair.query
    inputs = torch.tensor(chapter.trace.query_side.inputs[row])
    weight = torch.tensor(chapter.story.query_weight)
    entries = torch.addmv(torch.tensor(chapter.story.query_bias), weight.T, inputs)
    entry = float(entries[entries.abs().argmax()])
    assert f"{entry:.2f}".replace("-", "−") in read["one entry"]


def test_finished_matrices_stay_in_sight_with_their_meaning() -> None:
    _, read = told()
    meanings = ["what I am looking for", "what I offer", "what I hand over"]
    seen = [[words in read[beat] for words in meanings] for beat in ("every token", "key", "value")]
    assert seen == [[True, False, False], [True, True, False], [True, True, True]]
    assert all(words in read["answer"] for words in meanings)


@pytest.mark.parametrize("model", ["agreement", "speaker"])
def test_a_running_total_never_adds_across_an_ellipsis(model: str) -> None:
    stated: list[Equation] = []

    def look(chapter: Chapter, beat: Beat) -> None:
        if beat.name == "one entry":
            for number in numerals(chapter):
                stated.extend(getattr(number, "equations", ()))

    rehearse("QueriesKeysValues", look, model=model, sentence="the sky is blue"
             if model == "speaker" else "my heavy box")  # fmt: skip
    sums = [equation for equation in stated if equation.operation == "sum"]
    assert sums
    for equation in sums:
        before, term = equation.parts
        assert before.value + term.value == pytest.approx(equation.result.value, abs=1e-5)


def test_a_card_fills_the_same_room_whatever_the_shape() -> None:
    sizes = set()
    for shape in ((2, 4), (7, 4), (5, 40)):
        quantity = Quantity("agreement", "head1.query", np.ones(shape))
        card = HeatCard(quantity, "Q", "what I offer", law=theme.weight_color, color=theme.KEY)
        sizes.add((round(card.grid.cells.width, 3), round(card.grid.cells.height, 3)))
        assert card.words.get_left()[0] > card.grid.get_right()[0]
        assert card.symbol.get_bottom()[1] > card.words.get_top()[1]
    assert len(sizes) == 1
