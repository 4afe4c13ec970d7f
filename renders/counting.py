"""`attention-film count`: how many parameters, and where they are."""

from __future__ import annotations

import json
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from attention_math.parameters import Configuration, count_model, count_weights, preset
from renders.usage import BadInput, bad_input

Size = Annotated[int | None, typer.Option(metavar="N", show_default=False)]


def count(
    named: Annotated[
        str | None, typer.Option("--preset", metavar="NAME", help="A published model: gpt3.")
    ] = None,
    model: Annotated[
        str | None, typer.Option(metavar="NAME", help="One of the film's own models.")
    ] = None,
    d_model: Size = None,
    d_head: Size = None,
    heads: Size = None,
    layers: Size = None,
    vocabulary: Size = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print an object: part → count.")] = False,
) -> None:
    """Count the parameters of a preset, of given sizes, or of one of the film's own models.

    Presets and sizes count the weight matrices alone, without biases and norms, of a decoder-only
    model whose feed-forward layers are 4 × d_model wide; the film's own models count everything.
    """
    sizes = dict(d_model=d_model, d_head=d_head, heads=heads, layers=layers, vocabulary=vocabulary)
    given = {name: size for name, size in sizes.items() if size is not None}
    if sum([named is not None, model is not None, bool(given)]) != 1:
        raise BadInput("give one of --preset, --model, or sizes (--d-model, --d-head, …)")
    with bad_input():
        if model is not None:
            counts = _count_own(model)
        else:
            counts = count_weights(preset(named) if named is not None else _configure(given))
    if as_json:
        print(json.dumps(counts, indent=2))
    else:
        _show(counts)


def _count_own(model: str) -> dict[str, int]:
    from attention_math.registry import load_model  # late: it imports torch

    return count_model(load_model(model).sizes)


def _configure(given: dict[str, int]) -> Configuration:
    missing = [name for name in Configuration.__dataclass_fields__ if name not in given]
    if missing:
        options = ", ".join(f"--{name.replace('_', '-')}" for name in missing)
        raise BadInput(f"sizes are incomplete: also give {options}")
    return Configuration(**given)


def _show(counts: dict[str, int]) -> None:
    table = Table(box=None, pad_edge=False)
    table.add_column("part")
    table.add_column("parameters", justify="right")
    for name, number in counts.items():
        style = "bold" if name == "total" else None
        table.add_row(name.replace("_", " "), f"{number:,}", style=style)
    Console().print(table)
