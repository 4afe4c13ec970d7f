"""`attention-film check`: what it prints, and how it ends."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from attention_math.tracing import trace_sentence
from renders.__main__ import main
from renders.commands import check, options
from tests import standins
from tests.standins import entry

CHAPTER = "Weighs"
COUNTS = ("beats", "numerals", "texts", "pictures", "equations")


@pytest.fixture(autouse=True)
def _standin(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the name be found of a chapter that is soon checked."""
    monkeypatch.setattr(options, "find", {CHAPTER: entry(standins.Weighs)}.__getitem__)


def test_a_chapter_without_fault_ends_well_and_says_what_was_checked(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["check", CHAPTER, "--json", "--output", str(tmp_path)]) == 0
    (found,) = json.loads(capsys.readouterr().out)
    assert (found["chapter"], found["failures"]) == (CHAPTER, [])
    assert all(found[name] > 0 for name in COUNTS if name != "equations")
    assert found["equations"] == 0, "it spells none out"
    assert found.keys().isdisjoint({"report", "sightings"})
    assert list(tmp_path.iterdir()) == []


@pytest.fixture(scope="module")
def false_trace(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Numbers that are no model's: two rows of weights are exchanged."""
    true = trace_sentence("speaker", "the sky is blue", 1, "masked")
    weights = true.head(2).weights.copy()
    weights[[2, 3]] = weights[[3, 2]]
    heads = [*true.heads[:1], replace(true.head(2), weights=weights), *true.heads[2:]]
    path = tmp_path_factory.mktemp("false") / "false.safetensors"
    replace(true, heads=tuple(heads)).save(path)
    return path


def test_every_failure_is_named_and_the_exit_code_is_one(
    false_trace: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    arguments = ["check", CHAPTER, "--trace", str(false_trace), "--output", str(tmp_path)]
    assert main(arguments) == 1
    table, *lines = capsys.readouterr().out.partition(f"{CHAPTER}, ")
    assert all(name in table for name in (CHAPTER, *COUNTS, "failures"))
    told = "".join(lines)
    assert f"{CHAPTER}, weights: value: Numeral" in told
    assert "expected head2.weights[3, 0] = " in told
    assert (
        "stroke" not in told
    )  # the edges are as wide as the false weights: that is no other fault


def test_what_does_not_fit_the_stage_is_bad_usage(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    said = ["--sentence", "the cat sees the dog and the bird"]
    assert main(["check", CHAPTER, *said, "--output", str(tmp_path)]) == 2
    assert "room for" in capsys.readouterr().err


def test_a_chapter_that_breaks_leaves_a_log(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(options, "CHAPTERS", (entry(standins.Breaks),))
    assert main(["check", "--output", str(tmp_path)]) == 1
    assert f"traceback in {tmp_path / 'logs/Breaks.log'}" in capsys.readouterr().err
    assert "Traceback" in (tmp_path / "logs/Breaks.log").read_text()


@pytest.fixture
def two_chapters(monkeypatch: pytest.MonkeyPatch) -> None:
    """One that varies a chapter of the film and excuses itself, and a viewer's own."""
    chapters = entry(standins.Excuses), entry(standins.Own)
    monkeypatch.setattr(options, "CHAPTERS", chapters)


@pytest.mark.usefixtures("two_chapters")
def test_the_film_report_is_a_table_of_all_chapters_and_lists_exceptions(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["check", "--report", "--jobs", "1", "--output", str(tmp_path)]) == 1
    out = capsys.readouterr().out
    assert max(map(len, out.partition("Excuses, as a film")[0].splitlines())) <= 100
    (row,) = [line for line in out.splitlines() if line.startswith("Own *")]
    # 0.2 s for the caption, two seconds of moves, and 0.8 for the poster.
    assert row.split()[2:] == ["0,", "0", "33%,", "0.2", "s", "0%", "1", "of", "2.2–2.2", "0%",
                               "0", "0", "0"]  # fmt: skip
    assert "\nExcuses, exception: guess holds: there is no number\n" in out
    assert "Excuses, as a film: stage in use: the whole chapter: expected 50.0% at least" in out
    assert "as a film: guess holds" not in out
    assert "Own, as a film" not in out


@pytest.mark.usefixtures("two_chapters")
def test_the_film_report_is_part_of_the_json_where_it_is_asked_for(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["check", "--report", "--json", "--jobs", "1", "--output", str(tmp_path)]) == 1
    excuses, own = (found["report"] for found in json.loads(capsys.readouterr().out))
    assert (own["own"], own["beats"], own["longest_standstill"]) == (True, [2.2], 0.2)
    assert excuses["exceptions"] == {"guess holds": "there is no number"}


def test_help_says_what_the_report_tells(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "--help"]) == 0
    assert "--report" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("chosen", "told"),
    [
        ([], "Weighs is not of the film: nothing of it is approved"),
        (["--sentence", "the sky is grey"], "only the film's own numbers, captions and theme"),
    ],
)
def test_nothing_but_the_film_as_it_is_can_be_approved(
    chosen: list[str], told: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["check", CHAPTER, "--approve", *chosen, "--output", str(tmp_path)]) == 2
    (line,) = capsys.readouterr().err.splitlines()
    assert told in line


def test_where_nothing_can_be_written_nothing_is_approved(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "file").write_text("")
    monkeypatch.setattr(check, "SNAPSHOTS", tmp_path / "file" / "snapshots")
    monkeypatch.setattr(check, "CHAPTERS", (entry(standins.Weighs),))
    assert main(["check", CHAPTER, "--approve", "--output", str(tmp_path)]) == 2
    assert "cannot write to" in capsys.readouterr().err
