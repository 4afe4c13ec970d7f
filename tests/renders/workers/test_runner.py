"""Tasks in real processes: what they make, what they cost each other when they fail or die."""

from __future__ import annotations

import errno
import os
import signal
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from multiprocessing import active_children
from pathlib import Path
from random import Random
from threading import Thread

import pytest

from renders.workers import memory
from renders.workers.local import LocalWorkers
from renders.workers.runner import Outcome, carry_out, number_tasks
from renders.workers.task import Choices, Work
from scenes.storyboard import Entry

OWN = Choices()  # nothing was chosen
LIFE = 0.8  # seconds, about: from a process's start until it is well at work


@dataclass(frozen=True)
class Makes:
    """Makes something out of the sentence that was chosen."""

    def make(self, count: Callable[[int], None]) -> str:
        count(2)
        count(1)
        assert "ATTENTION_THEME" not in os.environ
        return os.environ.get("ATTENTION_SENTENCE", "no sentence")


@dataclass(frozen=True)
class Fails:
    error: Exception

    def make(self, count: Callable[[int], None]) -> None:
        print("said before")
        count(1)
        raise self.error


@dataclass(frozen=True)
class Dies:
    """Dies as often as ``times`` says, counted in a folder, and then makes something."""

    folder: Path
    times: int

    def make(self, count: Callable[[int], None]) -> str:
        died = len(list(self.folder.iterdir()))
        if died < self.times:
            (self.folder / str(died)).touch()
            os.kill(os.getpid(), signal.SIGKILL)
        return f"died {died} times"


@dataclass(frozen=True)
class Waits:
    """Lasts until there is a file."""

    file: Path

    def make(self, count: Callable[[int], None]) -> None:
        while not self.file.exists():
            count(0)
            time.sleep(0.01)


@dataclass(frozen=True)
class Hoards:
    """Keeps so many megabytes for ever, and says which process does."""

    megabytes: int

    def make(self, count: Callable[[int], None]) -> int:
        setattr(memory, f"hoard_{id(self)}", b"\1" * (self.megabytes * 1_000_000))
        return os.getpid()


@dataclass(frozen=True)
class Exits:
    def make(self, count: Callable[[int], None]) -> None:
        os._exit(3)


@dataclass
class Notes:
    """Keeps what is made and what is told."""

    made: dict[str, list[object]] = field(default_factory=dict)
    told: list[tuple[int, int]] = field(default_factory=list)
    order: list[str] = field(default_factory=list)

    def keep(self, entry: Entry, made: list[object]) -> None:
        self.made[entry.name] = made

    def news(self, task: int, frames: int) -> None:
        self.told.append((task, frames))

    def outcome(self, outcome: Outcome) -> None:
        self.order.append(outcome.entry.name)


def do(
    folder: Path, *works: tuple[str, Work], choices: Choices = OWN, processes: int = 2
) -> tuple[list[Outcome], Notes]:
    notes = Notes()
    tasks = number_tasks((Entry(1, name, "none", 1, "nothing"), work) for name, work in works)
    workers = LocalWorkers(processes, folder)
    outcomes = carry_out(tasks, workers, choices, notes.keep, folder / "logs", notes)
    return outcomes, notes


def test_what_a_chapters_tasks_make_comes_back_in_their_order(tmp_path: Path) -> None:
    choices = Choices({"ATTENTION_SENTENCE": "the sky is blue"})
    outcomes, notes = do(tmp_path, ("a", Makes()), ("b", Makes()), ("a", Makes()), choices=choices)
    assert notes.made == {"a": ["the sky is blue"] * 2, "b": ["the sky is blue"]}
    assert [(one.entry.name, one.frames, one.reason) for one in outcomes] == [
        ("a", 6, None),
        ("b", 3, None),
    ]
    assert {(task, 0) for task in range(3)} <= set(notes.told)
    assert {(task, 3) for task in range(3)} <= set(notes.told)
    assert sorted(notes.order) == ["a", "b"]


def test_only_what_this_run_has_chosen_reaches_a_task(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ATTENTION_SENTENCE", "left over")
    monkeypatch.setenv("ATTENTION_THEME", "left over")
    _, notes = do(tmp_path, ("a", Makes()))
    assert notes.made == {"a": ["no sentence"]}


def test_a_process_that_keeps_too_much_makes_no_more(tmp_path: Path) -> None:
    works = [("a", Hoards(1)), ("b", Hoards(memory.MOST_KEPT)), ("c", Hoards(1)), ("d", Hoards(1))]
    outcomes, notes = do(tmp_path, *works, processes=1)
    assert not any(outcome.reason for outcome in outcomes)
    first, second, third, fourth = (notes.made[name][0] for name in "abcd")
    assert first == second != third == fourth


def test_a_failure_is_told_with_its_traceback_and_stops_nothing(tmp_path: Path) -> None:
    broken = Fails(RuntimeError("the second\nbeat"))
    (first, second), notes = do(tmp_path, ("a", broken), ("a", Makes()), ("b", Makes()))
    assert first.reason == "RuntimeError: the second beat"
    assert not first.is_input
    log = first.log.read_text()
    assert "said before" in log
    assert "Traceback" in log
    assert (second.reason, notes.made) == (None, {"b": ["no sentence"]})


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (OSError(errno.ENOSPC, "No space left on device"), "the disk is full; make room"),
        (MemoryError(), "fewer --jobs"),
    ],
)
def test_a_lack_is_told_with_its_remedy(error: Exception, said: str, tmp_path: Path) -> None:
    ((outcome,), _) = do(tmp_path, ("a", Fails(error)))
    assert said in outcome.reason


def test_a_value_error_is_about_the_viewers_choice_if_there_is_one(tmp_path: Path) -> None:
    wrong = ("a", Fails(ValueError("too long")))
    ((chosen,), _) = do(tmp_path, wrong, choices=Choices({"ATTENTION_HEAD": "9"}))
    assert (chosen.is_input, chosen.reason, chosen.log) == (True, "too long", None)
    ((own,), _) = do(tmp_path, wrong, choices=Choices({"ATTENTION_CAPTIONS": "1"}))
    assert (own.is_input, own.reason) == (False, "ValueError: too long")


def test_what_a_dead_process_was_at_is_done_once_more(tmp_path: Path) -> None:
    deaths = tmp_path / "deaths"
    deaths.mkdir()
    works = [("a", Dies(deaths, 1)), *((f"b{number}", Makes()) for number in range(5))]
    outcomes, notes = do(tmp_path, *works)
    assert all(outcome.reason is None for outcome in outcomes)
    assert notes.made.pop("a") == ["died 1 times"]
    assert len(notes.made) == 5


def kill_some(times: int, over: Path, killed: list[int]) -> None:
    """Kill processes at so many moments of their lives, from their start on; then say so."""
    chance = Random(times)
    try:
        while len(killed) < times:
            time.sleep(chance.uniform(0, LIFE))
            for process in chance.sample(found := active_children(), min(1, len(found))):
                process.kill()
                process.join()
                killed += [process.pid] * (process.exitcode == -signal.SIGKILL)
    finally:
        over.touch()


def test_processes_killed_at_any_moment_cost_nothing(tmp_path: Path) -> None:
    kills = int(os.environ.get("ATTENTION_KILLS", "12"))
    over, killed = tmp_path / "over", []
    killer = Thread(target=kill_some, args=(kills, over, killed))
    killer.start()
    # One of those that wait outlives all kills: what dies once more alone would count as deadly.
    works = [("a", Makes()), *((f"b{number}", Waits(over)) for number in range(kills + 1))]
    outcomes, notes = do(tmp_path, *works, ("c", Makes()))
    killer.join()
    assert [outcome.reason for outcome in outcomes] == [None] * (kills + 3)
    assert len(notes.made) == kills + 3
    assert len(set(killed)) == kills


@pytest.mark.parametrize("work", [Exits(), "dies"])
def test_a_task_that_kills_its_process_again_is_told_from_others(
    work: Work | str, tmp_path: Path
) -> None:
    deaths = tmp_path / "deaths"
    deaths.mkdir()
    deadly = Dies(deaths, 9) if work == "dies" else work
    works = [("a", Makes()), ("dead", deadly), *((f"b{number}", Makes()) for number in range(4))]
    outcomes, notes = do(tmp_path, *works)
    failed = [(one.entry.name, one.reason) for one in outcomes if one.reason]
    assert failed == [("dead", "its process died twice; memory may have run out")]
    assert len(notes.made) == 5
    assert len(list(deaths.iterdir())) == (2 if work == "dies" else 0)


def test_processes_that_cannot_even_start_do_not_hang_the_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(LocalWorkers, "prepare", partial(os._exit, 3))
    outcomes, _ = do(tmp_path, ("a", Makes()), ("b", Makes()))
    assert {one.reason for one in outcomes} == {"its process died twice; memory may have run out"}


def test_what_cannot_be_kept_is_a_failure_of_its_chapter_alone(tmp_path: Path) -> None:
    def keep(entry: Entry, made: list[object]) -> None:
        if entry.name == "a":
            raise OSError(errno.ENOSPC, "No space left on device")

    notes = Notes()
    tasks = number_tasks((Entry(1, name, "none", 1, ""), Makes()) for name in "ab")
    workers = LocalWorkers(2, tmp_path)
    first, second = carry_out(tasks, workers, Choices(), keep, tmp_path / "logs", notes)
    assert "the disk is full" in first.reason
    assert second.reason is None


def test_saved_traces_travel_by_their_content(tmp_path: Path) -> None:
    paths = [tmp_path / "one", tmp_path / "two"]
    for path in paths:
        path.write_text(path.name)
    choices = Choices.read({"ATTENTION_TRACE": os.pathsep.join(map(str, paths)), "X": "y"})
    assert choices == Choices(
        {"X": "y"}, (("ATTENTION_TRACE", "one", b"one"), ("ATTENTION_TRACE", "two", b"two"))
    )
    for path in paths:
        path.unlink()
    with choices.standing():
        found = os.environ["ATTENTION_TRACE"].split(os.pathsep)
        assert [Path(path).read_text() for path in found] == ["one", "two"]
        assert [Path(path).name for path in found] == ["one", "two"]
        assert os.environ["X"] == "y"
    assert "X" not in os.environ
    assert not any(map(os.path.exists, found))
