"""A viewer asks a number where it comes from, by pointing, by touch, with the keys alone."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser import opened
from tests.renders.player.counted_clip import HIGH, WIDE, WIDTH, corner

WEIGHT, SCORES = "head1.weights[0, 1]", "head1.scores[0, :]"


@pytest.fixture
def clip(page: Page, site: str) -> Page:
    return at_frame(page, site)


def at_frame(page: Page, site: str, frame: int = 60) -> Page:
    page.goto(f"{site}clip.html")
    page.wait_for_function("document.querySelector('attention-clip').ready")
    page.evaluate("(frame) => document.querySelector('attention-clip').show(frame)", frame)
    return page


def panel(page: Page) -> Locator:
    return page.get_by_role("region", name="Where a number comes from")


def named(page: Page) -> Locator:
    """The name of the number that is told of."""
    return panel(page).locator(".name code")


def on_screen(
    page: Page, tensor: int, row: int, column: int, frame: int = 60
) -> tuple[float, float]:
    """Where the middle of a number is in the window."""
    picture = page.locator("attention-clip .picture").bounding_box()
    x, y = corner(tensor, row, column, frame)
    scale = picture["width"] / WIDTH
    return picture["x"] + (x + WIDE / 2) * scale, picture["y"] + (y + HIGH / 2) * scale


def kinds(page: Page) -> list[str]:
    """How the numbers on screen are marked, as they are read."""
    return page.locator("attention-clip .boxes > *").evaluate_all(
        "all => all.map(b => b.className)"
    )


def test_a_click_tells_all_that_is_known_of_a_number(clip: Page) -> None:
    clip.mouse.click(*on_screen(clip, 0, 0, 1))
    told = panel(clip)
    expect(named(clip)).to_have_text(WEIGHT)
    expect(told).to_contain_text("0.2689414")  # 1 / (1 + e)
    expect(told).to_contain_text("on screen “0.27”")
    expect(told).to_contain_text("softmax over keys of head1.scores[0]")
    expect(told.get_by_role("group", name=SCORES)).to_contain_text("1")
    expect(told).to_contain_text("attention_math/attention.py: attend")
    command = 'attention-film trace --sentence "the cat" --tensor head1.weights --at 0,1'
    expect(told).to_contain_text(command)
    # As they are read: two weights, two scores; the scores of the same row are what it is made of.
    assert kinds(clip)[:4] == ["", "chosen", "operand", "operand"]
    assert set(kinds(clip)[4:]) == {""}


def test_the_nearest_number_is_asked_and_none_that_is_far(clip: Page) -> None:
    x, y = on_screen(clip, 1, 1, 0)
    half = clip.locator("attention-clip .boxes > *").first.bounding_box()["height"] / 2
    clip.mouse.move(x, y + half + 20)
    expect(named(clip)).to_have_text("head1.scores[1, 0]")
    clip.mouse.click(x, y + half + 60)  # beside all numbers: play on
    assert not clip.evaluate("document.querySelector('video').paused")
    clip.mouse.click(x, y)
    assert clip.evaluate("document.querySelector('video').paused")


def test_what_was_clicked_stays_while_the_pointer_goes_to_the_panel(clip: Page) -> None:
    clip.mouse.move(*on_screen(clip, 0, 0, 0))
    expect(named(clip)).to_have_text("head1.weights[0, 0]")
    clip.mouse.move(*on_screen(clip, 0, 0, 1))
    expect(named(clip)).to_have_text(WEIGHT)
    clip.mouse.down()
    clip.mouse.up()
    clip.mouse.move(*on_screen(clip, 1, 1, 1))
    expect(named(clip)).to_have_text(WEIGHT)


def test_a_weight_is_followed_to_its_scores_and_to_the_query_and_back(clip: Page) -> None:
    """With the keyboard alone: the query is on screen in the last third only."""
    clip.locator("attention-clip .boxes").focus()
    for key in ("Home", "ArrowRight", "Enter"):
        clip.keyboard.press(key)
    told = panel(clip)
    expect(told.get_by_role("button", name="head1.scores[0, 0]: 1")).to_be_focused()
    for key in ("ArrowRight", "Enter"):
        clip.keyboard.press(key)
    expect(told).to_contain_text("head1.query[0] · head1.key[1]")
    expect(told).to_contain_text("= 1 · 2 + 2 · (−1)")
    told.get_by_role("button", name="head1.query[0, 1]: 2").press("Enter")
    expect(named(clip)).to_have_text("head1.query[0, 1]")
    told.get_by_role("button", name="see it at 0:06.6").press("Enter")  # 200 / 30 s
    clip.wait_for_function("document.querySelector('attention-clip').frame === 200")
    expect(told).to_contain_text("on screen “2.00”")
    for name, frame in (("head1.scores[0, 1]", 60), (WEIGHT, 60)):
        clip.keyboard.press("Backspace")
        expect(named(clip)).to_have_text(name)
        clip.wait_for_function(f"document.querySelector('attention-clip').frame === {frame}")
    expect(told.get_by_role("button", name="Back to")).to_have_count(0)
    expect(clip.locator("attention-clip .boxes")).to_be_focused()


def test_arrows_walk_as_the_numbers_lie(clip: Page) -> None:
    boxes = clip.locator("attention-clip .boxes")
    boxes.focus()
    walked = []
    for key in ("Home", "ArrowDown", "ArrowRight", "ArrowRight", "ArrowUp", "End", "ArrowRight"):
        clip.keyboard.press(key)
        active = boxes.get_attribute("aria-activedescendant")
        walked.append(clip.locator(f"attention-clip #{active}").get_attribute("aria-label").strip())
    assert walked == [
        "0.73, head1.weights[0, 0]",
        "1.00, head1.weights[1, 0]",
        "0.00, head1.weights[1, 1]",
        "-0.38, head1.scores[1, 0]",
        "1.00, head1.scores[0, 0]",
        "-2.50, head1.scores[1, 1]",
        "-2.50, head1.scores[1, 1]",
    ]


def test_the_same_numbers_are_a_list(clip: Page) -> None:
    clip.get_by_text("All 8 numbers of this picture").click()
    items = panel(clip).get_by_role("listitem")
    expect(items).to_have_count(8)
    items.nth(1).get_by_role("button").press("Enter")
    expect(panel(clip)).to_contain_text("0.2689414")
    expect(items.nth(1).get_by_role("button")).to_be_focused()


def test_what_is_told_is_also_said(clip: Page) -> None:
    said = clip.locator("attention-clip [role=status]")
    clip.evaluate("document.querySelector('video').play()")
    clip.locator("attention-clip .boxes").press("k")
    expect(said).to_have_text("Paused: 8 numbers on screen.")
    clip.keyboard.press("Home")
    expect(said).to_contain_text("head1.weights[0, 0]: 0.7310586. softmax over keys")


def test_the_command_is_copied(browser: Browser, site: str) -> None:
    with opened(browser, permissions=["clipboard-read", "clipboard-write"]) as page:
        at_frame(page, site).mouse.click(*on_screen(page, 0, 1, 0))
        panel(page).get_by_role("button", name="Copy").click()
        expect(panel(page).get_by_role("button", name="Copied")).to_be_visible()
        copied = page.evaluate("navigator.clipboard.readText()")
        assert copied.endswith("--tensor head1.weights --at 1,0")


@pytest.fixture
def phone(browser: Browser, site: str) -> Iterator[Page]:
    size = {"width": 390, "height": 844}
    with opened(browser, viewport=size, has_touch=True, is_mobile=True) as page:
        yield at_frame(page, site)


def test_a_finger_can_ask_and_reach_all(phone: Page) -> None:
    phone.touchscreen.tap(*on_screen(phone, 0, 1, 1))
    expect(named(phone)).to_have_text("head1.weights[1, 1]")
    assert phone.evaluate("document.documentElement.scrollWidth") == 390
    for target in phone.locator("attention-clip").locator("button, select, summary").all():
        box = target.bounding_box()
        if box and box["height"]:
            assert min(box["width"], box["height"]) >= 44, target.text_content()
