"""The chapter on the next token: its draws, its passes and its frames, held to numpy and torch."""

from __future__ import annotations

from collections import Counter, defaultdict

import numpy as np
import pytest
import torch

from attention_math.registry import load_model
from renders.moment import Moment
from renders.rehearsal import Beat, rehearse
from scenes.chapter import Chapter
from scenes.pieces.next_token.poured import Poured
from scenes.pieces.next_token.verdict_marks import Cross, Mark, Tick
from tests.stage import numerals, texts

SEED, DRAWS = 1, 1_000
Told = dict[str, dict[str, object]]


@pytest.fixture(scope="module")
def told() -> Told:
    """What can be read when each beat ends, or before, and how many draws lie on each pile."""
    found: Told = {}
    passing: dict[str, set[str]] = defaultdict(set)

    def look(chapter: Chapter, beat: Beat) -> None:
        numbers = sorted(numerals(chapter), key=lambda n: (-round(n.get_y(), 1), n.get_x()))
        found[beat.name] = {
            "numbers": [n.text for n in numbers],
            "passing": passing[beat.name],
            "words": Counter(text.text for text in texts(chapter)),
            "marks": [type(one) for one in marks(chapter)],
            "rows": Counter(
                row for one in chapter.mobjects if isinstance(one, Poured) for row in rows_of(one)
            ),
        }

    def watch(chapter: Chapter, moment: Moment) -> None:
        passing[moment.beat.name] |= {number.text for number in numerals(chapter)}

    rehearse("NextToken", look, on_moment=watch)
    return found


def marks(chapter: Chapter) -> list[Mark]:
    """List ticks and crosses from the top."""
    family = (part for one in chapter.mobjects for part in one.get_family())
    return sorted((one for one in family if isinstance(one, Mark)), key=lambda one: -one.get_y())


def rows_of(poured: Poured) -> list[int]:
    """Say for each dot on which pile it lies, from the left: piles are farther apart than dots."""
    across = poured.points.reshape(DRAWS, -1, 3)[:, :, 0].mean(axis=1)
    ordered = np.sort(across)
    gaps = np.flatnonzero(np.diff(ordered) > 0.5)
    return [int((left > ordered[gaps] + 0.1).sum()) for left in across]


def expected_rows() -> list[int]:
    """Draw as numpy does, from the odds that torch gives."""
    speaker = load_model("speaker")
    ids = torch.tensor([speaker.target_vocabulary.encode("the sky is").ids])
    odds = speaker.transformer(target=ids)[0, -1].softmax(-1).sort(descending=True).values[:3]
    ends = np.cumsum(odds.numpy())
    numbers = np.random.default_rng(SEED).random(DRAWS)
    return [int((numbers >= end).sum()) for end in ends]


def test_every_draw_lies_on_the_pile_of_its_token(told: Told) -> None:
    rows = told["thousand"]["rows"]
    beyond = [sum(count for row, count in rows.items() if row > place) for place in range(3)]
    assert beyond == expected_rows()
    assert rows.total() == DRAWS


def test_a_thousand_draws_show_the_models_odds(told: Told) -> None:
    """The golden odds, what was taught, and what the first seed draws, which differs a little."""
    golden, taught = ["0.82", "0.11", "0.07"], ["8", "1", "1", "0"]
    assert told["thousand"]["numbers"] == [*golden, *taught, "0.81", "0.11", "0.08", "0.00"]


def test_cards_of_the_training_text_lie_on_the_piles(told: Told) -> None:
    counts = {"blue": 8, "grey": 1, "clear": 1}
    assert told["cards"]["numbers"] == [*map(str, counts.values()), "0"]
    assert told["cards"]["words"] >= Counter(counts) + Counter([*counts])  # a name below each pile


def test_one_pass_guesses_after_every_beginning_what_torch_does(told: Told) -> None:
    speaker, words = load_model("speaker"), ["the", "sky", "is"]
    best = []
    for end in range(1, len(words) + 1):
        ids = torch.tensor([speaker.target_vocabulary.encode(" ".join(words[:end])).ids])
        best.append(int(speaker.transformer(target=ids)[0, -1].argmax()))
    guessed = map(speaker.target_vocabulary.tokenizer.id_to_token, best)
    seen = [word for end in range(1, len(words) + 1) for word in words[:end]]  # by each beginning
    assert Counter([*seen, *guessed]) <= told["beginnings"]["words"]


def test_a_cross_stands_at_the_guess_that_was_wrong(told: Told) -> None:
    assert told["beginnings"]["marks"] == [Cross, Tick, Tick]  # small, is, blue


def test_heat_and_cold_change_the_word_and_not_the_number(told: Told) -> None:
    """By the odds of torch, of all tokens, sharpened or flattened; the second number of numpy."""
    speaker, number = load_model("speaker"), np.random.default_rng(SEED).random(2)[1]
    ids = torch.tensor([speaker.target_vocabulary.encode("the sky is").ids])
    scores = speaker.transformer(target=ids)[0, -1].double()
    for beat, temperature in (("again", 1.0), ("cold", 0.5), ("hot", 2.0)):
        odds, order = (scores / temperature).softmax(-1).sort(descending=True)
        drawn = int(order[int((odds.cumsum(0) < number).sum())])
        token = speaker.target_vocabulary.tokenizer.id_to_token(drawn)
        assert token in told[beat]["words"]
        assert f"{float(odds[0]):.2f}" in told[beat]["passing"]


def test_the_box_closes_on_the_drawn_token_alone(told: Told) -> None:
    assert told["draw"]["words"] >= Counter(["the", "sky", "is", "blue"])
    assert not told["draw"]["words"].keys() & {"grey", "clear"}
    assert told["odds"]["words"] >= Counter(["the", "sky", "is", "blue", "grey", "clear"])


def test_the_end_is_the_beginning_with_the_odds_in_its_box(told: Told) -> None:
    first, last = told["question"]["words"], told["answer"]["words"]
    assert last >= Counter(["the", "sky", "is", "blue"])
    assert (first & last) >= Counter(["the", "sky", "is"])
    assert told["answer"]["numbers"] == ["0.82"]
