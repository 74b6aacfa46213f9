"""A citation in a real browser: its card by tap and by keyboard, the folded list, the switch, and paper."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]
SCRIPT = ROOT / "docs" / "assets" / "citations.js"
NARROW, PHONE, DESK = {"width": 320, "height": 640}, {"width": 390, "height": 844}, {"width": 1280, "height": 900}
CARD = ".source-card:popover-open"


@pytest.fixture(params=[NARROW, PHONE, DESK], ids=["narrow", "phone", "desk"])
def page(request: pytest.FixtureRequest, browser: Any, served: str) -> Iterator[Any]:
    context = browser.new_context(viewport=request.param, has_touch=request.param is not DESK)
    page = context.new_page()
    page.goto(served + "context/")
    yield page
    context.close()


def focused(page: Any) -> str:
    """Where the focus is: a card, or the address of a link, or the words of a button."""
    return str(
        page.evaluate("(one => one.matches('.source-card') ? 'card' : one.getAttribute('href') || one.textContent)(document.activeElement)")
    )


def switch(page: Any) -> None:
    """Press the switch of sources, which stands in the menu."""
    page.get_by_role("button", name="Menu", exact=True).click()
    page.locator(".sources-switch").click()
    page.keyboard.press("Escape")


def press(page: Any, number: Any) -> None:
    (number.tap if page.viewport_size != DESK else number.click)()


def test_a_tap_shows_the_source_from_the_pages_own_list(page: Any) -> None:
    asked: list[str] = []
    page.on("request", lambda request: None if request.url.endswith("icon.png") else asked.append(request.url))  # of the tab
    number = page.locator(".citation > a[href='#ref-heidari2017prevalence']").first
    press(page, number)
    card = page.locator(CARD)
    text = " ".join(card.inner_text().split())
    assert text.startswith(number.get_attribute("aria-label"))
    assert "Prevalence of fibromyalgia in general population and patients" in text
    assert "Read as abstract." in text
    assert card.get_attribute("role") == "dialog"
    assert card.get_attribute("aria-label") == number.get_attribute("aria-label")
    assert card.locator("a[href='https://doi.org/10.1007/s00296-017-3725-2']").is_visible()
    assert card.get_by_role("link", name="All sources").get_attribute("href").endswith("/sources/#ref-heidari2017prevalence")
    assert "#" not in page.url
    assert asked == []
    assert card.evaluate("one => one.scrollWidth <= one.clientWidth"), "its words are seen whole"


def test_each_card_is_inside_the_screen_and_not_on_its_number(page: Any) -> None:
    numbers = page.locator(".citation > a")
    width, height = page.viewport_size["width"], page.viewport_size["height"]
    for at in range(0, numbers.count(), 3):
        number = numbers.nth(at)
        if not number.is_visible():
            continue
        number.scroll_into_view_if_needed()
        press(page, number)
        card, mark = page.locator(CARD).bounding_box(), number.bounding_box()
        assert card["x"] >= 0
        assert card["x"] + card["width"] <= width
        assert card["y"] >= -1
        assert card["y"] + card["height"] <= height + 1
        assert card["y"] >= mark["y"] + mark["height"] or card["y"] + card["height"] <= mark["y"]
        assert min(abs(card["y"] - mark["y"] - mark["height"]), abs(card["y"] + card["height"] - mark["y"])) <= 20, "near it"
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        page.keyboard.press("Escape")


def test_by_keyboard_it_opens_closes_and_gives_the_focus_back(page: Any) -> None:
    number = page.locator(".citation > a").nth(3)
    here = number.get_attribute("href")
    number.focus()
    page.keyboard.press("Enter")
    assert focused(page) == "card"
    page.keyboard.press("Escape")
    assert page.locator(CARD).count() == 0
    assert focused(page) == here
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Back to the text").focus()
    page.keyboard.press("Enter")
    assert page.locator(CARD).count() == 0
    assert focused(page) == here


def test_the_focus_goes_to_the_number_where_a_tap_gave_it_none(page: Any) -> None:
    number = page.locator(".citation > a").nth(3)  # Safari gives links no focus when they are pressed
    number.evaluate("one => one.click()")
    page.keyboard.press("Escape")
    assert focused(page) == number.get_attribute("href")


def test_the_tab_key_goes_through_the_card_and_on_from_its_number(page: Any) -> None:
    numbers = page.locator(".citation > a")
    numbers.nth(0).focus()
    page.keyboard.press("Enter")
    inside = [focused(page)]
    while page.locator(CARD).count() and len(inside) < 9:
        page.keyboard.press("Tab")
        inside.append(focused(page))
    assert "Back to the text" in inside
    assert inside[-1] == numbers.nth(1).get_attribute("href"), "the next number of the same mark"
    assert numbers.nth(1).evaluate("one => one === document.activeElement")


def test_only_one_is_open_and_a_press_elsewhere_or_on_its_number_closes_it(page: Any) -> None:
    one, two = page.locator(".citation > a").nth(0), page.locator(".citation > a").nth(1)
    press(page, one)
    press(page, one)
    assert page.locator(CARD).count() == 0
    press(page, one)
    assert page.locator(CARD).count() == 1
    page.locator(".site-header").click(position={"x": 3, "y": 3})
    assert page.locator(CARD).count() == 0
    two.scroll_into_view_if_needed()
    two.evaluate("one => one.click()")
    one.evaluate("one => one.click()")
    assert page.locator(CARD).count() == 1
    assert page.locator(CARD).get_attribute("aria-label") == one.get_attribute("aria-label")


def test_of_a_mark_with_several_sources_each_number_shows_its_own(page: Any) -> None:
    mark = page.locator(".citation:has(a + a)").first
    for at in range(mark.locator("a").count()):
        number = mark.locator("a").nth(at)
        press(page, number)
        assert page.locator(CARD).get_attribute("aria-label") == number.get_attribute("aria-label")
        page.keyboard.press("Escape")


@pytest.mark.parametrize("path", ["context/", "studies/"])
def test_a_thumb_hits_each_number_within_24_px_and_no_line_moves(page: Any, served: str, path: str) -> None:
    page.goto(served + path)
    missed = page.evaluate("""() => [...document.querySelectorAll('article .citation > a')].filter(link => {
      if (!link.checkVisibility({ contentVisibilityAuto: true })) return false
      link.scrollIntoView({ block: 'center', inline: 'center' })
      const box = link.getBoundingClientRect(), x = box.x + box.width / 2, y = box.y + box.height / 2
      return ![[0, 0], [-11.5, 0], [11.5, 0], [0, -11.5], [0, 11.5]].every(([right, down]) => document.elementFromPoint(x + right, y + down) === link)
    }).map(link => link.parentElement.id)""")
    assert missed == []
    before, after = page.evaluate("""() => {
      const heights = () => [...document.querySelectorAll('article > p:has(.citation)')].map(one => one.clientHeight)
      const before = heights()
      document.querySelectorAll('.citation > a').forEach(link => { link.style.position = 'static' })
      document.querySelectorAll('.citation').forEach(mark => { mark.style.verticalAlign = 'baseline' })
      return [before, heights()]
    }""")
    assert before
    assert before == after


def test_a_press_with_ctrl_follows_the_link(browser: Any, served: str) -> None:
    context = browser.new_context(viewport=DESK)
    page = context.new_page()
    page.goto(served + "context/")
    with context.expect_page() as opened:
        page.locator(".citation > a").nth(2).click(modifiers=["ControlOrMeta"])
    opened.value.wait_for_load_state()
    assert "#ref-" in opened.value.url
    assert opened.value.locator("li:target").is_visible()
    assert page.locator(CARD).count() == 0
    context.close()


@pytest.mark.parametrize("javascript", [True, False])
def test_the_list_is_folded_and_opens_when_it_is_linked_to(browser: Any, served: str, javascript: bool) -> None:
    context = browser.new_context(viewport=PHONE, java_script_enabled=javascript)
    page = context.new_page()
    page.goto(served + "context/")
    entry = page.locator("#ref-heidari2017prevalence")
    assert not entry.is_visible()
    page.goto(served + "context/#ref-heidari2017prevalence")
    assert entry.is_visible()
    assert 0 <= entry.bounding_box()["y"] < PHONE["height"]
    context.close()


def test_without_the_script_a_number_leads_to_its_source_and_there_is_no_switch(browser: Any, served: str) -> None:
    context = browser.new_context(viewport=PHONE, java_script_enabled=False)
    page = context.new_page()
    page.goto(served + "context/")
    page.locator(".citation > a[href='#ref-heidari2017prevalence']").first.click()
    assert page.locator("li:target").is_visible()
    assert page.locator(".sources-switch:visible").count() == 0
    context.close()


OLD = "delete HTMLElement.prototype.showPopover; delete HTMLElement.prototype.popover"


def test_in_a_browser_without_popovers_a_number_leads_to_its_source(browser: Any, served: str) -> None:
    page = browser.new_page(viewport=PHONE)
    page.add_init_script(OLD)
    page.goto(served + "context/")
    page.locator(".citation > a[href='#ref-heidari2017prevalence']").first.click()
    page.locator("li:target").wait_for(state="visible")
    page.close()


def test_the_script_opens_the_list_where_the_browser_does_not(browser: Any, served: str) -> None:
    page = browser.new_page(viewport=PHONE)
    page.route("**/assets/javascripts/*", lambda route: route.abort())  # a theme's script may open it
    page.goto(served + "context/")
    page.evaluate("""() => {
      history.replaceState(null, '', '#ref-heidari2017prevalence')  // leads nowhere by itself
      dispatchEvent(new HashChangeEvent('hashchange'))
    }""")
    entry = page.locator("#ref-heidari2017prevalence")
    assert entry.is_visible()
    assert 0 <= entry.bounding_box()["y"] < PHONE["height"]
    page.close()


def state(page: Any) -> tuple[str, int, int]:
    """Of the switch, and how many numbers and lists of sources are seen."""
    pressed = page.locator(".sources-switch").get_attribute("aria-pressed")
    return pressed, page.locator(".citation:visible").count(), page.locator(".page-sources:visible").count()


def test_sources_can_be_switched_off_by_keyboard_and_stay_off_on_other_pages(browser: Any, served: str) -> None:
    context = browser.new_context(viewport=PHONE)
    page = context.new_page()
    page.goto(served + "context/")
    pressed, numbers, lists = state(page)
    assert (pressed, lists) == ("true", 1)
    assert numbers > 5
    page.get_by_role("button", name="Menu", exact=True).press("Enter")
    page.get_by_role("button", name="Sources", pressed=True).focus()
    page.keyboard.press("Space")
    assert state(page) == ("false", 0, 0)
    page.goto(served + "demyelination/")
    assert state(page) == ("false", 0, 0)
    switch(page)
    assert state(page)[0] == "true"
    page.go_back()
    assert state(page)[0] == "true"
    context.close()


def test_what_is_linked_to_is_seen_while_sources_are_off(browser: Any, served: str) -> None:
    context = browser.new_context(viewport=PHONE)
    page = context.new_page()
    page.goto(served + "context/")
    switch(page)
    page.goto(served + "demyelination/")
    page.goto(served + "context/#ref-heidari2017prevalence")
    assert page.locator("li:target").is_visible()
    context.close()


def test_the_switch_works_where_storage_is_blocked(browser: Any, served: str) -> None:
    page = browser.new_page(viewport=PHONE)
    page.add_init_script("Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('no', 'SecurityError') } })")
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(error.stack or ""))
    page.goto(served + "context/")
    switch(page)
    assert state(page) == ("false", 0, 0)
    page.goto(served + "demyelination/")
    assert state(page)[0] == "true"
    assert [stack for stack in errors if "/assets/site." in stack] == []
    page.close()


def test_in_a_pages_head_with_other_scripts_it_sets_the_state_before_anything_is_seen(browser: Any, served: str) -> None:
    page = browser.new_page()
    script = SCRIPT.read_text("utf-8")
    html = f"""<!doctype html><title>x</title><script>const root = 1, card = 2, link = 3, state = 4;\n{script}{script}
      window.early = document.documentElement.dataset.sources</script><button class="sources-switch">Sources</button>"""
    page.route("**/joined/", lambda route: route.fulfill(body=html, content_type="text/html"))
    page.goto(served + "joined/")
    page.evaluate("localStorage.sources = 'off'")
    page.reload()
    assert page.evaluate("window.early") == "off"
    assert page.locator("button").get_attribute("aria-pressed") == "false"
    page.close()


def test_on_paper_marks_and_list_stand_even_when_they_are_off(browser: Any, served: str) -> None:
    context = browser.new_context(viewport=DESK)
    page = context.new_page()
    page.goto(served + "context/")
    switch(page)
    page.emulate_media(media="print")
    assert page.locator(".citation:visible").count() > 5
    assert page.locator("#ref-heidari2017prevalence .reference").is_visible()
    assert page.locator(":is(.sources-switch, .reference-more, .source-card):visible").count() == 0
    context.close()


def test_the_script_is_light() -> None:
    import gzip

    assert len(gzip.compress(SCRIPT.read_bytes(), 9, mtime=0)) <= 1600
