from __future__ import annotations

import numpy as np
import pytest
import torch

from attention_math.softmax_steps import (
    HOT,
    LARGEST_SCORE,
    ONE,
    can_be_raised,
    even_share,
    exponentials,
    lead_can_be_raised,
    place_of,
    temperature_sweep,
    tempered,
    total,
    weights_in_words,
)

SCORES = np.array([-0.8, 0.13, 2.28, -2.53, 0.54], dtype=np.float32)
ROW = torch.tensor(SCORES, dtype=torch.float64)


def test_the_steps_together_are_softmax() -> None:
    raised = exponentials(SCORES)
    assert raised == pytest.approx(ROW.exp().numpy())
    assert total(raised) == pytest.approx([ROW.exp().sum().item()])
    assert raised / total(raised) == pytest.approx(ROW.softmax(0).numpy())


def test_a_thousand_more_overflows_and_the_maximum_taken_off_does_not() -> None:
    hot = SCORES.astype(float) + 1000
    assert np.isposinf(exponentials(hot)).all()
    assert np.isposinf((ROW + 1000).exp().numpy()).all()
    safe = hot - hot.max()
    raised = exponentials(safe)
    assert raised.max() == 1
    assert raised / total(raised) == pytest.approx((ROW + 1000).softmax(0).numpy())
    assert raised / total(raised) == pytest.approx(ROW.softmax(0).numpy())


def test_exp_turns_a_lead_into_a_ratio() -> None:
    assert exponentials(np.array(np.log(6.0) - np.log(2.0))) == pytest.approx(3)


@pytest.mark.parametrize("temperature", [0.2, 1.0, 5.0])
def test_temperature_divides_the_scores(temperature: float) -> None:
    assert tempered(SCORES, temperature) == pytest.approx((ROW / temperature).softmax(0).numpy())


@pytest.mark.parametrize("temperature", [0.0, -1.0, float("nan")])
def test_a_temperature_is_positive(temperature: float) -> None:
    with pytest.raises(ValueError, match="more than 0"):
        tempered(SCORES, temperature)


def test_the_sweep_heats_from_sharp_to_even_and_passes_through_one() -> None:
    sweep = temperature_sweep(SCORES)
    assert (sweep.temperatures[0], sweep.temperatures[-1]) == (0.2, HOT)
    one = place_of(sweep.temperatures, ONE)
    assert sweep.temperatures[one] == pytest.approx(1, abs=1e-12)
    for place in (0, one, 60, -1):
        expected = (ROW / sweep.temperatures[place]).softmax(0).numpy()
        assert sweep.weights[place] == pytest.approx(expected)
    assert (np.diff(sweep.weights.max(axis=1)) < 0).all()


@pytest.mark.parametrize(("stop", "count"), [(2.0, 121), (2.1, 122), (40**0.5, 122)])
def test_the_sweep_stops_exactly_where_it_is_to(stop: float, count: int) -> None:
    sweep = temperature_sweep(SCORES, np.array([stop]))
    assert len(sweep.temperatures) == count
    assert (np.diff(sweep.temperatures) > 1e-6).all()
    assert sweep.temperatures[place_of(sweep.temperatures, stop)] == stop


def test_an_exponential_of_many_digits_is_not_to_be_read() -> None:
    assert can_be_raised(np.array([-1e3, LARGEST_SCORE]))
    assert not can_be_raised(np.array([0.0, LARGEST_SCORE + 1]))
    assert not can_be_raised(np.array([-300.0, -20.0]))  # e to them looks like zero


@pytest.mark.parametrize(
    ("raised", "is_read"), [((0, -3.9), True), ((0, -4.1), False), ((11, -3), False)]
)
def test_a_factor_is_told_if_both_bars_and_their_quotient_can_be_read(
    raised: tuple[float, float], *, is_read: bool
) -> None:
    assert lead_can_be_raised(np.array([-1e3, *raised])) == is_read


def test_a_weight_is_put_into_words_by_what_it_is_alone() -> None:
    words = weights_in_words(np.array([0.73, 0.3, 0.13, 0.03, 0.004, 0.0]), 7)
    assert words == [
        "most of the weight",
        "more than an even share",
        "less than an even share",
        "little",
        "almost nothing",
        "nothing",
    ]
    assert even_share(4) == pytest.approx([0.25])
