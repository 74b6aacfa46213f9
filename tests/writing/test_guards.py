"""Addresses that are none: told at their line, each once, wherever a writer may put one."""

from collections.abc import Callable

import pytest

from conftest import Built

WRONG = {
    "a link": ("[b](http://[bad)", "http://[bad"),
    "an image": ("![b](//[bad/x.png)", "//[bad/x.png"),
    "a link whose address stands below": ("Here [b]\n\n[b]: http://[bad", "http://[bad"),
    "a link in HTML": ('<a href="https://[bad">b</a>', "https://[bad"),
    "an image in a block of HTML": ('<div><img src="//[bad" alt=""></div>', "//[bad"),
    "a link whose slashes a line break parts": ('<a href="/\n/[bad">b</a>', "//[bad"),
    "brackets around no number": ("[b](http://[a:b]/)", "http://[a:b]/"),
}


@pytest.mark.parametrize("name", WRONG)
@pytest.mark.parametrize("arguments", [[], ["--check"]])
def test_it_is_told_at_its_line(name: str, arguments: list[str], build_site: Callable[..., Built]) -> None:
    text, address = WRONG[name]
    built = build_site({"docs/index.md": f"# Home\n\nIt is so [@caro2008].\n\n{text}\n"}, *arguments)
    line = 5 if "below" not in name else 7
    assert built.faults == [f'docs/index.md:{line}: "{address}" is no address (correct it, or write it as code)']


def test_one_that_is_an_address_and_one_that_is_code_are_none(build_site: Callable[..., Built]) -> None:
    assert build_site({"docs/index.md": "# Home\n\nIt is so [@caro2008]: [b](http://[::1]/), and `http://[bad`.\n"}).faults == []
