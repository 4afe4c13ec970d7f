"""The benchmark: what it runs, how it counts and judges, and that it measures what it says."""

from __future__ import annotations

import inspect
import json
import subprocess
import sys
from pathlib import Path

import pytest

from bench import jobs
from bench.__main__ import PROGRAM, app
from bench.cost import Cost, Failed, cost_of
from bench.excerpts import Excerpt
from bench.film import cut
from bench.jobs import OURS, STOCK, Group, Measurement, Options, heaviest, plan, slowest
from bench.one import EXCERPTS, made
from bench.plot import ticks
from bench.table import markdown, rows_of
from renders.errors import run
from renders.film.quality import Quality
from renders.film.running_order import with_cards
from renders.rehearsal import Beat, rehearse
from scenes.chapter import Chapter
from scenes.storyboard import CHAPTERS, find

ROOT = Path(__file__).parents[2]
FIRST, SECOND = CHAPTERS[0].name, CHAPTERS[1].name


def measured(
    kind: str, subject: str, engine: str, repetition: int = 0, **cost: float
) -> Measurement:
    known = {"wall": 1.0, "cpu": 1.0, "peak": 500.0} | cost
    return Measurement(kind, subject, engine, repetition, Cost(**known))


def frames_of(kind: str, subject: str, engine: str, costs: list[float]) -> list[Measurement]:
    """Measure 100 frames at so many ms each, once for each cost."""
    return [
        measured(kind, subject, engine, repetition, frames=100, scene_cpu=cost / 10)
        for repetition, cost in enumerate(costs)
    ]


# --- a program and its cost -----------------------------------------------------------------------


def python(code: str) -> list[str]:
    return [sys.executable, "-c", code]


def test_the_cost_is_that_of_the_program_and_of_what_it_starts() -> None:
    burn = "import time\nwhile time.process_time() < 0.4: pass"
    starts = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {burn!r}])"
    assert cost_of(python(starts), 0).cpu >= 0.4
    asleep = cost_of(python("import time; time.sleep(0.4)"), 0)
    assert asleep.wall >= 0.4 > asleep.cpu


def test_the_peak_is_that_of_the_largest_process() -> None:
    """Asked in a small process: what starts a program is counted with it until it has begun."""
    starts = (
        "import subprocess, sys; subprocess.run([sys.executable, '-c', 'bytearray(2 * 10**8)'])"
    )
    asks = f"from bench.cost import cost_of; print(cost_of({python(starts)}, 0).peak)"
    told = subprocess.run(python(asks), cwd=ROOT, capture_output=True, text=True, check=True)
    assert 200 < float(told.stdout) < 260


def test_a_program_reports_its_scene_in_its_last_line() -> None:
    cost = cost_of(python('print(\'so\\n{"frames": 7, "scene_cpu": 0.5}\')'), 0)
    assert (cost.frames, cost.scene_cpu, cost.before_cpu) == (7, 0.5, 0)


def test_a_failure_is_told_by_its_last_words() -> None:
    with pytest.raises(Failed, match=r"^no such chapter$"):
        cost_of(python("raise SystemExit('one\\nno such chapter')"), 0)


def test_a_viewers_own_choices_change_no_measurement(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ATTENTION_SENTENCE", "the old man reads a long book")
    cost = cost_of(python("import os; assert 'ATTENTION_SENTENCE' not in os.environ"), 0)
    assert cost.wall > 0


# --- what is run ----------------------------------------------------------------------------------


def test_ours_and_stock_take_turns(tmp_path: Path) -> None:
    looks = frames_of("look", FIRST, OURS, [9]) + frames_of("look", SECOND, OURS, [8])
    planned = plan(Options(frozenset({Group.chapters}), repeat=2), looks, tmp_path)
    turns = [(job.subject, job.engine, job.repetition) for job in planned]
    once = [(name, engine) for name in ("nothing", FIRST, SECOND) for engine in (OURS, STOCK)]
    assert turns == [(*turn, repetition) for repetition in (0, 1) for turn in once]
    assert all("bench.one" in job.command for job in planned)


def test_the_film_is_made_by_two_processes_and_by_the_stock_command(tmp_path: Path) -> None:
    ours, stock, again = plan(Options(frozenset({Group.film}), repeat=1), [], tmp_path)
    assert ours.command[-2:] == ("--jobs", "2") and ours.command == again.command
    assert stock.command[1:5] == ("-m", "manim", "render", "-a")
    assert "-qh" in stock.command


def test_the_heaviest_are_those_whose_frames_cost_most_once_there_is_one() -> None:
    looks = [
        measured("look", FIRST, OURS, frames=100, scene_cpu=9, before_cpu=8),
        measured("look", SECOND, OURS, frames=100, scene_cpu=4, before_cpu=1),
    ]
    assert heaviest(looks) == [SECOND, FIRST]
    assert heaviest(looks, 1) == [SECOND]
    stills = [measured("still", name, OURS, wall=wall) for name, wall in ((FIRST, 4), (SECOND, 3))]
    assert slowest(stills, OURS) == FIRST
    assert slowest(stills, STOCK) is None


def test_an_excerpt_ends_with_the_first_beat_that_is_over_in_time(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("bench.excerpts.LONGEST", 5.0)
    frames = made(OURS, EXCERPTS, FIRST, Quality.low.frame)["frames"]
    beats: list[Beat] = []
    rehearse(FIRST, lambda _, beat: beats.append(beat))
    over = next(beat.ended for beat in beats if beat.ended >= 5)
    rate = Quality.low.frame.rate
    assert 5 <= frames / rate <= over + 2 / rate, "each animation takes whole frames"


def test_an_excerpt_begins_a_beat_with_all_that_a_chapter_gives() -> None:
    assert inspect.signature(Excerpt.beat) == inspect.signature(Chapter.beat)


def test_both_ways_make_the_same_number_of_frames() -> None:
    for scene in ("Empty", "HeatMaps", "Squares", "Images"):
        for engine in (OURS, STOCK):
            sizes = {"cells": 4, "frames": 6}
            found = made(engine, "bench.patterns", scene, Quality.low.frame, **sizes)
            assert found["frames"] == 6, (scene, engine)
            assert 0 <= found["before_cpu"] < found["scene_cpu"]


def test_every_clip_of_the_film_has_an_excerpt_by_its_name() -> None:
    from bench import excerpts

    for entry in with_cards(CHAPTERS):
        scene = getattr(excerpts, entry.name)
        assert (scene.__name__, scene.__module__) == (entry.name, excerpts.__name__)
        assert issubclass(scene, Excerpt) is (entry in CHAPTERS)
    card = with_cards(CHAPTERS)[0]
    assert cut(card, 5) is card
    assert cut(find(FIRST), 0) is find(FIRST)
    assert cut(find(FIRST), 5).seconds == 8


# --- how it is judged -----------------------------------------------------------------------------


def test_a_ratio_is_taken_within_a_repetition_and_its_median_is_judged() -> None:
    measurements = frames_of("empty", "nothing", OURS, [10, 20, 10])
    measurements += frames_of("empty", "nothing", STOCK, [20, 20, 20])
    measurements += frames_of("chapter", FIRST, OURS, [14, 30, 16])
    measurements += frames_of("chapter", FIRST, STOCK, [40, 41, 42])
    by_ours, by_stock, empty, _memory = rows_of(measurements)
    assert by_ours.ours.median == 16 and by_ours.stock.median == 41
    assert by_ours.result.values == (1.4, 1.5, 1.6)
    assert (by_ours.result.median, by_ours.result.spread, by_ours.is_met) == (1.5, (1.4, 1.6), True)
    assert by_stock.result.values == (0.7, 1.5, 0.8)
    assert empty.result.values == (0.5, 1.0, 0.5) and empty.is_met is None


def test_each_target_is_missed_by_a_little_more() -> None:
    def met(extra: float) -> dict[str, bool]:
        measurements = [
            *frames_of("empty", "nothing", OURS, [10]),
            *frames_of("empty", "nothing", STOCK, [10]),
            *frames_of("chapter", FIRST, OURS, [15 + extra]),
            *frames_of("heat", "8", OURS, [10]),
            *frames_of("heat", "128", OURS, [12 + extra]),
            *frames_of("heat", "1024", OURS, [15 + extra]),
            measured("film", "film", OURS, wall=60 + extra, peak=700 + extra),
            measured("film", "film", STOCK, wall=100),
            measured("again", "film", OURS, wall=3 + extra),
            measured("still", FIRST, OURS, 1, wall=5 + extra),
        ]
        return {row.what: row.is_met for row in rows_of(measurements) if row.target is not None}

    assert len(met(0)) == 7
    assert set(met(0).values()) == {True}
    assert set(met(0.1).values()) == {False}


@pytest.mark.parametrize(("caller", "which"), [(690, "the caller"), (610, "a worker")])
def test_the_largest_process_is_named(caller: float, which: str) -> None:
    film = measured("film", "film", OURS, peak=700, caller=caller, worker=650)
    stock = measured("film", "film", STOCK, peak=1500)
    *_, row = rows_of([film, stock, measured("again", "film", OURS)])
    assert (row.what, row.result.median) == (f"largest process, {which}", 700)


def test_the_table_for_a_readme_has_a_line_for_each_row() -> None:
    rows = rows_of(frames_of("heat", "8", OURS, [10.04, 20, 9]))
    header, rule, line = markdown(rows).splitlines()
    assert header.count("|") == rule.count("|") == line.count("|")
    assert "| 8 × 8 cells, CPU a frame | 10.0 ms |" in line


def test_ticks_enclose_all_costs() -> None:
    assert ticks(13, 480) == [10, 20, 50, 100, 200, 500]
    assert ticks(0.5, 2) == [0.5, 1, 2, 5]


# --- the command ----------------------------------------------------------------------------------


def test_a_run_prints_and_writes_what_it_found(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(jobs, "CELLS", (8, 16))
    monkeypatch.setattr(jobs, "SQUARES", (8,))
    given = ["--only", "heat", "--repeat", "1", "-q", "l", "--frames", "6"]
    assert run(app, PROGRAM, [*given, "--output", str(tmp_path)]) == 0
    printed = capsys.readouterr()
    assert "8 × 8 cells" in printed.out
    assert "[5/5]" in printed.err
    assert {path.name for path in tmp_path.iterdir()} == {"bench.json", "bench.md", "bench.svg"}
    found = json.loads((tmp_path / "bench.json").read_text())
    kinds = [(one["kind"], one["engine"], one["cost"]["frames"]) for one in found["measurements"]]
    each = [("heat", OURS, 6), ("image", STOCK, 6)]
    assert kinds == [*each, ("heat", STOCK, 6), *each]
    assert found["options"]["repeat"] == 1
    assert {"cores", "processor", "memory"} <= found["machine"].keys()
    assert [row["what"] for row in found["rows"]] == [
        f"{n} × {n} cells, CPU a frame" for n in (8, 16)
    ]
    assert found["rows"][0]["median"] == 1
    assert "<svg" in (tmp_path / "bench.svg").read_text()


def test_a_program_that_fails_ends_the_run_in_a_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(jobs, "CELLS", (0,))  # a pattern without cells cannot be made
    monkeypatch.setattr(jobs, "SQUARES", ())
    given = ["--only", "heat", "--repeat", "1", "-q", "l", "--output", str(tmp_path)]
    assert run(app, PROGRAM, given) == 1
    last = capsys.readouterr().err.splitlines()[-1]
    assert last.startswith(f"{PROGRAM}: heat 0, ours, failed: ")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("given", ["--only speed", "--repeat 0", "--frames 2", "-q x", "--nope"])
def test_a_mistake_is_told_in_a_line(given: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(app, PROGRAM, given.split()) == 2
    (line,) = capsys.readouterr().err.splitlines()
    assert line.startswith(f"{PROGRAM}: ") and given.split()[0] in line
