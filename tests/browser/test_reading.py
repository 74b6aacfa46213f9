"""The real site in a real browser: what a thumb can hit, where links lead, and what an accessibility checker finds."""

import pytest

PHONE, DESK = {"width": 390, "height": 844}, {"width": 1280, "height": 900}
PAGES = ["", "demyelination/", "sources/", "glossary/", "about/"]


@pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])
@pytest.mark.parametrize("path", PAGES)
def test_links_of_sources_can_be_hit_and_nothing_is_wider_than_the_screen(browser, served: str, path: str, size: dict[str, int]) -> None:
    page = browser.new_page(viewport=size)
    page.goto(served + path)
    page.eval_on_selector_all("details", "all => all.forEach(one => { one.open = true })")
    boxes = page.eval_on_selector_all(
        ".reference-places a, .reference-notes a, .reference-more a, summary",
        "links => links.map(link => { const box = link.getBoundingClientRect(); return [box.width, box.height] })",
    )
    assert boxes
    assert min(width for width, _ in boxes) >= 24
    assert min(height for _, height in boxes) >= 24
    assert page.evaluate("document.documentElement.scrollWidth") <= size["width"]
    page.close()


def test_the_sources_page_leads_to_the_very_place(browser, served: str) -> None:
    page = browser.new_page(viewport=DESK)
    page.goto(served + "sources/")
    page.locator("#ref-clemenzi2014pain summary").click()
    page.locator("#ref-clemenzi2014pain .citing-page a").first.click()
    page.wait_for_load_state()
    assert "/sources/" not in page.url
    assert page.locator(".citation:target").count() == 1
    page.close()


def test_nothing_opens_on_hover_and_nothing_is_asked_of_other_hosts(browser, served: str) -> None:
    page = browser.new_page(viewport=DESK)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(served + "demyelination/")
    before = page.locator("body *:visible").count()
    page.locator(".citation > a").first.hover()
    page.wait_for_timeout(300)
    assert page.locator("body *:visible").count() == before
    page.get_by_role("button", name="Search").click()
    page.keyboard.type("skin")
    page.locator(".search-results a").first.wait_for()
    assert [address for address in asked if not address.startswith(served)] == []
    page.close()
