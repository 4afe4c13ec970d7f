from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import torch
from torch import Tensor, nn
from torch.nn import functional

from attention_math.training import loop, recall
from attention_math.training.loop import Schedule
from attention_math.training.recall import TOKENS, Recaller, ask, measure_recall

SCHEDULE = Schedule(steps=3, peak_rate=5e-3, warm_up=1)


class Fixed(nn.Module):
    """A network whose states are, all of them, the vector of one of its tokens."""

    def __init__(self, place: int) -> None:
        super().__init__()
        self.place = place

    def forward(self, x: Tensor) -> tuple[Tensor, None]:
        return x[:, [self.place] * x.shape[1]], None


def knowing(place: int) -> Recaller:
    """A model that reads off the token at a place without fail."""
    model = Recaller(Fixed(place))
    with torch.no_grad():
        model.readout.bias.zero_()
        model.table.copy_(torch.eye(TOKENS, recall.WIDTH))
        model.readout.weight.copy_(torch.eye(TOKENS, recall.WIDTH))
    return model


def test_what_hears_only_the_first_token_is_right_and_all_under_its_influence() -> None:
    assert ask(knowing(0), 9) == (1.0, 1.0)


def test_what_never_hears_the_first_token_guesses_and_is_not_moved() -> None:
    accuracy, influence = ask(knowing(4), 9)
    assert accuracy == pytest.approx(1 / TOKENS, abs=0.03)
    assert influence == 0


@pytest.mark.parametrize("name", recall.NETWORKS)
def test_every_network_has_the_same_width_and_hears_every_token(name: str) -> None:
    torch.manual_seed(1)
    model = Recaller(recall.NETWORKS[name](5))
    ids = torch.randint(TOKENS, (1, 5))
    state = model.last_state(ids)
    assert state.shape == (1, recall.WIDTH)
    for place in range(5):
        other = ids.clone()
        other[0, place] = (ids[0, place] + 1) % TOKENS
        assert (model.last_state(other) - state).abs().max() > 1e-4


def test_the_forget_gates_of_an_lstm_begin_open() -> None:
    """What is in its cell stays there if nothing is read: sigmoid(1) of it at each step."""
    lstm = recall.NETWORKS["LSTM"](5)
    assert isinstance(lstm, nn.LSTM)
    with torch.no_grad():
        lstm.weight_ih_l0.zero_(), lstm.weight_hh_l0.zero_(), lstm.bias_hh_l0.zero_()
        lstm.bias_ih_l0[2 * recall.WIDTH : 3 * recall.WIDTH] = 0  # nothing new is offered
        cell = torch.ones(1, 1, recall.WIDTH)
        _, (_, after) = lstm(torch.zeros(1, 1, recall.WIDTH), (torch.zeros_like(cell), cell))
    torch.testing.assert_close(after, torch.full_like(after, 1 / (1 + np.exp(-1))))


def test_the_same_seed_gives_the_same_measures(tmp_path: Path) -> None:
    first = measure_recall(tmp_path / "a", (2, 3), SCHEDULE)
    second = measure_recall(tmp_path / "b", (2, 3), SCHEDULE)
    assert first.accuracy.shape == (3, 2)
    assert all(np.array_equal(x, y) for x, y in zip(first, second, strict=True))
    assert (first.lowest_influence < first.highest_influence).all()  # other seeds, other weights


def test_a_finished_run_is_not_trained_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(loop, "CHECKPOINT_EVERY", SCHEDULE.steps)
    measured = measure_recall(tmp_path, (2,), SCHEDULE)
    monkeypatch.setattr(functional, "cross_entropy", None)
    again = measure_recall(tmp_path, (2,), SCHEDULE)
    assert np.array_equal(again.influence, measured.influence)
