"""The search of the real site in a real browser: what patients type, by mouse, by keyboard, and while the network is slow."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).parents[2]
PHONE = {"width": 390, "height": 844}

# What patients type, and where the first result must lead: any of these is right.
SEARCHES = {
    "is it the same as MS": ["alike-and-different/"],
    "do I have MS": ["why-it-matters/"],
    "what should I tell my doctor": ["for-your-appointment/"],
    "small fibre neuropathy": ["newer-findings/"],
    "is it all in my head": ["why-it-matters/#your-pain-counts-without-the-name-ms"],
    "numb feet": ["alike-and-different/#overlap-tingling"],
    "fibro fog": ["alike-and-different/#overlap-thinking"],
    "IVIG": ["glossary/#ivig", "findings/ivig/"],
    "MRI": ["glossary/#mri", "why-it-matters/#tests-mri", "findings/brain-scans/"],
    "autoimmune": ["alike-and-different/#overlap-autoimmune", "findings/antibodies/"],
    "IL2R": ["glossary/#il-2r", "findings/immune-marker/"],
    "myelin": ["glossary/#myelin", "ms-basics/#myelin-is-a-coat-around-nerve-fibers"],
    "can i have both": ["context/"],
    "CIDP": ["glossary/#cidp", "demyelination/#cidp-is-an-illness-of-nerves-outside-the-brain"],
    "antibodies": ["glossary/#antibodies", "findings/antibodies/"],
    "is there a cure": ["alike-and-different/#overlap-treatment", "why-it-matters/#what-can-help-with-fibromyalgia-today"],
    "skin biopsy": ["glossary/#skin-biopsy", "why-it-matters/#tests-skin-biopsy", "newer-findings/#what-your-skin-biopsy-can-tell-you-and-what-it-cannot"],
    "blurred vision": ["alike-and-different/#overlap-seeing"],
    "how common is fibromyalgia in MS": ["findings/fibromyalgia-in-ms/", "findings/more-common-in-ms/"],
    "misdiagnosed": ["findings/mistaken/", "why-it-matters/#a-wrong-name-can-do-harm"],
    "pain": ["alike-and-different/#overlap-pain"],
    "is fibromyalgia autoimmune": ["findings/antibodies/", "alike-and-different/#overlap-autoimmune"],
    "when to see a doctor": ["#urgent-days", "why-it-matters/"],
    "nerve conduction study": ["why-it-matters/#tests-nerve-tests", "glossary/#nerve-tests", "demyelination/"],
}
# Slips, other spellings and other words, each beside the search that it must equal.
SLIPS = {
    "fibre": "fiber",
    "fibromialgia": "fibromyalgia",
    "fybromyalga": "fibromyalgia",
    "fibro": "fibromyalgia",
    "fibro myalgia": "fibromyalgia",
    "multiple schlerosis": "multiple sclerosis",
    "auto-immune": "autoimmune",
    "auto immune": "autoimmune",
    "il-2r": "IL2R",
    "demylination": "demyelination",
    "ivgi": "IVIg",
    "demyelinating": "demyelination",
    "biopsies": "biopsy",
    "paraesthesia": "paresthesia",
    "CENTRAL NERVOUS SYSTEM": "central nervous system",
}


@pytest.fixture(scope="module")
def asking(browser: Any, served: str) -> Iterator[Any]:
    """A page on which the search is open and ready."""
    page = browser.new_page(viewport=PHONE)
    page.goto(served)
    page.get_by_role("button", name="Search").click()
    page.keyboard.type("pain")
    page.locator(".search-results a").first.wait_for()
    yield page
    page.close()


def ask(page: Any, words: str) -> list[str]:
    """The addresses of what is found, below the site's own."""
    page.locator("#search-input").fill("")
    page.locator("#search-input").fill(words)
    base = page.url.partition("/fm/")[0] + "/fm/"
    return [link.removeprefix(base) for link in page.eval_on_selector_all(".search-results a", "links => links.map(link => link.href)")]


@pytest.mark.parametrize("words", SEARCHES)
def test_the_first_result_is_a_right_one(words: str, asking: Any) -> None:
    assert ask(asking, words)[0] in SEARCHES[words]


def test_most_of_these_searches_are_in_no_record() -> None:
    kept = " ".join(word.lower() for record in yaml.safe_load((ROOT / "refs" / "search.yml").read_text("utf-8")).values() for word in record["words"])
    assert sum(words.lower() in kept for words in SEARCHES) <= len(SEARCHES) / 2


@pytest.mark.parametrize("typed", SLIPS)
def test_slips_and_other_spellings_find_the_same(typed: str, asking: Any) -> None:
    right = ask(asking, SLIPS[typed])
    assert right
    assert ask(asking, typed)[0] == right[0]


def test_each_best_bet_comes_first_and_each_other_word_finds_something(asking: Any) -> None:
    for record in yaml.safe_load((ROOT / "refs" / "search.yml").read_text("utf-8")).values():
        for words in record["words"]:
            found = ask(asking, words)
            assert found, words
            assert "first" not in record or found[0] == record["first"].removeprefix("/"), words


def test_a_result_says_where_it_is_and_marks_what_was_typed(asking: Any) -> None:
    ask(asking, "virus")
    result = asking.locator(".search-results li").first
    assert result.locator("a").text_content() == "Cause"
    assert result.locator(".search-page").text_content() == "Alike and different"
    assert result.locator("mark").all_text_contents() == ["virus"]
    assert "low vitamin D" in result.locator(".search-excerpt").text_content()


def test_no_excerpt_has_lost_its_sentence(asking: Any) -> None:
    for words in SEARCHES:
        ask(asking, words)
        for text in asking.locator(".search-excerpt").all_text_contents():
            assert not re.search(r"\s[.,;:)]|\(\s|\.\.|^[.,;:)]", text), text
            assert len(text) <= 200


@pytest.mark.parametrize("words", ["tumour", "qwertyuiop", "123456", "<b>x</b>"])
def test_where_nothing_is_found_a_live_word_says_so_and_three_ways_lead_on(words: str, asking: Any, served: str) -> None:
    assert ask(asking, words) == []
    asking.get_by_role("status").get_by_text(f'Nothing found for "{words}"').wait_for()
    ways = asking.locator(".search-ways a:visible")
    assert [way.evaluate("link => link.href").removeprefix(served) for way in ways.all()] == ["", "findings/", "glossary/"]
    ask(asking, "pain")
    asking.get_by_role("status").get_by_text("10 best of ").wait_for()
    assert ways.count() == 0


@pytest.mark.parametrize("words", ["", "   ", "???", "- / -"])
def test_where_nothing_is_asked_nothing_is_listed(words: str, asking: Any) -> None:
    assert ask(asking, words) == []
    assert asking.locator(".search-ways a:visible").count() == 3


@pytest.fixture
def page(browser: Any, served: str) -> Iterator[Any]:
    page = browser.new_page(viewport=PHONE)
    page.goto(served + "context/")
    yield page
    page.close()


def focused(page: Any) -> str:
    return str(page.evaluate("document.activeElement.id || document.activeElement.textContent.trim()"))


def is_open(page: Any) -> bool:
    return bool(page.evaluate("document.querySelector('.search-dialog').open"))


def test_by_keyboard_alone(page: Any, served: str) -> None:
    page.keyboard.press("/")
    assert focused(page) == "search-input"
    page.keyboard.type("sleep/bladder")
    page.locator(".search-results a").first.wait_for()
    assert page.locator("#search-input").input_value() == "sleep/bladder"
    titles = page.locator(".search-results a").all_text_contents()
    for key, there in [("ArrowDown", titles[0]), ("ArrowDown", titles[1]), ("ArrowUp", titles[0]), ("ArrowUp", "search-input"), ("Enter", titles[0])]:
        page.keyboard.press(key)
        assert focused(page) == there
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url(lambda address: "/context/" not in address)
    assert "#" in page.url


def test_esc_closes_and_the_focus_goes_back(page: Any) -> None:
    for opener in (page.get_by_role("button", name="Search"), page.locator("article a[href]").first):
        opener.focus()
        page.keyboard.press("Enter" if opener.evaluate("one => one.tagName") == "BUTTON" else "/")
        page.keyboard.type("pain")
        page.keyboard.press("Escape")
        page.locator(".search-dialog").wait_for(state="hidden")
        assert opener.evaluate("one => one === document.activeElement")


def test_the_button_and_a_press_beside_it_close_it(browser: Any, served: str) -> None:
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    page.goto(served)
    for close in (lambda: page.get_by_role("button", name="Close").click(), lambda: page.mouse.click(5, 890)):
        page.get_by_role("button", name="Search").click()
        assert is_open(page)
        close()
        assert not is_open(page)
    page.close()


def test_a_result_on_the_same_page_closes_the_dialog_and_goes_there(page: Any) -> None:
    page.keyboard.press("/")
    page.keyboard.type("more common with other illnesses")
    page.locator(".search-results a").first.click()
    assert not is_open(page)
    assert page.evaluate("document.querySelector(':target').textContent").startswith("Fibromyalgia is more common with other illnesses")


def test_a_slash_that_is_typed_elsewhere_opens_nothing(browser: Any, served: str) -> None:
    page = browser.new_page()
    page.goto(served + "nowhere")
    page.locator("#search-words").focus()
    page.keyboard.type("a/b")
    page.keyboard.press("Control+/")
    assert page.locator("#search-words").input_value() == "a/b"
    assert not is_open(page)
    page.close()


def test_words_in_the_address_are_looked_for(page: Any, served: str) -> None:
    page.goto(served + "?q=skin+biopsy")
    page.locator(".search-results a").first.wait_for()
    assert page.locator("#search-input").input_value() == "skin biopsy"


def test_nothing_is_asked_for_before_it_is_needed_and_each_file_once(page: Any) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url.rpartition("/assets/")[2]))
    page.reload()
    page.wait_for_load_state("networkidle")
    assert not {"search.js", "search.json"} & set(asked)
    for _ in range(2):
        page.keyboard.press("/")
        page.keyboard.type("pain")
        page.locator(".search-results a").first.wait_for()
        page.keyboard.press("Escape")
        page.locator(".search-dialog").wait_for(state="hidden")
    assert [asked.count(name) for name in ("search.js", "search.json")] == [1, 1]


@pytest.mark.parametrize("late", ["search.js", "search.json"])
def test_what_is_typed_while_it_loads_is_not_lost(late: str, page: Any) -> None:
    waiting: list[Any] = []
    page.route(f"**/assets/{late}", lambda route: waiting.append(route))
    page.keyboard.press("/")
    page.keyboard.type("autoimmune")
    page.keyboard.press("Enter")
    page.wait_for_timeout(300)
    assert page.locator(".search-results a").count() == 0
    waiting[0].continue_()
    page.locator(".search-results a").first.wait_for()
    assert page.locator("#search-input").input_value() == "autoimmune"
    page.locator(".search-results a:focus").get_by_text("Autoimmune illness").wait_for()  # Enter is not lost either


@pytest.mark.parametrize("broken", ["search.js", "search.json"])
def test_what_did_not_load_is_said_and_loads_at_the_next_try(broken: str, page: Any) -> None:
    page.route(f"**/assets/{broken}", lambda route: route.abort())
    page.keyboard.press("/")
    page.keyboard.type("autoimmune")
    page.get_by_role("status").get_by_text("did not load").wait_for()
    page.unroute(f"**/assets/{broken}")
    page.keyboard.press("Enter")
    page.locator(".search-results a:focus").get_by_text("Autoimmune illness").wait_for()


@pytest.mark.parametrize(("width", "scheme"), [(320, "light"), (390, "dark"), (1280, "light"), (1280, "dark")])
def test_axe_finds_nothing_in_it_and_nothing_is_too_wide(browser: Any, served: str, node_folder: Path, width: int, scheme: str) -> None:
    axe = (node_folder / "node_modules" / "axe-core" / "axe.min.js").read_text("utf-8")
    context = browser.new_context(viewport={"width": width, "height": 800}, color_scheme=scheme)
    page = context.new_page()
    page.goto(served)
    page.evaluate(axe)
    page.keyboard.press("/")
    for words in ("", "autoimmune", "qwertyuiop", "x" * 80):
        page.locator("#search-input").fill(words)
        page.wait_for_timeout(500)
        found = page.evaluate("axe.run('.search-dialog').then(result => result.violations.map(one => `${one.id}: ${one.nodes[0].target}`))")
        assert found == [], words
        assert page.eval_on_selector(".search-dialog", "one => one.scrollWidth <= one.clientWidth"), words
    context.close()


def test_every_control_is_44_px(page: Any) -> None:
    boxes = [page.get_by_role("button", name="Search").bounding_box()]
    page.keyboard.press("/")
    boxes += [one.bounding_box() for one in page.locator(".search-dialog :is(input, button, .search-ways a)").all()]
    page.keyboard.type("pain")
    page.locator(".search-results a").first.wait_for()
    boxes += [one.bounding_box() for one in page.locator(".search-results li").all()]
    assert len(boxes) >= 10
    assert min(box["height"] for box in boxes) >= 44
    assert min(box["width"] for box in boxes) >= 44
