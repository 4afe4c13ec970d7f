"""A lecture obeys fingers, and fits a phone however it is held."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, CDPSession, Page

from renders.slides.stops import Stop
from tests.browser import opened
from tests.renders.slides.test_slides import stand_at

UPRIGHT, ACROSS = {"width": 375, "height": 667}, {"width": 667, "height": 375}
LEFT, MIDDLE, RIGHT = 60, 190, 320  # across an upright phone, whose left third goes back
Lecture = tuple[Path, list[Stop]]


@pytest.fixture
def phone(browser: Browser, lecture: Lecture) -> Iterator[Page]:
    """The lecture's page on a telephone."""
    with opened(browser, viewport=UPRIGHT, has_touch=True, is_mobile=True) as page:
        page.goto((lecture[0] / "index.html").as_uri())
        stand_at(page, 1)
        yield page


def drag(page: Page, *places: tuple[int, int], fingers: int = 1) -> None:
    """Lay fingers down at the first place, and lift them at the last."""
    session: CDPSession = page.context.new_cdp_session(page)
    for number, (x, y) in enumerate(places):
        points = [{"x": x, "y": y + 80 * finger, "id": finger} for finger in range(fingers)]
        told = {"type": "touchMove" if number else "touchStart", "touchPoints": points}
        session.send("Input.dispatchTouchEvent", told)
    session.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})


def test_a_tap_goes_on_and_one_on_the_left_goes_back(phone: Page) -> None:
    phone.touchscreen.tap(RIGHT, 200)
    stand_at(phone, 2)
    phone.touchscreen.tap(MIDDLE, 200)
    stand_at(phone, 3)
    phone.touchscreen.tap(LEFT, 200)
    stand_at(phone, 2)


def test_a_swipe_turns_once_wherever_it_begins(phone: Page) -> None:
    drag(phone, (LEFT + 60, 200), (LEFT, 205))
    stand_at(phone, 2)
    drag(phone, (RIGHT, 200), (LEFT, 210))
    stand_at(phone, 3)
    drag(phone, (RIGHT - 60, 200), (RIGHT, 205))
    stand_at(phone, 2)


def test_what_is_no_swipe_turns_nothing(phone: Page) -> None:
    drag(phone, (RIGHT, 100), (RIGHT - 60, 300))  # down, and a little to the left
    drag(phone, (RIGHT, 200), (LEFT, 200), fingers=2)
    phone.wait_for_timeout(100)
    assert phone.evaluate("location.hash") == "#1"
    assert phone.evaluate("document.querySelector('.upper').paused")


@pytest.mark.parametrize("size", [UPRIGHT, ACROSS], ids=["upright", "across"])
def test_all_of_it_is_within_reach(phone: Page, size: dict[str, int]) -> None:
    phone.set_viewport_size(size)
    for name in ("back", "next", "overview", "black", "fullscreen", "help"):
        box = phone.locator(f".tools [data-do={name}]").bounding_box()
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= size["width"]
        assert box["y"] + box["height"] <= size["height"]
        assert min(box["width"], box["height"]) >= 24, name  # for a finger, as WCAG 2.2 has it
    for name in ("overview", "help"):
        phone.locator(f".tools [data-do={name}]").tap()
        dialog = phone.locator(f"dialog.{name}")
        assert dialog.evaluate("one => one.scrollWidth <= one.clientWidth"), name
        dialog.locator("[data-do]").tap()
        assert not dialog.is_visible()
        assert not phone.locator(".tools :focus").count()  # or they would stay over the picture
    phone.locator(".tools [data-do=next]").tap()
    stand_at(phone, 2)
