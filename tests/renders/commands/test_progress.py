"""What is told while work goes on: plain lines without a terminal, bars in one."""

from __future__ import annotations

from collections.abc import Callable
from io import StringIO

import pytest
from rich.console import Console
from rich.progress import Progress, TextColumn

from renders.commands import progress
from renders.commands.progress import Bars, watch
from renders.workers.runner import Outcome, Task, number_tasks
from scenes.storyboard import Entry
from tests import standins
from tests.standins import entry

RATE = 10  # frames a second
LONG, SHORT = entry(standins.Marches, seconds=60), entry(standins.Lasts, seconds=6)


@pytest.fixture
def at(monkeypatch: pytest.MonkeyPatch) -> Callable[[float], None]:
    """Set the clock."""
    now = [0.0]
    monkeypatch.setattr(progress.time, "monotonic", lambda: now[0])
    return lambda seconds: now.__setitem__(0, seconds)


def tasks(*entries: Entry) -> list[Task]:
    return number_tasks((one, None) for one in entries)


def test_without_a_terminal_a_chapter_tells_now_and_then_how_far_it_is(
    at: Callable[[float], None], capsys: pytest.CaptureFixture[str]
) -> None:
    with watch(tasks(LONG, LONG, SHORT), RATE) as watcher:
        for seconds, task, frames in ((0, 0, 0), (4, 1, 20), (10, 0, 100), (20, 0, 180)):
            at(seconds)
            watcher.news(task, frames)
        told = capsys.readouterr().err
    # 180 frames of one half and 20 of the other in 20 s: 10 a second, and 400 of 600 are left
    assert told == "Marches: 200/≈600 frames, 10.0 frames/s, 40 s left\n"


def test_what_was_there_before_is_not_waited_for(
    at: Callable[[float], None], capsys: pytest.CaptureFixture[str]
) -> None:
    with watch(tasks(LONG), RATE, ready={"Marches": 300}) as watcher:
        for seconds, frames in ((0, 0), (20, 100)):
            at(seconds)
            watcher.news(0, frames)
    assert "100/≈300 frames, 5.0 frames/s, 40 s left" in capsys.readouterr().err


def test_each_chapter_tells_its_end_in_a_line(capsys: pytest.CaptureFixture[str]) -> None:
    with watch(tasks(LONG, SHORT), RATE) as watcher:
        watcher.outcome(Outcome(SHORT, 60, 4.0))
        watcher.outcome(Outcome(LONG, 7, 1.0, reason="no room"))
    assert capsys.readouterr().err.splitlines() == [
        "[1/2] Lasts: 60 frames in 4.0 s, 15.0 frames/s",
        "[2/2] Marches: failed after 7 frames",
    ]


def test_in_a_terminal_a_chapter_has_a_bar_until_it_has_ended() -> None:
    console = Console(file=StringIO(), force_terminal=True, width=80)
    with Progress(TextColumn("{task.description}"), console=console) as bars:
        watcher = Bars(bars, tasks(LONG, SHORT), RATE, "frames", {})
        watcher.news(0, 300)
        watcher.news(1, 30)
        shown = {task.description: (task.completed, task.total) for task in bars.tasks}
        assert shown == {"2 chapters": (330, 660), "Marches": (300, 600), "Lasts": (30, 60)}
        watcher.outcome(Outcome(SHORT, 60, 4.0))
        watcher.news(1, 60)  # late news
        assert [task.description for task in bars.tasks] == ["2 chapters", "Marches"]
