"""Chapter 13 mixes what torch mixes, and turns a word where the model itself does."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
import torch

from attention_math.crossing import crossing
from attention_math.directions import falls_into_halves, telling_nouns
from attention_math.readings import gender_of, twin_of
from attention_math.registry import load_model
from attention_math.tracing import trace_sentence
from renders.rehearsal import Beat, rehearse
from scenes.chapter import Chapter, StageError
from scenes.weighted_sum import WeightedSum
from tests.stage import numerals, texts

A, B = "the white cat sees the green car", "the white car sees the green cat"


def watched(look: Callable[[WeightedSum, str], None], **attributes: object) -> WeightedSum:
    def on_beat(chapter: Chapter, beat: Beat) -> None:
        look(chapter, beat.name)

    return rehearse("WeightedSum", on_beat, **attributes)


def written(model: str, sentence: str) -> list[str]:
    """Ask the model itself, and nothing of the film, for its gloss."""
    trained = load_model(model)
    ids = torch.tensor([trained.source_vocabulary.encode(sentence, trained.sizes.max_length).ids])
    best = trained.transformer(source=ids)[0].argmax(-1).tolist()
    return [trained.target_vocabulary.tokenizer.id_to_token(number) for number in best]


@pytest.fixture(scope="module")
def seen() -> tuple[WeightedSum, dict[str, set[str]], dict[str, list[float]]]:
    said: dict[str, set[str]] = {}
    numbers: dict[str, list[float]] = {}

    def look(chapter: WeightedSum, beat: str) -> None:
        said[beat] = {text.text for text in texts(chapter)}
        numbers[beat] = [round(number.value, 2) for number in numerals(chapter)]

    return watched(look), said, numbers


def test_the_mix_lands_where_two_programs_found_it(seen: tuple) -> None:
    _, said, numbers = seen
    weights = trace_sentence("agreement", A).head(1).weights[1]
    assert numbers["line"] == pytest.approx(weights.tolist(), abs=0.006)
    assert pytest.approx(numbers["nouns"][-1], abs=0.05) == 97.9
    assert -1.13 in numbers["update"]
    assert 1.05 in numbers["cross"]
    assert {"bird", "coat", "queen"} <= said["nouns"]


def test_the_french_word_is_the_models_own_on_both_sides(seen: tuple) -> None:
    _, said, _ = seen
    assert "blanc" in said["question"] & said["update"] & said["swap"]
    assert "blanche" in said["cross"] & said["answer"]
    assert "blanc" not in said["cross"] | said["answer"]
    assert set(written("agreement", A)) <= said["all"]
    assert "two halves" in next(text for text in said["all"] if text.startswith("Every word"))


def test_tip_to_tail_ends_at_the_mix() -> None:
    ends: list[tuple[float, float]] = []

    def look(chapter: WeightedSum, beat: str) -> None:
        if beat == "mix":
            mix = chapter.line.at(chapter.two.way.cite(0).value)[0]
            ends.append((chapter.all.arrows.laid[-1].ends()[1][0], mix))

    watched(look)
    ((last, mix),) = ends
    assert last == pytest.approx(mix, abs=1e-5)


def test_springs_hold_the_mix_in_balance(seen: tuple) -> None:
    """The pull of a spring is its strength times its length: at the mean they cancel out."""
    chapter, *_ = seen
    for (_, weights, places), step in ((chapter.two.own, 0), (chapter.two.twin, -1)):
        away = places.values - chapter.two.way.cite(step).value
        assert (weights.values * away).sum() == pytest.approx(0, abs=1e-5)


@pytest.mark.parametrize(
    ("sentence", "before", "after"),
    [
        ("heavy box", "lourde", "lourd"),
        ("this old queen slept behind a bridge", "cette", "ce"),
    ],
)
def test_another_sentence_asks_for_another_word(sentence: str, before: str, after: str) -> None:
    said: dict[str, set[str]] = {}

    def look(chapter: WeightedSum, beat: str) -> None:
        said[beat] = {text.text for text in texts(chapter)}

    watched(look, sentence=sentence)
    assert before in said["update"]
    assert after in said["cross"] & said["answer"]


@pytest.mark.parametrize(("sentence", "model"), [("cat sees", "agreement"), (A, "speaker")])
def test_what_has_no_word_that_agrees_is_refused_in_a_line(sentence: str, model: str) -> None:
    with pytest.raises(StageError, match="needs an adjective or a determiner") as error:
        watched(lambda *_: None, sentence=sentence, model=model)
    assert "\n" not in str(error.value)


# --- the way from one mix to the other -----------------------------------------------------------


def test_the_way_begins_and_ends_at_what_the_model_writes() -> None:
    found = crossing("agreement", A, B, 1)
    assert (found.written[0], found.written[-1]) == (
        written("agreement", A)[1],
        written("agreement", B)[1],
    )
    for sentence, step in ((A, 0), (B, -1)):
        trace = trace_sentence("agreement", sentence)
        heads = [head.output[1] for head in trace.heads]
        assert found.mixes[step] == pytest.approx(np.array(heads), abs=1e-6)


def test_a_word_that_does_not_turn_and_a_deeper_model_are_refused() -> None:
    with pytest.raises(ValueError, match="turns 0 times"):
        crossing("agreement", A, A, 1)
    with pytest.raises(ValueError, match="layers"):
        crossing("translator", "the cat sees", "the car sees", 0)
    with pytest.raises(ValueError, match="another vector enters"):
        crossing("agreement", A, B, 2)


# --- choices -------------------------------------------------------------------------------------


def test_a_twin_has_the_nouns_exchanged_or_another_noun() -> None:
    assert twin_of(A.split(), 2) == (B, 6)
    assert twin_of(["heavy", "box"], 1) == ("heavy book", None)
    assert twin_of(["my", "old", "cow"], 2) == ("my old cat", None)


@pytest.mark.parametrize(
    ("french", "gender"),
    [("blanche", "feminine"), ("chat", "masculine"), ("la", "feminine"), ("voit", None)],
)
def test_a_french_word_tells_its_gender_if_it_has_one(french: str, gender: str | None) -> None:
    assert gender_of(french) == gender


def test_words_lie_falls_into_halves_or_not() -> None:
    words = ["the", "white", "cat", "sees", "the", "car"]
    assert falls_into_halves(np.array([-1, -1, -1, 5, 1, 1.0]), np.array(0.0), words)
    assert not falls_into_halves(np.array([1.0, 1.0]), np.array(0.0), ["heavy", "box"])
    assert not falls_into_halves(np.array([-1, 1, -1, 5, 1, 1.0]), np.array(0.0), words)


def test_nouns_that_tell_are_the_ends_and_the_last_before_the_turn() -> None:
    assert telling_nouns(np.array([3.0, -2, -1, 4, 9]), np.array(0.5)) == [1, 4, 2]
