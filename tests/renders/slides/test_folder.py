"""A lecture's folder has all that it needs and nothing of another; the page may go without it."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from renders.__main__ import main
from renders.slides.page import compose_page
from renders.slides.stops import Stop
from tests.browser import opened
from tests.renders.slides.counted_lecture import FRAME
from tests.renders.slides.test_slides import shows, stand_at

Lecture = tuple[Path, list[Stop]]


@pytest.fixture
def present(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., int]:
    """Make a lecture of title cards, which need no chapter."""
    monkeypatch.chdir(tmp_path)

    def run(*cards: str, more: tuple[str, ...] = ()) -> int:
        slides = "".join(f"[[slides]]\ncard = '{card}'\n" for card in cards)
        Path("talk.toml").write_text(slides, encoding="utf-8")
        return main(["slides", "talk.toml", "-q", "l", "--output", "talk", *more])

    return run


def files(folder: Path = Path("talk")) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


def test_a_page_of_one_file_plays_with_nothing_beside_it(
    browser: Browser, lecture: Lecture, tmp_path: Path
) -> None:
    folder, stops = lecture
    page_file = tmp_path / "one.html"
    page_file.write_text(compose_page("One", stops, FRAME.rate, folder), encoding="utf-8")
    with opened(browser, viewport={"width": 640, "height": 360}) as page:
        asked: list[str] = []
        page.on("request", lambda request: asked.append(request.url))
        page.goto(page_file.as_uri())
        stand_at(page, 1)
        for stop, number in ((2, 10), (3, 28), (4, 35)):
            page.keyboard.press("PageDown")
            stand_at(page, stop)
            shows(page, number)
        page.keyboard.press("o")
        widths = page.locator(".overview img").evaluate_all("all => all.map(i => i.naturalWidth)")
        assert widths == [FRAME.width] * 4
        assert [url for url in asked if not url.startswith("data:")] == [page_file.as_uri()]


def test_the_option_for_one_file_writes_such_a_page(present: Callable[..., int]) -> None:
    for more in ((), ("--single-file",)):
        assert present("One", more=more) == 0
        page = Path("talk/index.html").read_text(encoding="utf-8")
        assert ('"beats/' in page) is not bool(more)


def test_another_lecture_leaves_nothing_of_the_last_and_all_of_its_owner(
    present: Callable[..., int],
) -> None:
    assert present("One", "Two", "Three") == 0
    Path("talk/beats/own.mp4").write_text("mine")
    Path("talk/notes.txt").write_text("mine")
    Path("talk/beats/card.two.png").write_text("drawn over")
    before = files()
    assert present("Three", "Four") == 0
    gone = {"beats/card.one.mp4", "beats/card.one.png", "beats/card.two.mp4"}
    assert files() == before - gone | {"beats/card.four.mp4", "beats/card.four.png"}


def test_what_a_list_of_files_says_of_other_folders_is_not_believed(
    present: Callable[..., int],
) -> None:
    assert present("One") == 0
    made, outside = Path("talk/.made.json"), Path("card.one.mp4")
    outside.write_bytes(Path("talk/beats/card.one.mp4").read_bytes())
    made.write_text(made.read_text().replace("beats/card.one.mp4", "../card.one.mp4"))
    assert present("Two") == 0
    assert outside.exists()


@pytest.mark.parametrize("missing", ["manim_slides", "pptx"])
def test_without_the_extra_a_line_says_how_to_get_it(
    missing: str,
    present: Callable[..., int],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setitem(sys.modules, missing, None)  # as if it were not installed
    assert present("One", more=("--to", "pptx")) == 2
    (line,) = capsys.readouterr().err.splitlines()
    assert line.endswith("--to pptx needs more: pip install 'attention-film[slides]'")
    assert not Path("talk").exists()


def test_a_lecture_that_cannot_be_converted_leaves_the_last_one(
    present: Callable[..., int], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert present("One") == 0
    before = {name: Path("talk", name).read_bytes() for name in files()}
    monkeypatch.setattr(sys, "executable", "false")
    assert present("Two", more=("--to", "pptx")) == 1
    assert "manim-slides wrote no lecture.pptx" in capsys.readouterr().err
    assert {name: Path("talk", name).read_bytes() for name in files()} == before
