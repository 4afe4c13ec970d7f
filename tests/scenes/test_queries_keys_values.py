"""The chapter on projections tries rows as they are, then a query on keys, and hands values."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
import pytest
import torch

from attention_math.story import Pair
from renders.moment import Beat, Moment
from renders.rehearsal import rehearse
from scenes.chapter import Chapter, StageError
from scenes.mobjects.icons import Icon
from scenes.queries_keys_values import QueriesKeysValues
from scenes.stage.claims import Encoding, Raster
from tests.stage import numerals, texts

Entry = tuple[str, tuple[int, ...]]


@dataclass
class Told:
    """What could be read and seen at the end of each beat."""

    read: dict[str, list[str]] = field(default_factory=dict)
    shown: dict[str, dict[Entry, float]] = field(default_factory=dict)
    heats: dict[str, np.ndarray] = field(default_factory=dict)
    parcels: dict[str, dict[tuple[int, ...], float]] = field(default_factory=dict)
    chapter: QueriesKeysValues | None = None

    def look(self, chapter: Chapter, beat: Beat) -> None:
        self.read[beat.name] = [w.text for w in (*texts(chapter), *numerals(chapter))]
        cited = {(n.citation.tensor, n.citation.index): n.value for n in numerals(chapter)}
        self.shown[beat.name] = cited
        claims = [(m, getattr(m, "claim", None)) for m in chapter.get_mobject_family_members()]
        if beat.name == "every token":
            heats = [claim.quantity for _, claim in claims if isinstance(claim, Raster)]
            self.heats.update((heat.tensor, heat.values) for heat in heats)
        given = [(m, claim) for m, claim in claims if isinstance(m, Icon)]
        self.parcels[beat.name] = {
            claim.citation.index: m.width for m, claim in given if isinstance(claim, Encoding)
        }


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


def test_a_row_as_it_is_fits_itself_best(told: Told) -> None:
    inputs = torch.tensor(told.chapter.trace.query_side.inputs)
    fits = (inputs @ inputs[1]).tolist()
    assert list(told.shown["alike"].values()) == pytest.approx(fits, abs=1e-4)
    assert max(fits) == fits[1]
    assert "Asking as it is, “white” fits “white” best." in told.read["itself"]


def test_what_all_rows_become_is_what_torch_makes_of_them(told: Told) -> None:
    for role in ("query", "key", "value"):
        result = made(told.chapter, role)
        assert told.heats[f"head1.{role}"] == pytest.approx(result, abs=1e-5)
    assert told.shown["every token"] == {}


@pytest.mark.parametrize(
    ("model", "sentence"), [("agreement", "heavy box"), ("speaker", "the sky is blue")]
)
def test_each_product_begins_where_the_last_one_ended(model: str, sentence: str) -> None:
    bars: dict[Entry, tuple[float, float]] = {}

    def look(chapter: Chapter, moment: Moment | Beat) -> None:
        ended = isinstance(moment, Beat)
        stands = ended or not moment.moving
        beat = moment if ended else moment.beat
        for one in chapter.get_mobject_family_members() if stands and beat.name == "fit" else ():
            claim = getattr(one, "claim", None)
            if isinstance(claim, Encoding) and claim.channel == "width":
                of, ends = claim.citation, (one.get_left()[0], one.get_right()[0])
                at = of.tensor.rpartition(".")[2], of.index
                bars.setdefault(at, ends if of.value >= 0 else ends[::-1])

    chapter = rehearse("QueriesKeysValues", look, on_moment=look, model=model, sentence=sentence)
    query, products = made(chapter, "query")[chapter.query], made(chapter, "key")
    (key,) = (at[1] for name, at in bars if name == "scores")
    products, total = query * products[key], bars["scores", (chapter.query, key)]
    hung = [bars["terms", (place,)] for place in range(len(products))]
    unit = (total[1] - total[0]) / products.sum()
    assert [end - start for start, end in hung] == pytest.approx(unit * products, abs=1e-4)
    starts = [start for start, _ in hung]
    assert [end for _, end in hung[:-1]] == pytest.approx(starts[1:], abs=1e-5)
    assert (hung[0][0], hung[-1][1]) == pytest.approx(total, abs=1e-5)


def test_the_noun_wins_the_contest_and_the_asker_no_longer_fits_itself(told: Told) -> None:
    scores = made(told.chapter, "key") @ made(told.chapter, "query")[1]
    won = {("head1.scores", (1, 2)): pytest.approx(scores.max(), abs=1e-4)}
    assert {at: told.shown["fit"][at] for at in won} == won
    shown = {at[1]: f"{value:.1f}" for (name, at), value in told.shown["contest"].items()
             if name == "head1.scores"}  # fmt: skip
    assert shown == {1: "0.3", 2: "4.6", 5: "-7.8", 6: "1.1"}


def test_parcels_are_as_large_as_the_weights_in_every_row_that_asks(told: Told) -> None:
    chapter = told.chapter
    scores = torch.tensor(made(chapter, "query")) @ torch.tensor(made(chapter, "key")).T
    weights = torch.softmax(scores / 2, dim=1)
    for beat, rows in (("hand over", [1]), ("all", [1, 2, 5, 6])):
        parcels = told.parcels[beat]
        assert sorted({row for row, _ in parcels}) == rows
        areas = {at: width**2 for at, width in parcels.items()}
        unit = areas[1, 2] / float(weights[1, 2])
        seen = {at: area / unit for at, area in areas.items() if weights[at] > 0.005}
        assert seen == {at: pytest.approx(float(weights[at]), rel=1e-3) for at in seen}


def test_the_question_is_answered_by_who_gives_the_most(told: Told) -> None:
    assert [*told.parcels["answer"]] == [(1, 2)]
    assert "“white” asked, and “cat” gives it the most." in told.read["answer"]
    assert {"white", "cat"} <= {*told.read["answer"]}
    assert "which noun is mine?" not in told.read["answer"]


def test_who_asks_is_read(told: Told) -> None:
    assert "which noun is mine?" in told.read["question"]


def test_where_nothing_is_asked_it_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(QueriesKeysValues, "pair", Pair(0, 0))
    with pytest.raises(StageError, match="nobody answers"):
        rehearse("QueriesKeysValues", lambda chapter, beat: None)
