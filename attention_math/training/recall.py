"""Toys that are to recall the first token of a sentence after its last: how far do they reach?"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from itertools import product
from pathlib import Path

import numpy as np
import torch
from jaxtyping import Float, Int
from torch import Tensor, nn
from torch.nn import functional
from tqdm import tqdm

from attention_math.embedding import sinusoidal_positions
from attention_math.recall import Recall
from attention_math.sizes import Sizes
from attention_math.training.loop import Schedule, train
from attention_math.transformer import MultiHeadAttention

LENGTHS = (2, 4, 8, 16, 32, 64)
SEEDS = (1, 2, 3)
TOKENS = 10
WIDTH = 32
BATCH = 64
ASKED = 1_000  # random sentences, the same for all
SCHEDULE = Schedule(steps=1_000, peak_rate=5e-3, warm_up=100)


class Attention(nn.Module):
    """One attention layer of one head; every row may look at every token, and at its place."""

    def __init__(self, length: int) -> None:
        super().__init__()
        self.attention = MultiHeadAttention(Sizes("encoder", WIDTH, 1, 1, 1, 0, 0, length))
        self.register_buffer("positions", sinusoidal_positions(length, WIDTH))

    def forward(
        self, x: Float[Tensor, "batch tokens width"]
    ) -> tuple[Float[Tensor, "batch tokens width"], None]:
        """Return all states first, as torch's recurrent networks do."""
        placed = x + self.positions
        visible = torch.ones(len(x), x.shape[1], x.shape[1], dtype=torch.bool)
        return self.attention(placed, placed, visible), None


def _recurrent(kind: type[nn.RNNBase]) -> nn.RNNBase:
    """Begin where recurrent networks forget least.

    The states' own matrices are orthogonal (Saxe et al., 2014), and the forget gates of an LSTM
    stand open (Jozefowicz et al., 2015).
    """
    network = kind(WIDTH, WIDTH, batch_first=True)
    for gate in network.weight_hh_l0.chunk(len(network.weight_hh_l0) // WIDTH):
        nn.init.orthogonal_(gate)
    if kind is nn.LSTM:
        nn.init.ones_(network.bias_ih_l0.chunk(4)[1])  # of input, forget, cell and output
    return network


NETWORKS: dict[str, Callable[[int], nn.Module]] = {
    "RNN": lambda _length: _recurrent(nn.RNN),  # its states go through tanh
    "LSTM": lambda _length: _recurrent(nn.LSTM),
    "attention": Attention,
}


class Recaller(nn.Module):
    """A table of vectors, a network that reads them, and a map from its last state to tokens."""

    def __init__(self, network: nn.Module) -> None:
        super().__init__()
        self.table = nn.Parameter(torch.randn(TOKENS, WIDTH))
        self.network = network
        self.readout = nn.Linear(WIDTH, TOKENS)

    def last_state(self, ids: Int[Tensor, "batch tokens"]) -> Float[Tensor, "batch width"]:
        states, _ = self.network(self.table[ids])
        return states[:, -1]

    def forward(self, ids: Int[Tensor, "batch tokens"]) -> Float[Tensor, "batch vocabulary"]:
        return self.readout(self.last_state(ids))


def measure_recall(
    checkpoints: Path, lengths: tuple[int, ...] = LENGTHS, schedule: Schedule = SCHEDULE
) -> Recall:
    """Train every network for every length and seed, and ask each about the same sentences.

    A run that a checkpoint has finished is not trained again.
    """
    runs = list(product(NETWORKS, lengths, SEEDS))
    found = []
    for name, length, seed in tqdm(runs, unit="network"):
        checkpoint = checkpoints / f"recall-{name}-{length}-{seed}.pt"
        found.append(ask(train_recaller(name, length, seed, checkpoint, schedule), length))
    tables = np.array(found).T.reshape(2, len(NETWORKS), len(lengths), len(SEEDS))
    spreads = (spread(axis=-1) for each in tables for spread in (each.mean, each.min, each.max))
    return Recall(
        np.array(list(NETWORKS)),
        np.array(lengths),
        *spreads,
        chance=1 / TOKENS,
        steps=schedule.steps,
        seeds=len(SEEDS),
    )


def train_recaller(
    name: str, length: int, seed: int, checkpoint: Path, schedule: Schedule = SCHEDULE
) -> Recaller:
    """Train one network from nothing, on sentences that are drawn anew at every step."""
    torch.manual_seed(seed)
    model = Recaller(NETWORKS[name](length))

    def loss(model: Recaller, _batch: list[int], _progress: float) -> Tensor:
        ids = torch.randint(TOKENS, (BATCH, length))
        return functional.cross_entropy(model(ids), ids[:, 0])

    train(model, loss, lambda _epoch: [[]], replace(schedule, seed=seed), checkpoint, quiet=True)
    return model


@torch.no_grad()
def ask(model: Recaller, length: int) -> tuple[float, float]:
    """Return accuracy and influence, as `attention_math.recall.Recall` tells of them.

    In 64 bits: what an RNN has left of a first token is soon less than 32 bits can tell.
    """
    generator = torch.Generator().manual_seed(0)
    ids, others = torch.randint(TOKENS, (2, ASKED, length), generator=generator)
    exchanged = torch.cat([others[:, :1], ids[:, 1:]], dim=1)
    model = model.double()
    state, apart = model.last_state(ids), [model.last_state(x) for x in (exchanged, others)]
    moved, distance = ((state - other).square().sum().item() for other in apart)
    right = model(ids).argmax(-1) == ids[:, 0]
    return right.double().mean().item(), (moved / distance) ** 0.5
