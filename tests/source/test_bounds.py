"""Every build ends: what is too large, too deep or takes too long is a fault at its line, and long pages take time in line."""

import os
import time
from collections.abc import Callable

import pytest

from conftest import MKDOCS, Built
from source.bounds import depth_of

MULTIPLIED = "a0: &a0 [x, x, x, x, x, x, x, x, x]\n" + "".join(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]\n" for n in range(1, 9))
INSIDE = "".join(f"  {line}\n" for line in MULTIPLIED.splitlines())
TOO_MANY = "this stands for more than 200,000 values (take the & and * out, or split the file)"
TOO_DEEP = "values stand in values more than 50 deep (take some out)"
IN_LISTS = "this line stands more than 50 deep in lists or quotations (take some out)"
OPEN = r"more than 50 brackets are open here at once (close them, or put \ before each)"
NESTED = "[" * 100_000 + "]" * 100_000


def page(text: str) -> dict[str, str]:
    return {"docs/index.md": f"# Home\n\n{text}\n"}


ENDS = {
    "records that multiply themselves": ({"refs/studies.yml": MULTIPLIED}, f"refs/studies.yml:6: {TOO_MANY}"),
    "findings that do": ({"refs/findings.yml": MULTIPLIED}, f"refs/findings.yml:6: {TOO_MANY}"),
    "rules that do": ({"refs/wording.yml": MULTIPLIED}, f"refs/wording.yml:6: {TOO_MANY}"),
    "settings that do": ({"mkdocs.yml": f"{MKDOCS}extra:\n{INSIDE}"}, f"mkdocs.yml:14: {TOO_MANY}"),
    "front matter that does": ({"docs/index.md": f"---\n{MULTIPLIED}---\n# Home\n"}, f"docs/index.md:7: {TOO_MANY}"),
    "records 100,000 deep": ({"refs/studies.yml": f"a: {NESTED}"}, f"refs/studies.yml:1: {TOO_DEEP}"),
    "settings 100,000 deep": ({"mkdocs.yml": f"{MKDOCS}extra: {{a: {NESTED}}}"}, f"mkdocs.yml:8: {TOO_DEEP}"),
    "front matter 2,000 deep": ({"docs/index.md": f"---\na: {NESTED[99_000:101_000]}\n---\n# Home\n"}, f"docs/index.md:2: {TOO_DEEP}"),
    "a record in itself": ({"refs/studies.yml": "a: &x\n  b: *x\n"}, "refs/studies.yml:2: *x stands in what it stands for (take the & and * out)"),
    "lists 400 deep": (page("".join(f"{'    ' * n}- a\n" for n in range(400))), f"docs/index.md:53: {IN_LISTS}"),
    "quotations 1,000 deep": (page(">" * 1000 + " a"), f"docs/index.md:3: {IN_LISTS}"),
    "100 kB of [": (page("[" * 100_000), f"docs/index.md:3: {OPEN}"),
    "100 kB of [@": (page("[@" * 50_000), f"docs/index.md:3: {OPEN}"),
    "100 kB of ![ in a list": (page("- One\n- " + "![" * 50_000), f"docs/index.md:4: {OPEN}"),
    "a page of 2 MB": (page("word " * 400_000), "docs/index.md: this page has more than 1,000,000 characters (split it)"),
    "a library of 21 MB": ({"refs/papers.bib": "%" * 21_000_000}, "refs/papers.bib: this has more than 20 MB (split it)"),
    "macros that double": (
        {"refs/b.bib": '@string{s0 = "xxxxxxxxxx"}\n' + "".join(f"@string{{s{n + 1} = s{n} # s{n}}}\n" for n in range(60))
         + "@article{a, title = s60, journal = {J}, year = 2000}\n", **page("Text [@a].")},
        'refs/b.bib:16: "s14" stands for more than 100,000 characters (write the text itself)',
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", ENDS)
def test_what_is_too_much_is_one_fault_at_its_line(name: str, build_site: Callable[..., Built]) -> None:
    files, fault = ENDS[name]
    assert build_site({**page("Text."), **files}, "--check").faults == [fault]


def test_a_page_that_takes_too_long_is_one_fault(build_site: Callable[..., Built], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("source.bounds.MOST_SECONDS", 0.5)
    built = build_site(page("One.\n\n" + "<a " * 10_000))  # each is looked through to the end, by Python-Markdown
    assert built.faults == ["docs/index.md:5: this page takes more than 30 seconds to read (split it, or make this line shorter)"]


def test_blocks_in_blocks_end_too(build_site: Callable[..., Built]) -> None:
    config = MKDOCS.replace("def_list]", "def_list, pymdownx.blocks.details]")
    blocks = "".join(f"{'/' * (400 - n)} details | x\n" for n in range(300))
    built = build_site({"mkdocs.yml": config, **page(blocks)})
    assert built.code == 0 or (len(built.faults) == 1 and built.faults[0].endswith("this nests too deep to be read (take some levels out)"))


def test_a_chain_of_2000_crossrefs_ends(build_site: Callable[..., Built]) -> None:
    chain = "".join(f"@inbook{{k{n}, crossref = {{k{n + 1}}}, title = {{T}}}}\n" for n in range(2000))
    built = build_site({"refs/b.bib": f"{chain}@book{{k2000, title = {{B}}, publisher = {{P}}, year = 2000}}\n", **page("Text [@k0].")}, "--check")
    assert all(fault.startswith("refs/b.bib:1: ") for fault in built.faults)


def test_what_is_no_file_is_never_waited_for(build_site: Callable[..., Built], tmp_path: object) -> None:
    build_site(page("Text."), "--check")
    os.mkfifo("refs/more.bib")
    os.mkfifo("refs/studies.yml")
    os.mkfifo("docs/pipe.md")
    told = "this is no file that can be read (take it out)"
    assert build_site(page("Text."), "--check").faults == [f"{name}: {told}" for name in ("docs/pipe.md", "refs/more.bib", "refs/studies.yml")]


@pytest.mark.parametrize("line", ["Word [@caro2008]. ", "<i>A</i> word [@caro2008].\n", "- Word [@none].\n", "@caro2008 said\n\n"])
def test_twice_as_long_takes_twice_as_long(line: str, build_site: Callable[..., Built]) -> None:
    """Our own share: where each citation looked at all before it, 8,000 took four times as long as 4,000, and a minute."""

    def seconds(count: int) -> float:
        start = time.process_time()
        build_site(page(line * count), "--check")
        return time.process_time() - start

    seconds(10)
    assert any(seconds(8000) < 3 * max(seconds(4000), 0.2) for _ in range(5)), "five times in a row"  # a machine may be busy once


def test_how_deep_a_line_stands() -> None:
    depths = {"text": 0, "    code": 1, "- a": 1, "    - a": 2, "> - a": 2, ">>> a": 3, "\t\ta": 2, "**bold** at the start": 2}
    assert {line: depth_of(line) for line in depths} == depths
