"""Tables and cards in a real browser: what a screen reader is told, and how far a phone scrolls."""

import re
from typing import Any

import pytest

PAGES = ["studies/", "findings/", "alike-and-different/", "you-may-have-read/", "why-it-matters/", "about/", "context/"]
WIDTHS = [320, 390, 1280]


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("path", PAGES)
def test_a_table_is_one_to_screen_readers_and_only_its_own_part_scrolls(browser: Any, served: str, path: str, width: int) -> None:
    page = browser.new_page(viewport={"width": width, "height": 844})
    page.goto(served + path)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    for table in page.locator("article table:not(details table)").all():
        rows, cells = table.locator("tr").count(), table.locator("td").count()
        told = table.aria_snapshot()
        assert told.lstrip().startswith("- table"), told
        assert len(re.findall("- '?row ", told)) == rows
        assert len(re.findall("- '?cell\\b", told)) == cells
        region = table.locator("xpath=..")
        region.focus()
        assert region.evaluate("one => one === document.activeElement")
    page.close()


@pytest.mark.parametrize("width", [320, 390])
def test_the_part_of_a_wide_table_scrolls_by_keyboard_without_a_script(browser: Any, served: str, width: int) -> None:
    context = browser.new_context(viewport={"width": width, "height": 844}, java_script_enabled=False)
    page = context.new_page()
    page.goto(served + "alike-and-different/")
    region = page.get_by_role("region", name="What the two share, and where they differ")
    region.focus()
    last = page.locator("#overlap thead th").last
    before = last.bounding_box()["x"]
    page.keyboard.press("ArrowRight")
    page.wait_for_timeout(400)
    assert last.bounding_box()["x"] < before
    assert page.locator("#overlap tbody th").first.bounding_box()["x"] >= 0, "the row's head stays in sight"
    context.close()


def test_cards_are_short_on_a_phone_and_side_by_side_on_a_desk(browser: Any, served: str) -> None:
    page = browser.new_page(viewport={"width": 390, "height": 844})
    page.goto(served + "studies/")
    assert page.locator("#studies").bounding_box()["height"] <= 3 * 844
    page.set_viewport_size({"width": 1440, "height": 900})
    boxes = [card.bounding_box() for card in page.locator("#studies .card").all()]
    assert len({round(box["y"]) for box in boxes}) == 1
    for row in range(6):  # each line stands beside its like
        tops = {round(card.locator("dl > div").nth(row).bounding_box()["y"]) for card in page.locator("#studies .card").all()}
        assert len(tops) == 1
    page.close()
