"""A folder with one clip and pages that show it in different ways."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page

from renders.player.figure import figure, write_numbers, write_player
from tests.browser import served
from tests.renders.player.counted_clip import CAPTIONS, write_clip

PAGE = """<!doctype html>
<html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<link rel="icon" href="data:,"><title>A post</title>{head}
<body style="margin: 8px"><main><h1>A post</h1>{body}<p><a href="#">The end</a></p></main>"""
SCRIPT = '<script src="attention-clip.js" defer></script>'


def write_page(folder: Path, name: str, body: str, head: str = SCRIPT) -> None:
    (folder / f"{name}.html").write_text(PAGE.format(head=head, body=body), encoding="utf-8")


def is_ready(page: Page) -> bool:
    return page.evaluate("document.querySelector('attention-clip').ready")


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("site")
    made = tmp_path_factory.mktemp("made")
    write_clip(made)
    for name in ("Counted.mp4", "Counted.vtt"):
        (made / name).rename(folder / name)
    write_player(folder)
    write_numbers(made / "Counted.numbers.json", folder)
    whole = figure(
        "Counted.mp4",
        numbers="Counted.numbers.json",
        captions_inline=CAPTIONS,
        title="Two queries, two keys",
        caption="All of it by hand",
        width=640,
        height=360,
    )
    write_page(folder, "clip", whole)
    write_page(folder, "plain", whole, head="")
    return folder


@pytest.fixture(scope="module")
def site(folder: Path) -> Iterator[str]:
    with served(folder) as address:
        yield address
