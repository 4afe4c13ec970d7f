"""What `attention-film render --dry-run` says: what would be done with each clip, and why."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Console
from rich.table import Table

from renders.film.clip import Clip, Settings
from renders.film.film import Film

_REASONS_SHOWN = 3


def tell_plan(clips: Sequence[Clip], settings: Settings, film: Film | None) -> None:
    """Say for each clip, and for what they are joined to, what would be done and why."""
    table = Table(box=None, pad_edge=False)
    for column in ("clip", "what", "why"):
        table.add_column(column, no_wrap=column != "why")
    for clip in clips:
        table.add_row(clip.output.video.stem, _what(clip, settings), _shorten(clip.reasons))
    if film is not None:
        reasons = film.reasons(clips, settings)
        table.add_row(film.video.name, "join" if reasons else "keep", _shorten(reasons))
    Console().print(table)


def _what(clip: Clip, settings: Settings) -> str:
    if not clip.reasons:
        return "keep"
    if clip.is_rendered:
        return "join"
    if clip.segments:
        seconds = clip.frames / settings.quality.frame.rate
        return f"go on: {seconds:.0f} of ≈{clip.entry.seconds} s are there"
    return "render"


def _shorten(reasons: Sequence[str]) -> str:
    shown = list(reasons[:_REASONS_SHOWN])
    if len(reasons) > _REASONS_SHOWN:
        shown.append(f"and {len(reasons) - _REASONS_SHOWN} more")
    return "; ".join(shown)
