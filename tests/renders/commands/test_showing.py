"""What was made is named, measured, and opened with the program that the system has for it."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from renders.__main__ import main
from renders.commands.showing import show_made
from renders.terminal import told_size
from tests.renders.commands.test_render import list_chapters
from tests.standins import Says, entry


@pytest.fixture
def viewer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Put a program that notes what it was to open in the place of the system's."""
    notes, programs = tmp_path / "opened", tmp_path / "bin"
    programs.mkdir()
    for name in ("xdg-open", "open"):
        (programs / name).write_text(f'#!/bin/sh\necho "$1" >{notes}.new\nmv {notes}.new {notes}\n')
        (programs / name).chmod(0o755)
    monkeypatch.setenv("PATH", str(programs), prepend=":")
    return notes


def read(notes: Path) -> Path:
    """Read what was opened, once the viewer, which nobody waits for, has noted it."""
    for _ in range(500):
        if notes.exists():
            return Path(notes.read_text().strip())
        time.sleep(0.01)
    raise AssertionError("nothing was opened")


@pytest.mark.parametrize(
    ("size", "told"),
    [(3, "1 kB"), (1_499, "1 kB"), (999_499, "999 kB"), (999_500, "1.0 MB"), (6_640_000, "6.6 MB")],
)
def test_sizes_are_told_as_people_say_them(size: int, told: str) -> None:
    assert told_size(size) == told


@pytest.mark.parametrize(("names", "opened"), [(["a"], "a"), (["a", "b"], ""), (["a", "site"], "")])
def test_one_file_is_opened_and_of_several_their_folder(
    names: list[str],
    opened: str,
    viewer: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    (tmp_path / "site").mkdir()
    for file in ("a", "b", "site/c", "site/d"):
        (tmp_path / file).write_bytes(bytes(4_000))
    show_made([tmp_path / name for name in names], opens=True)
    assert read(viewer) == tmp_path / opened
    told = capsys.readouterr()
    assert told.out.split() == [str(tmp_path / name) for name in names]
    sizes = {"a": "a: 4 kB", "b": "b: 4 kB", "site": "site: 8 kB"}
    assert told.err.splitlines() == [sizes[name] for name in names]


def test_what_cannot_be_opened_is_told_and_is_no_failure(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    (tmp_path / "a").write_bytes(b"a")
    show_made([tmp_path / "a"], opens=True)
    assert f"open {tmp_path / 'a'} yourself" in capsys.readouterr().err


def test_a_sheet_is_opened(viewer: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    list_chapters(monkeypatch, entry(Says))
    assert main(["sheet", "Says", "--open", "--jobs", "1", "--output", str(tmp_path / "out")]) == 0
    assert read(viewer) == tmp_path / "out/sheets/Says.png"
