"""Arrays as tables in the terminal: both axes named, numbers as on screen."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from rich.console import Console
from rich.table import Table
from rich.text import Text

from attention_math.trace import SHARPENED, AttentionTrace, HeadTrace
from renders.checks.given import taken_as_given
from scenes.stage.cited import formatted

DECIMALS = 4
CELL = 10
PIPED_WIDTH = 160
_WHY_SHARP = (
    "trained sharp: its loss also counted the entropy of its attention, so that sharp "
    "weights are partly asked for and not only found"
)


def show_head(found: AttentionTrace, number: int) -> None:
    """Print one head in the order in which it is computed."""
    head, queries, keys = found.head(number), found.query_side, found.key_side
    source = found.source
    console = _console()
    console.print(
        f"{source.label} · head {number} · {source.kind} attention, mask: {source.mask} "
        f"· weights: {source.origin}",
        highlight=False,
    )
    if source.origin == SHARPENED:
        console.print(_WHY_SHARP, highlight=False)
    if given := taken_as_given(found):
        console.print(f"taken as given: {given}", highlight=False, markup=False)
    sides = [("tokens", queries)]
    if source.kind == "cross":
        sides = [("queries", queries), ("keys", keys)]
    for name, side in sides:
        if side.ids is None:
            console.print(f"{name}: {'  '.join(side.shown)}", highlight=False, markup=False)
            continue
        words = "  ".join(f"{word} {i}" for word, i in zip(side.shown, side.ids, strict=True))
        console.print(f"{name} and ids: {words}", highlight=False, markup=False)
    _show(console, "inputs X", queries.inputs, queries.shown)
    if source.kind == "cross":
        _show(console, "inputs of keys and values", keys.inputs, keys.shown)
    _show(console, "query Q", head.query, queries.shown)
    _show(console, "key K", head.key, keys.shown)
    _show(console, "value V", head.value, keys.shown)
    for name, title in (
        ("scores", "scores QKᵀ"),
        ("scaled", _scaled(head)),
        ("capped", "capped c·tanh(scaled/c)"),
        ("biased", "with a bias added"),
        ("masked", "masked"),
        ("weights", f"weights A, rows sum to 1{' with the sink' if head.sink is not None else ''}"),
    ):
        _show(console, title, getattr(head, name), queries.shown, keys.shown)
    _show(console, "output AV", head.output, queries.shown)


def _scaled(head: HeadTrace) -> str:
    """Say what the scores were multiplied by."""
    return "scaled QKᵀ/√d" if head.scaling is None else f"scaled QKᵀ·{head.scaling[0]:.6g}"


def show_array(name: str, array: np.ndarray) -> None:
    """Print a tensor of one or two axes with its indices, counted from 0."""
    rows = np.atleast_2d(array)
    down, across = (list(map(str, range(size))) for size in rows.shape)
    _show(_console(), name, rows, down, across)


def _console() -> Console:
    """Use the terminal's width, and a generous one where there is no terminal to fill."""
    console = Console()
    return console if console.is_terminal else Console(width=PIPED_WIDTH)


def _show(
    console: Console,
    title: str,
    array: np.ndarray | None,
    rows: Sequence[str],
    columns: Sequence[str] | None = None,
) -> None:
    """Print a matrix, if it is there, in several tables side by side if it is too wide."""
    if array is None:
        return
    names = columns or [str(i) for i in range(array.shape[1])]
    corner = "query ↓ key →" if columns else "token ↓ entry →"
    label = max(len(corner), *map(len, rows))
    widest = max(CELL, *map(len, names))
    step = max(1, (console.width - label) // (widest + 2))
    for start in range(0, array.shape[1], step):
        part = slice(start, start + step)
        table = Table(box=None, title_justify="left", pad_edge=False)
        table.add_column(corner, no_wrap=True)
        for name in names[part]:
            table.add_column(Text(name), justify="right", no_wrap=True, min_width=widest)
        for word, values in zip(rows, array[:, part], strict=True):
            table.add_row(Text(word), *(_text(value) for value in values))
        console.print()
        console.print(title, style="bold", highlight=False, markup=False)
        console.print(table)


def _text(value: np.generic) -> str:
    return str(value) if value.dtype.kind in "bi" else formatted(float(value), DECIMALS)
