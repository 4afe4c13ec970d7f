"""Clips in a notebook: ``clip("CausalMask", sentence="the cat sat on the mat")`` shows one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import typer
from markupsafe import Markup

from attention_math.trace import AttentionTrace
from renders.commands.options import CORES, Wish
from renders.errors import BadInput, one_line
from renders.film.quality import Quality
from renders.player.figure import PAGES, data_address, figure, player_script
from renders.player.finished import Finished, finish
from scenes.storyboard import Entry

MOST_BYTES = 12_000_000  # of a video in a notebook, which is loaded and saved as a whole


class ClipError(ValueError):
    """A clip that cannot be had; the message is one line, and all that a notebook shows."""

    def _render_traceback_(self) -> list[str]:
        return [f"{type(self).__name__}: {self}"]


@dataclass(frozen=True)
class ShownClip:
    """A clip that a notebook shows with its player, or as a still where it shows no player."""

    title: str
    video: Path
    html: str
    still: bytes

    def __repr__(self) -> str:
        return f"{self.title}: {self.video}"

    def _repr_html_(self) -> str:
        return self.html

    def _repr_png_(self) -> bytes:
        return self.still


def clip(
    chapter: str | int,
    *,
    sentence: str | None = None,
    model: str | None = None,
    layer: int | None = None,
    head: int | None = None,
    kind: str | None = None,
    trace: AttentionTrace | str | Path | Sequence[AttentionTrace | str | Path] = (),
    arrays: Mapping[str, object] | str | Path | None = None,
    name: str | None = None,
    quality: str = "m",
    jobs: int = CORES,
    output: str | Path = "renders/media",
) -> ShownClip:
    """Show a chapter with its player: pause, and ask any number where it comes from.

    What is rendered already is shown at once. The notebook keeps the video, its numbers and the
    player, and needs neither the file nor a network when it is opened again.

    Parameters
    ----------
    chapter
        Its name or number in the film, or ``"lecture.py:MyLecture"``.
    sentence, model, layer, head, kind
        What it shows instead of its own, as the options of ``attention-film render``.
    trace
        Traces to take the numbers from, or files of saved ones.
    arrays
        A file of arrays, or the arrays by their names: ``{"tokens": […], "Q": …, "K": …}``.
    quality
        ``"l"``, ``"m"``, ``"h"``, ``"p"`` or ``"k"``, as manim's.

    Raises
    ------
    ClipError
        In one line, if there is no such chapter, or it cannot show what is asked, or fails.

    Examples
    --------
    >>> from renders.notebook import clip
    >>> clip("CausalMask", sentence="the cat sat on the mat")  # doctest: +SKIP
    """
    traces = [trace] if isinstance(trace, AttentionTrace | str | Path) else trace
    with _told(chapter), TemporaryDirectory() as folder:
        wish = Wish(
            [str(chapter)],
            jobs,
            sentence,
            model,
            layer,
            head,
            kind,
            [_saved(one, Path(folder) / f"{n}.safetensors") for n, one in enumerate(traces)],
            _stored(arrays, Path(folder) / "arrays.npz"),
        )
        _require_one(wish.entries())
        with finish(wish, _quality(quality), Path(output), name=name) as (found,):
            return show(found)


def show(clip: Finished) -> ShownClip:
    """Put a finished clip into a page of its own within the notebook's page."""
    still = clip.poster().read_bytes()
    video = clip.video.read_bytes()
    frame, picture = clip.frame, data_address("image/png", still)
    page = None
    if len(video) <= MOST_BYTES:
        inside = figure(
            data_address("video/mp4", video),
            numbers_inline=clip.numbers.read_text("utf-8") if clip.numbers else "",
            captions_inline=clip.subtitles.read_text("utf-8") if clip.subtitles else "",
            show_captions=False,  # they stand in the picture
            poster=picture,
            title=clip.title,
            width=frame.width,
            height=frame.height,
        )
        page = PAGES.get_template("alone.html").render(
            title=clip.title, figure=Markup(inside), script=Markup(player_script())
        )
    html = PAGES.get_template("framed.html").render(
        title=clip.title,
        picture=picture,
        page=page,
        frame=frame,
        bytes=len(video),
        video=clip.video,
    )
    return ShownClip(clip.title, clip.video, html, still)


def _saved(trace: AttentionTrace | str | Path, path: Path) -> Path:
    if not isinstance(trace, AttentionTrace):
        return Path(trace)
    trace.save(path)
    return path


def _stored(arrays: Mapping[str, object] | str | Path | None, path: Path) -> Path | None:
    if not isinstance(arrays, Mapping):
        return arrays and Path(arrays)
    np.savez(path, **{name: np.asarray(array) for name, array in arrays.items()})
    return path


def _quality(letter: str) -> Quality:
    if letter not in list(Quality):
        raise BadInput(f"there is no quality {letter!r}: choose from {', '.join(Quality)}")
    return Quality(letter)


def _require_one(entries: Sequence[Entry]) -> None:
    if len(entries) > 1:
        names = ", ".join(entry.class_name for entry in entries)
        raise BadInput(f"show one chapter at a time, as lecture.py:NAME: {names}")


@contextmanager
def _told(chapter: str | int) -> Iterator[None]:
    """Turn what ends a command into an error of one line."""
    try:
        yield
    except typer.Exit:
        raise ClipError(f"{chapter} is not there: why is told above") from None
    except (typer.TyperException, ValueError) as error:
        raise ClipError(one_line(error)) from None
