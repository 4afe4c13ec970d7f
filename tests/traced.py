"""Traces of every kind of attention, and a process of their own to compute them in.

``python -m tests.traced FOLDER`` saves them with one thread and with two, and says with which of
torch's kernels: what the environment asks for is settled when torch is imported.
"""

from __future__ import annotations

import sys
from pathlib import Path

from attention_math.tracing import trace_sentence

SENTENCE = "the white cat sees the green car"
CASES = [
    ("agreement", 1, "self", None),
    ("agreement", 1, "self", "causal"),
    *(("speaker", layer, "masked", None) for layer in (1, 2, 3)),
    *(("translator", i, kind, None) for i in (1, 2) for kind in ("self", "masked", "cross")),
]
DEEPEST = [
    ("agreement", 1, "self", "causal"),
    ("speaker", 3, "masked", None),
    ("translator", 1, "self", None),
    ("translator", 2, "cross", None),
]
THREADS = (1, 2)


def saved(folder: Path, threads: int, number: int) -> Path:
    return folder / f"{threads}-{number}.safetensors"


def main(folder: Path) -> None:
    import torch

    for threads in THREADS:
        torch.set_num_threads(threads)
        trace_sentence.cache_clear()
        for number, (name, layer, kind, mask) in enumerate(DEEPEST):
            trace = trace_sentence(name, SENTENCE, layer, kind, mask=mask)
            trace.save(saved(folder, threads, number))
    print(torch.backends.cpu.get_cpu_capability())


if __name__ == "__main__":
    main(Path(sys.argv[1]))
