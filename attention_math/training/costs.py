"""Times one head on texts of growing length, on whatever machine this runs on."""

from __future__ import annotations

import os
import platform
import re
from collections.abc import Callable
from pathlib import Path
from time import perf_counter

import numpy as np
import torch
from tqdm import tqdm

from attention_math.costs import Costs

LENGTHS = (64, 128, 256, 384, 512, 640, 768, 896, 1024)
WIDTH = 64
ROUNDS = 100
SEED = 1
_LONGEST_NAME = 40
_PROCESSORS = Path("/proc/cpuinfo")


def measure_costs(lengths: tuple[int, ...] = LENGTHS, rounds: int = ROUNDS) -> Costs:
    """Run every length once a round, in turn, so that a busy moment spoils none of them alone."""
    threads = torch.get_num_threads()
    torch.set_num_threads(1)
    try:
        heads = [Head(length) for length in lengths]
        times = [[timed(head.run) for head in heads] for _ in tqdm(range(rounds), unit="round")]
    finally:
        torch.set_num_threads(threads)
    megabytes = [head.weights.nbytes / 1e6 for head in heads]
    least = np.round(1e3 * np.min(times, axis=0), 6)
    return Costs(np.array(lengths), least, np.array(megabytes), machine(), WIDTH, rounds)


class Head:
    """One head with room for its scores, weights and output: only arithmetic is to be timed."""

    def __init__(self, length: int) -> None:
        generator = torch.Generator().manual_seed(SEED)
        self.query, self.key, self.value = torch.randn(3, length, WIDTH, generator=generator)
        self.scores, self.weights = torch.empty(2, length, length)
        self.output = torch.empty(length, WIDTH)

    @torch.no_grad()
    def run(self) -> None:
        torch.matmul(self.query, self.key.mT, out=self.scores)
        self.scores.div_(WIDTH**0.5)
        torch.softmax(self.scores, dim=-1, out=self.weights)
        torch.matmul(self.weights, self.value, out=self.output)


def timed(run: Callable[[], object]) -> float:
    """Return how many seconds a call takes, once its numbers are at hand."""
    run()
    start = perf_counter()
    run()
    return perf_counter() - start


def machine() -> np.ndarray:
    """Name the machine's class in two lines, and nothing that tells one of its kind apart."""
    cores = os.cpu_count() or 1
    release = torch.__version__.partition("+")[0]
    return np.array([f"{_processor()}, {cores} cores", f"torch {release}, one thread"])


def _processor() -> str:
    """Ask Linux, or else Python, for the processor's name, and leave out what all of them say."""
    told = _PROCESSORS.read_text(encoding="utf-8") if _PROCESSORS.exists() else ""
    found = re.search(r"^model name\s*:\s*(.+)$", told, re.MULTILINE)
    name = found.group(1) if found else platform.processor() or platform.machine()
    plain = re.sub(
        r"\((R|TM)\)|\bCPU\b|\bProcessor\b|@.*", " ", name.encode("ascii", "ignore").decode()
    )
    return " ".join(plain.split())[:_LONGEST_NAME].strip() or "an unnamed processor"
