"""`attention-film sheet`: every beat as two pictures, on a sheet a chapter and in a handout."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import typer

from renders.commands import asking
from renders.commands.options import Name, Strict, Wish, ending_on_sigterm, wishing, writable
from renders.commands.progress import watch
from renders.commands.showing import Open, show_made
from renders.commands.verdicts import Verdicts
from renders.files import put_in_place, working_folder, write_whole
from renders.film.naming import Names
from renders.sheets import SHEET, STILL, TEXT
from renders.workers.local import LocalWorkers
from renders.workers.runner import carry_out, number_tasks
from renders.workers.task import Call
from scenes.storyboard import TITLE, Entry

PICTURES_A_SECOND = 0.4  # two for each beat of about five seconds
DRAW = "renders.sheets.chapter_sheet:draw_sheet"


@wishing
def sheet(
    wish: Wish,
    name: Name = None,
    strict: Strict = False,
    stills: Annotated[
        Path | None,
        typer.Option(metavar="DIR", help="Also write each chapter's last frame to DIR/CHAPTER.png"),
    ] = None,
    opens: Open = False,
    output: Annotated[
        Path, typer.Option(metavar="DIR", help="Folder for sheets, handout and logs.")
    ] = Path("renders/media"),
) -> None:
    """Draw chapters, two pictures a beat, to DIR/sheets/CHAPTER.png: no video.

    One picture shows the beat as it moves and one as it rests. With no name also the handout of
    the whole film, DIR/handout.pdf, to print on A4. Chapters that cannot show your choice are left
    out of it. Numbers of your choice are checked as they are drawn; what fits badly is told.
    """
    asked = asking.understand(wish, name)
    stills = stills and writable(stills, "--stills")
    folder = writable(output)
    with ending_on_sigterm(), working_folder(folder) as drawn:
        sheets = _Sheets(folder, drawn, stills, asked.names)
        verdicts = Verdicts.read(asked.entries, asked.environment, folder, strict)
        calls = [(entry, Call(DRAW, (entry, drawn / entry.name))) for entry in asked.entries]
        tasks = number_tasks([*calls, *verdicts.tasks(asked.entries, PICTURES_A_SECOND)])

        def keep(entry: Entry, made: Sequence[object]) -> None:
            if not (verdicts.keep(entry, made) or strict):
                sheets.publish(entry)

        workers = LocalWorkers(wish.jobs, drawn)
        with watch(tasks, PICTURES_A_SECOND, "pictures") as watcher:
            outcomes = carry_out(tasks, workers, asked.choices, keep, folder / "logs", watcher)
        entries = verdicts.settle(outcomes, asked.entries, sheets.publish, asked.skippable)
        made = [sheets.path(entry) for entry in entries]
        if not wish.chapters:
            made.append(folder / f"handout{asked.names.film}.pdf")
            _write_handout(drawn, entries, made[-1])
    show_made(made, opens, made[-1] if not wish.chapters else None)


@dataclass(frozen=True)
class _Sheets:
    """Where the sheets lie; what they are made of stays in ``drawn`` for a while."""

    output: Path
    drawn: Path
    stills: Path | None
    names: Names

    def path(self, entry: Entry) -> Path:
        return self.output / "sheets" / f"{entry.name}{self.names.of(entry.name)}.png"

    def publish(self, entry: Entry) -> None:
        """Give a finished sheet, and the still, their names."""
        made = self.drawn / entry.name
        self.path(entry).parent.mkdir(exist_ok=True)
        put_in_place(made / SHEET, self.path(entry))
        if self.stills is not None:
            write_whole(self.stills / self.path(entry).name, (made / STILL).read_bytes())


def _write_handout(drawn: Path, entries: Sequence[Entry], path: Path) -> None:
    from renders.sheets.typeset import typeset_handout  # late: it brings in manim

    texts = [f"{entry.name}/{TEXT}" for entry in entries]
    write_whole(path, typeset_handout(drawn, texts, TITLE))
