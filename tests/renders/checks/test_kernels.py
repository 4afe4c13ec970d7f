"""The oracle's bounds hold on every processor, and are no wider than they must be."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import warnings
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from pathlib import Path

import numpy as np
import pytest

from attention_math.trace import AttentionTrace, load
from attention_math.tracing import trace_sentence
from renders.checks import recomputed, reference, rounding
from renders.checks.audit import Audit
from renders.checks.oracle import Oracle
from renders.checks.recomputed import recompute
from renders.checks.written import judge_citation
from renders.rehearsal import Beat
from scenes.stage import traces
from scenes.stage.cited import Citation, Quantity
from tests.kernel import ORDERS, Kernel
from tests.renders.checks.test_audit import Stage
from tests.stage import staged
from tests.traced import CASES, DEEPEST, SENTENCE, THREADS, saved

# What is asked of torch, and for the oldest kernels of MKL and oneDNN too; a processor without
# what torch is asked for dies of it.
ENVIRONMENTS = {
    "default": {"MKL_CBWR": "COMPATIBLE", "ONEDNN_MAX_CPU_ISA": "SSE41"},
    "avx2": {},
    "avx512": {},
}
_ILLEGAL_INSTRUCTION = (-getattr(signal, "SIGILL", 4), 128 + 4, 0xC000001D)


def traced(name: str, layer: int, kind: str, mask: str | None) -> AttentionTrace:
    return trace_sentence(name, SENTENCE, layer, kind, mask=mask)


@cache
def oracle_of(name: str, layer: int, kind: str, mask: str | None) -> Oracle:
    return Oracle({"trace": traced(name, layer, kind, mask)}, SENTENCE)


def strays(case: tuple, arrays: dict[str, np.ndarray]) -> list[str]:
    """Name every entry that the oracle does not find again."""
    return [
        f"{citation.tensor}{list(citation.index)}: {true} ± {bound}, not {citation.value}"
        for tensor, array in arrays.items()
        for citation, true, bound in oracle_of(*case).strays(Quantity("trace", tensor, array))
    ]


@pytest.mark.parametrize("case", CASES, ids=str)
def test_every_array_of_a_trace_is_found_again(case: tuple) -> None:
    given = traced(*case).named_arrays()
    assert set(recompute(traced(*case), SENTENCE)) == set(given)
    assert strays(case, given) == []


def run(environment: dict[str, str], folder: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "tests.traced", str(folder)],
        env=os.environ | environment,
        cwd=Path(__file__).parents[3],
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize("asked", ENVIRONMENTS)
def test_every_kernel_of_this_processor_is_within_the_bounds(
    asked: str, tmp_path: Path, record_property: Callable[[str, object], None]
) -> None:
    environment = ENVIRONMENTS[asked] | {"ATEN_CPU_CAPABILITY": asked}
    done = run(environment, tmp_path)
    if done.returncode in _ILLEGAL_INSTRUCTION:
        done = run(environment | {"ATEN_CPU_CAPABILITY": ""}, tmp_path)
    assert done.returncode == 0, done.stderr
    ran = done.stdout.split()[-1]
    record_property("kernels", ran)
    print(f"{asked} was asked for, {ran} was run")
    if ran.lower() != asked:
        warnings.warn(f"this processor has no {asked} kernels: {ran} was run", stacklevel=1)
    for threads in THREADS:
        for number, case in enumerate(DEEPEST):
            assert strays(case, load(saved(tmp_path, threads, number)).named_arrays()) == []


@pytest.mark.parametrize("order", ORDERS)
@pytest.mark.parametrize("case", DEEPEST, ids=str)
def test_another_order_of_sums_is_within_the_bounds(
    case: tuple, order: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in (reference, recomputed):
        monkeypatch.setattr(module, "single", lambda array: Kernel.of(array, order))
    other = {name: np.asarray(array) for name, array in recompute(traced(*case), SENTENCE).items()}
    monkeypatch.undo()
    assert other["output"].dtype == np.float32
    assert not np.array_equal(other["output"], traced(*case).output)
    assert strays(case, other) == []


@pytest.mark.parametrize("case", DEEPEST, ids=str)
def test_the_bounds_are_too_narrow_to_be_seen(case: tuple) -> None:
    for tensor, array in traced(*case).named_arrays().items():
        size = np.abs(array[np.isfinite(array)]).max(initial=1.0)
        assert oracle_of(*case).bound("trace", tensor).max() < 1e-4 * size, tensor


@pytest.mark.parametrize("case", DEEPEST, ids=str)
def test_ten_times_the_bound_is_found_and_named(case: tuple) -> None:
    for tensor in ("query_side.inputs", "head1.scores", "head2.weights", "output"):
        array = traced(*case).named_arrays()[tensor].astype(float)
        bound = oracle_of(*case).bound("trace", tensor)
        lot = np.random.default_rng(4).choice((-1, 1), array.shape)
        assert strays(case, {tensor: array + lot * bound / rounding.DEVIATIONS}) == []
        place = np.unravel_index(bound.argmax(), bound.shape)
        array[place] += 10 * bound[place]
        (stray,) = strays(case, {tensor: array})
        assert stray.startswith(f"{tensor}{list(map(int, place))}: ")


# --- what the audit says of it -------------------------------------------------------------------


def moved(trace: AttentionTrace, by: float) -> AttentionTrace:
    """The same trace, the weights of its first head away from the truth by so many bounds."""
    oracle = Oracle({"trace": trace})
    true, bound = (f("trace", "head1.weights") for f in (oracle.array, oracle.bound))
    lot = np.random.default_rng(1).choice((-1, 1), true.shape)
    head = replace(trace.head(1), weights=(true + lot * by * bound).astype(np.float32))
    return replace(trace, heads=(head, *trace.heads[1:]))


@pytest.mark.parametrize("by", [0.5, 10])
def test_noise_of_32_bits_passes_the_audit_and_ten_times_its_bound_does_not(
    by: float, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = moved(trace_sentence("agreement", "my heavy box"), by)
    monkeypatch.setattr(traces, "_run", lambda *_: other)
    audit = Audit()
    with staged(Stage) as scene:
        audit.look(scene, Beat("beat", "", 0.0))
    assert bool(audit.failures) == (by > 1)
    assert {failure.check for failure in audit.failures} <= {"value"}
    if by > 1:
        told = " ".join(map(str, audit.failures))
        assert all(f"head1.weights[{i}, {j}] = " in told for i in range(3) for j in range(3))


class Truth(Oracle):
    """Knows one number, halfway between two that can be shown."""

    def __init__(self) -> None:
        super().__init__({})
        self.array, self.bound = lambda *_: np.array([0.125]), lambda *_: np.array([1e-6])


@pytest.mark.parametrize(
    ("value", "faults"), [(0.1249995, 0), (0.1250005, 0), (0.12501, 1), (0.12499, 1)]
)
def test_either_side_of_a_tie_is_right(value: float, faults: int) -> None:
    citation = Citation("trace", "head1.weights", (0,), value)
    found = list(judge_citation(citation, "Numeral", Truth()))
    assert len(found) == faults
    assert all("= 0.125 ± 1e-06" in problem.expected for problem in found)
