"""What a site may say of itself in mkdocs.yml, and what holds where it says nothing."""

import json
from collections.abc import Callable

import lxml.html
import pytest

from conftest import MKDOCS, ROOT, Built

PAGE = {"docs/index.md": "# Home\n\nIt is so [@caro2008].\n{ .answer }\n"}
HOOKS = f"hooks: [{ROOT}/scripts/hooks.py]\n"
LOOK = f"theme: {{name: material, custom_dir: {ROOT}/docs/overrides, favicon: assets/icon.png}}\n"
RULES = {"refs/wording.yml": "proof:\n  words: [proves]\n  instead: say what was found\n"}


@pytest.mark.parametrize("theme", ["", "theme: material\n", "theme: {name: mkdocs, highlightjs: true}\n"])
def test_one_line_is_enough(theme: str, build_site: Callable[..., Built]) -> None:
    built = build_site({**PAGE, **RULES, "mkdocs.yml": f"site_name: One\n{theme}"})
    assert built.faults == []
    tree = lxml.html.document_fromstring(built.html())
    assert "answer" in tree.xpath("//p[contains(., 'It is so')]/@class")
    assert [one for one in tree.xpath("//script/@src | //link/@href") if "//" in one] == []
    (answer,) = lxml.html.document_fromstring(built.html("sources/index.html")).xpath("//h1/following-sibling::*[1]")
    assert answer.get("class") == "answer"


def test_settings_in_a_writers_own_theme_folder_are_not_the_themes(build_site: Callable[..., Built]) -> None:
    """MkDocs reads none there: a folder that was copied from a theme may hold some, or what is no YAML."""
    look = "site_name: One\ntheme: {name: material, custom_dir: look}\n"
    for text in ("font: false\n", "font: {text: Roboto\n", "- a\n"):
        assert build_site({**PAGE, "mkdocs.yml": look, "look/mkdocs_theme.yml": text}).faults == []


def test_what_a_theme_would_load_from_others_is_said(build_site: Callable[..., Built]) -> None:
    built = build_site({**PAGE, "mkdocs.yml": "site_name: One\ntheme: {name: material, font: {text: Lora}}\n"})
    assert len(built.faults) == 2
    assert built.faults[0].startswith('mkdocs.yml: pages load "https://fonts.gstatic.com", and the site\'s policy blocks')


@pytest.mark.parametrize(
    ("extra", "fault"),
    [
        ("page_type: WebPag", 'extra.page_type "WebPag" is no kind of page (did you mean WebPage?)'),
        ("license: CC BY", "extra.license is no address (write that of the license of the text, beginning with https://)"),
    ],
)
def test_a_wrong_setting_is_said(extra: str, fault: str, build_site: Callable[..., Built]) -> None:
    assert build_site({**PAGE, "mkdocs.yml": f"{MKDOCS}extra: {{{extra}}}\n"}).faults == [f"mkdocs.yml: {fault}"]


def test_programs_are_told_what_the_site_says_of_itself(build_site: Callable[..., Built]) -> None:
    def told(extra: str) -> tuple[str, str | None]:
        built = build_site({**PAGE, "mkdocs.yml": f"site_name: One\nsite_url: https://example.org/\n{LOOK}{extra}"})
        (data,) = lxml.html.document_fromstring(built.html()).xpath("//script[@type='application/ld+json']/text()")
        return json.loads(data)["@type"], json.loads(data).get("license")

    assert told("") == ("WebPage", None)
    assert told("extra: {page_type: MedicalWebPage, license: https://example.org/mine}\n") == ("MedicalWebPage", "https://example.org/mine")


def test_a_name_that_is_nearly_one_that_is_read_is_said_at_its_line(build_site: Callable[..., Built]) -> None:
    names = ("page_typ", "licence", "contact_emial", "repo-url", "cheked", "prints", "Locale", "webfonts", "analitics")
    extra = "".join(f"  {name}: !ENV [NOT_SET, '']\n" for name in names) + "  search: {way: {Home: ''}}\n"
    meant = ("page_type", "license", "contact_email", "repo_url", "checked", "print", "locale", "web_fonts", "analytics")
    line = MKDOCS.count("\n") + 2
    assert build_site({**PAGE, "mkdocs.yml": f"{MKDOCS}extra:\n{extra}"}, "--check").faults[: len(names) + 1] == [
        *(
            f'mkdocs.yml:{number}: "{name}" below extra is no known name (did you mean "{right}"?)'
            for number, (name, right) in enumerate(zip(names, meant, strict=True), start=line)
        ),
        f'mkdocs.yml:{line + len(names)}: "way" below extra.search is no known name (did you mean "ways"?)',
    ]


def test_beside_a_wrong_setting_it_is_said_too(build_site: Callable[..., Built]) -> None:
    faults = build_site({**PAGE, "mkdocs.yml": f"{MKDOCS}extra:\n  license: CC BY\n  locael: en_US\n"}, "--check").faults
    assert len(faults) == 2
    assert f'mkdocs.yml:{MKDOCS.count(chr(10)) + 3}: "locael" below extra is no known name (did you mean "locale"?)' in faults


def test_names_that_others_read_are_free(build_site: Callable[..., Built]) -> None:
    extra = "{social: [], version: {}, generator: false, my_theme: {colour: red}, hero: true, 1: one}"
    assert build_site({**PAGE, "mkdocs.yml": f"{MKDOCS}extra: {extra}\n"}, "--check").faults == []
