"""One training loop for every model: fixed steps, resumable, the same bits each time."""

from __future__ import annotations

import math
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import torch
from torch import Tensor, nn
from tqdm import tqdm

CHECKPOINT_EVERY = 500
LOWER_PEAK = 0.7  # of the first one, after a restart


@dataclass(frozen=True)
class Schedule:
    """How long and how fast to learn.

    At the step ``restart`` the rate rises once more, to a lower peak, which leaves narrow minima
    (Loshchilov and Hutter, 2017, "SGDR"). ``short_products`` rounds the factors of matrix products
    to bfloat16: a third faster on processors that have it, and other bits than on those that have
    not.
    """

    steps: int
    peak_rate: float
    warm_up: int
    seed: int = 1
    short_products: bool = False
    restart: int | None = None

    def rate(self, step: int) -> float:
        """Rise in a straight line, then fall along half a cosine to zero; so again if restarted."""
        first, last, peak = 0, self.restart or self.steps, self.peak_rate
        if step >= last:
            first, last, peak = last, self.steps, peak * LOWER_PEAK
        done = step - first
        if done < self.warm_up:
            return peak * (done + 1) / self.warm_up
        progress = (done - self.warm_up) / max(1, last - first - self.warm_up)
        return peak * 0.5 * (1 + math.cos(math.pi * progress))


Loss = Callable[[nn.Module, list[int], float], Tensor]


def train(
    model: nn.Module,
    loss: Loss,
    batches: Callable[[int], list[list[int]]],
    schedule: Schedule,
    checkpoint: Path,
    *,
    quiet: bool = False,
) -> None:
    """Train in place; a checkpoint of the same model is taken up where it stopped.

    Every random choice of a step follows from the seed and the step's number, so a run that was
    interrupted ends in the same weights, bit for bit, as one that was not.

    Parameters
    ----------
    loss
        Takes the model, the numbers of the examples in a batch, and the share of steps done.
    batches
        Takes the number of an epoch and returns its batches, each a list of example numbers.
    """
    optimiser = torch.optim.AdamW(
        model.parameters(), betas=(0.9, 0.98), eps=1e-9, weight_decay=0.01, fused=True
    )
    first = _resume(model, optimiser, schedule, checkpoint)
    model.train()
    stream = _batch_stream(batches, first)
    progress = tqdm(total=schedule.steps, initial=first, unit="step", disable=quiet)
    with progress as bar, _products("bf16" if schedule.short_products else "ieee"):
        for step in range(first, schedule.steps):
            torch.manual_seed(schedule.seed * 1_000_003 + step)
            for group in optimiser.param_groups:
                group["lr"] = schedule.rate(step)
            value = loss(model, next(stream), step / schedule.steps)
            optimiser.zero_grad()
            value.backward()
            nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimiser.step()
            bar.update()
            if step % 50 == 0:
                bar.set_postfix(loss=f"{value.item():.3f}")
            if (step + 1) % CHECKPOINT_EVERY == 0:
                _save(model, optimiser, schedule, step + 1, checkpoint)
    model.eval()


@contextmanager
def _products(precision: str) -> Iterator[None]:
    before = torch.backends.mkldnn.matmul.fp32_precision
    torch.backends.mkldnn.matmul.fp32_precision = precision
    try:
        yield
    finally:
        torch.backends.mkldnn.matmul.fp32_precision = before


def shuffled_batches(
    lengths: list[int], batch_size: int, seed: int
) -> Callable[[int], list[list[int]]]:
    """Shuffle each epoch anew, with sentences of like length together to waste no padding."""

    def epoch_batches(epoch: int) -> list[list[int]]:
        generator = torch.Generator().manual_seed(seed * 7_919 + epoch)
        order = torch.randperm(len(lengths), generator=generator).tolist()
        pool = batch_size * 50
        grouped: list[list[int]] = []
        for start in range(0, len(order), pool):
            alike = sorted(order[start : start + pool], key=lengths.__getitem__)
            grouped += [alike[i : i + batch_size] for i in range(0, len(alike), batch_size)]
        return [grouped[i] for i in torch.randperm(len(grouped), generator=generator).tolist()]

    return epoch_batches


def _batch_stream(batches: Callable[[int], list[list[int]]], first: int) -> Iterator[list[int]]:
    epoch, skipped = 0, 0
    while True:
        for batch in batches(epoch):
            if skipped >= first:
                yield batch
            skipped += 1
        epoch += 1


def _save(
    model: nn.Module, optimiser: torch.optim.Optimizer, schedule: Schedule, step: int, path: Path
) -> None:
    """Write aside and rename, so that a kill never leaves half a checkpoint."""
    path.parent.mkdir(parents=True, exist_ok=True)
    aside = path.with_suffix(".part")
    state = {
        "model": model.state_dict(),
        "optimiser": optimiser.state_dict(),
        "schedule": vars(schedule),
        "step": step,
    }
    torch.save(state, aside)
    os.replace(aside, path)


def _resume(
    model: nn.Module, optimiser: torch.optim.Optimizer, schedule: Schedule, path: Path
) -> int:
    if not path.exists():
        return 0
    try:
        state = torch.load(path, weights_only=True)
        if state["schedule"] != vars(schedule):
            raise ValueError("it belongs to another schedule")
        model.load_state_dict(state["model"])
        optimiser.load_state_dict(state["optimiser"])
    except Exception as error:
        raise ValueError(
            f"the checkpoint {path} cannot be resumed ({str(error).splitlines()[0]}); delete it"
        ) from None
    return state["step"]
