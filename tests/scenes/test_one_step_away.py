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
    played("all", lambda chapter: read.extend(counted(chapter, "hops")), sentence=sentence)
    assert sorted(read) == sorted([len(sentence.split()) - 1, 1])


def test_what_arrives_is_as_opaque_as_it_was_measured() -> None:
    seen: dict[type, list[float]] = {Dot: [], Circle: []}

    def look(chapter: Chapter) -> None:
        for part in (part for one in chapter.mobjects for part in one.get_family()):
            if isinstance(getattr(part, "claim", None), Encoding):
                seen[type(part)].append(part.get_fill_opacity())

    played("whole", look)
    due = [TOLD["influence"][network][2:] for network in (RNN, LSTM, ATTENTION)]
    assert sorted(seen[Dot]) == pytest.approx(sorted(due[RNN] + due[LSTM]))
    assert sorted(seen[Circle]) == pytest.approx(sorted(due[ATTENTION]))


def test_rings_stand_behind_as_many_words_as_the_sentences_have() -> None:
    def look(chapter: Chapter) -> None:
        for lane in chapter.race.lanes:
            states = [state.get_x() for state in lane.states]
            places = [states.index(pytest.approx(ring.get_x())) + 1 for ring in lane.rings]
            assert places == TOLD["lengths"][2:] == [8, 16, 32, 64]

    played("race", look)


def test_each_network_ends_with_its_own_share_beside_that_of_guessing() -> None:
    """The published means of three seeds at 64 tokens; guessing is right in 0.10."""
    read: dict[str, list[float]] = {}

    def look(chapter: Chapter) -> None:
        read.update({name: counted(chapter, name) for name in ("accuracy", "chance")})

    played("whole", look)
    assert np.round(read["accuracy"], 2).tolist() == [0.1, 0.11, 1.0]
    assert read["chance"] == [pytest.approx(1 / TOKENS)]


def test_twice_the_words_make_four_times_the_pairs() -> None:
    read: list[float] = []
    played("double", lambda chapter: read.extend(counted(chapter, "scores")))
    assert read == [64 * 64, 4 * 64 * 64]
