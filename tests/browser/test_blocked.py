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
    page.locator("label[title='Switch to dark colors']").click()
    page.get_by_role("button", name="Search").first.click()
    page.keyboard.type("skin")
    page.locator(".search-results a").first.wait_for()
    assert [text for text in complaints if "404 (Not Found)" not in text] == []
    page.close()
