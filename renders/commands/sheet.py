"""`attention-film sheet`: every beat as two pictures, on a sheet a chapter and in a handout."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import typer

from renders.commands import asking, options
from renders.commands.options import (
    CORES,
    Chapters,
    Head,
    Jobs,
    Layer,
    Model,
    Name,
    Sentence,
    Strict,
    Traces,
)
from renders.commands.progress import watch
from renders.commands.verdicts import Verdicts
from renders.files import put_in_place, remove_abandoned, scratch_folder, write_whole
from renders.film.naming import Names
from renders.terminal import say
from renders.workers.local import local_crew
from renders.workers.runner import carry_out, judge, number_tasks
from renders.workers.task import Choices
from scenes.storyboard import TITLE, Entry

PICTURES_A_SECOND = 0.4  # two for each beat of about five seconds


def sheet(
    chapters: Chapters = None,
    jobs: Jobs = CORES,
    sentence: Sentence = None,
    model: Model = None,
    layer: Layer = None,
    head: Head = None,
    trace: Traces = None,
    name: Name = None,
    strict: Strict = False,
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
    the whole film, DIR/handout.pdf, to print on A4. Chapters that cannot show your choice are left
    out of it. Numbers of your choice are checked as they are drawn; what fits badly is told.
    """
    entries = options.chosen(chapters)
    environment = options.numbers(sentence, model, layer, head, trace)
    names = asking.judge(entries, environment, name)
    stills = stills and options.writable(stills, "--stills")
    output = options.writable(output)
    remove_abandoned(output)
    with options.ending_on_sigterm(), scratch_folder(output) as strips:
        sheets = _Sheets(output, strips, stills, names)
        verdicts = Verdicts.read(entries, environment, output)
        drawn = [(entry, Strip(entry, strips / entry.name)) for entry in entries]
        works = number_tasks([*drawn, *verdicts.tasks(entries, PICTURES_A_SECOND)])

        def keep(entry: Entry, made: Sequence[object]) -> None:
            if not (verdicts.keep(entry, made) or strict):
                sheets.keep(entry)

        with (
            local_crew(jobs, strips) as crew,
            watch(works, PICTURES_A_SECOND, "pictures") as watcher,
        ):
            taken = Choices.read(environment)
            outcomes = carry_out(works, crew, taken, keep, output / "logs", watcher)
        outcomes = verdicts.settle(outcomes, entries)
        failed = {one.entry.name for one in outcomes if one.reason is not None}
        if strict:
            for entry in entries:
                if entry.name not in failed and verdicts.fits(entry.name):
                    sheets.keep(entry)
        left_out = judge(outcomes, () if chapters or not taken.are_of_numbers else entries)
        entries = [entry for entry in entries if entry.name not in left_out]
        verdicts.require(entries if strict else ())
        made = [sheets.path(entry) for entry in entries]
        if not chapters:
            made.append(output / f"handout{names.film}.pdf")
            _write_handout(strips, entries, made[-1])
    for path in made:
        say(path)


@dataclass(frozen=True)
class Strip:
    """A strip to be drawn, in a folder that lies beside those of the others for a while."""

    entry: Entry
    folder: Path

    def make(self, count: Callable[[int], None]) -> None:
        from renders.sheets.chapter_sheet import draw_strip  # late: it brings in manim

        draw_strip(self.entry, self.folder, count)


@dataclass(frozen=True)
class _Sheets:
    """Where the sheets lie; the strips that they are made of stay in ``strips`` for a while."""

    output: Path
    strips: Path
    stills: Path | None
    names: Names

    def path(self, entry: Entry) -> Path:
        return self.output / "sheets" / self._file(entry)

    def _file(self, entry: Entry) -> str:
        return f"{entry.name}{self.names.of(entry.name)}.png"

    def keep(self, entry: Entry) -> None:
        """Give a finished sheet, and the still, their final names."""
        made = self.strips / entry.name
        self.path(entry).parent.mkdir(exist_ok=True)
        put_in_place(made / "sheet.png", self.path(entry))
        if self.stills is not None:
            write_whole(self.stills / self._file(entry), (made / "still.png").read_bytes())


def _write_handout(strips: Path, entries: Sequence[Entry], path: Path) -> None:
    from renders.sheets.typeset import typeset_handout  # late: it brings in manim

    texts = [f"{entry.name}/strip.json" for entry in entries]
    write_whole(path, typeset_handout(strips, texts, TITLE))
