"""Chapter 19 measures heads as torch does, counts what was surveyed, and mixes what torch mixes."""

from __future__ import annotations

import json

import numpy as np
import pytest
import torch

from attention_math.readings import told_place
from attention_math.surveys import FILE
from attention_math.tracing import trace_sentence
from renders.rehearsal import Beat, rehearse
from scenes.chapter import Chapter, StageError
from scenes.many_heads import ManyHeads
from scenes.mobjects.bars import Bars
from tests.stage import numerals, texts

# In "the white cat sees the green car", by hand.
NOUNS = [(0, 2), (1, 2), (4, 6), (5, 6)]
BEFORE = [(i, i - 1) for i in range(1, 7)]

Seen = tuple[ManyHeads, dict[str, list[float]], dict[str, set[str]]]


@pytest.fixture(scope="module")
def seen() -> Seen:
    numbers: dict[str, list[float]] = {}
    said: dict[str, set[str]] = {}

    def look(chapter: Chapter, beat: Beat) -> None:
        numbers[beat.name] = [number.value for number in numerals(chapter)]
        said[beat.name] = {text.text for text in texts(chapter)}

    return rehearse("ManyHeads", look), numbers, said


def weights() -> torch.Tensor:
    """Heads × queries × keys."""
    trace = trace_sentence("translator", ManyHeads.sentence, 2, "self")
    return torch.tensor(np.array([head.weights for head in trace.heads]))


def test_glasses_hold_the_mean_of_the_cells_that_are_outlined(seen: Seen) -> None:
    chapter, numbers, _ = seen
    rows, columns = torch.tensor(NOUNS).T
    expected = weights()[:, rows, columns].mean(dim=1)
    assert numbers["noun"] == pytest.approx(expected.tolist(), abs=1e-6)
    for role, cells in (("partner", NOUNS), ("previous", BEFORE)):
        outlined = chapter.measured.outlines(role)
        assert [len(each) for each in outlined] == [len(cells)] * 8


def test_heads_are_named_by_what_was_counted_in_two_hundred_sentences(seen: Seen) -> None:
    chapter, numbers, said = seen
    counted = json.loads(FILE.read_text(encoding="utf-8"))
    assert counted["named_in"] == 200
    filled = [number.value for number in chapter.measured.counts("partner").numbers]
    assert filled == counted["noun_named"] == [0, 10, 200, 0, 0, 80, 0, 1]
    assert numbers["luck"] == [200]  # who won stands alone
    assert numbers["previous"] == counted["previous_named"] == [0, 0, 0, 0, 0, 0, 196, 0]
    assert "its noun" in said["luck"]
    assert {"its noun", "word before", "unclear"} <= said["unclear"]


def test_ribbons_end_to_end_are_what_one_matrix_turns_into_the_update(seen: Seen) -> None:
    chapter, *_ = seen
    ribbons, trace, row = chapter.ribbons.ribbons, chapter.trace, chapter.words.index("white")
    told = [torch.tensor(values(one)) for one in ribbons]
    update = torch.cat(told) @ torch.tensor(trace.output_weight) + torch.tensor(trace.output_bias)
    assert values(chapter.mixing.update) == pytest.approx(update.tolist(), abs=1e-4)
    assert values(chapter.mixing.update) == pytest.approx(trace.output[row].tolist(), abs=1e-6)
    assert len(ribbons) == 8


def values(bars: Bars) -> list[float]:
    return [bar.claim.citation.value for bar in bars.bars]


def test_outlines_lie_on_their_cells_and_arcs_lead_where_heads_look_most() -> None:
    def look(chapter: Chapter, beat: Beat) -> None:
        if beat.name != "noun":
            return
        for map_, (outline,) in zip(
            chapter.sheets.maps, chapter.measured.outlines("partner"), strict=True
        ):
            cell = map_.cells()[1]  # of "the", for "cat"
            assert outline.get_center() == pytest.approx(cell.get_center(), abs=1e-6)
            assert (outline.width, outline.height) == pytest.approx((cell.width, cell.height))

    chapter = rehearse("ManyHeads", look, sentence="the cat")
    found = [[(arc.query, arc.key) for arc in one.edges] for one in chapter.looks.most]
    heads = trace_sentence("translator", "the cat", 2, "self").heads
    for arcs, head in zip(found, heads, strict=True):
        most = torch.tensor(head.weights).argmax(dim=1).tolist()
        assert arcs == [(query, key) for query, key in enumerate(most) if query != key]


def test_told_is_whoever_its_noun_follows_or_who_is_least_certain() -> None:
    sure, torn = [0.9, 0.1, 0.0], [0.4, 0.3, 0.3]
    weights = np.array([sure, torn, sure])
    assert told_place(["the", "white", "cat"], weights) == 1
    assert told_place(["the", "cat", "sees"], weights) == 0
    assert told_place(["so", "it", "goes"], weights) == 1


@pytest.mark.parametrize(
    ("attributes", "needed"),
    [
        ({"layer": 1}, "choose model translator, layer 2, kind self"),
        ({"model": "agreement"}, "choose model translator, layer 2, kind self"),
        ({"sentence": "i sing"}, "choose a sentence with a noun"),
    ],
)
def test_what_was_not_measured_is_refused_in_a_line(
    attributes: dict[str, object], needed: str
) -> None:
    with pytest.raises(StageError, match=needed) as error:
        rehearse("ManyHeads", lambda *_: None, **attributes)
    assert "\n" not in str(error.value)
