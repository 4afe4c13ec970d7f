"""Draws and passes: held to the frames of the training text, to arithmetic, and to numpy."""

from __future__ import annotations

import numpy as np
import pytest

from attention_math.chance import (
    compare_passes,
    draw_heated,
    draw_often,
    draw_on,
    only_begin,
)
from attention_math.habits import frames_after
from renders.checks.derivations import DERIVATIONS

SKY, PILOT = "the sky is", "the pilot flies the"


def test_the_speaker_has_the_published_odds() -> None:
    """Golden numbers of two programs."""
    sky, pilot = draw_often("speaker", SKY), draw_often("speaker", PILOT)
    assert sky.words.tolist() == ["blue", "grey", "clear"]
    assert sky.odds[:3].round(2).tolist() == [0.82, 0.11, 0.07]
    assert (pilot.words[0], pilot.odds[0].round(2)) == ("airplane", 0.86)
    assert sky.odds.sum() == pytest.approx(1)


def test_a_thousand_draws_are_as_the_odds_but_for_chance() -> None:
    sample = draw_often("speaker", SKY)
    spread = np.sqrt(sample.odds * (1 - sample.odds) / 1_000)
    assert (np.abs(sample.shares - sample.odds) < 3 * spread).all()
    assert sample.shares.sum() == pytest.approx(1)
    assert not np.array_equal(draw_often("speaker", SKY, seed=8).landed, sample.landed)


def test_a_number_draws_the_token_on_whose_part_of_the_line_it_falls() -> None:
    sample = draw_often("speaker", SKY)
    starts = np.array([0, *np.cumsum(sample.odds)])
    for number, place in zip(sample.numbers, sample.landed, strict=True):
        assert starts[place] <= number < starts[place + 1]


def test_what_is_drawn_is_read_next() -> None:
    drawn = draw_on("speaker", SKY, 3)
    assert drawn.read.tolist() == ["the", "sky", "is", "blue", "."]
    assert drawn.drawn.tolist() == ["blue", ".", "[END]"]
    for step, word in enumerate(drawn.drawn[:2]):
        assert drawn.words[step, drawn.landed[step]] == word
    alone = draw_often("speaker", "the sky is blue .").odds
    assert drawn.odds[2] == pytest.approx(alone)


def test_nothing_is_drawn_after_the_end() -> None:
    drawn = draw_on("speaker", "the sky is blue.", 3)
    assert drawn.drawn.tolist() == ["[END]"]
    assert drawn.read.tolist() == ["the", "sky", "is", "blue", "."]


def test_a_token_that_only_begins_a_word_is_told_from_a_word() -> None:
    likely = draw_often("speaker", PILOT).words
    assert likely.tolist() == ["airplane", "plane", "hel"]
    assert only_begin("speaker", PILOT, tuple(likely)).tolist() == [False, False, True]


def test_with_its_mask_one_pass_is_every_pass() -> None:
    passes = compare_passes("speaker", ("the", "sky", "is", "blue"))
    assert passes.agree
    assert passes.with_mask.max() < 1e-13
    assert passes.without_mask.max() == pytest.approx(8.05, abs=0.005)
    assert passes.without_mask[-1] < 1e-13  # the last prefix is the whole text
    assert passes.predicted.tolist()[1:3] == ["is", "blue"]


def test_frames_are_counted_as_they_were_written_down() -> None:
    assert frames_after(SKY, ("blue", "grey", "clear")).tolist() == [8, 1, 1, 0]
    assert frames_after("the old sky is", ("blue", "red")).tolist() == [8, 0, 2]
    assert frames_after(PILOT, ("airplane", "plane", "hel")).tolist() == [8, 1, 1, 0]
    assert frames_after("birds sing", (".",)).tolist() == [0, 0]


def test_a_second_program_counts_the_same_frames() -> None:
    for words in (("blue", "grey", "clear"), ("grey", "red")):
        assert DERIVATIONS["frames_after"](SKY, words).tolist() == frames_after(SKY, words).tolist()


@pytest.mark.parametrize("sentence", [SKY, PILOT, "birds sing"])
def test_a_second_program_draws_the_same(sentence: str) -> None:
    for function in (draw_on, draw_often):
        found = function("speaker", sentence)._asdict()
        again = DERIVATIONS[function.__name__]("speaker", sentence)
        for name, value in found.items():
            if value.dtype.kind == "U":
                assert again[name].tolist() == value.tolist()
            else:
                assert again[name] == pytest.approx(value, abs=1e-5)


def test_a_second_program_passes_the_same() -> None:
    tokens = ("the", "pilot", "flies", "the")
    found, again = (
        compare_passes("speaker", tokens),
        DERIVATIONS["compare_passes"]("speaker", tokens),
    )
    assert again["predicted"].tolist() == found.predicted.tolist()
    assert again["without_mask"] == pytest.approx(found.without_mask, abs=1e-4)
    assert again["with_mask"] == pytest.approx(np.zeros(4), abs=1e-12)
    assert again["agree"] == found.agree


def test_heat_gives_the_unlikely_more_and_the_number_stays() -> None:
    often = draw_often("speaker", SKY)
    cold, own, hot = (draw_heated("speaker", SKY, one) for one in (0.5, 1.0, 2.0))
    assert own.odds == pytest.approx(often.odds)  # a temperature of one changes nothing
    assert own.drawn[0] == often.drawn[1]
    assert cold.odds[0] > own.odds[0] > hot.odds[0]
    squares = own.odds[:3] ** 2  # at a half the odds are squared, and add up to one
    assert cold.odds[:3] / cold.odds[0] == pytest.approx(squares / squares[0])
    assert [*cold.drawn, *own.drawn] == ["blue", "clear"]


@pytest.mark.parametrize("temperature", [0.5, 1.0, 2.0])
def test_a_second_program_heats_the_same(temperature: float) -> None:
    found = draw_heated("speaker", SKY, temperature)
    again = DERIVATIONS["draw_heated"]("speaker", SKY, temperature)
    assert again["odds"] == pytest.approx(found.odds, abs=1e-5)
    assert [*again["landed"], *again["drawn"]] == [*found.landed, *found.drawn]


def test_nothing_is_drawn_at_no_temperature() -> None:
    with pytest.raises(ValueError, match="greater than 0: 0.0 is not"):
        draw_heated("speaker", SKY, 0.0)


def test_only_who_writes_running_text_draws() -> None:
    with pytest.raises(ValueError, match="choose the model speaker"):
        draw_on("agreement", SKY)
