"""Chapter 19 shows heads that differ, counts what was surveyed, and walks what torch mixes."""

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
from scenes.pieces.many_heads.shorter import Shorter
from tests.stage import numerals, texts

Seen = tuple[ManyHeads, dict[str, list[float]], dict[str, list[str]]]


@pytest.fixture(scope="module")
def seen() -> Seen:
    numbers: dict[str, list[float]] = {}
    said: dict[str, list[str]] = {}

    def look(chapter: Chapter, beat: Beat) -> None:
        numbers[beat.name] = [number.value for number in numerals(chapter)]
        said[beat.name] = [str(text.text) for text in texts(chapter)]

    return rehearse("ManyHeads", look), numbers, said


def test_three_heads_hear_three_words_for_the_same_one(seen: Seen) -> None:
    chapter, numbers, said = seen
    heads = trace_sentence("translator", ManyHeads.sentence, 2, "self").heads
    rows = torch.tensor(np.array([head.weights[1] for head in heads]))  # of "white"
    most, places = rows.max(dim=1)
    assert [one.head for one in chapter.large] == [6, 2, 5]
    assert [places[one.head] for one in chapter.large] == [0, 2, 3]  # the, cat, sees
    for large in chapter.large:
        assert rows[large.head, large.most.key] == most[large.head]
    assert numbers["fans"] == pytest.approx([float(most[head]) for head in (6, 2, 5)], abs=1e-6)
    assert {"the", "cat", "sees"} <= set(said["fans"])


@pytest.mark.parametrize("sentence", ["the cat", "the old man reads a book"])
def test_beams_of_all_heads_are_as_wide_as_their_weights(sentence: str) -> None:
    chapter = rehearse("ManyHeads", lambda *_: None, sentence=sentence)
    heads = trace_sentence("translator", sentence, 2, "self").heads
    row = chapter.told.row
    assert sorted(one.head for one in chapter.small) == list(range(len(heads)))
    for one in chapter.small:
        weights = [beam.weight for beam in one.beams]
        assert weights == pytest.approx(heads[one.head].weights[row].tolist(), abs=1e-6)


def test_habits_are_what_was_counted_in_two_hundred_sentences(seen: Seen) -> None:
    chapter, numbers, said = seen
    counted = json.loads(FILE.read_text(encoding="utf-8"))
    hears = np.array(counted["hears"])
    assert len(hears) == len(counted["words"]) == 200
    due = [int((hears[:, head] == place).sum()) for head, place in [(6, 0), (2, 2), (5, 3)]]
    habits = chapter.habits
    assert [group[1].value for group in habits.told] == due == [200, 129, 166]
    assert [group[0].text for group in habits.told] == ["word before", "its noun", "the verb"]
    for bar, count in zip(habits.fills, due, strict=True):
        assert sum(part.claim.citation.value for part in bar) == count
    assert {200, 129, 166} <= set(numbers["luck"])


def test_sentences_that_pass_by_are_heard_as_the_translator_hears_them(seen: Seen) -> None:
    chapter, *_ = seen
    sentence, *others = chapter.habits.passing[1]
    words = [token.word for token in sentence]
    heads = trace_sentence("translator", " ".join(words), 2, "self").heads
    readers, told, _ = (others[part::3] for part in range(3))
    assert [one.word for one in readers] == [words[1]] * 3
    most = [words[int(np.argmax(heads[head].weights[1]))] for head in (6, 2, 5)]
    assert [one.word for one in told] == most


def test_steps_lead_from_head_to_head_to_what_one_matrix_makes_of_all(seen: Seen) -> None:
    chapter, *_ = seen
    trace, walk = chapter.trace, chapter.walk
    told = [torch.tensor(values(one), dtype=torch.float64) for one in chapter.ribbons]
    matrix = torch.tensor(trace.output_weight, dtype=torch.float64)
    steps = [one @ rows for one, rows in zip(told, matrix.chunk(len(told)), strict=True)]
    update = torch.tensor(trace.output[chapter.told.row], dtype=torch.float64)
    lengths = torch.stack(steps).norm(dim=1)
    assert walk.heads == lengths.argsort(descending=True).tolist()
    assert walk.heads[:3] == [2, 5, 6]  # those that are shown large
    across = [float(steps[head] @ update / update.norm()) for head in walk.heads]
    starts, ends = (np.array([one.ends()[side] for one in walk.steps]) for side in (0, 1))
    unit = np.ptp([starts[0, 0], ends[-1, 0]]) / float(update.norm())
    assert (ends - starts)[:-1, 0] / unit == pytest.approx(across, abs=1e-4)
    assert ends[:-1] == pytest.approx(starts[1:])
    assert starts[0, 1] == pytest.approx(ends[-1, 1])  # the update leads straight across


def test_without_the_longest_step_the_word_ends_so_far_from_where_it_does(seen: Seen) -> None:
    chapter, *_ = seen
    trace, walk = chapter.trace, chapter.walk
    told = torch.tensor(trace.concat[chapter.told.row], dtype=torch.float64).chunk(8)[2]
    rows = torch.tensor(trace.output_weight, dtype=torch.float64).chunk(8)[2]
    update = torch.tensor(trace.output[chapter.told.row], dtype=torch.float64)
    left = Shorter(walk).left[-1]
    due = update.norm() - (told @ rows) @ update / update.norm()
    assert left.values[0] == pytest.approx(float(due), abs=1e-4)


def values(bars: Bars) -> list[float]:
    return [bar.claim.citation.value for bar in bars.bars]


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
    ],
)
def test_what_was_not_measured_is_refused_in_a_line(
    attributes: dict[str, object], needed: str
) -> None:
    with pytest.raises(StageError, match=needed) as error:
        rehearse("ManyHeads", lambda *_: None, **attributes)
    assert "\n" not in str(error.value)
