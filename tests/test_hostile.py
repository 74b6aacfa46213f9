"""Whatever a writer writes: the build ends in its own messages or in files that hold it as text, and never as markup.

Each example is a whole small site with hostile texts in keys, names, titles, addresses, records and pages; what it builds is
read by parsers. `make faults` tries more.
"""

import csv
import io
import json
import os
import re
from collections.abc import Callable
from pathlib import Path

import lxml.etree
import lxml.html
import pytest
import rispy
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from build import main
from conftest import MKDOCS, Built
from samples import FINDING, SITE
from source.bounds import DEEPEST
from source.front_matter import read_front_matter
from source.page import read_page
from source.yaml_files import read_yaml

COUNT = int(os.environ.get("HOSTILE", "12"))
SITES = settings(max_examples=COUNT, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
TEXTS = settings(max_examples=20 * COUNT)

# What would be an element or attribute called zzz, or end what it stands in, if anything printed it as it is.
PIECES = (
    "<zzz>", "</zzz>", "<zzz onzzz=1>", '"><zzz>', "'><zzz>", '" onzzz="1', "' onzzz='1", "</script><zzz>", "</title><zzz>", "<!--", "-->", "]]>",
    "&lt;zzz&gt;", "&#60;zzz>", "&", "{{ 7*7 }}", "{% raw %}", "{#", "#panic()", "#eval(\"1\")", "\\", "\"", "'", "`", "```", "$", "~", "_", "*", "#", "@",
    "[", "]", "[zzz]", "[/quote]", "[url=x]", "](x)", "![](x)", "|", "=1+1", "-", "--", "---", ":", ";", ",", "{", "}", "%", "^", "ER  - ", "TY  - ", "\t",
    "javascript:zzz", "data:text/html,<zzz>", "\u202e", "\u00ad", "\u200b", "\ue000", "\ue001", "\u0085", "\u2028", "é", "İ", "漢", "😀", "a", "Word", " ", " ", "1",
)  # fmt: skip
HOSTILE = st.lists(st.sampled_from(PIECES) | st.text(max_size=3), min_size=1, max_size=8).map("".join).map(lambda text: text.encode("utf-8", "replace").decode())
PLAIN = st.text(st.characters(exclude_categories=("Cc", "Cs", "Cn")), max_size=5)
THEME = """<!doctype html><html><head><meta charset="utf-8"><title>{{ plain_title | e }}</title>{{ head }}</head>
<body><h1>{{ config.site_name | e }}</h1>{{ page.content }}</body></html>
"""  # what a theme must escape is its own part
LINE = re.compile(r"(?:[\w./-]+(?::\d+){0,2}: .|\".*\" is not a web address)", re.DOTALL)


def braced(text: str) -> str:
    """As a value of BibTeX, whose braces must pair."""
    return re.sub(r"[{}\\%$&#_^~]", lambda match: "" if match[0] in "{}\\" else "\\" + match[0], text)


def quoted(text: str) -> str:
    return json.dumps(" ".join(text.split()), ensure_ascii=True)


def check_markup(site: Path) -> None:
    """No text became an element or attribute, in HTML, in a head, or in a drawing."""
    for path in site.rglob("*.html"):
        tree = lxml.html.document_fromstring(path.read_text("utf-8"))
        for element in tree.iter():
            if isinstance(element.tag, str):
                assert "zzz" not in element.tag, path
                assert not [name for name in element.attrib if "zzz" in name], path
                for name in ("href", "src", "action"):
                    assert not re.match(r"\s*(?:javascript|data:text)", element.get(name, ""), re.IGNORECASE), path
        for script in tree.xpath("//script[@type='application/ld+json']"):
            assert json.loads(script.text)["@type"]
    for path in site.rglob("*.svg"):
        assert "zzz" not in {element.tag for element in lxml.etree.parse(str(path)).iter()}


def check_files(site: Path) -> None:
    """What other programs read is theirs to read: as many records as there are, with nothing between."""
    ris = (site / "sources" / "papers.ris").read_text("utf-8")
    works = json.loads((site / "sources" / "papers.json").read_text("utf-8"))
    assert len(rispy.loads(ris)) == len(works) == ris.count("\nER  - ") == (site / "sources" / "papers.bib").read_text("utf-8").count("\n@") + 1
    if (site / "findings").is_dir():
        data = json.loads((site / "findings" / "findings.json").read_text("utf-8"))
        rows = list(csv.DictReader(io.StringIO((site / "findings" / "findings.csv").read_bytes().decode(), newline="")))
        assert [row["slug"] for row in rows] == [finding["slug"] for finding in data["findings"]]
        assert all(None not in row and None not in row.values() for row in rows)


def judge(built: Built, site: str = "site") -> None:
    """Either every line is a message of ours, or all that was made is right."""
    if built.code:
        assert built.faults
        for fault in built.faults:
            assert LINE.match(fault), fault
            assert "mistake of the program" not in fault
            assert "Traceback" not in fault
    else:
        check_markup(built.folder / site)
        check_files(built.folder / site)


@SITES
@given(title=HOSTILE, author=HOSTILE, journal=HOSTILE, address=HOSTILE, key=HOSTILE, rest=HOSTILE)
def test_references(
    build_site: Callable[..., Built], title: str, author: str, journal: str, address: str, key: str, rest: str
) -> None:
    """Keys, names, titles and addresses; the key as it could be cited."""
    plain = re.sub(r"[^\w:.+/-]", "", key) or "k"
    bib = (
        f"@article{{a{plain}, author = {{{braced(author)}}}, title = {{T {braced(title)}}}, journal = {{J {braced(journal)}}}, year = 2008,\n"
        f" note = {{{braced(rest)}}}}}\n@online{{b, title = {{{title}}}, url = {{https://example.org/{address}}}, year = 2009}}\n"
        f"@misc{{c, author = {{{{{braced(author)}}}}}, title = {{C}}, doi = {{10.5555/{address}}}, year = {{{rest}}}}}\n"
    )
    judge(build_site({"docs/index.md": f"# Home\n\nOne [@a{plain}]. Two [see @b, {key}]. Three [@c].\n", "refs/papers.bib": bib}, "--no-pdf"))


@SITES
@given(title=HOSTILE, description=HOSTILE, heading=HOSTILE, name=HOSTILE)
def test_heads(build_site: Callable[..., Built], title: str, description: str, heading: str, name: str) -> None:
    config = MKDOCS.replace("{name: mkdocs, highlightjs: false}", "{name: null, custom_dir: theme}")
    config = config.replace("site_name: Test", f"site_name: {quoted(name)}\nsite_description: {quoted(description)}")
    page = f"---\ntitle: {quoted(title)}\ndescription: {quoted(description)}\n---\n# Home\n\nText [@caro2008].\n"
    plain = re.sub(r"[<>&]", "", heading)
    pages = {"docs/index.md": page, "docs/b.md": f"# {' '.join(plain.split())}\n", "theme/main.html": THEME}
    judge(build_site({"mkdocs.yml": config, **pages}, "--no-pdf"))


@SITES
@given(question=HOSTILE, claim=HOSTILE, short=HOSTILE, reason=HOSTILE, group=HOSTILE)
def test_findings(build_site: Callable[..., Built], question: str, claim: str, short: str, reason: str, group: str) -> None:
    """On their pages, in quotes, in the open data, and printed by Typst."""
    finding = FINDING
    for old, new in (("How many?", question), ("133 people had it [@one].", f"{claim} 133 people had it [@one]."), ("Nobody.", reason)):
        finding = finding.replace(f": {old}", f": {quoted(new)}", 1)
    finding = finding.replace("short: 133 people had it.", f"short: {quoted(f'133 people {short}')}")
    studies = SITE["refs/studies.yml"].replace("group: people with MS", f"group: {quoted(group)}")
    config = MKDOCS + "extra: {print: {document: all}}\n"
    judge(build_site({**SITE, "mkdocs.yml": config, "refs/findings.yml": finding, "refs/studies.yml": studies}))


@SITES
@given(st.lists(HOSTILE, max_size=6).map("\n\n".join))
def test_pages_as_they_come(build_site: Callable[..., Built], text: str) -> None:
    """A page may hold HTML of its writer's. It never ends a build in anything but our messages, nor what is built in what is no page."""
    built = build_site({"docs/index.md": f"# Home\n\n{text}\n\nText [@caro2008].\n"}, "--no-pdf")
    if built.code:
        judge(built)
    else:
        check_files(built.folder / "site")


@TEXTS
@given(st.text(st.sampled_from("ab:-?&*!|>'\"%@`{}[], \n#\t~0\\") | st.characters(codec="utf-8"), max_size=60))
def test_yaml_is_read_or_told(text: str) -> None:
    values = read_yaml(text)
    if values.data is None and values.root is not None:
        assert all(1 <= problem.line <= text.count("\n") + text.count("\r") + 3 for problem in values.problems)
    for problem in values.problems:
        assert problem.message.endswith(")")
        assert "\n" not in problem.message
    kept, problems = read_front_matter(text)
    assert isinstance(kept, dict)
    assert all(problem.line >= 2 for problem in problems)


@TEXTS
@given(st.recursive(st.none() | st.booleans() | st.integers() | PLAIN, lambda inside: st.lists(inside, max_size=3) | st.dictionaries(PLAIN, inside, max_size=3)))
def test_yaml_that_is_right_is_read_as_it_is(data: object) -> None:
    written = yaml.safe_dump(data, allow_unicode=False)
    assert read_yaml(written).data == data
    assert read_yaml(written).problems == ()


@TEXTS
@given(st.text(st.sampled_from("ab/|:-*>`~<!\n \t#[]()@{}\\x00\x0b") | st.characters(codec="utf-8"), max_size=80))
def test_any_text_is_a_page(text: str) -> None:
    page = read_page("a.md", "docs/a.md", text)
    assert len(page.source.without_code) == len(page.text)
    assert page.source.without_code.count("\n") == page.text.count("\n")
    assert all(fault.line <= text.count("\n") + 1 for fault in page.faults)
    assert [block.line for block in page.blocks] == sorted(block.line for block in page.blocks)


@given(st.integers(1, 3 * DEEPEST))
def test_the_bound_on_depth_is_where_it_says(depth: int) -> None:
    values = read_yaml("[" * depth + "]" * depth)
    assert bool(values.problems) == (depth > DEEPEST)


def test_no_example_is_built_by_chance(build_site: Callable[..., Built], capfd: pytest.CaptureFixture[str]) -> None:
    """What is looked for would be found: an element that a writer puts there is seen."""
    built = build_site({"docs/index.md": "# Home\n\n<zzz>Text</zzz> [@caro2008].\n"}, "--no-pdf")
    with pytest.raises(AssertionError):
        check_markup(built.folder / "site")
    assert main(["--check"]) == 0
