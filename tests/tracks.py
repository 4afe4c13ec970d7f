"""What every number track must be: as its schema says, and what a schema cannot say."""

from __future__ import annotations

import base64
import json
from collections import defaultdict
from itertools import pairwise
from pathlib import Path
from typing import Any

import jsonschema
import numpy as np

from renders.film import track as track_module

SCHEMA = json.loads(Path(track_module.__file__).with_name("numbers.schema.json").read_text("utf-8"))


def hold(track: dict[str, Any]) -> None:
    """Hold a track to the format."""
    jsonschema.Draft202012Validator(SCHEMA).validate(track)
    edges = [one["start"] for one in track["beats"]] + [track["frames"]]
    assert edges == sorted(set(edges))
    assert all(one["end"] <= after for one, after in zip(track["beats"], edges[1:], strict=True))
    for tensor in track["tensors"]:
        _hold_tensor(tensor, track)
    lines = defaultdict(list)
    for first, last, place, index, _, text, box in track["numbers"]:
        assert first <= last < track["frames"]
        shape = track["tensors"][place]["shape"]
        assert shape is None or _is_in(index, shape), (index, shape)
        assert box[0] < box[2] and box[1] < box[3]
        lines[place, *index, text, *box].append((first, last))
    for runs in lines.values():  # one in one place is one run
        assert all(last + 1 < first for (_, last), (first, _) in pairwise(sorted(runs)))


def _hold_tensor(tensor: dict[str, Any], track: dict[str, Any]) -> None:
    assert tensor["source"] < len(track["sources"])
    shape = tensor["shape"]
    for operand in tensor["operands"]:
        other = track["tensors"][operand["tensor"]]
        assert other is not tensor
        assert len(operand["index"]) == len(other["shape"])
        for place, size in zip(operand["index"], other["shape"], strict=True):
            assert not isinstance(place, int) or place < size
            if place in list("ijkl"):
                assert shape["ijkl".index(place)] <= size
    if "data" in tensor:
        count = len(np.frombuffer(base64.b64decode(tensor["data"], validate=True), "<f4"))
        assert count == np.prod(shape)


def _is_in(index: list[int], shape: list[int]) -> bool:
    return len(index) == len(shape) and all(i < n for i, n in zip(index, shape, strict=True))
