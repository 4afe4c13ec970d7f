"""`attention-film sheet`: every beat as two pictures, on a sheet a chapter and in a handout."""

from __future__ import annotations

import os
import shutil
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import typer

from renders import choices
from renders.choices import CORES, Chapters, Jobs, Model, Number, Sentence, Traces
from renders.pool import judge, render_all
from renders.progress import watch
from renders.scratch import remove_abandoned, scratch_folder, write_whole
from scenes.storyboard import TITLE, Entry

PICTURES_A_SECOND = 0.4  # two for each beat of about five seconds


def sheet(
    chapters: Chapters = None,
    jobs: Jobs = CORES,
    sentence: Sentence = None,
    model: Model = None,
    layer: Number = None,
    head: Number = None,
    trace: Traces = None,
    stills: Annotated[
        Path | None,
        typer.Option(metavar="DIR", help="Also write each chapter's last frame to DIR/CHAPTER.png"),
    ] = None,
    output: Annotated[
        Path, typer.Option(metavar="DIR", help="Folder for sheets, handout and logs.")
    ] = Path("renders/media"),
) -> None:
    """Draw chapters as strips, two pictures a beat, to DIR/sheets/CHAPTER.png: no video.

    One picture shows the beat as it moves and one as it rests. With no name also the handout of
    the whole film, DIR/handout.pdf, to print on A4.
    """
    entries = choices.chosen(chapters)
    environment = choices.numbers(sentence, model, layer, head, trace)
    stills = stills and choices.writable(stills, "--stills")
    output = choices.writable(output)
    remove_abandoned(output)
    with choices.ending_on_sigterm(), scratch_folder(output) as strips:
        sheets = _Sheets(output, strips, stills, jobs, environment)
        with watch(entries, PICTURES_A_SECOND, "pictures") as watcher:
            judge(render_all(entries, sheets, watcher.report, watcher.outcome))
        made = [sheets.path(entry) for entry in entries]
        if not chapters:
            made.append(output / "handout.pdf")
            _write_handout(strips, entries, made[-1])
    for path in made:
        typer.echo(path)


@dataclass(frozen=True)
class _Sheets:
    """Where the sheets lie; the strips that they are made of stay in ``strips`` for a while."""

    output: Path
    strips: Path
    stills: Path | None
    jobs: int
    environment: Mapping[str, str]

    def path(self, entry: Entry) -> Path:
        return self.output / "sheets" / f"{entry.name}.png"

    def command(self, entry: Entry, folder: Path) -> list[str]:
        return ["renders.strip", entry.name, str(folder)]

    def keep(self, entry: Entry, made: Path) -> None:
        self.path(entry).parent.mkdir(exist_ok=True)
        os.replace(made / "sheet.png", self.path(entry))
        if self.stills is not None:
            write_whole(self.stills / f"{entry.name}.png", (made / "still.png").read_bytes())
        shutil.move(made, self.strips / entry.name)


def _write_handout(strips: Path, entries: Sequence[Entry], path: Path) -> None:
    from renders.typeset import typeset_handout  # late: it brings in manim

    texts = [f"{entry.name}/strip.json" for entry in entries]
    write_whole(path, typeset_handout(strips, texts, TITLE))
