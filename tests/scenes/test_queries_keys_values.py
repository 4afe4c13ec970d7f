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
    """What could be read and seen at the end of each beat, and beside whom the hand was raised."""

    read: dict[str, list[str]] = field(default_factory=dict)
    shown: dict[str, dict[tuple[str, tuple[int, ...]], float]] = field(default_factory=dict)
    heats: dict[str, np.ndarray] = field(default_factory=dict)
    beside: list[str] = field(default_factory=list)
    chapter: QueriesKeysValues | None = None

    def look(self, chapter: Chapter, beat: Beat) -> None:
        self.read[beat.name] = [w.text for w in (*texts(chapter), *numerals(chapter))]
        cited = {(n.citation.tensor, n.citation.index): n.value for n in numerals(chapter)}
        self.shown[beat.name] = cited
        if beat.name == "every token":
            claims = (getattr(one, "claim", None) for one in chapter.get_mobject_family_members())
            heats = [one.quantity for one in claims if isinstance(one, Raster)]
            self.heats.update((heat.tensor, heat.values) for heat in heats)
        if beat.name == "answer":
            icons = (m for m in chapter.get_mobject_family_members() if isinstance(m, Icon))
            hand = next(icon for icon in icons if icon.role == "key")
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


def test_what_one_row_and_what_all_become_is_what_torch_makes_of_them(told: Told) -> None:
    chapter = told.chapter
    for role in ("query", "key", "value"):
        result = made(chapter, role)
        assert told.heats[f"head1.{role}"] == pytest.approx(result, abs=1e-5)
        for column, value in enumerate(result[chapter.query]):
            at = f"head1.{role}", (chapter.query, column)
            assert told.shown["windows"][at] == pytest.approx(value, abs=1e-5)
    assert told.shown["every token"] == {}


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
        for one in chapter.get_mobject_family_members() if beat.name == "fit" else ():
            claim = getattr(one, "claim", None)
            if isinstance(claim, Encoding) and claim.channel == "height":
                of = claim.citation
                ends = one.get_bottom()[1], one.get_top()[1]
                start, end = ends if of.value >= 0 else ends[::-1]
                bars[of.tensor.rpartition(".")[2], of.index] = (start, end)

    chapter = rehearse("QueriesKeysValues", look, model=model, sentence=sentence)
    query, key = chapter.asked
    total = bars["scores", (query, key)]
    products = made(chapter, "query")[query] * made(chapter, "key")[key]
    hung = [bars["terms", (place,)] for place in range(len(products))]
    unit = (total[1] - total[0]) / products.sum()
    assert [end - start for start, end in hung] == pytest.approx(unit * products, abs=1e-4)
    starts = [start for start, _ in hung]
    assert [end for _, end in hung[:-1]] == pytest.approx(starts[1:], abs=1e-5)
    assert (hung[0][0], hung[-1][1]) == pytest.approx(total, abs=1e-5)


def test_whoever_answers_scores_most(told: Told) -> None:
    chapter = told.chapter
    scores = made(chapter, "key") @ made(chapter, "query")[chapter.query]
    at = "head1.scores", (chapter.query, int(scores.argmax()))
    assert told.shown["fit"][at] == pytest.approx(scores.max(), abs=1e-4)
    assert told.shown["hand over"] == {at: told.shown["fit"][at]}


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
