"""Chapter 19 measures heads as torch does, counts what was surveyed, and joins what torch joins."""

from __future__ import annotations

import json
from itertools import pairwise

import numpy as np
import pytest
import torch

from attention_math.surveys import FILE
from attention_math.tracing import trace_sentence
from renders.rehearsal import Beat, rehearse
from scenes.chapter import Chapter, StageError
from scenes.many_heads import ManyHeads
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
    _, numbers, said = seen
    counted = json.loads(FILE.read_text(encoding="utf-8"))
    assert counted["named_in"] == 200
    assert numbers["luck"] == counted["noun_named"] == [0, 10, 200, 0, 0, 80, 0, 1]
    assert numbers["previous"] == counted["previous_named"] == [0, 0, 0, 0, 0, 0, 196, 0]
    assert "head 3: its noun" in said["luck"]
    assert {"head 3: its noun", "head 7: word before", "no clear role"} <= said["unclear"]
    named = {text for text in said["unclear"] if text.startswith("head ")}
    assert len(named) == 2


def test_ribbons_side_by_side_are_what_one_matrix_turns_into_the_update(seen: Seen) -> None:
    chapter, *_ = seen
    mixing, trace = chapter.mixing, chapter.trace
    joined = torch.cat([torch.tensor(one.quantity.values) for one in mixing.ribbons], dim=1)
    update = joined @ torch.tensor(trace.output_weight) + torch.tensor(trace.output_bias)
    shown = np.concatenate([row.quantity.values for row in mixing.updates])
    assert shown == pytest.approx(update.numpy(), abs=1e-4)
    gaps = [b.get_left()[0] - a.get_right()[0] for a, b in pairwise(mixing.ribbons)]
    assert gaps == pytest.approx([0.0] * 7, abs=1e-6)
    assert len(mixing.updates) == len(chapter.words) == 7


def test_outlines_lie_on_their_cells_and_sheets_stand_above_their_ribbons() -> None:
    ends: list[list[float]] = []

    def look(chapter: Chapter, beat: Beat) -> None:
        sheets = chapter.sheets
        if beat.name == "noun":
            for map_, (outline,) in zip(
                sheets.maps, chapter.measured.outlines("partner"), strict=True
            ):
                cell = map_.cells()[1]  # of "the", for "cat"
                assert outline.get_center() == pytest.approx(cell.get_center(), abs=1e-6)
                assert (outline.width, outline.height) == pytest.approx((cell.width, cell.height))
        if beat.name == "fan":
            pairs = zip(sheets.maps, chapter.mixing.ribbons, strict=True)
            ends.extend([one.get_x(), other.get_x()] for one, other in pairs)

    rehearse("ManyHeads", look, sentence="the cat")
    above, below = np.array(ends).T
    assert above == pytest.approx(below, abs=0.01)
    assert (np.diff(below) > 0).all()


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
