"""Sharing a finding in a real browser: by keyboard alone, on a phone, and without JavaScript."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).parents[2]
SLUGS = list(yaml.safe_load((ROOT / "refs" / "findings.yml").read_text("utf-8")))
PHONE = {"width": 390, "height": 844}
FORMS = {
    "plain text": "People with",
    "Markdown": "> People with",
    "BBCode": "[quote]People with",
    "HTML": "<blockquote cite=",
}


@pytest.fixture
def page(browser: Any, served: str) -> Iterator[Any]:
    context = browser.new_context(viewport=PHONE, permissions=["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.goto(served + "findings/skin-nerves/")
    yield page
    context.close()


def tab_to(page: Any, name: str) -> None:
    """Press the tab key until the focus is on the control with this name, as someone without a mouse must."""
    for _ in range(120):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.textContent.trim()") == name:
            return
    pytest.fail(f"the tab key does not reach {name!r}")


@pytest.mark.parametrize("form", FORMS)
def test_each_quote_is_copied_by_keyboard_alone(form: str, page: Any, real_site: Path) -> None:
    tab_to(page, "All forms: link, forum quotes, references")
    page.keyboard.press("Enter")
    tab_to(page, f"Copy the quote as {form}")
    page.keyboard.press("Enter")
    page.get_by_role("status").get_by_text(f"Copied the quote as {form}").wait_for()
    copied = page.evaluate("navigator.clipboard.readText()")
    finding = next(one for one in json.loads((real_site / "findings" / "findings.json").read_text("utf-8"))["findings"] if one["slug"] == "skin-nerves")
    assert copied.startswith(FORMS[form])
    answer = finding["short"].removeprefix("How sure? Fairly sure. ")
    for part in (answer, "How sure? Fairly sure.", "doi:10.3390/diagnostics12051135, and 1 more", finding["address"]):
        assert part in copied


def test_one_press_copies_the_link(page: Any) -> None:
    page.get_by_role("button", name="Copy the link").first.click()
    page.get_by_role("status").get_by_text("Copied the link").wait_for()
    assert page.evaluate("navigator.clipboard.readText()") == "https://example.org/fm/findings/skin-nerves/"


def test_where_the_clipboard_is_closed_the_text_is_selected(browser: Any, served: str) -> None:
    page = browser.new_page(viewport=PHONE)
    page.add_init_script("Object.defineProperty(navigator, 'clipboard', { value: undefined }); document.execCommand = () => false")
    page.goto(served + "findings/skin-nerves/")
    page.get_by_role("button", name="Copy a quote").click()
    page.get_by_role("status").get_by_text("copy the selected text by hand").wait_for()
    assert page.evaluate("getSelection().toString() || document.activeElement.value").count("How sure? Fairly sure.") == 1
    page.close()


def test_the_share_sheet_is_offered_only_where_there_is_one(browser: Any, served: str, page: Any) -> None:
    assert not page.get_by_role("button", name="Share").is_visible()
    phone = browser.new_page(viewport=PHONE)
    phone.add_init_script("navigator.share = async (shared) => { window.shared = shared }")
    phone.goto(served + "findings/skin-nerves/")
    phone.get_by_role("button", name="Share").click()
    shared = phone.evaluate("window.shared")
    assert shared["url"] == "https://example.org/fm/findings/skin-nerves/"
    assert shared["text"].startswith("How sure? Fairly sure. People with fibromyalgia probably have")
    phone.close()


def test_print_prints(browser: Any, served: str) -> None:
    page = browser.new_page(viewport=PHONE)
    page.add_init_script("window.print = () => { window.printed = true }")
    page.goto(served + "findings/skin-nerves/")
    page.get_by_role("button", name="Print").click()
    assert page.evaluate("window.printed")
    page.close()


def test_every_control_is_44_px_and_inside_the_screen(page: Any) -> None:
    page.locator(".share summary").click()
    boxes = [control.bounding_box() for control in page.locator(".share :is(button, summary):visible").all()]
    assert len(boxes) == 11
    assert min(box["width"] for box in boxes) >= 44
    assert min(box["height"] for box in boxes) >= 44
    assert max(box["x"] + box["width"] for box in boxes) <= PHONE["width"]


@pytest.mark.parametrize("slug", SLUGS)
def test_without_javascript_the_texts_are_there_and_no_dead_button(browser: Any, served: str, slug: str) -> None:
    context = browser.new_context(viewport=PHONE, java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{served}findings/{slug}/")
    page.locator(".share summary").click()
    assert page.locator(".share button:visible").count() == 0
    texts = [field.input_value() for field in page.locator(".share textarea:visible").all()]
    assert len(texts) == 7
    for text in texts[1:5]:
        assert "How sure?" in text
        assert f"https://example.org/fm/findings/{slug}/" in text
    assert texts[6].startswith("@")
    context.close()
