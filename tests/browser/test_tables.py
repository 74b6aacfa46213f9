"""Tables in a real browser: what a screen reader is told, and how far a phone scrolls."""

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


@pytest.mark.parametrize("path", PAGES)
def test_on_a_phone_each_cell_is_seen_whole_behind_the_name_of_its_column(browser: Any, served: str, path: str) -> None:
    page = browser.new_page(viewport={"width": 320, "height": 844})
    page.goto(served + path)
    for table in page.locator(".table-region > table").all():
        assert table.evaluate("one => one.parentElement.scrollWidth <= one.parentElement.clientWidth")
        names = table.locator("thead th").all_text_contents()
        said = table.locator("tbody tr").evaluate_all("""rows => rows.map((row) => [...row.children].slice(1)
          .map((cell) => getComputedStyle(cell, '::before').content.split('"')[1]))""")
        assert said
        assert all(one == [f"{name}: " for name in names[1:]] for one in said)
    page.close()


def test_on_a_desk_it_stands_as_a_table(browser: Any, served: str) -> None:
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    page.goto(served + "studies/")
    row = page.locator("#studies tbody tr").first
    boxes = [cell.bounding_box() for cell in row.locator("th, td").all()]
    assert len(boxes) == 4
    assert len({round(box["y"]) for box in boxes}) == 1
    assert row.locator("td").first.evaluate("one => getComputedStyle(one, '::before').content") == "none"
    page.close()


@pytest.mark.parametrize("width", WIDTHS)
def test_a_table_too_wide_scrolls_by_keyboard_without_a_script(browser: Any, served: str, width: int) -> None:
    context = browser.new_context(viewport={"width": width, "height": 844}, java_script_enabled=False)
    page = context.new_page()
    page.goto(served + "alike-and-different/")
    region = page.get_by_role("region", name="What the two share, and where they differ")
    region.locator("tbody td").first.evaluate("one => { one.append(document.createElement('hr')); one.lastChild.style.width = '1500px' }")
    region.focus()
    page.keyboard.press("ArrowRight")
    page.wait_for_timeout(400)
    assert region.evaluate("one => one.scrollLeft") > 0
    context.close()
