"""A gallery opens from anywhere, with or without JavaScript; what it says is the clips' own."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Callable
from dataclasses import replace
from itertools import cycle
from pathlib import Path
from types import SimpleNamespace
from urllib.parse import unquote

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser

from renders.__main__ import main
from renders.embed.piece import Piece
from renders.film.quality import Quality
from renders.film.segment import Subtitle
from renders.gallery.shelves import Page as GalleryPage
from renders.gallery.shelves import command_of, stories_of
from renders.gallery.site import Site
from renders.player.finished import Beat
from renders.terminal import told_size
from scenes.storyboard import CHAPTERS, TITLE, Entry
from tests.browser import opened, served
from tests.renders.commands.test_render import list_chapters
from tests.renders.embed.test_embed import HOSTILE
from tests.standins import Turns, entry

STILLS = sorted((Path(__file__).parents[3] / "docs/stills").glob("[A-Z]*.png"))
MOST = 300_000  # bytes before anything is played


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("gallery")


@pytest.fixture
def run(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., int]:
    list_chapters(monkeypatch, entry(Turns, 3, seconds=3))
    known = ["-q", "l", "--jobs", "1", "--media", str(folder / "media")]
    return lambda *more: main(["gallery", "Turns", *known, *more])


@pytest.fixture(scope="module")
def made(folder: Path) -> Path:
    """A gallery of a chapter of two beats, with its handout."""
    with pytest.MonkeyPatch.context() as patch:
        list_chapters(patch, entry(Turns, 3, seconds=3))
        known = ["-q", "l", "--jobs", "1", "--media", str(folder / "media")]
        assert main(["gallery", "Turns", *known, "--output", str(folder / "site")]) == 0
    return folder / "site"


@pytest.fixture(scope="module")
def large(made: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A gallery as large as the film's, with pictures of the film; one clip has hostile words."""
    folder = tmp_path_factory.mktemp("large")
    site = Site(film_of(made), [shown(made, *one) for one in zip(CHAPTERS, cycle(STILLS))], {})
    site.pages[0].piece = replace(site.pages[0].piece, title=HOSTILE, teaches=HOSTILE)
    site.write(folder, lambda _: None)
    return folder


def shown(made: Path, chapter: Entry, poster: Path) -> GalleryPage:
    """A page of a chapter of the film, with another's video."""
    files = (made / f"media/Turns{suffix}" for suffix in (".mp4", ".vtt", ".numbers.json"))
    said = Subtitle(1.25, 1.75, f"It is {chapter.name} that says so.")
    beats = Beat("one", 0.0, 1.0, ()), Beat("two", 1.0, 2.0, (said,))
    known = chapter.teaches, Quality.low.frame, 2.0, *files, poster, beats, (said,)
    return GalleryPage(
        Piece(chapter.name, f"{chapter.number} · A title", *known), chapter, "a command"
    )


def film_of(made: Path) -> GalleryPage:
    page = shown(made, CHAPTERS[0], STILLS[0])
    return GalleryPage(
        replace(page.piece, stem="film", title=TITLE), None, "a command", is_film=True
    )


def addresses(page: Path) -> set[str]:
    return set(re.findall(r'(?:href|src|poster|data-numbers)="([^"]*)"', page.read_text()))


def test_all_links_are_relative_and_lead_to_a_file(made: Path, large: Path) -> None:
    for page in (*made.glob("**/*.html"), *large.glob("**/*.html")):
        for address in addresses(page) - {"data:,"}:
            if address.startswith(("data:text/vtt", "GALLERY/")):
                continue
            path = unquote(address.partition("#")[0])
            assert not path or (page.parent / path).is_file(), f"{page.name}: {address}"


def test_a_page_offers_all_that_there_is_of_a_clip(made: Path) -> None:
    kinds = (".mp4", ".vtt", ".numbers.json", ".poster.png", ".handout.pdf")
    text = (made / "Turns.html").read_text()
    for suffix in kinds:
        assert (file := made / f"media/Turns{suffix}").is_file()
        told = re.search(rf'href="media/{file.name}" download>[^<]+</a> <small>([^<]+)<', text)
        assert told[1] == told_size(file.stat().st_size)
    assert (made / "media/Turns.handout.pdf").read_bytes().startswith(b"%PDF")
    assert text.count("A square goes one step.") >= 2
    assert os.path.samefile(made / "media/Turns.mp4", made.parent / "media/clips/480p15/Turns.mp4")


def test_the_first_page_is_light_and_complains_of_nothing(large: Path, browser: Browser) -> None:
    with served(large.parent) as address, opened(browser) as page:
        got: list[int] = []
        page.on("response", lambda one: got.append(len(one.body())))
        page.goto(f"{address}{large.name}/", wait_until="networkidle")
        page.mouse.wheel(0, 20_000)  # past every picture
        page.wait_for_load_state("networkidle")
        assert page.locator("li img").count() == len(CHAPTERS)
        assert sum(got) <= MOST
        page.goto(f"{address}{large.name}/CausalMask.html")
        frame = f'src="{address}{large.name}/media/CausalMask.frame.html"'
        assert frame in page.locator(".paste code").first.inner_text()


def test_without_javascript_every_clip_is_listed_and_plays(large: Path, browser: Browser) -> None:
    with opened(browser, java_script_enabled=False) as page:
        page.goto((large / "index.html").as_uri())
        assert page.locator(".part li").count() == len(CHAPTERS)
        assert page.locator("form").is_hidden()
        page.get_by_role("link", name="14 A title").click()
        assert page.locator("h1").inner_text() == "14 A title"
        assert page.locator("video[controls] source").get_attribute("src") == "media/CausalMask.mp4"


def test_a_search_finds_what_is_said_and_leads_to_the_moment(large: Path, browser: Browser) -> None:
    with opened(browser) as page:
        page.goto((large / "index.html").as_uri())
        page.get_by_label("Ask the film").fill("SAYS causalmask")
        assert page.locator(".part li:visible").count() == 1
        assert page.get_by_role("status").inner_text() == f"1 of {len(CHAPTERS)} clips"
        assert page.locator(".hits mark").all_inner_texts() == ["CausalMask", "says"]
        page.locator(".hits a").click()
        page.wait_for_function("document.querySelector('video').currentTime === 1.25")
        page.go_back()
        assert page.locator(".part li:visible").count() == 1
        page.get_by_label("Ask the film").fill("no such word")
        assert page.locator(".part:visible").count() == 0


def test_hostile_words_are_shown_and_do_nothing(large: Path, browser: Browser) -> None:
    with opened(browser) as page:
        page.on("dialog", lambda one: pytest.fail(one.message))
        page.goto((large / "index.html").as_uri())
        words = page.locator(".part li b").first.inner_text(), HOSTILE
        assert words[0] == words[1]
        page.goto((large / f"{CHAPTERS[0].name}.html").as_uri())
        assert page.locator("h1").inner_text() == f"1 {HOSTILE}"
        assert page.title().startswith(HOSTILE)
        described = json.loads(page.locator("script[type$=json]").first.text_content())
        assert described["description"] == HOSTILE


@pytest.mark.parametrize("scheme", ["dark", "light"])
def test_nobody_is_shut_out(scheme: str, large: Path, browser: Browser) -> None:
    for name in ("index", "CausalMask"):
        with served(large) as address, opened(browser, color_scheme=scheme) as page:
            page.goto(f"{address}{name}.html")
            page.evaluate("document.querySelectorAll('details').forEach(one => (one.open = true))")
            found = Axe().run(page)
            assert found.violations_count == 0, found.generate_report()


def test_whole_addresses_are_there_where_they_are_known(made: Path, tmp_path: Path) -> None:
    page = shown(made, CHAPTERS[13], STILLS[0])
    for url in ("", "https://example.org/film/"):
        (folder := tmp_path / f"site{len(url)}").mkdir()
        Site(None, [replace(page, files=[])], {}, url).write(folder, lambda _: None)
        text = (folder / "CausalMask.html").read_text()
        described = json.loads(re.search(r"ld\+json\">(.*?)</script>", text)[1])
        assert (described["@type"], described["duration"]) == ("VideoObject", "PT2S")
        assert described["transcript"] == "It is CausalMask that says so."
        assert ("og:image" in text) == bool(url)
        if url:
            assert described["contentUrl"] == f"{url}media/CausalMask.mp4"
            assert described["hasPart"][1]["startOffset"] == 1
        else:
            assert set(re.findall(r"https?://[\w.]+", text)) <= {
                "https://schema.org",
                "https://example.org",  # in what is told of WordPress
            }


def test_stories_are_beats_that_begin_alike() -> None:
    names = ("same question", "same sentence", "two sentences", "both answer", "other")
    clip = SimpleNamespace(name="SelfAndCross", beats=[Beat(name, 0, 1, ()) for name in names])
    assert [beats for beats, *_ in stories_of(clip)] == [
        ["same question", "same sentence"],
        ["two sentences"],
        ["both answer"],
    ]
    assert list(stories_of(SimpleNamespace(name="Softmax", beats=clip.beats))) == []


def test_commands_are_told_as_they_are_typed() -> None:
    options = ["--sentence", "it's white"]
    assert command_of("Softmax", options) == (
        "attention-film render Softmax --sentence 'it'\"'\"'s white'"
    )
    assert command_of("Softmax", [], ["a b"]) == "attention-film embed Softmax --beat 'a b'"


def test_what_is_no_gallery_is_left_alone(
    run: Callable[..., int], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "index.html").write_text("my own")
    assert run("--no-handouts", "--output", str(tmp_path)) == 2
    (told,) = capsys.readouterr().err.splitlines()
    assert "has something else than a gallery in it: name another --output" in told
    assert [path.name for path in tmp_path.iterdir()] == ["index.html"]
    assert run("--url", "no address", "--output", str(tmp_path / "new")) == 2
    assert "is no address" in capsys.readouterr().err


def test_a_handout_is_drawn_once_and_goes_when_another_takes_its_place(
    made: Path, run: Callable[..., int], tmp_path: Path
) -> None:
    kept = made.parent / "media/cache/handouts"
    (drawn,) = kept.glob("*.pdf")
    others = [drawn.with_name("Turns-my-own-0123456789abcdef.pdf"), drawn.with_name("Turns.pdf")]
    older = [drawn.with_name("Turns-0123456789abcdef.pdf"), *others]
    for path in older:
        path.write_text("another")
    before = drawn.stat().st_mtime_ns
    assert run("-q", "m", "--output", str(tmp_path / "larger")) == 0
    assert {*kept.glob("*.pdf")} == {drawn, *others}
    assert drawn.stat().st_mtime_ns == before


def test_a_gallery_that_cannot_be_finished_leaves_the_last_one(
    made: Path, run: Callable[..., int], monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(self: Site, folder: Path, count: object) -> None:
        (folder / "index.html").write_text("half")
        raise OSError(28, "No space left on device")

    before = sorted(path for path in made.rglob("*"))
    with monkeypatch.context() as patch:
        patch.setattr(Site, "write", fail)
        assert run("--no-handouts", "--output", str(made)) == 1
    assert sorted(path for path in made.rglob("*")) == before
    assert {path.name for path in made.parent.iterdir()} == {"media", "site"}
    assert run("--output", str(made)) == 0
    assert sorted(path for path in made.rglob("*")) == before
