"""The chapter on projections asks what can be read, works one entry out, and then shows all."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
import pytest
import torch

from attention_math.story import Pair
from renders.rehearsal import Beat, rehearse
from scenes.chapter import Chapter, StageError
from scenes.mobjects.icons import Icon
from scenes.queries_keys_values import QueriesKeysValues
from scenes.stage.claims import Encoding, Raster
from tests.stage import numerals, texts


@dataclass
class Told:
    """What could be read at the end of each beat, and beside whom the hand was raised."""

    read: dict[str, list[str]] = field(default_factory=dict)
    shown: dict[str, dict[tuple[str, tuple[int, ...]], float]] = field(default_factory=dict)
    heats: dict[str, np.ndarray] = field(default_factory=dict)
    scores: dict[str, list[float]] = field(default_factory=dict)
    beside: list[str] = field(default_factory=list)
    chapter: QueriesKeysValues | None = None

    def look(self, chapter: Chapter, beat: Beat) -> None:
        self.read[beat.name] = [w.text for w in (*texts(chapter), *numerals(chapter))]
        cited = (n for n in numerals(chapter) if n.citation.tensor == "head1.scores")
        self.scores[beat.name] = [number.value for number in cited]
        cited = {(n.citation.tensor, n.citation.index): n.value for n in numerals(chapter)}
        self.shown[beat.name] = cited
        if beat.name == "every token":
            claims = (getattr(one, "claim", None) for one in chapter.get_mobject_family_members())
            heats = [one.quantity for one in claims if isinstance(one, Raster)]
            self.heats.update((heat.tensor, heat.values) for heat in heats)
        if beat.name == "answer":
            hand = next(m for m in chapter.mobjects if isinstance(m, Icon) and m.role == "key")
            words = [text for text in texts(chapter) if text.citation]
            near = min(words, key=lambda word: abs(word.get_x() - hand.get_x()))
            self.beside.append(near.text)


@pytest.fixture(scope="module")
def told() -> Told:
    found = Told()
    found.chapter = rehearse("QueriesKeysValues", found.look)
    return found


def made(chapter: Chapter, role: str) -> np.ndarray:
    """XW + b, as torch computes it."""
    weight, bias = (getattr(chapter.story, f"{role}_{part}") for part in ("weight", "bias"))
    inputs = torch.tensor(chapter.trace.query_side.inputs)
    return torch.addmm(torch.tensor(bias), inputs, torch.tensor(weight)).numpy()


def test_all_colours_and_the_rows_that_are_read_are_those_of_torch(told: Told) -> None:
    chapter = told.chapter
    for role in ("query", "key", "value"):
        assert told.heats[f"head1.{role}"] == pytest.approx(made(chapter, role), abs=1e-5)
    assert len(told.shown["every token"]) == 1
    row, read = chapter.query, told.shown["score"]
    for role, at in (("query", row), ("key", chapter.asked.key)):
        for column, value in enumerate(made(chapter, role)[at]):
            assert read[f"head1.{role}", (at, column)] == pytest.approx(value, abs=1e-5)


def test_what_one_asks_another_does_not_ask_back(told: Told) -> None:
    chapter = told.chapter
    query, key = (torch.tensor(made(chapter, role)) for role in ("query", "key"))
    scores = told.shown["two arrows"]
    assert scores == {("head1.scores", (i, j)): pytest.approx(float(query[i] @ key[j]), abs=1e-4)
                      for i, j in ((4, 6), (6, 4))}  # fmt: skip
    assert [f"{score:.1f}" for score in scores.values()] == ["11.8", "-1.3"]


@pytest.mark.parametrize(
    ("model", "sentence"), [("agreement", "heavy box"), ("speaker", "the sky is blue")]
)
def test_the_bars_are_the_products_and_hang_one_below_the_other(model: str, sentence: str) -> None:
    bars: dict[tuple[str, tuple[int, ...]], tuple[float, float]] = {}

    def look(chapter: Chapter, beat: Beat) -> None:
        for one in chapter.get_mobject_family_members() if beat.name == "one entry" else ():
            claim = getattr(one, "claim", None)
            if isinstance(claim, Encoding) and claim.channel == "height":
                of = claim.citation
                ends = one.get_bottom()[1], one.get_top()[1]
                start, end = ends if of.value >= 0 else ends[::-1]
                bars[of.tensor.rpartition(".")[2], of.index] = (start, end)

    chapter = rehearse("QueriesKeysValues", look, model=model, sentence=sentence)
    row = chapter.query
    total, column = next((ends, at[1]) for (name, at), ends in bars.items() if name == "query")
    products = chapter.trace.query_side.inputs[row] * chapter.story.query_weight[:, column]
    hung = [bars["terms", (place,)] for place in range(len(products))]
    unit = (total[1] - total[0]) / made(chapter, "query")[row, column]
    assert [end - start for start, end in hung] == pytest.approx(unit * products, abs=1e-4)
    starts = [start for start, _ in hung]
    assert [end for _, end in hung[:-1]] == pytest.approx(starts[1:], abs=1e-5)
    assert hung[0][0] == pytest.approx(total[0])


def test_the_answer_beats_its_best_rival(told: Told) -> None:
    chapter, row = told.chapter, told.chapter.query
    query, key = made(chapter, "query"), made(chapter, "key")
    ordered = np.sort(key @ query[row])[::-1]
    assert told.scores["score"] == [pytest.approx(ordered[0], abs=1e-4)]
    assert told.scores["rival"] == pytest.approx(list(ordered[:2]), abs=1e-4)


def test_who_asks_is_read_and_the_largest_weight_raises_a_hand(told: Told) -> None:
    chapter = told.chapter
    assert "which noun is mine?" in told.read["question"]
    assert told.beside == [
        chapter.trace.key_side.shown[chapter.story.weights[chapter.query].argmax()]
    ]


def test_where_nothing_is_asked_it_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(QueriesKeysValues, "pair", Pair(0, 0))
    with pytest.raises(StageError, match="nobody answers"):
        rehearse("QueriesKeysValues", lambda chapter, beat: None)
