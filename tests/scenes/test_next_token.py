"""The chapter on the next token: its draws, its passes and its frames, held to numpy and torch."""

from __future__ import annotations

from collections import Counter

import numpy as np
import pytest
import torch

from attention_math.registry import load_model
from renders.rehearsal import Beat, rehearse
from scenes.chapter import Chapter
from scenes.pieces.next_token.poured import Poured
from tests.stage import numerals, texts

SEED, DRAWS = 1, 1_000
Told = dict[str, dict[str, object]]


@pytest.fixture(scope="module")
def told() -> Told:
    """What can be read when each beat ends, and how many draws lie in each row."""
    found: Told = {}

    def look(chapter: Chapter, beat: Beat) -> None:
        numbers = sorted(numerals(chapter), key=lambda n: (round(n.get_x(), 1), -n.get_y()))
        found[beat.name] = {
            "numbers": [n.text for n in numbers],
            "words": Counter(text.text for text in texts(chapter)),
            "rows": Counter(
                row for one in chapter.mobjects if isinstance(one, Poured) for row in rows_of(one)
            ),
        }

    rehearse("NextToken", look)
    return found


def rows_of(poured: Poured) -> list[int]:
    """Say for each dot in which row it lies, from the top: rows are farther apart than dots."""
    heights = poured.points.reshape(DRAWS, -1, 3)[:, :, 1].mean(axis=1)
    starts = [height for height in sorted(set(heights.round(2)), reverse=True)]
    gaps = [i for i, pair in enumerate(zip(starts, starts[1:], strict=False))
            if pair[0] - pair[1] > 0.15]  # fmt: skip
    floors = [starts[i] for i in gaps]
    return [int(sum(round(height, 2) < floor for floor in floors)) for height in heights]


def expected_rows() -> list[int]:
    """Draw as numpy does, from the odds that torch gives."""
    speaker = load_model("speaker")
    ids = torch.tensor([speaker.target_vocabulary.encode("the sky is").ids])
    odds = speaker.transformer(target=ids)[0, -1].softmax(-1).sort(descending=True).values[:3]
    ends = np.cumsum(odds.numpy())
    numbers = np.random.default_rng(SEED).random(DRAWS)
    return [int((numbers >= end).sum()) for end in ends]


def test_every_draw_lies_in_the_row_of_its_token(told: Told) -> None:
    rows = told["thousand"]["rows"]
    beyond = [sum(count for row, count in rows.items() if row > place) for place in range(3)]
    assert beyond == expected_rows()
    assert rows.total() == DRAWS


def test_a_thousand_draws_show_the_models_odds(told: Told) -> None:
    """The golden odds, and what the first seed draws, which is not their two digits."""
    golden, drawn = ["0.82", "0.11", "0.07", "0.00"], ["0.81", "0.11", "0.08", "0.00"]
    assert told["thousand"]["numbers"] == [*golden, *drawn]


def test_frames_of_the_training_text_stand_beside(told: Told) -> None:
    assert told["frames"]["numbers"][-4:] == ["8", "1", "1", "0"]


def test_passes_agree_because_of_the_mask(told: Told) -> None:
    assert told["alone"]["numbers"] == ["0.00"] * 4
    assert sorted(told["lifted"]["numbers"]) == ["0.00", "1.12", "3.56", "8.05"]


def test_the_drawn_token_joins_the_sentence(told: Told) -> None:
    assert told["draw"]["words"]["blue"] == told["odds"]["words"]["blue"] + 2  # the line's as well
    assert told["answer"]["words"]["airplane"] == 2
    assert told["answer"]["numbers"][0] == "0.86"
