"""`attention-film count`: how many parameters, and where they are."""

from __future__ import annotations

from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from attention_math.architectures import NORM_VECTORS, NOTES, PRESETS, Architecture, of_own_model
from attention_math.named import unknown
from attention_math.parameters import Level, attention_share, count_levels, for_comparison
from attention_math.shipped import MODELS
from renders.errors import BadInput, bad_input
from renders.terminal import say_json

NAMES = (*PRESETS, *MODELS)
NEEDED = ("d_model", "heads", "layers", "vocabulary")
COMPARED = {
    "matrices": "all weight matrices alone",
    "matrices_untied": "with the shared embedding twice",
    "full_value_weight": "one value matrix of full rank",
}


def _size(meaning: str) -> type:
    return Annotated[
        int | None,
        typer.Option(metavar="N", show_default=False, help=meaning, rich_help_panel="Sizes"),
    ]


def _part(meaning: str) -> type:
    return Annotated[bool, typer.Option(help=meaning, rich_help_panel="Sizes")]


def count(
    named: Annotated[
        str | None,
        typer.Option("--preset", "--model", metavar="NAME", help=f"One of {', '.join(NAMES)}."),
    ] = None,
    d_model: _size("Length of a token's vector.") = None,
    heads: _size("Heads of an attention block.") = None,
    layers: _size("Layers.") = None,
    vocabulary: _size("Tokens in the table.") = None,
    d_head: _size("Length of a query; d-model / heads if left out.") = None,
    kv_heads: _size("Heads of keys and values, shared by the others; heads if left out.") = None,
    d_ff: _size("Width of feed-forward; 4 × d-model if left out.") = None,
    encoder_layers: _size("Layers of an encoder, which the others read; none if left out.") = None,
    positions: _size("Position vectors that are learnt; none if left out.") = None,
    tied: _part("The table of the embedding is that of the output too.") = False,
    biases: _part("Every matrix of a layer has a bias.") = False,
    gated: _part("Feed-forward has a third matrix.") = False,
    norm: Annotated[
        str | None,
        typer.Option(
            metavar="KIND", help="layer, rms or none; none if left out.", rich_help_panel="Sizes"
        ),
    ] = None,
    final_norm: _part("One more norm after the last layer.") = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print an object: level → part.")] = False,
) -> None:
    """Count the parameters of a known model, or of one of any sizes, level by level.

    From a head to the model, each level adds up, and its total is a part of the next. Sizes need
    at least d-model, heads, layers and vocabulary; without more, they are those of a decoder whose
    weight matrices alone are counted.
    """
    given = {
        name: value
        for name, value in locals().items()
        if name in Architecture.__dataclass_fields__ and value is not None and value is not False
    }
    if (named is not None) == bool(given):
        raise BadInput("give either --preset NAME or sizes (--d-model, --heads, …)")
    with bad_input():
        sizes = _configure(given) if named is None else _known(named)
    if as_json:
        say_json(_describe(sizes), indent=2)
    else:
        _show(sizes, NOTES.get(named or ""))


def _known(name: str) -> Architecture:
    if name in PRESETS:
        return PRESETS[name]
    if name not in MODELS:
        raise BadInput(unknown("model", name, NAMES))
    from attention_math.registry import load_model  # late: it imports torch

    return of_own_model(load_model(name).sizes)


def _configure(given: dict[str, object]) -> Architecture:
    missing = [f"--{name.replace('_', '-')}" for name in NEEDED if name not in given]
    if missing:
        raise BadInput(f"sizes are incomplete: also give {', '.join(missing)}")
    for name, size in given.items():
        if type(size) is int and size < 1:
            raise BadInput(f"--{name.replace('_', '-')} must be at least 1, got {size}")
    if given.get("norm", "none") not in NORM_VECTORS:
        raise BadInput(unknown("norm", str(given["norm"]), NORM_VECTORS))
    return Architecture(**given)


def _describe(sizes: Architecture) -> dict[str, object]:
    """Return each level's parts and total by name, ready for JSON."""
    levels = {
        _key(level.name): {_key(line.name): line.count for line in level.lines}
        | {"total": level.total}
        for level in count_levels(sizes)
    }
    share = {"attention_share": round(attention_share(sizes), 6)}
    return {
        **levels,
        "for_comparison": for_comparison(sizes) | share,
        "total": levels["model"]["total"],
    }


def _key(name: str) -> str:
    return name.replace(" ", "_").replace("-", "_")


def _show(sizes: Architecture, note: str | None) -> None:
    table = Table(box=None, pad_edge=False, show_header=False)
    table.add_column("part")
    table.add_column("each", justify="right", style="dim")
    table.add_column("parameters", justify="right")
    for level in count_levels(sizes):
        _add_level(table, level)
    table.add_row("for comparison", style="bold")
    for name, number in for_comparison(sizes).items():
        if sizes.tied or name != "matrices_untied":
            table.add_row(f"  {COMPARED[name]}", "", f"{number:,}")
    console = Console(highlight=False)
    console.print(table)
    twice = ", the embedding counted twice" if sizes.tied else ""
    console.print(f"Attention is {attention_share(sizes):.1%} of all weight matrices{twice}.")
    if note is not None:
        console.print(note)


def _add_level(table: Table, level: Level) -> None:
    title = "the model, by kind" if level.name == "by kind" else level.name
    table.add_row(title, style="bold")
    for line in level.lines:
        each = f"{line.times:,} × {line.each:,}" if line.times > 1 else ""
        table.add_row(f"  {line.name}", each, f"{line.count:,}")
    table.add_row("  = together", "", f"{level.total:,}", style="bold", end_section=True)
    table.add_row()
