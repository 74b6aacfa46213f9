"""What a writer's page, or a record, cannot smuggle in."""

from collections.abc import Callable

import lxml.html
import pytest

from conftest import Built
from samples import FINDING, SITE

UNSAFE = [
    (
        "<script>alert(1)</script>",
        "docs/index.md:3: a page cannot hold a script (put it into a file in docs/assets and name that in mkdocs.yml)",
    ),
    ("[x](javascript:alert(1))", 'docs/index.md:3: "javascript:alert(1)" would run code (write a web address)'),
    ('<a href="JavaScript:alert(1)">x</a>', 'docs/index.md:3: "JavaScript:alert(1)" would run code (write a web address)'),
    ('<p onclick="alert(1)">x</p>', 'docs/index.md:3: "onclick" would run code, which the site\'s policy blocks (take it out)'),
    (
        "![x](https://example.com/a.png)",
        'docs/index.md:3: "https://example.com/a.png" is loaded from elsewhere (put a copy of the file into docs/assets)',
    ),
]


@pytest.mark.parametrize(("markdown", "message"), UNSAFE)
def test_a_page_cannot_run_code_or_load_from_elsewhere(markdown: str, message: str, build_site: Callable[..., Built]) -> None:
    assert message in build_site({"docs/index.md": f"# Home\n\n{markdown}\n"}, "--check").faults


NASTY = 'Is A < B & C > D, "like" *this* [x](javascript:y) <script>z</script>?'


def test_a_question_is_plain_text_wherever_it_is_printed(build_site: Callable[..., Built]) -> None:
    record = FINDING.replace("question: How many?", f"question: '{NASTY}'")
    files = {**SITE, "refs/findings.yml": record, "docs/findings/index.md": "# Findings\n\n/// table | findings\n///\n"}
    built = build_site(files)
    assert built.code == 0, built.faults
    for name, place in (
        ("index.html", "//h2[@id='share']"),
        ("findings/share/index.html", "//h1"),
        ("findings/index.html", "//tbody//th/a[1]"),
        ("changes/index.html", "//section//li/a"),
    ):
        (shown,) = lxml.html.fromstring(built.html(name)).xpath(place)
        assert shown.text_content().strip().rstrip("\xb6") == NASTY
        assert not shown.xpath(".//script | .//em")


WRONG_NAMES = [("share:", "Share It!:"), ("share:", "../../x:"), ("share:", "share_box:")]


@pytest.mark.parametrize(("old", "new"), WRONG_NAMES)
def test_a_name_that_cannot_be_an_address_is_refused(old: str, new: str, build_site: Callable[..., Built]) -> None:
    built = build_site({**SITE, "refs/findings.yml": FINDING.replace(old, new, 1)})
    assert (
        f'refs/findings.yml:1: "{new[:-1]}" cannot be an address (write small letters and digits, with hyphens between words)'
        in built.faults
    )
    assert not (built.folder / "site").exists()


def test_a_redirect_cannot_write_outside_the_site(build_site: Callable[..., Built]) -> None:
    built = build_site({"docs/index.md": "# Home\n", "refs/redirects.yml": "/../../escaped/: /\n/index.html/: /\n"})
    assert built.code == 1
    assert not list(built.folder.parent.rglob("escaped"))


def test_a_file_that_the_build_makes_is_not_replaced_in_silence(build_site: Callable[..., Built]) -> None:
    built = build_site(
        {"docs/index.md": "# Home\n", "docs/assets/moved.js": "mine", "docs/new.md": "# New\n", "refs/redirects.yml": "/old/: /new/\n"}
    )
    assert built.faults == ["docs/assets/moved.js: the build makes this file itself (give yours another name)"]
