"""A model of GPT-2 small's size reads 1,024 tokens: plainly, and with one of its layers recorded.

`python -m bench.recording ours` and `… stock` print what it cost; a pass through it is a "frame".
"""

from __future__ import annotations

import json
import time

import torch
import typer
from transformers import GPT2Config, GPT2Model

from attention_math.huggingface.recorder import Recorder, recording
from bench.jobs import OURS

LAYER = 6  # of 12
TOKENS = 1024
PASSES = 3


def main(engine: str) -> None:
    """Let the model read a few times and print what that cost."""
    torch.set_num_threads(1)
    torch.manual_seed(0)
    model = GPT2Model(GPT2Config(attn_implementation="eager")).eval()
    ids = torch.arange(TOKENS)[None]
    _read(model, ids, engine)  # the first pass fills caches
    began = time.process_time()
    for _ in range(PASSES):
        _read(model, ids, engine)
    spent = time.process_time() - began
    print(json.dumps({"frames": PASSES, "scene_cpu": spent, "before_cpu": 0.0}))


def _read(model: GPT2Model, ids: torch.Tensor, engine: str) -> None:
    if engine == OURS:
        with recording(model, Recorder(model, "masked", LAYER)):
            model(input_ids=ids)
    else:
        with torch.no_grad():
            model(input_ids=ids)


if __name__ == "__main__":
    typer.run(main)
