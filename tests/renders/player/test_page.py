"""What the player is in a page: under any address, without a script, without numbers, for all."""

from __future__ import annotations

import json
import re
from pathlib import Path

import jsonschema
import pytest
from playwright.sync_api import Browser, Page, expect

from renders.film import track as number_track
from renders.player.figure import figure, player_script
from tests.browser import opened
from tests.renders.player.conftest import is_ready, write_page
from tests.renders.player.counted_clip import CAPTIONS, track

KILOBYTE = 1000
HOSTILE = """</script></textarea>--><img src=x onerror="hurt()">{{7*7}}${7*7}]]>'"`<b>"""


def has_controls(page: Page) -> bool:
    """Say whether the video has the browser's own."""
    return page.evaluate("document.querySelector('video').controls")


def test_it_is_small_and_may_stand_inside_a_page() -> None:
    script = player_script()
    assert len(script.encode()) <= 40 * KILOBYTE
    assert not re.search(r"</script|<!--|https?:", script, re.IGNORECASE)


def test_what_the_tests_show_is_a_number_track() -> None:
    schema = Path(number_track.__file__).with_name("numbers.schema.json")
    jsonschema.validate(track(), json.loads(schema.read_text(encoding="utf-8")))


def test_a_page_from_a_disk_has_numbers_and_captions(page: Page, folder: Path) -> None:
    page.goto(f"{folder.as_uri()}/clip.html")
    assert is_ready(page)
    assert page.evaluate("document.querySelector('attention-clip').show(150)") == 150
    expect(page.locator("attention-clip .boxes > *")).to_have_count(8)
    assert page.evaluate("document.querySelector('video').textTracks[0].cues.length") == 1


def test_numbers_may_stand_in_the_page(page: Page, folder: Path, site: str) -> None:
    """As in a notebook: nothing but the video lies beside it."""
    whole = figure("Counted.mp4", numbers_inline=json.dumps(track()), captions_inline=CAPTIONS)
    write_page(folder, "inline", whole, head=f"<script>{player_script()}</script>")
    page.goto(f"{site}inline.html")
    assert is_ready(page)
    assert not has_controls(page)


@pytest.mark.parametrize(
    "around",
    [
        '<attention-clip src="Counted.numbers.json"><figure>{}</figure></attention-clip>',
        '<figure class="attention-clip" data-numbers="Counted.numbers.json">{}</figure>',
    ],
)
def test_other_ways_to_write_it_down(around: str, page: Page, folder: Path, site: str) -> None:
    write_page(folder, "other", around.format('<video controls src="Counted.mp4"></video>'))
    page.goto(f"{site}other.html")
    expect(page.get_by_role("button", name="Play")).to_be_visible()
    assert not has_controls(page)


def test_without_a_script_it_is_a_video_with_captions(browser: Browser, site: str) -> None:
    with opened(browser, java_script_enabled=False) as page:
        page.goto(f"{site}clip.html")
        video = page.locator("video")
        assert video.get_attribute("controls") == ""
        assert video.locator("track").get_attribute("default") == ""
        expect(page.get_by_text("All of it by hand")).to_be_visible()
        assert video.bounding_box()["height"] > 300


@pytest.mark.parametrize(
    ("numbers", "why"),
    [("missing.json", "missing.json: 404"), ("other.json", "format, 3, is unknown")],
)
def test_without_numbers_it_says_so_and_stays_a_video(
    numbers: str, why: str, browser: Browser, folder: Path, site: str
) -> None:
    (folder / "other.json").write_text(json.dumps(track() | {"format": 3}), encoding="utf-8")
    write_page(folder, "without", figure("Counted.mp4", numbers=numbers))
    context = browser.new_context()
    page = context.new_page()
    page.goto(f"{site}without.html")
    assert not is_ready(page)
    expect(page.get_by_role("status")).to_contain_text(why)
    assert has_controls(page)
    context.close()


def test_a_part_of_a_clip_begins_where_it_begins(page: Page, folder: Path, site: str) -> None:
    write_page(folder, "part", figure("Counted.mp4", numbers="Counted.numbers.json", first=150))
    page.goto(f"{site}part.html")
    assert is_ready(page)
    page.evaluate("document.querySelector('attention-clip').show(50)")  # 200 of the whole
    expect(page.locator("attention-clip .boxes > *")).to_have_count(4)
    expect(page.get_by_label("Beat", exact=True)).to_have_text("1 · turn2 · end")


def test_a_poster_has_no_numbers(page: Page, folder: Path, site: str) -> None:
    """It may be any picture: its numbers are not those of the first frame."""
    whole = figure("Counted.mp4", numbers="Counted.numbers.json", poster="data:image/gif;base64,")
    write_page(folder, "poster", whole)
    page.goto(f"{site}poster.html")
    assert is_ready(page)
    boxes = page.locator("attention-clip .boxes > *")
    expect(boxes).to_have_count(0)
    page.locator("attention-clip .boxes").press(".")
    expect(boxes).to_have_count(8)


def test_what_a_viewer_typed_stays_text(page: Page, folder: Path, site: str) -> None:
    read = track(HOSTILE)
    for tensor in read["tensors"]:
        tensor |= {"name": HOSTILE, "formula": HOSTILE, "where": HOSTILE}
    for beat in read["beats"]:
        beat["name"] = HOSTILE
    read["numbers"] = [[*run[:5], HOSTILE, run[6]] for run in read["numbers"]]
    whole = figure(
        "Counted.mp4",
        title=HOSTILE,
        caption=HOSTILE,
        numbers_inline=json.dumps(read),
        captions_inline=f"WEBVTT\n\n00:00.000 --> 00:09.000\n{HOSTILE}\n",
    )
    write_page(folder, "hostile", whole)
    page.add_init_script("window.hurt = () => { window.isHurt = true }")
    page.goto(f"{site}hostile.html")
    assert is_ready(page)
    page.evaluate("document.querySelector('attention-clip').show(60)")
    page.locator("attention-clip .boxes").press("Home")
    told = page.get_by_role("region", name="Where a number comes from")
    expect(told).to_contain_text(f"on screen “{HOSTILE}”")
    expect(page.locator("figcaption")).to_have_text(HOSTILE)
    assert page.locator("img").count() == 0
    assert not page.evaluate("Boolean(window.isHurt)")
