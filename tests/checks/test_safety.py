"""What a writer's page, or a record, cannot smuggle in."""

from collections.abc import Callable

import lxml.html
import pytest

from checks.safety import check_safety
from conftest import MKDOCS, Built
from markup import parse
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


LOADED, CODE, FORM = "is loaded from elsewhere", "would run code", "a form would send"
REFUSED = [
    ('<img src="https://e.org/a.png">', LOADED),
    ('<img src="//e.org/a.png">', LOADED),
    ('<img src="/\\e.org/a.png">', LOADED),
    ('<img src="https:e.org/a.png">', LOADED),
    ('<img src="&#9; ht&#10;tps://e.org/a.png">', LOADED),
    ('<img src="a.png" srcset="b.png 1x, https://e.org/a.png 2x">', LOADED),
    ('<picture><source srcset="https://e.org/a.png"></picture>', LOADED),
    ('<video poster="https://e.org/a.png"></video>', LOADED),
    ('<video><source src="https://e.org/a.mp4"></video>', LOADED),
    ('<video><track src="https://e.org/a.vtt"></video>', LOADED),
    ('<audio src="https://e.org/a.mp3"></audio>', LOADED),
    ('<iframe src="https://e.org/"></iframe>', LOADED),
    ('<object data="https://e.org/a.svg"></object>', LOADED),
    ('<embed src="https://e.org/a.svg">', LOADED),
    ('<input type="image" src="https://e.org/a.png">', LOADED),
    ('<link rel="stylesheet" href="https://e.org/a.css">', LOADED),
    ('<link rel="preload" imagesrcset="https://e.org/a.png 2x">', LOADED),
    ('<script src="https://e.org/a.js"></script>', LOADED),
    ('<svg><use href="https://e.org/a.svg#x"></use></svg>', LOADED),
    ('<svg><use xlink:href="https://e.org/a.svg#x"></use></svg>', LOADED),
    ('<svg><image href="https://e.org/a.png"></image></svg>', LOADED),
    ('<svg><rect fill="url(https://e.org/a.svg#x)"></rect></svg>', LOADED),
    ('<table background="https://e.org/a.png"></table>', LOADED),
    ('<a href="javascript:x()">x</a>', CODE),
    ('<a href="&#1; java&#9;script:x()">x</a>', CODE),
    ('<a href="vbscript:x">x</a>', CODE),
    ('<a href="data:text/html,x">x</a>', CODE),
    ('<iframe src="data:text/html,x"></iframe>', CODE),
    ('<img src="data:text/html,x">', CODE),
    ('<form action="javascript:x()"></form>', CODE),
    ('<form action="https://e.org/"></form>', FORM),
    ('<button formaction="https://e.org/">x</button>', FORM),
    ('<a href="x/" ping="/y https://e.org/">x</a>', "would be told who follows this link"),
    ('<base href="/x/">', "a page cannot hold <base>"),
    ('<meta http-equiv="refresh" content="0; url=/x/">', "a page cannot hold <meta>"),
    ('<meta http-equiv="Refresh" content="0;https://e.org/">', "a page cannot hold <meta>"),
    ('<iframe srcdoc="x"></iframe>', "a page cannot hold another one in srcdoc"),
    ('<svg><a><animate attributeName="href" values="javascript:x()"></animate></a></svg>', "would change where a link leads"),
    ('<svg><a><set attributeName="xlink:href" to="javascript:x()"></set></a></svg>', "would change where a link leads"),
    ("<script>x()</script>", "a page cannot hold a script"),
    ("<style>p {}</style>", "blocks styles in a page"),
    ('<p style="color: red">x</p>', "blocks the style"),
    ('<td style="text-align: left">x</td>', "tables are aligned with styles"),
    ('<p onclick="x()">x</p>', "would run code"),
    ('<img src="a.png" onerror="x()">', "would run code"),
]


@pytest.mark.parametrize(("html", "message"), REFUSED)
def test_what_a_browser_would_run_load_or_send_is_one_fault(html: str, message: str) -> None:
    (fault,) = check_safety(parse(html))
    assert message in fault.message


ALLOWED = [
    '<a href="https://e.org/">x</a>',
    '<a href="mailto:a@e.org">x</a>',
    '<a href="http:x">x</a>',
    '<map><area href="https://e.org/"></map>',
    '<blockquote cite="https://e.org/"><q cite="https://e.org/">x</q></blockquote>',
    '<img src="a.png" srcset="b.png 2x" alt="url(https://e.org/)">',
    '<img src="data:image/png;base64,AA==">',
    '<script src="assets/a.js"></script>',
    '<svg><use href="#x"></use><rect fill="url(#x)"></rect><animate attributeName="width" values="1;2"></animate></svg>',
    '<form action="/search/"></form>',
    '<video poster="a.png"><track src="a.vtt"></video>',
]


@pytest.mark.parametrize("html", ALLOWED)
def test_what_harms_nobody_is_no_fault(html: str) -> None:
    assert list(check_safety(parse(html))) == []


def test_each_unsafe_address_has_its_line(build_site: Callable[..., Built]) -> None:
    page = '# Home\n\n<video poster="https://e.org/a.png"></video>\n\n<svg aria-hidden="true"><use href="//e.org/a.svg#x"/></svg>\n\n<a href="data:text/html,x">x</a>\n'
    faults = build_site({"docs/index.md": page}, "--check").faults
    assert [fault.split(" ")[:2] for fault in faults] == [
        ["docs/index.md:3:", '"https://e.org/a.png"'],
        ["docs/index.md:5:", '"//e.org/a.svg#x"'],
        ["docs/index.md:7:", '"data:text/html,x"'],
    ]


NASTY = 'Is A < B & C > D, "like" *this* [x](javascript:y) <script>z</script>?'


def test_a_question_is_plain_text_wherever_it_is_printed(build_site: Callable[..., Built]) -> None:
    record = FINDING.replace("question: How many?", f"question: '{NASTY}'")
    files = {**SITE, "refs/findings.yml": record, "docs/findings/index.md": "# Findings\n\n/// table | findings\n///\n"}
    built = build_site(files)
    assert built.code == 0, built.faults
    for name, place in (
        ("index.html", "//h2[@id='share']"),
        ("findings/share/index.html", "//h1"),
        ("findings/index.html", "//*[@id='findings-share']/th/a[1]"),
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


def test_aligned_tables_are_aligned_as_the_policy_allows_unless_a_site_asks_for_styles(build_site: Callable[..., Built]) -> None:
    page = {"docs/index.md": "# Home\n\n| A | B |\n|:--|--:|\n| x | 1 |\n"}
    built = build_site(page)
    assert built.faults == []
    assert '<td align="right" ' in built.html()
    advice = "tables: {use_align_attribute: true}"
    asked = {"mkdocs.yml": MKDOCS.replace(" tables,", " tables: {use_align_attribute: false},")}
    assert build_site({**page, **asked}, "--check").faults == [
        f"mkdocs.yml: tables are aligned with styles, which the site's policy blocks (write - {advice})"
    ]
