"""What `embed` writes stands in pages of real engines, and says what was typed and nothing else."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from html.parser import HTMLParser
from pathlib import Path

import pytest
from markdown_it import MarkdownIt
from markupsafe import escape
from playwright.sync_api import Browser

from renders.__main__ import main
from renders.commands.progress import counting
from renders.embed.destinations import WAYS, Destination
from renders.embed.pasting import Pasting
from renders.embed.piece import Piece
from renders.embed.placing import place
from renders.film.quality import Frame
from renders.templating import inert, sentence
from tests.browser import opened, served
from tests.renders.commands.test_render import list_chapters
from tests.standins import Turns, entry

HOSTILE = (
    "<script>alert(1)</script> \"'--><img src=x onerror=alert(2)> {{7*7}} {% raw %}{% endraw %} "
    "{{< x >}} ]]> `${8*8}` [gallery] ![x](y) $z$ {5+5} \\u003c a_b_c **d** ~~e~~ %%f%% #g :h: &lt;"
)
GET = {Destination.jekyll: "apt-get install jekyll", Destination.hugo: "apt-get install hugo"}
BASEURL = "/deep/blog"
Capture = pytest.CaptureFixture[str]


@pytest.fixture(scope="module")
def media(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the clip of a chapter of two beats is kept: rendered once."""
    return tmp_path_factory.mktemp("media")


@pytest.fixture
def run(media: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., int]:
    list_chapters(monkeypatch, entry(Turns, 3, seconds=3))

    def embed(*more: str) -> int:
        return main(["embed", "Turns", "-q", "l", "--media", str(media), *more])

    return embed


def hostile_piece(folder: Path, like: Path | None = None) -> Piece:
    """A clip whose texts want to be more than text; its files are copies of another's, if any."""
    files = [folder / f"it's #1 & {{x}}{suffix}" for suffix in (".mp4", ".vtt", ".poster.png")]
    numbers = folder / f"{files[0].stem}.numbers.json"
    for path in (*files, numbers):
        found = list(like.rglob(f"Turns*{path.name.partition('}')[2]}")) if like else []
        path.write_bytes(found[0].read_bytes() if found else b"{}")
    video, subtitles, poster = files
    known = (HOSTILE, HOSTILE, Frame(854, 480, 15), 2.0, video, subtitles, numbers, poster)
    return Piece(video.stem, *known, (), ())


class Read(HTMLParser):
    """What a browser reads of a page: its tags in order, its attributes, its text."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags, self.attributes, self.texts = [], {}, []
        self.feed(text)

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes.setdefault(tag, dict(attributes))

    def handle_data(self, data: str) -> None:
        self.texts.append(data)

    @property
    def text(self) -> str:
        return " ".join("".join(self.texts).split())


def test_an_inert_text_is_read_as_it_was_typed() -> None:
    written = inert(HOSTILE)
    assert Read(f"<p>{written}</p>").text == HOSTILE
    assert not set("<>{}[]`$*_\"'\\|~%") & set(written)
    assert "--" not in written
    assert Read(str(escape(HOSTILE))).text == HOSTILE  # so that the oracle can tell


def test_a_caption_is_a_sentence() -> None:
    assert [sentence(one) for one in (" a  mask", "why?", "")] == ["A mask.", "Why?", ""]


@pytest.mark.parametrize("kind", list(Destination))
@pytest.mark.parametrize("iframe", [False, True])
def test_hostile_words_stay_words_in_what_is_pasted(
    kind: Destination, iframe: bool, tmp_path: Path
) -> None:
    if iframe and WAYS[kind].reason("iframe"):
        return
    pasting = Pasting(hostile_piece(tmp_path), kind, iframe=iframe)
    for _, text in [("", pasting.paste()), *pasting.site_files()]:
        outside = re.sub(r'"(?:[^"\\]|\\.)*"', "", text) if kind is Destination.mdx else text
        assert "<script>alert" not in text
        assert "<img" not in text
        for sign in (
            "{{7",
            "{% raw",
            "{{< x",
            "${8",
            "[gallery",
            "{5+",
            "](y)",
            "]]>",
            "alert(1)<",
        ):
            assert sign not in outside, text
    assert all(re.fullmatch(r"[\w./-]+", where) for where, _ in pasting.site_files())


@pytest.mark.parametrize("autoplay", [False, True])
@pytest.mark.parametrize("kind", [Destination.markdown, Destination.obsidian])
def test_markdown_shows_hostile_words_as_they_are(
    kind: Destination, autoplay: bool, tmp_path: Path
) -> None:
    pasted = Pasting(hostile_piece(tmp_path), kind, autoplay=autoplay).paste()
    read = Read(MarkdownIt().render(pasted))
    assert sentence(HOSTILE) in read.text
    assert read.attributes["img"]["alt"] == HOSTILE
    assert set(read.tags) <= {"p", "a", "img", "picture", "source", "blockquote"}
    address = read.attributes["img"]["src"]
    assert address.startswith("it%27s%20%231%20%26%20%7Bx%7D.")


def test_a_block_of_wordpress_says_in_its_comment_what_its_video_says(tmp_path: Path) -> None:
    opening, figure, closing = (
        Pasting(hostile_piece(tmp_path), Destination.wordpress).paste().split("\n")
    )
    (track,) = json.loads(opening.removeprefix("<!-- wp:video ").removesuffix(" -->"))["tracks"]
    read = Read(figure)
    assert read.attributes["track"] == {name.lower(): value for name, value in track.items()}
    assert read.tags == ["figure", "video", "track", "figcaption"]
    assert read.text == sentence(HOSTILE)
    assert closing == "<!-- /wp:video -->"


@dataclass
class Built:
    """A site that an engine has built, and the page that embeds two clips."""

    folder: Path
    page: Path


def site_of(kind: Destination, run: Callable[..., int], root: Path, capsys: Capture) -> Built:
    """Build a site with a post that shows a beat, and a clip of hostile words."""
    if shutil.which(kind) is None:
        reason = f"no {kind} here: {GET[kind]}"
        pytest.fail(reason) if os.environ.get("CI") else pytest.skip(reason)
    assert run("--for", kind, "--beat", "step 2", "--output", str(root)) == 0
    pasted = capsys.readouterr().out
    assert len(pasted.splitlines()) == 1  # what is pasted, and nothing else
    (files := root / "files").mkdir()
    hostile = Pasting(hostile_piece(files, like=root), kind)
    place([hostile], root, counting)
    shutil.rmtree(files)
    text = f"Before *it*.\n\n{pasted}\nBetween.\n\n{hostile.paste()}\n\nAfter *it*.\n"
    return {Destination.jekyll: by_jekyll, Destination.hugo: by_hugo}[kind](root, text)


def by_jekyll(root: Path, post: str) -> Built:
    (root / "_config.yml").write_text(f"baseurl: {BASEURL}\n")
    (root / "_posts").mkdir()
    (root / "_posts/2026-11-26-it.md").write_text(f"---\ntitle: It\n---\n{post}")
    folder = root.parent / "served" / BASEURL.strip("/")
    build = ["jekyll", "build", "-q", "--disable-disk-cache", "-s", str(root), "-d", str(folder)]
    subprocess.run(build, check=True, capture_output=True)
    return Built(folder, folder / "2026/11/26/it.html")


def by_hugo(root: Path, post: str) -> Built:
    (root / "config.toml").write_text(f'baseURL = "https://example.org{BASEURL}/"\n')
    (root / "content").mkdir()
    (root / "content/it.md").write_text(f"---\ntitle: It\n---\n{post}")
    (root / "layouts/_default").mkdir()
    (root / "layouts/_default/single.html").write_text("<body>{{ .Content }}</body>")
    folder = root.parent / "served" / BASEURL.strip("/")
    kinds = "--disableKinds=RSS,sitemap,home,section,taxonomy,term"
    build = ["hugo", "--quiet", kinds, "-s", str(root), "-d", str(folder)]
    subprocess.run(build, check=True, capture_output=True)
    return Built(folder, folder / "it/index.html")


@pytest.mark.parametrize("kind", [Destination.jekyll, Destination.hugo])
def test_a_clip_stands_in_a_post_of_a_real_engine(
    kind: Destination,
    run: Callable[..., int],
    tmp_path: Path,
    browser: Browser,
    capsys: Capture,
) -> None:
    (root := tmp_path / "site").mkdir()
    built = site_of(kind, run, root, capsys)
    text = built.page.read_text()
    assert "<em>it</em>" in text.partition("<figure")[0]
    assert "<em>it</em>" in text.rpartition("</figure>")[2]
    (tmp_path / "served/favicon.ico").touch()  # every browser asks for it
    place_of_page = built.page.relative_to(tmp_path / "served")
    with served(tmp_path / "served") as address, opened(browser) as page:
        page.goto(f"{address}{place_of_page}")
        video = page.locator("video").first
        video.scroll_into_view_if_needed()
        page.wait_for_function("document.querySelector('video').readyState >= 1")
        assert video.evaluate("one => one.videoWidth") == 854
        clip = page.locator("attention-clip").first
        assert clip.evaluate("one => one.shadowRoot !== null")
        assert clip.evaluate("async one => (await fetch(one.getAttribute('src'))).ok")
        assert page.locator("figcaption").nth(1).inner_text() == sentence(HOSTILE)
        assert page.locator("video").nth(1).get_attribute("aria-label") == HOSTILE
        assert page.locator("img, script:not([src])").count() == 0


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ([], "name a chapter, such as CausalMask"),
        (["Turns", "--for", "wordpress", "--autoplay"], "cannot hold still for readers"),
        (["Turns", "--for", "markdown", "--iframe"], "GitHub strips frames out of Markdown"),
        (["Turns", "--autoplay", "--iframe"], "no say in a frame of another"),
        (["Turns", "--url", "{{ 7*7 }}"], "is no address: write one such as https://"),
        (["Turns", "--beat", "step 9"], "Turns has no beat 'step 9': choose from step 1, step 2"),
    ],
)
def test_what_cannot_be_embedded_is_told_in_a_line(
    asked: list[str], told: str, media: Path, tmp_path: Path, capsys: Capture
) -> None:
    with pytest.MonkeyPatch.context() as patch:
        list_chapters(patch, entry(Turns, 3, seconds=3))
        known = ["-q", "l", "--media", str(media), "--output", str(tmp_path)]
        assert main(["embed", *asked, *known]) == 2
    said = capsys.readouterr().err.splitlines()[-1]
    assert said.startswith("attention-film: ")
    assert told in said
    assert list(tmp_path.iterdir()) == []
