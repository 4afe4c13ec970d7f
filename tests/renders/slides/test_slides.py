"""A lecture stops where it should, obeys its keys, and is the same in other programs."""

from __future__ import annotations

import json
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import av
import numpy as np
import pytest
from axe_playwright_python.sync_playwright import Axe
from PIL import Image
from playwright.sync_api import Browser, Page

from renders.__main__ import main
from renders.errors import BadInput
from renders.film.concatenate import Footage
from renders.slides.lecture import Lecture, Showing, read_lecture
from renders.slides.others import compose_json, convert
from renders.slides.stops import Stop, Told, Writer
from tests.browser import opened
from tests.renders.slides.counted_lecture import BITS, FRAME, HOSTILE


def number_in(picture: bytes) -> int:
    pixels = np.asarray(Image.open(BytesIO(picture)).convert("L"))
    height, width = pixels.shape
    row = pixels[round(height * 65 / FRAME.height)]
    places = [round(width * (32 * bit + 44) / FRAME.width) for bit in range(BITS)]
    return sum(1 << bit for bit, place in enumerate(places) if row[place] > 150)


@pytest.fixture
def slides(browser: Browser, lecture: tuple[Path, list[Stop]]) -> Iterator[Page]:
    """The lecture's page, as it lies on the disk."""
    with opened(browser, viewport={"width": 640, "height": 360}) as page:
        page.on("dialog", lambda dialog: pytest.fail(f"a script ran: {dialog.message}"))
        page.goto((lecture[0] / "index.html").as_uri())
        yield page


def stand_at(page: Page, stop: int) -> None:
    """Wait until the lecture says that so many stops are done, and its picture stands."""
    page.wait_for_function(f"location.hash === '#{stop}'")
    page.wait_for_function(
        "(v => v.readyState > 1 && !v.seeking && v.paused)(document.querySelector('.upper'))"
    )
    page.wait_for_timeout(100)


def shows(page: Page, number: int) -> None:
    """Wait until the browser has painted a frame, which it may do after it says where it is."""
    for _ in range(50):
        if (painted := number_in(page.screenshot())) == number:
            return
        page.wait_for_timeout(100)
    assert painted == number


def test_it_stops_at_the_last_frame_of_every_beat_and_where_it_asks(slides: Page) -> None:
    stand_at(slides, 1)  # at the card, for which nobody waits
    for stop, number in ((2, 10), (3, 28), (4, 35)):  # 20 + 9 − 1 asks, 20 + 16 − 1 is the end
        slides.keyboard.press("PageDown")
        stand_at(slides, stop)
        shows(slides, number)
    slides.keyboard.press("ArrowLeft")
    stand_at(slides, 3)
    shows(slides, 28)
    slides.reload()  # a browser that has fallen over comes back to the same place
    stand_at(slides, 3)
    shows(slides, 28)


def test_next_while_it_plays_goes_to_its_end(slides: Page) -> None:
    stand_at(slides, 1)
    slides.keyboard.press("Space")
    slides.wait_for_function("!document.querySelector('.upper').paused")
    slides.keyboard.press("Space")
    stand_at(slides, 2)
    shows(slides, 10)


def test_keys_jump_blacken_help_and_overview(slides: Page) -> None:
    for keys, stop in ((("3", "Enter"), 3), (("Home",), 1), (("End",), 4), (("9", "Enter"), 4)):
        for key in keys:
            slides.keyboard.press(key)
        stand_at(slides, stop)
    slides.keyboard.press("b")
    assert slides.locator(".black").is_visible()
    slides.keyboard.press(".")
    assert not slides.locator(".black").is_visible()
    slides.keyboard.press("?")
    assert slides.locator(".help").is_visible()
    slides.keyboard.press("o")
    assert slides.locator(".overview [data-stop]").count() == 4
    assert slides.locator(".overview [aria-current]").get_attribute("data-stop") == "4"
    slides.keyboard.press("Home")
    slides.keyboard.press("ArrowRight")
    slides.keyboard.press("Enter")
    stand_at(slides, 2)
    assert not slides.locator(".overview").is_visible()


def test_the_speaker_sees_notes_and_what_comes_and_steers(slides: Page) -> None:
    with slides.context.expect_page() as opening:
        slides.keyboard.press("s")
    speaker = opening.value
    speaker.wait_for_function("document.querySelector('.number').textContent === '1 / 4'")
    speaker.keyboard.press("End")
    stand_at(slides, 4)
    speaker.keyboard.press("PageUp")
    stand_at(slides, 3)
    speaker.wait_for_function("document.querySelector('.number').textContent === '3 / 4'")
    assert speaker.locator(".wants").inner_text() == HOSTILE
    assert speaker.locator(".asks").is_visible()
    assert speaker.locator(".then img").get_attribute("src").endswith("clip.two.2.png")
    assert speaker.locator(".clock").inner_text()
    assert faults(speaker) == []


def faults(page: Page) -> list[str]:
    return [one["id"] for one in Axe().run(page).response["violations"]]


def test_nothing_is_amiss_for_a_screen_reader(slides: Page) -> None:
    stand_at(slides, 1)
    assert slides.title() == HOSTILE
    for key in ("Escape", "o", "?"):
        slides.keyboard.press(key)
        assert faults(slides) == [], key


def test_on_paper_each_stop_has_a_page(slides: Page) -> None:
    stand_at(slides, 1)
    slides.emulate_media(media="print")
    assert slides.locator(".handout figure:visible").count() == 4
    assert "One & <one>." in slides.locator(".handout").inner_text()
    assert not slides.locator(".stage").is_visible()
    assert slides.pdf(prefer_css_page_size=True).count(b"/Type /Page\n") == 4


def test_other_programs_get_the_same_stops(lecture: tuple[Path, list[Stop]]) -> None:
    from pptx import Presentation

    folder, stops = lecture
    (folder / "slides").mkdir()
    (folder / "slides" / "lecture.json").write_text(compose_json(stops, FRAME), "utf-8")
    deck = Presentation(convert(folder, "lecture", "pptx"))
    notes = [one.notes_slide.notes_text_frame.text for one in deck.slides]
    assert len(notes) == len(stops) == 4
    assert "Good morning." in notes[1]
    assert HOSTILE in notes[2]
    pdf = convert(folder, "lecture", "pdf").read_bytes()
    assert pdf.count(b"/Type /Page\n") == 4
    told = json.loads((folder / "slides" / "lecture.json").read_text("utf-8"))
    lengths = []
    for one in told["slides"]:
        with av.open(str(folder / one["file"])) as video:
            lengths.append(sum(1 for _ in video.decode(video=0)))
    assert lengths == [3, 10, 9, 7]


MISTAKES = {
    "title = 3": "title must be text",
    "slides = 3\n": "slides must be a list",
    "title = \n": "line 1",
    "[[slides]]": "slide 1 (line 1): it has neither",
    "\n[[slides]]\ncard = 'x'\nnote = 'y'": "(line 2): unknown key 'note'; did you mean notes",
    "[[slides]]\nchapter = 14\nlayer = 'x'": "layer must be a whole number",
    "[[slides]]\nchapter = 14\nlayer = 0": "layer counts from 1",
    "[[slides]]\nchapter = [1, 2]\nbeats = ['x']": "go with one chapter",
    "[[slides]]\nchapter = 14\nkind = 'own'": "unknown kind",
}


@pytest.mark.parametrize("text", MISTAKES)
def test_a_mistake_in_a_lecture_is_told_with_its_place(text: str, tmp_path: Path) -> None:
    (path := tmp_path / "talk.toml").write_text(text)
    with pytest.raises(BadInput) as told:
        read_lecture(path)
    assert told.value.message.startswith("talk.toml")
    assert MISTAKES[text] in told.value.message


def test_a_chapter_that_is_not_there_is_told_before_anything_is_rendered(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("talk.toml").write_text("[[slides]]\nchapter = 'CasualMask'\n")
    assert main(["slides", "talk.toml"]) == 2
    (line,) = capsys.readouterr().err.splitlines()
    assert "talk.toml, slide 1 (line 1)" in line
    assert "did you mean CausalMask" in line
    assert main(["slides", "talk.toml", "--to", "docx"]) == 2
    assert "pptx" in capsys.readouterr().err


def test_a_beat_that_is_not_there_is_told_with_those_that_are(tmp_path: Path) -> None:
    told = Lecture("", [Showing(("x",), beats=("tow",), where="slide 1")])
    beats = [Footage(tmp_path / "a.mp4", beat="one"), Footage(tmp_path / "b.mp4", beat="two")]
    with pytest.raises(BadInput, match="slide 1: beats: .*'tow': choose from one, two"):
        Writer(tmp_path, FRAME).write(told, [[Told("clip", "Clip", beats)]])
