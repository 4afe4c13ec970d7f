"""The chapter on distance shows what was measured in training, and counts what a graph counts."""

from __future__ import annotations

import json

import numpy as np
import pytest

from attention_math.recall import FILE
from attention_math.training.recall import TOKENS
from renders.rehearsal import Beat, rehearse
from scenes.chapter import Chapter
from scenes.one_step_away import ATTENTION, LSTM, RNN, OneStepAway
from scenes.stage.claims import Encoding
from scenes.stage.shapes import Circle, Dot
from tests.stage import numerals

TOLD = json.loads(FILE.read_text(encoding="utf-8"))


def played(beat: str, look: object, **attributes: object) -> OneStepAway:
    def seen(chapter: Chapter, now: Beat) -> None:
        if now.name == beat:
            look(chapter)

    return rehearse("OneStepAway", seen, **attributes)


def counted(chapter: Chapter, field: str) -> list[float]:
    cited = [n for n in numerals(chapter) if n.citation and field in n.citation.tensor]
    return [number.value for number in cited]


@pytest.mark.parametrize("sentence", ["birds sing", "who sees the white cat ?"])
def test_hops_are_the_shortest_ways_in_the_drawn_graphs(sentence: str) -> None:
    read: list[float] = []
    played("one hop", lambda chapter: read.extend(counted(chapter, "hops")), sentence=sentence)
    assert sorted(read) == sorted([len(sentence.split()) - 1, 1])


def test_what_arrives_is_as_opaque_as_it_was_measured() -> None:
    seen: dict[type, list[float]] = {Dot: [], Circle: []}

    def look(chapter: Chapter) -> None:
        for part in (part for one in chapter.mobjects for part in one.get_family()):
            if isinstance(getattr(part, "claim", None), Encoding):
                seen[type(part)].append(part.get_fill_opacity())

    played("leap", look)
    assert seen[Dot] == pytest.approx(TOLD["influence"][RNN] + TOLD["influence"][LSTM])
    assert seen[Circle] == pytest.approx(TOLD["influence"][ATTENTION])


def test_the_rnn_ends_at_guessing() -> None:
    """The published means of three seeds, of two to 64 tokens; guessing is right in 0.10."""
    read: list[float] = []
    played("race", lambda chapter: read.extend(counted(chapter, "accuracy")))
    assert np.round(read, 2).tolist() == [1.0, 1.0, 1.0, 0.4, 0.1, 0.1]


def test_guessing_is_right_once_in_as_many_symbols_as_there_are() -> None:
    read: list[float] = []
    played("race", lambda chapter: read.extend(counted(chapter, "chance")))
    assert read == [pytest.approx(1 / TOKENS)]


def test_each_network_ends_with_its_own_shares() -> None:
    read: list[float] = []
    played("leap", lambda chapter: read.extend(counted(chapter, "accuracy")))
    told = [TOLD["accuracy"][i] for i in (RNN, LSTM, ATTENTION)]
    assert sorted(read) == pytest.approx(sorted(sum(told, [])))


def test_twice_the_words_make_four_times_the_pairs() -> None:
    read: list[float] = []
    played("price", lambda chapter: read.extend(counted(chapter, "scores")))
    assert read == [64 * 64]


def test_paths_are_counted_up_to_a_thousand_tokens() -> None:
    read: list[float] = []
    played("count", lambda chapter: read.extend(counted(chapter, "hops")))
    assert read == [1023.0, 1.0]
