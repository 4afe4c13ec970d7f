"""A notebook that is run shows a clip, and its page plays in a browser with nothing beside it."""

from __future__ import annotations

import base64
from io import BytesIO
from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient
from PIL import Image
from playwright.sync_api import Page

from renders import notebook
from renders.commands.options import Wish
from renders.film.quality import Quality
from renders.notebook import ClipError, clip, show
from renders.player.finished import finish
from tests.renders.commands.test_render import list_chapters
from tests.standins import Turns, entry

HOSTILE = '"--><script>document.title = "undone"</script></iframe>{{7*7}}'
CELLS = (
    """
from renders.commands import options
from renders.notebook import clip
from tests.standins import Turns, entry

options.find = {"Turns": entry(Turns, 3, seconds=3)}.__getitem__
""",
    'clip("Turns", quality="l", output="made", jobs=1)',
    'clip("Turns", sentence=" ")',
    """
%%manim -v ERROR -ql --disable_caching Still
from scenes.sentence_as_graph import SentenceAsGraph

class Still(SentenceAsGraph):
    def construct(self):
        self.beat("only", "Nothing moves.")
""",
)


@pytest.fixture(scope="module")
def ran(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[nbformat.NotebookNode]]:
    """A notebook that was run in a folder of its own, and what each of its cells gave."""
    folder = tmp_path_factory.mktemp("notebook")
    cells = [nbformat.v4.new_code_cell(text.strip()) for text in CELLS]
    book = nbformat.v4.new_notebook(cells=cells)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PYTHONPATH", str(Path(__file__).parents[2]))
        resources = {"metadata": {"path": str(folder)}}
        NotebookClient(book, resources=resources, allow_errors=True).execute()
    return folder, [cell.outputs for cell in book.cells]


def shown(outputs: list[nbformat.NotebookNode], kind: str) -> str:
    *_, found = (one.data[kind] for one in outputs if "data" in one and kind in one.data)
    return found


def test_a_cell_shows_progress_and_a_clip(ran: tuple[Path, list[nbformat.NotebookNode]]) -> None:
    folder, (_, outputs, *_) = ran
    assert (folder / "made/clips/480p15/Turns.mp4").exists()
    assert "frames" in "".join(one.text for one in outputs if one.output_type == "stream")
    with Image.open(BytesIO(base64.b64decode(shown(outputs, "image/png")))) as still:
        assert still.size == (854, 480)
    assert shown(outputs, "text/plain").endswith("Turns.mp4")


def test_a_mistake_is_told_in_a_line(ran: tuple[Path, list[nbformat.NotebookNode]]) -> None:
    _, (_, _, (error,), _) = ran
    assert error.traceback == ["ClipError: the sentence is empty: give at least one word"]


def test_manims_magic_plays_a_chapter(ran: tuple[Path, list[nbformat.NotebookNode]]) -> None:
    folder, (*_, outputs) = ran
    assert "<video" in shown(outputs, "text/html")
    assert list((folder / "media/jupyter").glob("Still@*.mp4"))


def test_its_page_plays_in_a_browser_without_a_file_or_a_network(
    ran: tuple[Path, list[nbformat.NotebookNode]], page: Page
) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url.partition(":")[0]))
    page.set_content(f"<body>{shown(ran[1][1], 'text/html')}")
    inside = page.frame_locator("iframe")
    video = inside.locator("video")
    video.evaluate("async video => { video.muted = true; await video.play() }")
    page.wait_for_function(
        "document.querySelector('iframe').contentDocument.querySelector('video').currentTime > 0.2"
    )
    assert video.evaluate("video => [video.videoWidth, video.videoHeight]") == [854, 480]
    frame, stage = page.locator("iframe").bounding_box(), video.bounding_box()
    assert stage["width"] == pytest.approx(854, abs=4)  # the player has an edge
    assert stage["y"] + stage["height"] <= frame["y"] + frame["height"]
    assert set(asked) <= {"data", "about", "blob"}


def test_where_html_is_stripped_a_still_is_left(
    ran: tuple[Path, list[nbformat.NotebookNode]], page: Page
) -> None:
    page.set_content(shown(ran[1][1], "text/html"))
    page.evaluate("document.querySelector('iframe').remove()")
    assert page.locator("img").evaluate("image => image.naturalWidth") == 854
    assert "The last frame" in page.locator("img").get_attribute("alt")


@pytest.fixture
def chapters(ran: tuple[Path, object], monkeypatch: pytest.MonkeyPatch) -> Path:
    list_chapters(monkeypatch, entry(Turns, 3, seconds=3))
    return ran[0] / "made"


def test_what_is_too_large_is_told_with_its_place(
    chapters: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(notebook, "MOST_BYTES", 1_000)
    html = clip("Turns", quality="l", output=chapters, jobs=1)._repr_html_()
    assert "<iframe" not in html
    assert "too much for a notebook" in html
    assert str(chapters / "clips/480p15/Turns.mp4") in html


def test_a_hostile_title_is_inert(
    chapters: Path, page: Page, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Turns, "heading", HOSTILE)
    with finish(Wish(["Turns"], jobs=1), Quality.low, chapters) as (made,):
        page.set_content(show(made)._repr_html_())
    page.wait_for_function("document.querySelector('iframe').contentDocument.title")
    frame = page.frames[1]
    assert HOSTILE in frame.title()
    assert page.title() == ""


def test_a_file_of_several_chapters_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "lecture.py"
    file.write_text("from tests.standins import Own\nclass A(Own): ...\nclass B(Own): ...\n")
    with pytest.raises(ClipError, match="one chapter at a time.*: A, B"):
        clip(str(file))


def test_a_quality_that_is_none_is_refused() -> None:
    with pytest.raises(ClipError, match="no quality 'z': choose from l, m, h, p, k"):
        clip("CausalMask", quality="z")
