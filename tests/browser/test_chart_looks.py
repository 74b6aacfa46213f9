"""Charts as readers see them: large enough on a small phone, whole, and told apart where colors are taken away."""

from typing import Any

import pytest

CHARTS = {
    "newer-findings": ["skin-nerve-counts", "small-fiber-studies"],
    "context": ["fibromyalgia-shares"],
    "demyelination": ["ivig-people"],
    "findings": ["how-sure"],
}
SMALLEST = 14  # px

TYPE = """name => [...document.querySelectorAll(`#chart-${name} svg text`)].map(
  one => parseFloat(getComputedStyle(one).fontSize) * one.getScreenCTM().a)"""
OUTSIDE = """name => {
  const box = document.querySelector(`#chart-${name} svg`).getBoundingClientRect()
  return [...document.querySelectorAll(`#chart-${name} svg :is(text, circle, rect, path)`)].filter(one => {
    const own = one.getBoundingClientRect()
    return own.left < box.left - 1 || own.right > box.right + 1 || own.top < box.top - 1 || own.bottom > box.bottom + 1
  }).map(one => one.outerHTML)
}"""
INKS = """name => [...document.querySelectorAll(`#chart-${name} svg text`)].map(one => getComputedStyle(one).fill)"""
LOOKS = """name => [...document.querySelectorAll(`#chart-${name} svg :is(.chart-full, .chart-empty, .chart-unknown)`)].map(one => {
  const style = getComputedStyle(one)
  return [one.getAttribute("class"), style.fill, style.stroke, style.strokeDasharray].join(" ")
})"""


@pytest.mark.parametrize("wide", [320, 390, 1280])
def test_type_is_large_and_nothing_is_cut(browser: Any, served: str, wide: int) -> None:
    page = browser.new_page(viewport={"width": wide, "height": 844})
    for path, names in CHARTS.items():
        page.goto(f"{served}{path}/")
        for name in names:
            assert min(page.evaluate(TYPE, name)) >= SMALLEST, (name, wide)
            assert page.evaluate(OUTSIDE, name) == [], (name, wide)
        assert page.evaluate("document.documentElement.scrollWidth") <= wide
    page.close()


def test_dots_differ_without_colors(browser: Any, served: str) -> None:
    context = browser.new_context(forced_colors="active")
    page = context.new_page()
    page.goto(f"{served}demyelination/")
    looks = {*page.evaluate(LOOKS, "ivig-people")}
    assert len(looks) == 3, looks
    assert len({look.partition(" ")[2] for look in looks}) == 3, looks
    context.close()


def test_words_take_the_readers_own_colors(browser: Any, served: str) -> None:
    context = browser.new_context(forced_colors="active", color_scheme="dark")
    page = context.new_page()
    for path, names in CHARTS.items():
        page.goto(f"{served}{path}/")
        text = page.evaluate("getComputedStyle(document.querySelector('.chart-says')).color")
        for name in names:
            assert {*page.evaluate(INKS, name)} == {text}, name
    context.close()


def test_the_table_opens_by_keyboard(browser: Any, served: str) -> None:
    page = browser.new_page(viewport={"width": 390, "height": 844})
    page.goto(f"{served}context/")
    summary = page.locator("#chart-fibromyalgia-shares summary")
    summary.focus()
    page.keyboard.press("Enter")
    assert page.locator("#chart-fibromyalgia-shares table").is_visible()
    assert summary.bounding_box()["height"] >= 44
    page.close()
