"""Old, cut-off and mistyped addresses in a real browser."""

from collections.abc import Callable
from typing import Any

import pytest

from conftest import Built, serve

MOVED = {
    "docs/index.md": "# Home\n\nText [@caro2008].\n",
    "docs/new.md": "---\ntitle: New\n---\n\n# New\n\n## Part\n\nText.\n",
    "refs/redirects.yml": "/old/deep/: /new/\n",
}


@pytest.mark.parametrize(("javascript", "address"), [(True, "new/?a=1#part"), (False, "new/")])
def test_an_old_address_leads_to_the_new_one(javascript: bool, address: str, browser: Any, build_site: Callable[..., Built]) -> None:
    with serve(build_site(MOVED).folder / "site") as served:
        context = browser.new_context(java_script_enabled=javascript)
        page = context.new_page()
        page.goto(served + "old/deep/?a=1#part", wait_until="commit")
        page.wait_for_url(served + address)
        assert page.locator("h1").text_content() == "New"
        context.close()


@pytest.mark.parametrize("path", ["findings/skin-nerve/", "nowhere", "a/b/c/"])
def test_an_address_that_leads_nowhere_offers_search_and_the_findings(path: str, browser: Any, served: str) -> None:
    page = browser.new_page(viewport={"width": 390, "height": 844})
    page.goto(served + path)
    assert page.locator("h1").text_content() == "This page is not here"
    assert page.locator("article li a[href*='/findings/']").count() == 15
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    page.get_by_label("Search this site").and_(page.locator("input")).fill("skin")
    page.keyboard.press("Enter")
    page.locator(".search-results a").first.wait_for()
    assert page.url == served + "?q=skin"
    page.close()
