"""`attention-film trace`: every number that the film shows, to read, to script, to keep."""

from __future__ import annotations

import os
from dataclasses import asdict
from pathlib import Path, PureWindowsPath
from typing import Annotated, Literal

import numpy as np
import typer

from attention_math.huggingface.names import is_path
from attention_math.huggingface.request import trace_path
from attention_math.named import unknown
from attention_math.own_files import read_arrays
from attention_math.shipped import MODELS
from attention_math.trace import AttentionTrace, Kind, load
from renders.errors import BadInput, bad_input, one_line
from renders.terminal import say, say_json

USUAL = next(iter(MODELS))  # of the models, where none is named
HEAD_ARRAYS = ("query", "key", "value", "scores", "scaled", "masked", "weights", "output")


def trace(
    example: Annotated[
        str | None, typer.Option(metavar="NAME", help="A worked example: pencil, worked-example, …")
    ] = None,
    sentence: Annotated[
        str | None, typer.Option(metavar="TEXT", help="Run a model on this sentence.")
    ] = None,
    file: Annotated[
        Path | None, typer.Option(metavar="PATH", help="Read a trace that --save wrote.")
    ] = None,
    arrays: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Your own arrays: .npz, .json or .safetensors."),
    ] = None,
    model: Annotated[
        str | None,
        typer.Option(
            metavar="NAME",
            help=f"With --sentence; {USUAL} if left out. hf:PATH is a Hugging Face model's folder.",
        ),
    ] = None,
    layer: Annotated[
        int | None, typer.Option(min=1, help="With --sentence; counted from 1.")
    ] = None,
    head: Annotated[int, typer.Option(min=1, help="Counted from 1.")] = 1,
    kind: Annotated[
        Kind | None, typer.Option(help="With --sentence; the model's first if left out.")
    ] = None,
    mask: Annotated[
        Literal["none", "causal"] | None,
        typer.Option(help="Hide more keys than the model does; for an example, instead."),
    ] = None,
    translation: Annotated[
        str | None,
        typer.Option(metavar="TEXT", help="What the decoder reads; the model's own if left out."),
    ] = None,
    tensor: Annotated[
        str | None,
        typer.Option(
            metavar="NAME", help="Print this tensor alone, e.g. head1.weights; also a derived one."
        ),
    ] = None,
    at: Annotated[
        str | None,
        typer.Option(metavar="I,J", help="With --tensor: one entry, rows and columns from 0."),
    ] = None,
    save: Annotated[
        Path | None, typer.Option(metavar="PATH", help="Write the whole trace as safetensors.")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON; −∞ is '-inf'.")] = False,
) -> None:
    """Print the numbers of one attention head: Q, K, V, scores, weights, output.

    Rows are queries, columns are keys. Use --tensor and --at to look up what the film cites by
    name and index; --tensor alone prints what is of no sentence, e.g. position_products(8, 32).
    """
    if at is not None and tensor is None:
        raise BadInput("--at goes with --tensor NAME")
    options = {"model": model, "layer": layer, "kind": kind, "translation": translation}
    chosen = {name: value for name, value in options.items() if value is not None}
    ways = [way for way in (example, sentence, file, arrays) if way is not None]
    if tensor is not None and not (ways or chosen or mask):
        _print_tensor(None, tensor, at, as_json)
        return
    if len(ways) != 1:
        raise BadInput("give one of --example NAME, --sentence TEXT, --file PATH or --arrays FILE")
    if sentence is None and chosen:
        raise BadInput(f"--{next(iter(chosen))} goes with --sentence; leave it out")
    if (file or arrays) is not None and mask is not None:
        raise BadInput("--mask goes with --sentence or --example; leave it out")
    with bad_input():
        found = _read(file, arrays) or _compute(example, sentence, mask, **chosen)
        found.head(head)
    if save is not None:
        _save(found, save)
    if tensor is not None:
        _print_tensor(found, tensor, at, as_json)
    elif as_json:
        say_json(describe(found, head))
    elif save is None:
        from renders.commands.tables import show_head

        show_head(found, head)


def _read(file: Path | None, arrays: Path | None) -> AttentionTrace | None:
    if file is not None:
        return load(file)
    return None if arrays is None else read_arrays(arrays)


def _compute(
    example: str | None,
    sentence: str | None,
    mask: str | None,
    model: str = USUAL,
    layer: int = 1,
    kind: Kind | None = None,
    translation: str | None = None,
) -> AttentionTrace:
    if example is not None:
        from attention_math.examples import trace_example  # late: it may import torch

        return trace_example(example, mask)
    if is_path(model):
        if mask is not None:
            raise BadInput("--mask goes with a model of the film; leave it out")
        return trace_path(model, sentence, layer, kind, translation)
    from attention_math.tracing import trace_sentence  # late: it imports torch

    return trace_sentence(model, sentence, layer, kind, translation, mask)


def describe(found: AttentionTrace, head: int) -> dict[str, object]:
    """Return one head's numbers under the trace's own names, ready for JSON.

    ``inputs`` is what Q is computed from: ``embeddings`` in a first layer, more further up. K and
    V are computed from ``key_inputs``. ``tokens`` are the model's own, ``shown`` as readers know
    them.
    """
    asking, answering = found.query_side, found.key_side
    arrays = dict(found.head(head).arrays())
    described = {
        "source": asdict(found.source) | {"head": head},
        "tokens": list(asking.tokens),
        "key_tokens": list(answering.tokens),
        "shown": list(asking.shown),
        "key_shown": list(answering.shown),
        "ids": asking.ids,
        "key_ids": answering.ids,
        "embeddings": asking.embeddings,
        "key_embeddings": answering.embeddings,
        "inputs": asking.inputs,
        "key_inputs": answering.inputs,
        **{name: arrays.get(name) for name in HEAD_ARRAYS},
    }
    return {
        name: plain(one) if isinstance(one, np.ndarray) else one
        for name, one in described.items()
        if one is not None  # as of own arrays, what was not given
    }


def plain(array: np.ndarray) -> object:
    """Turn an array into nested lists, with −∞ as the string that JSON has no number for."""
    if array.ndim:
        return [plain(row) for row in array]
    return "-inf" if np.isneginf(array) else array.item()


def _save(found: AttentionTrace, path: Path) -> None:
    shown = _printable(path)
    if PureWindowsPath(path.name).is_reserved():
        raise BadInput(f"{shown} is a name that Windows keeps for itself; choose another")
    if not os.path.isdir(path.parent):
        raise BadInput(f"there is no folder {_printable(path.parent)}; make it first")
    if os.path.isdir(path):
        raise BadInput(f"{shown} is a folder; name a file")
    if os.path.exists(path) and not os.path.isfile(path):
        raise BadInput(f"{shown} is a device; name a file")
    try:
        found.save(path)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        raise BadInput(f"cannot write {shown}: {reason}; name another file") from error
    say(f"saved {shown}: {found.source.label}", err=True)


def _printable(path: Path) -> str:
    """Write a path in one line, whatever its name holds."""
    return "".join(sign if sign.isprintable() else "?" for sign in str(path))


def _print_tensor(found: AttentionTrace | None, name: str, at: str | None, as_json: bool) -> None:
    from renders.film.sources import find_array

    try:
        whole = find_array(name, found)
    except ValueError as error:
        is_derived = found is None or "(" in name
        reason = one_line(error) if is_derived else unknown("tensor", name, found.named_arrays())
        raise BadInput(reason) from None
    array = whole if at is None else np.asarray(_entry(whole, name, at))
    if as_json:
        say_json(plain(array))
    elif array.ndim == 0:
        print(array.item() if array.dtype.kind in "bi" else str(array))
    else:
        from renders.commands.tables import show_array

        show_array(name, array)


def _entry(array: np.ndarray, name: str, at: str) -> np.generic:
    sizes = "×".join(map(str, array.shape))
    try:
        index = tuple(int(part) for part in at.split(","))
    except ValueError:
        raise BadInput(f"--at takes whole numbers with commas, like 0,2; got {at!r}") from None
    inside = len(index) == array.ndim and all(
        0 <= place < size for place, size in zip(index, array.shape, strict=False)
    )
    if array.size == 1 and not any(index):
        return array.reshape(-1)[0]
    if not inside:
        raise BadInput(f"--at {at} is not in {name}, which is {sizes}, counted from 0")
    return array[index]
