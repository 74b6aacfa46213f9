"""What is read from built HTML."""

from itertools import chain
from urllib.parse import urlsplit

from hypothesis import example, given
from hypothesis import strategies as st

from markup import is_address, read_built

PAGE = """<html><head><link rel="stylesheet" href="a.css"><meta property="og:url" content="https://example.org/"></head>
<body id="top"><a name="old" href="#top">up</a><p id="top"><img src="b.png" alt=""></p><script>run()</script></body></html>"""


def test_what_is_kept_of_a_page_holds_no_tree() -> None:
    """lxml's own strings know their element, and so keep all of its page in memory: 0.4 MB each, for as long as a build lasts."""
    page = read_built(PAGE)
    assert page.links == ("a.css", "#top", "b.png", "https://example.org/")
    assert {type(one) for one in chain.from_iterable(page)} == {str}


@example("/\n/[a")
@given(st.text("/[]:@#?ahtp%℀ \t\n\r\x00", max_size=8))
def test_an_address_is_what_can_be_taken_apart_as_one(text: str) -> None:
    try:
        urlsplit(text)
    except ValueError:
        assert not is_address(text)
    else:
        assert is_address(text)
