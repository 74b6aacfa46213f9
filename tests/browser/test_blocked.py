"""The real site under its own policy: nothing that a reader does is blocked."""

from typing import Any

import pytest

PAGES = ["", "findings/skin-nerves/", "sources/", "changes/", "nowhere"]


@pytest.mark.parametrize("path", PAGES)
def test_nothing_is_blocked_when_a_reader_searches_and_switches_colors(path: str, browser: Any, served: str) -> None:
    page = browser.new_page()
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text) if message.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.goto(served + path)
    page.get_by_role("button", name="Menu", exact=True).click()
    page.get_by_role("button", name="Dark colors").click()
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Search").first.click()
    page.keyboard.type("skin")
    page.locator(".search-results a").first.wait_for()
    # A typeface that comes late is kept for the next page, as nothing may move while one reads: Chromium tells of that.
    assert [text for text in complaints if not any(one in text for one in ("404 (Not Found)", "was preloaded"))] == []
    page.close()
