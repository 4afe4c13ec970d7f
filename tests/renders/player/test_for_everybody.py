"""The player with keys, on a phone, without motion, in both themes, and as a machine reads it."""

from __future__ import annotations

from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from renders.player.figure import figure
from tests.browser import opened
from tests.renders.player.conftest import is_ready, write_page


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_everybody_can_use_it(scheme: str, browser: Browser, site: str) -> None:
    with opened(browser, color_scheme=scheme) as page:
        page.goto(f"{site}clip.html")
        assert is_ready(page)
        page.evaluate("document.querySelector('attention-clip').show(60)")
        assert faults(page) == []
        page.locator("attention-clip .boxes").press("End")
        page.get_by_text("All 8 numbers of this picture").click()
        assert faults(page) == []


def faults(page: Page) -> list[str]:
    found = Axe().run(page).response["violations"]
    return [f"{one['id']}: {one['nodes'][0]['html'][:200]}" for one in found]


def test_captions_speed_and_full_screen_go_by_keys(page: Page, site: str) -> None:
    page.goto(f"{site}clip.html")
    assert is_ready(page)
    boxes = page.locator("attention-clip .boxes")
    captions = page.get_by_role("button", name="Captions")
    expect(captions).to_have_attribute("aria-pressed", "true")
    boxes.press("c")
    expect(captions).to_have_attribute("aria-pressed", "false")
    assert page.evaluate("document.querySelector('video').textTracks[0].mode") == "hidden"
    page.get_by_label("Speed").select_option("0.5×")
    assert page.evaluate("document.querySelector('video').playbackRate") == 0.5
    boxes.press("f")
    page.wait_for_function("document.fullscreenElement?.localName === 'attention-clip'")
    boxes.press("f")
    page.wait_for_function("!document.fullscreenElement")


def test_a_phone_fills_the_window_where_it_has_no_full_screen(browser: Browser, site: str) -> None:
    with opened(browser, viewport={"width": 390, "height": 844}) as page:
        page.add_init_script("Object.defineProperty(document, 'fullscreenEnabled', {value: false})")
        page.goto(f"{site}clip.html")
        assert is_ready(page)
        page.get_by_role("button", name="Full screen").click()
        assert page.locator("attention-clip .player").bounding_box() == {
            "x": 0,
            "y": 0,
            "width": 390,
            "height": 844,
        }
        page.keyboard.press("Escape")
        assert page.locator("attention-clip .player").bounding_box()["height"] < 844


def test_who_wants_no_motion_gets_none(browser: Browser, folder: Path, site: str) -> None:
    write_page(folder, "auto", figure("Counted.mp4", numbers="Counted.numbers.json", autoplay=True))
    for wish, name in (("reduce", "Play"), ("no-preference", "Pause")):
        with opened(browser, reduced_motion=wish) as page:
            page.goto(f"{site}auto.html")
            assert is_ready(page)
            expect(page.get_by_role("button", name=name, exact=True)).to_be_visible()
            assert page.evaluate("document.querySelector('video').paused") == (name == "Play")
