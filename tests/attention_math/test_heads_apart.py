"""What a head adds is held to torch, and what is lost with it to two glosses read by hand."""

from __future__ import annotations

import numpy as np
import pytest
import torch

from attention_math.heads_apart import (
    Loss,
    are_side_by_side,
    by_words_lost,
    english_nouns,
    head_update,
    loss,
    tells_genders,
    turned_nouns,
    turned_places,
    update_walk,
)
from attention_math.registry import load_model
from attention_math.tracing import attention_module, trace_sentence
from renders.checks.derivations import DERIVATIONS

A = "the white cat sees the green car"
WHOLE = ["le", "blanc", "chat", "voit", "la", "verte", "voiture"]
WITHOUT = ["le", "blanc", "chat", "voit", "le", "vert", "lit"]


def test_heads_and_bias_make_what_the_module_adds() -> None:
    trace = trace_sentence("agreement", A, 1, "self")
    rows = np.split(trace.output_weight, len(trace.heads))
    parts = [head_update(head.output, own) for head, own in zip(trace.heads, rows, strict=True)]
    mixing = attention_module(load_model("agreement"), 1, "self").output
    with torch.no_grad():
        whole = mixing(torch.tensor(np.array(trace.concat))).numpy()
    assert sum(parts) + trace.output_bias == pytest.approx(whole, abs=1e-5)
    assert sum(parts) != pytest.approx(whole, abs=1e-2)  # without the bias it is another


@pytest.mark.parametrize(("model", "heads"), [("agreement", 2), ("translator", 8)])
def test_heads_are_counted_by_their_width(model: str, heads: int) -> None:
    trace = trace_sentence(model, A, 1, "self")
    given = trace.concat, trace.heads[0].output
    found = [count for count in range(1, 13) if are_side_by_side(*given, count)]
    assert found == [heads] == [attention_module(load_model(model), 1, "self").heads]


def test_an_update_is_walked_from_the_longest_step_to_its_own_end() -> None:
    trace = trace_sentence("translator", A, 2, "self")
    matrix, update = trace.output_weight, torch.tensor(trace.output[1], dtype=torch.float64)
    walk = update_walk(trace.concat[1], matrix, trace.output[1], len(trace.heads))
    steps = torch.stack([
        torch.tensor(head_update(head.output[1:2], rows)[0])
        for head, rows in zip(trace.heads, np.split(matrix, 8), strict=True)
    ])  # fmt: skip
    assert walk.heads.tolist() == steps.norm(dim=1).argsort(descending=True).tolist()
    assert len(walk.places) == 8 + 2
    across = torch.cumsum(steps[walk.heads.tolist()] @ update / update.norm(), dim=0)
    assert walk.places[1:-1, 0] == pytest.approx(across.numpy())
    assert walk.places[[0, -1]] == pytest.approx(np.array([[0, 0], [update.norm(), 0]]), abs=1e-9)
    assert walk.places[1, 1] > 0  # the longest step leads up


def test_no_other_plane_through_the_update_keeps_more_of_the_steps() -> None:
    generator = np.random.default_rng(7)
    concat, matrix = generator.standard_normal(6), generator.standard_normal((6, 5))
    update = concat @ matrix + generator.standard_normal(5)
    percent = update_walk(concat, matrix, update, 3).percent
    steps = (concat[:, None] * matrix).reshape(3, 2, 5).sum(axis=1)
    for _ in range(200):
        plane = np.linalg.qr(np.stack([update, generator.standard_normal(5)], axis=1))[0]
        assert 100 * ((steps @ plane) ** 2).sum() / (steps**2).sum() <= percent + 1e-9
    with pytest.raises(ValueError, match="leads nowhere"):
        update_walk(concat, matrix, np.zeros(5), 3)


def test_gender_falls_and_a_car_becomes_a_bed() -> None:
    assert loss(WHOLE, WITHOUT) == Loss(stands=False, gender=True, noun=True)
    assert turned_places(WHOLE, WITHOUT) == [4, 5, 6]
    assert turned_nouns(WHOLE, WITHOUT) == [6]
    assert english_nouns(WITHOUT)[-1] == "bed"
    assert english_nouns(WITHOUT)[1] == "blanc"


@pytest.mark.parametrize(
    ("before", "after", "found"),
    [
        ("lourde boîte", "lourde boîte", Loss(stands=True, gender=False, noun=False)),
        ("lourde boîte", "lourd boîte", Loss(stands=False, gender=True, noun=False)),
        ("voit voiture", "voit manteau", Loss(stands=False, gender=False, noun=True)),
        ("voit chat", "dort chat", Loss(stands=False, gender=False, noun=False)),
    ],
)
def test_what_is_lost_is_told_apart(before: str, after: str, found: Loss) -> None:
    words = before.split(), after.split()
    assert loss(*words) == found
    assert {name: bool(value) for name, value in DERIVATIONS["loss"](*words).items()} == (
        found._asdict()
    )


def test_the_head_that_can_be_spared_goes_first() -> None:
    assert by_words_lost(WHOLE, [WITHOUT, WHOLE]) == [1, 0]
    assert by_words_lost(WHOLE, [WHOLE, WITHOUT]) == [0, 1]
    assert by_words_lost(WHOLE, [WHOLE, WHOLE]) == [1, 0]


@pytest.mark.parametrize(
    ("update", "found"),
    [
        ([[1, 2], [9, 9], [-1, -1]], True),
        ([[1, 2], [9, 9], [-1, 3]], False),  # at an acute angle
        ([[0, 0], [9, 9], [-1, -1]], False),
    ],
)
def test_genders_are_told_where_arrows_point_apart(update: list, found: bool) -> None:
    given = np.array(update, dtype=float), ["chat", "voit", "voiture"]
    assert tells_genders(*given) is found
    assert bool(DERIVATIONS["tells_genders"](*given)) is found
    assert not tells_genders(given[0][:2], given[1][:2])  # of one gender alone
