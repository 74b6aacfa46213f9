"""The frame of each page in a real browser: the first screen of a phone, the menu by keyboard, colors, width of lines."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

PHONE, DESK = {"width": 390, "height": 844}, {"width": 1280, "height": 900}
PAGES = ["", "demyelination/", "newer-findings/", "studies/", "sources/", "glossary/", "findings/", "findings/ivig/", "for-your-appointment/",
         "changes/", "nowhere"]  # fmt: skip
SPACING = "* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important } p { margin-bottom: 2em !important }"


@pytest.fixture
def page(browser: Any, served: str) -> Iterator[Any]:
    context = browser.new_context(viewport=PHONE)
    page = context.new_page()
    page.goto(served)
    yield page
    context.close()


def focused(page: Any) -> str:
    return str(page.evaluate("document.activeElement.textContent.trim()"))


def test_the_first_screen_of_a_phone_holds_question_answer_and_first_finding(page: Any) -> None:
    for what in ("h1", ".answer", ".page-checked >> nth=0", ".brief >> nth=0"):
        box = page.locator(what).bounding_box()
        assert box["y"] >= 0, what
        assert box["y"] + box["height"] <= PHONE["height"], what


@pytest.mark.parametrize("width", [320, 390, 1280])
def test_the_name_of_the_site_is_whole(width: int, page: Any) -> None:
    page.set_viewport_size({"width": width, "height": 844})
    name = page.locator(".site-name span")
    assert name.text_content() == "Fibromyalgia and MS: what 3 studies found"
    assert name.evaluate("one => one.scrollWidth <= one.clientWidth || getComputedStyle(one).overflow === 'visible'")
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_the_menu_is_a_button_that_says_if_it_is_open_and_what_is_closed_cannot_be_reached(page: Any) -> None:
    button = page.get_by_role("button", name="Menu", exact=True)
    stops = page.locator("#menu a")
    assert stops.count() >= 15
    assert not any(stops.nth(place).is_visible() for place in range(stops.count()))
    button.focus()
    page.keyboard.press("Enter")
    assert expanded(page, "Menu") is True
    page.keyboard.press("Tab")
    assert page.evaluate("document.querySelector('#menu').contains(document.activeElement)")
    page.keyboard.press("Escape")
    assert not stops.first.is_visible()
    assert focused(page) == "Menu"
    assert expanded(page, "Menu") is False


def expanded(page: Any, name: str) -> Any:
    """Whether assistive programs are told that this button's part is open."""
    session = page.context.new_cdp_session(page)
    nodes = session.send("Accessibility.getFullAXTree")["nodes"]
    (found,) = [node for node in nodes if node.get("role", {}).get("value") == "button" and node.get("name", {}).get("value") == name]
    return {one["name"]: one["value"]["value"] for one in found["properties"]}["expanded"]


def test_a_reader_without_a_mouse_meets_few_stops_before_the_text(page: Any) -> None:
    for _ in range(8):
        page.keyboard.press("Tab")
        if page.evaluate("document.querySelector('main').contains(document.activeElement)"):
            return
    pytest.fail(f"after 8 stops the focus is on {focused(page)!r}")


def test_the_first_stop_skips_to_the_text(page: Any) -> None:
    page.keyboard.press("Tab")
    assert focused(page) == "Skip to the text"
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.querySelector('main').contains(document.activeElement)")


def test_without_a_script_the_menu_opens_and_every_page_is_in_it(browser: Any, served: str) -> None:
    context = browser.new_context(viewport=PHONE, java_script_enabled=False)
    page = context.new_page()
    page.goto(served)
    page.get_by_role("button", name="Menu", exact=True).click()
    assert page.locator("#menu a:visible").count() >= 15
    assert not page.locator(".colors").is_visible()
    page.get_by_role("link", name="Nerve tests and IVIg").first.click()
    assert page.url == served + "demyelination/"
    context.close()


@pytest.mark.parametrize("key", ["Space", "Enter"])
def test_colors_are_switched_by_key_at_the_first_press_and_kept(key: str, page: Any, served: str) -> None:
    paper = "getComputedStyle(document.body).backgroundColor"
    before = page.evaluate(paper)
    page.get_by_role("button", name="Menu", exact=True).press("Enter")
    switch = page.get_by_role("button", name="Dark colors")
    assert switch.get_attribute("aria-pressed") == "false"
    switch.press(key)
    assert switch.get_attribute("aria-pressed") == "true"
    dark = page.evaluate(paper)
    assert dark != before
    page.goto(served + "about/")
    assert page.evaluate(paper) == dark


def test_where_nothing_can_be_kept_colors_still_switch(browser: Any, served: str) -> None:
    page = browser.new_page(viewport=PHONE)
    page.add_init_script("Object.defineProperty(window, 'localStorage', { get() { throw new Error('blocked') } })")
    page.goto(served)
    page.get_by_role("button", name="Menu", exact=True).click()
    page.get_by_role("button", name="Dark colors").click()
    assert page.evaluate("document.documentElement.dataset.colors") == "dark"
    page.close()


CONTRAST = """() => {
  const channel = (one) => { one /= 255; return one <= 0.04045 ? one / 12.92 : ((one + 0.055) / 1.055) ** 2.4 };
  const light = (color) => { const [r, g, b] = color.match(/[\\d.]+/g).map(Number); return 0.2126 * channel(r) + 0.7152 * channel(g) + 0.0722 * channel(b) };
  const behind = (one) => { for (; one; one = one.parentElement) { const found = getComputedStyle(one).backgroundColor; if (!/, 0\\)$/.test(found)) return found } };
  const low = [];
  for (const one of document.querySelectorAll('body :not(script, style, option)')) {
    if (![...one.childNodes].some((node) => node.nodeType === 3 && node.data.trim()) || !one.checkVisibility({ opacityProperty: true })) continue;
    const [a, b] = [light(getComputedStyle(one).color), light(behind(one))];
    const ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    if (ratio < 7) low.push(`${one.tagName}.${one.className.baseVal ?? one.className} ${ratio.toFixed(1)} ${one.textContent.trim().slice(0, 30)}`);
  }
  return low;
}"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_all_text_has_a_contrast_of_seven_to_one(scheme: str, browser: Any, served: str) -> None:
    page = browser.new_page(viewport=PHONE, color_scheme=scheme)
    found = {}
    for path in PAGES:
        page.goto(served + path)
        page.eval_on_selector_all("details", "all => all.forEach(one => { one.open = true })")
        if low := page.evaluate(CONTRAST):
            found[path] = low[:5]
    assert found == {}
    page.close()


LINES = """() => [...document.querySelectorAll('article p, article li, article dd')].filter((one) => one.checkVisibility() && !one.closest('table, .page-sources, .bibliography') && parseFloat(getComputedStyle(one).fontSize) > 18).flatMap((one) => {
  const range = document.createRange(), lines = new Map();
  const walker = document.createTreeWalker(one, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) for (const word of walker.currentNode.data.matchAll(/\\S+/g)) {
    range.setStart(walker.currentNode, word.index); range.setEnd(walker.currentNode, word.index + word[0].length);
    const top = Math.round(range.getBoundingClientRect().bottom / 12);
    lines.set(top, (lines.get(top) ?? 0) + word[0].length + 1);
  }
  return [...lines.values()].map((length) => length - 1);
})"""


def test_text_is_large_and_its_lines_are_short(browser: Any, served: str) -> None:
    page = browser.new_page(viewport=DESK)
    for path in ("", "demyelination/", "context/", "glossary/"):
        page.goto(served + path)
        lengths = sorted(page.evaluate(LINES))
        assert lengths[len(lengths) // 2] >= 35
        assert lengths[int(len(lengths) * 0.95)] <= 66, path
        assert 18 <= page.evaluate("parseFloat(getComputedStyle(document.querySelector('article > p:not([class]), article li')).fontSize)") <= 24
    page.set_viewport_size(PHONE)
    assert page.evaluate("parseFloat(getComputedStyle(document.querySelector('article > p:not([class]), article li')).fontSize)") >= 17
    page.close()


@pytest.mark.parametrize("width", [390, 768, 1280, 1920])
@pytest.mark.parametrize("path", ["", "newer-findings/", "studies/", "sources/", "findings/ivig/"])
def test_all_that_a_page_holds_begins_at_one_left_edge(path: str, width: int, browser: Any, served: str) -> None:
    page = browser.new_page(viewport={"width": width, "height": 900})
    page.goto(served + path)
    edges = page.evaluate("""() => [...document.querySelectorAll('.site-name, .site-parts li:first-child, main > *, article > *, .briefs > :first-child, .site-footer > *')]
      .filter((one) => one.checkVisibility()).map((one) => Math.round(one.getBoundingClientRect().left))""")
    assert len(edges) > 5
    assert max(edges) - min(edges) <= 1
    page.close()


@pytest.mark.parametrize("path", PAGES)
def test_nothing_is_lost_on_a_narrow_screen_with_large_or_spaced_text(path: str, browser: Any, served: str) -> None:
    page = browser.new_page(viewport={"width": 320, "height": 700}, bypass_csp=True)
    for style in ("", "html { font-size: 200% !important }", SPACING):
        page.goto(served + path)
        page.add_style_tag(content=style) if style else None
        assert page.evaluate("document.documentElement.scrollWidth") <= 320, style
        cut = page.evaluate("""() => [...document.querySelectorAll('main *, header *')].filter((one) => one.checkVisibility() && one.clientWidth > 1 && one.scrollWidth > one.clientWidth + 1
          && ['hidden', 'clip'].includes(getComputedStyle(one).overflowX) && !one.closest('svg')).map((one) => one.outerHTML.slice(0, 80))""")
        assert cut == [], style
    page.close()


@pytest.mark.parametrize("path", ["", "demyelination/", "findings/ivig/"])
def test_nothing_stays_on_the_screen_while_one_reads(path: str, page: Any, served: str) -> None:
    page.goto(served + path)
    page.evaluate("scrollTo(0, 1500)")
    stuck = page.evaluate("""() => [...document.querySelectorAll('body *')].filter((one) => ['fixed', 'sticky'].includes(getComputedStyle(one).position) && one.checkVisibility())
      .map((one) => one.getBoundingClientRect()).filter((box) => box.bottom > 0 && box.top < innerHeight).reduce((sum, box) => sum + box.height, 0)""")
    assert stuck <= 0.15 * PHONE["height"]


def test_a_page_of_a_group_says_which_one_it_is_and_how_long_it_takes(page: Any, served: str) -> None:
    page.goto(served + "demyelination/")
    assert page.locator(".place").text_content().startswith("The evidence · 3 of 8 · about ")
    assert page.locator(".site-parts [aria-current]").text_content() == "The evidence"
    assert page.locator("#menu [aria-current=page]").text_content() == "Nerve tests and IVIg"


def test_in_forced_colors_pressed_and_current_are_still_told(browser: Any, served: str) -> None:
    page = browser.new_page(viewport=PHONE, forced_colors="active")
    page.goto(served)
    page.get_by_role("button", name="Menu", exact=True).click()
    page.get_by_role("button", name="Dark colors").click()
    for one in ("#menu [aria-current]", "#menu [aria-pressed=true]"):
        assert page.locator(one).first.evaluate("one => getComputedStyle(one).outlineStyle") == "solid"
    page.close()


# Faces of other widths than ours, as a reader's device may have.
@pytest.mark.parametrize("other", ["DejaVu Sans", "DejaVu Serif", "monospace"])
@pytest.mark.parametrize("path", ["", "newer-findings/"])
def test_nothing_moves_while_a_page_loads(path: str, other: str, browser: Any, served: str) -> None:
    context = browser.new_context(viewport=PHONE)
    page = context.new_page()

    def late(route: Any) -> None:
        page.wait_for_timeout(400)
        route.continue_()

    def with_other_face(route: Any) -> None:
        answer = route.fetch()
        route.fulfill(response=answer, body=answer.text().replace("Arial, sans-serif", f'"{other}"'))

    page.route("**/*.woff2", late)
    page.route("**/site.*.css", with_other_face)
    page.add_init_script("""window.shift = 0; new PerformanceObserver((list) => { for (const one of list.getEntries()) window.shift += one.value })
      .observe({ type: 'layout-shift', buffered: true })""")
    page.goto(served + path)
    page.wait_for_timeout(1200)
    assert page.evaluate("window.shift") <= 0.01
    context.close()


def test_a_first_view_is_light(browser: Any, served: str, real_site: Path) -> None:
    """At most 50 kB as a server sends it, fonts and icon included, in at most 6 requests."""
    import gzip

    found = {}
    for path in [one.relative_to(real_site).parent.as_posix() for one in sorted(real_site.rglob("index.html")) if "moved.js" not in one.read_text("utf-8")]:
        context = browser.new_context(viewport=PHONE)
        page = context.new_page()
        bodies: list[bytes] = []
        page.on("response", lambda response, bodies=bodies: bodies.append(response.body() if response.ok else b""))
        page.goto(served + ("" if path == "." else path + "/"), wait_until="networkidle")
        size = sum(len(body) if body[:4] in (b"wOF2", b"\x89PNG") else len(gzip.compress(body, 9)) for body in bodies)
        if size > 50_000 or len(bodies) > 6:
            found[path] = (size, len(bodies))
        context.close()
    assert json.dumps(found) == "{}"
