"""A viewer's own choice: what fits badly is told, what cannot show it is left out of the film."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import av
import pytest

from renders.__main__ import main
from renders.commands import verdicts
from renders.commands.verdicts import Verdicts
from scenes.storyboard import CHAPTERS
from tests import standins
from tests.renders.commands.test_render import list_chapters
from tests.standins import entry

FIRST, LAST = CHAPTERS[0].number, CHAPTERS[-1].number
SENTENCE = ["--sentence", "the cat sat"]
COMMAND = "attention-film check Says --sentence 'the cat sat'"

Run = Callable[..., tuple[int, str, list[str]]]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> Run:
    """Run a command on stand-ins: the exit code, what is told of chapters, the files it made."""
    chapters = entry(standins.Says, FIRST), entry(standins.Fills, LAST)
    list_chapters(monkeypatch, *chapters, replace(entry(standins.Refuses, LAST), name="Refuses"))

    def run(command: str, *options: str) -> tuple[int, str, list[str]]:
        quality = ["-q", "l"] if command.startswith("render") else []
        folder = ["--output", str(tmp_path)]
        code = main([*command.split(), *quality, *folder, *options])
        told = capfd.readouterr().err.splitlines()
        lines = [line for line in told if "frames" not in line and not line.endswith((" kB", " B"))]
        made = [*tmp_path.glob("clips/*/*.mp4"), *tmp_path.glob("*.*"), *tmp_path.glob("sheets/*")]
        return (
            code,
            "\n".join(lines),
            sorted(path.name.replace(".the-cat-sat", "") for path in made),
        )

    return run


def test_what_fits_badly_is_told_each_time_and_looked_at_once(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    code, told, made = run("render Says Fills", *SENTENCE)
    assert code == 0
    assert {"Says.mp4", "Fills.mp4"} <= set(made)
    assert told.startswith("Says does not fit well: empty half in the beat “only”")
    assert told.endswith(COMMAND)
    assert told.count("\n") == 0
    monkeypatch.setattr(verdicts, "Call", None)  # and no process is started
    monkeypatch.setattr("renders.commands.rendering.LocalWorkers", None)
    assert run("render Says Fills", *SENTENCE) == (0, told, made)
    assert run("render Says Fills", "--strict", *SENTENCE) == (1, told, made)
    assert run("render Fills", "--strict", *SENTENCE) == (0, "", made)


def test_strict_gives_no_name_to_what_fits_badly(run: Run) -> None:
    code, told, made = run("render Says Fills", "--strict", *SENTENCE)
    assert (code, [name for name in made if name.endswith("mp4")]) == (1, ["Fills.mp4"])
    assert COMMAND in told
    code, _, made = run("render Says", *SENTENCE)
    assert code == 0
    assert "Says.mp4" in made


def test_a_film_leaves_out_what_cannot_show_the_choice(run: Run, tmp_path: Path) -> None:
    code, told, _ = run("render", *SENTENCE)
    assert code == 0
    (line,) = [line for line in told.splitlines() if line.startswith("left out")]
    assert "Refuses ('the cat sat' does not fit the stage)" in line
    assert "--model" in line
    with av.open(str(tmp_path / "film.the-cat-sat.mp4")) as film:
        titles = [mark["metadata"]["title"] for mark in film.chapters()]
    assert len(titles) == 5  # two cards, two chapters, and the end
    again = run("render", *SENTENCE)
    assert again[:2] == (0, told)


def test_a_film_of_which_nothing_can_be_shown_is_bad_usage(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    list_chapters(monkeypatch, entry(standins.Refuses, LAST))
    code, told, made = run("render", *SENTENCE)
    assert code == 2
    assert told.splitlines()[-1] == (
        "attention-film: Refuses: 'the cat sat' does not fit the stage"
    )
    assert "film.mp4" not in made


def test_a_verdict_is_of_one_choice_and_of_these_checks(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    entries = CHAPTERS[:1]

    def key(**chosen: str) -> str:
        environment = {f"ATTENTION_{name}": value for name, value in chosen.items()}
        return Verdicts.read(entries, environment, tmp_path).keys.get(entries[0].name, "none")

    keys = [key(SENTENCE="a b"), key(SENTENCE="a c"), key(SENTENCE="a b", HEAD="2"), key()]
    assert len(set(keys)) == 4
    assert keys[-1] == key(CAPTIONS="0") == "none"  # the film's own numbers are not looked at
    monkeypatch.setattr(verdicts, "_digest_of_checks", lambda: "other checks")
    assert key(SENTENCE="a b") not in keys


def test_fixed_numbers_are_not_looked_at(tmp_path: Path) -> None:
    fixed = [one for one in CHAPTERS if one.name == "WorkedExample"]
    found = Verdicts.read(fixed, {"ATTENTION_SENTENCE": "a b"}, tmp_path)
    assert found.tasks(fixed, 1.0) == []
    assert found.fits("WorkedExample")
