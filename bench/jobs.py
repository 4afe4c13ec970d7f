"""What is measured, in which order, and by which programs."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from bench.cost import ROOT, Cost, Failed, cost_of
from renders.film.quality import Quality
from scenes.storyboard import CHAPTERS, Entry

OURS, STOCK = "ours", "stock"
CELLS = (8, 32, 128, 512, 1024)
SQUARES = (8, 16, 32, 64)
MANY_SQUARES = 128  # ten minutes each time
JOBS = 2
HEAVIEST = 4
_START = 3.0  # seconds until a program begins to draw


class Group(StrEnum):
    """What can be measured by itself."""

    chapters = "chapters"
    film = "film"
    heat = "heat"
    stills = "stills"
    memory = "memory"
    recording = "recording"


@dataclass(frozen=True)
class Options:
    """How thoroughly to measure; ``seconds`` is 0 for whole chapters."""

    groups: frozenset[Group] = frozenset(Group)
    quality: Quality = Quality.high
    seconds: float = 4.0
    repeat: int = 5
    frames: int = 180
    all_squares: bool = False

    @property
    def drawn(self) -> float:
        """The seconds of film in all excerpts."""
        return sum(min(entry.seconds, self.seconds or entry.seconds) for entry in CHAPTERS)


@dataclass(frozen=True)
class Job:
    """A program to be measured: of what it is the cost, and in which repetition.

    ``expected`` is a rough guess of its seconds, which only the progress bar uses. ``used_up`` is
    a folder that nobody needs afterwards.
    """

    kind: str
    subject: str
    engine: str
    repetition: int
    command: tuple[str, ...]
    expected: float
    used_up: Path | None = None


@dataclass(frozen=True)
class Measurement:
    """The cost of a job."""

    kind: str
    subject: str
    engine: str
    repetition: int
    cost: Cost

    @property
    def ms_a_frame(self) -> float:
        """The processor time of making the scene, in ms a frame."""
        return 1000 * self.cost.scene_cpu / self.cost.frames


def carry_out(
    jobs: Iterable[Job], options: Options, on_end: Callable[[Job], None]
) -> Iterator[Measurement]:
    """Run the jobs one after the other, each alone.

    Raises
    ------
    Failed
        If one of the programs fails.
    """
    for job in jobs:
        try:
            cost = cost_of(job.command, options.seconds)
        except Failed as error:
            raise Failed(f"{job.kind} {job.subject}, {job.engine}, failed: {error}") from error
        if job.used_up is not None:
            shutil.rmtree(job.used_up, ignore_errors=True)
        on_end(job)
        yield Measurement(job.kind, job.subject, job.engine, job.repetition, cost)


# --- which are the heaviest ---------------------------------------------------------------------


def first_look(options: Options, folder: Path) -> list[Job]:
    """Have a quick look at all chapters: which of them are worth measuring well?"""
    jobs = []
    if Group.chapters in options.groups:
        jobs += [
            _scene("look", entry.name, OURS, 0, Quality.low, options, expected=_START + 3)
            for entry in CHAPTERS
        ]
    if Group.stills in options.groups:
        # The first of two fills caches, and the second is measured.
        jobs += [
            _still(kind, entry, engine, 0, options, folder)
            for entry in CHAPTERS
            for engine in (OURS, STOCK)
            for kind in ("first still", "still")
        ]
    return jobs


def heaviest(looks: Sequence[Measurement], number: int = HEAVIEST) -> list[str]:
    """Name the chapters whose frames cost most, once the first one is there."""

    def drawing(look: Measurement) -> float:
        return (look.cost.scene_cpu - look.cost.before_cpu) / look.cost.frames

    own = [look for look in looks if look.kind == "look"]
    return [look.subject for look in sorted(own, key=drawing, reverse=True)[:number]]


def slowest(looks: Sequence[Measurement], engine: str) -> str | None:
    """Name the chapter whose still takes longest."""
    own = [look for look in looks if (look.kind, look.engine) == ("still", engine)]
    return max(own, key=lambda look: look.cost.wall).subject if own else None


# --- the measurements ---------------------------------------------------------------------------


def plan(options: Options, looks: Sequence[Measurement], folder: Path) -> list[Job]:
    """List all jobs; ours and stock take turns, so that a drift of the machine hits both."""
    repeats = dict.fromkeys(options.groups, options.repeat)
    if Group.memory in repeats:  # the film shows it, once is enough
        repeats.setdefault(Group.film, 1)
    return [
        job
        for group, jobs in _JOBS.items()
        for repetition in range(repeats.get(group, 0))
        for job in jobs(repetition, options, looks, folder)
    ]


def _chapters(
    repetition: int, options: Options, looks: Sequence[Measurement], folder: Path
) -> Iterator[Job]:
    frames = round((options.seconds or max(e.seconds for e in CHAPTERS)) * _rate(options))
    for engine in (OURS, STOCK):
        yield _made_up("empty", "Empty", "nothing", engine, repetition, options, frames=frames)
    for name in heaviest(looks):
        for engine in (OURS, STOCK):
            guess = _START + frames * (0.02 if engine == OURS else 0.06)
            yield _scene("chapter", name, engine, repetition, options.quality, options, guess)


def _film(
    repetition: int, options: Options, looks: Sequence[Measurement], folder: Path
) -> Iterator[Job]:
    frames = options.drawn * _rate(options)
    ours, stock = folder / f"ours-{repetition}", folder / f"stock-{repetition}"
    render = _python("bench.film", ours, "-q", options.quality, "--jobs", JOBS)
    manim = _manim("-a", options, "bench/excerpts.py", stock)
    yield Job("film", "film", OURS, repetition, render, 0.01 * frames)
    yield Job("film", "film", STOCK, repetition, manim, 0.04 * frames, used_up=stock)
    yield Job("again", "film", OURS, repetition, render, _START, used_up=ours)


def _heat(
    repetition: int, options: Options, looks: Sequence[Measurement], folder: Path
) -> Iterator[Job]:
    squares = (*SQUARES, MANY_SQUARES) if options.all_squares else SQUARES
    for cells in sorted({*CELLS, *squares}):
        subject = str(cells)
        if cells in CELLS:
            for kind, scene, engine in (("heat", "HeatMaps", OURS), ("image", "Images", STOCK)):
                yield _made_up(kind, scene, subject, engine, repetition, options, cells)
        if cells in squares:
            yield _made_up("heat", "Squares", subject, STOCK, repetition, options, cells)


def _stills(
    repetition: int, options: Options, looks: Sequence[Measurement], folder: Path
) -> Iterator[Job]:
    for engine in (OURS, STOCK):
        name = slowest(looks, engine)
        (entry,) = (entry for entry in CHAPTERS if entry.name == name)
        yield _still("still", entry, engine, repetition + 1, options, folder)


def _recording(
    repetition: int, options: Options, looks: Sequence[Measurement], folder: Path
) -> Iterator[Job]:
    for engine in (OURS, STOCK):
        command = _python("bench.recording", engine)
        yield Job("recording", "GPT-2 small", engine, repetition, command, _START + 10)


_JOBS = {
    Group.chapters: _chapters,
    Group.film: _film,
    Group.heat: _heat,
    Group.stills: _stills,
    Group.recording: _recording,
}


# --- programs -----------------------------------------------------------------------------------


def _scene(
    kind: str,
    name: str,
    engine: str,
    repetition: int,
    quality: Quality,
    options: Options,
    expected: float,
) -> Job:
    command = _python("bench.one", engine, "bench.excerpts", name, "-q", quality)
    return Job(kind, name, engine, repetition, command, expected)


def _made_up(
    kind: str,
    scene: str,
    subject: str,
    engine: str,
    repetition: int,
    options: Options,
    cells: int = 0,
    frames: int = 0,
) -> Job:
    frames = frames or options.frames
    sizes = ("-q", options.quality, "--cells", cells, "--frames", frames)
    command = _python("bench.one", engine, "bench.patterns", scene, *sizes)
    each = 0.02 + (0.0002 * cells**2 if scene == "Squares" else 0)
    return Job(kind, subject, engine, repetition, command, _START + each * frames)


def _still(
    kind: str, entry: Entry, engine: str, repetition: int, options: Options, folder: Path
) -> Job:
    media = folder / f"stills-{engine}"
    if engine == OURS:
        command = _python("renders", "sheet", entry.name, "--jobs", 1, "--output", media)
    else:
        file = f"{entry.module.replace('.', '/')}.py"
        command = _manim("-s", options, file, media, entry.name)
    return Job(kind, entry.name, engine, repetition, command, _START + 4)


def _manim(flag: str, options: Options, file: str, media: Path, *names: str) -> tuple[str, ...]:
    quiet = ("--progress_bar", "none", "-v", "WARNING")
    shown = ("--media_dir", media, *quiet, ROOT / file, *names)
    return _python("manim", "render", flag, f"-q{options.quality}", *shown)


def _python(module: str, *arguments: object) -> tuple[str, ...]:
    return (sys.executable, "-m", module, *map(str, arguments))


def _rate(options: Options) -> int:
    return options.quality.frame.rate
