from __future__ import annotations

import numpy as np
from safetensors.numpy import load_file

from attention_math.patterns import head_wall, measured_on, positional_heads
from attention_math.senses import FILE, ROLES

GIVEN = load_file(FILE)
ONE = slice(64, 128)  # the second of twelve


def test_each_head_stands_in_its_place_and_shines_by_its_own_scale() -> None:
    wall, head = head_wall(), GIVEN["patterns"][1, 1].astype(float)
    assert wall.shape == (6 * 64, 12 * 64)
    assert wall.min() >= 0 and wall.max() == 1
    strongest = np.sort(head.ravel())[-41:]  # a hundredth of 4,096
    assert (wall[ONE, ONE] == 1).sum() == 41
    faint = head < strongest[0]
    assert np.ptp((wall[ONE, ONE] / np.where(head, head, np.nan))[faint & (head > 0)]) < 1e-9


def test_two_heads_alone_look_at_place() -> None:
    assert positional_heads().tolist() == [
        [0, 2, ROLES.index("previous token")],
        [1, 8, ROLES.index("next token")],
    ]


def test_what_was_measured_is_said_by_the_file() -> None:
    assert measured_on().tolist() == ["512 tokens, blocks of 8", "200 generated sentences, seed 1"]
