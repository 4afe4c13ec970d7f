"""Chapter 17 holds the French still: what is written, and which grid changes, is the English's."""

from __future__ import annotations

from functools import cache

import numpy as np
import pytest

from attention_math.tracing import trace_sentence
from renders.rehearsal import Beat, rehearse
from scenes.chapter import Chapter, StageError
from scenes.stage.claims import Encoding
from tests.stage import numerals, texts

NAME = "SelfAndCross"
Seen = dict[str, tuple[list[str], list[str], dict[tuple[int, ...], str]]]


@cache
def told() -> Seen:
    """Collect, beat by beat, what is written, the numbers, and the colours of the own grid."""
    seen: Seen = {}

    def look(chapter: Chapter, beat: Beat) -> None:
        written = [one.text for one in texts(chapter) if one.citation
                   and one.citation.tensor.endswith(".written")]  # fmt: skip
        parts = [part for one in chapter.mobjects for part in one.get_family()]
        claims = [(part, getattr(part, "claim", None)) for part in parts]
        own = {
            claim.citation.index: part.get_fill_color().to_hex()
            for part, claim in claims
            if isinstance(claim, Encoding) and "layer 1" in claim.citation.source
        }
        seen[beat.name] = written, [one.text for one in numerals(chapter)], own

    rehearse(NAME, look)
    return seen


@pytest.mark.parametrize(
    ("beat", "written", "probability"),
    [
        ("two words", {"blanc"}, "0.97"),
        ("two surprised", {"voit"}, "0.96"),
        ("both answer", {"noir"}, "0.97"),
    ],
)
def test_rows_write_what_was_measured(beat: str, written: set[str], probability: str) -> None:
    assert set(told()[beat][0]) == written
    assert probability in told()[beat][1]


def test_what_comes_too_late_is_what_the_row_before_writes() -> None:
    said = rehearse(NAME, lambda *_: None).told
    missed = "“vieux” belongs before “chat”: too late."
    assert (said.early, said.says_what_was_missed()) == ("vieux", missed)
    assert said.says_what_comes_instead() == "So it goes on with “voit”."


def test_captions_name_who_answers_most() -> None:
    said = rehearse(NAME, lambda *_: None).told
    assert said.says_who_answers_itself() == "“chat” takes most from “le”."
    assert said.says_who_wrote() == "The word before takes most from “cat” and writes “chat”."
    assert said.asks_what_comes() == "“chat” takes most from “white”. What will it write?"


def test_the_word_before_writes_the_one_that_stands_there() -> None:
    said = rehearse(NAME, lambda *_: None).told
    assert said.readings[0].written.words()[said.row - 1] == said.word


def test_its_own_grid_stays_while_the_english_is_exchanged() -> None:
    before, after = (told()[beat][2] for beat in ("same sentence", "both sentences"))
    assert len(before) == 9
    assert before == after


@pytest.mark.parametrize(("layer", "hears_english"), [(1, False), (2, True)])
def test_no_english_comes_before_self_attention_in_the_first_layer_alone(
    layer: int, *, hears_english: bool
) -> None:
    sentences = (f"the {word} cat sees the green car" for word in ("white", "black", "old"))
    traces = [trace_sentence("translator", one, layer, "masked", "le chat") for one in sentences]
    whole = [np.stack([head.weights for head in trace.heads]) for trace in traces]
    assert any(not np.array_equal(whole[0], one) for one in whole[1:]) == hears_english


def test_three_clips_can_be_cut_by_the_names_of_its_sections() -> None:
    clips = [name.split()[0] for name in told()]
    assert clips == sorted(clips, key=["same", "two", "both"].index)
    assert [clips.count(clip) for clip in ("same", "two", "both")] == [2, 3, 2]


def test_a_sentence_without_such_an_adjective_is_refused() -> None:
    with pytest.raises(StageError, match="exchanges an adjective whose French follows its noun"):
        rehearse(NAME, lambda *_: None, sentence="the old cat sees the dog")
    with pytest.raises(StageError, match="choose the model translator"):
        rehearse(NAME, lambda *_: None, model="agreement")
