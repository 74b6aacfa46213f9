"""HTML as Typst code: the one place that knows HTML's elements.

In goes an lxml tree; out comes a Typst expression that calls functions of templates/paper.typ. What an element *is* is
decided here (block or run of text, list, table, link), how it *looks* there, by its tag and its classes.
"""

import re
from collections.abc import Callable, Container, Mapping
from types import MappingProxyType

from lxml.html import HtmlElement

from markup import integer
from paper.built import has_class
from paper.columns import TooWide
from paper.svg import to_svg, words_of
from paper.tables import to_table
from paper.typst import array, call, joined, string
from print_files import Paper

# Runs of text: what prints them, by tag. An empty name prints the words as they are.
_RUNS: Mapping[str, str] = MappingProxyType(
    dict.fromkeys(("em", "i", "cite", "dfn", "var"), "emph")
    | dict.fromkeys(("strong", "b"), "strong")
    | dict.fromkeys(("code", "kbd", "samp", "tt"), "code")
    | dict.fromkeys(("del", "s"), "strike")
    | dict.fromkeys(("ins", "u"), "underline")
    | {"sub": "lowered", "sup": "raised", "q": "quoted", "mark": "highlighted"}
    | dict.fromkeys(("abbr", "bdi", "bdo", "data", "label", "output", "small", "span", "time"), "")
)
_BLOCKS = frozenset(
    """address article aside blockquote body center details div fieldset figcaption footer form header hgroup legend main p search
    section summary""".split()
)
_NOTHING = frozenset(("colgroup", "col", "link", "meta"))  # say how, not what
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_WHITE = re.compile(r"[ \t\n\r\f]+")


class CannotPrint(Exception):
    """Something that paper cannot hold, on the page with this url. `words` are some of its own, by which its line is found."""

    def __init__(self, url: str, message: str, words: str) -> None:
        super().__init__(message)
        self.url, self.message, self.words = url, message, words


def to_typst(element: HtmlElement, paper: Paper, targets: Container[str], url: str) -> str:
    """What is inside the element, as Typst code. Of its ids only those among `targets` become places to lead to.

    Raises:
        CannotPrint: an element is not known here, an image has no alt text, or a table is too wide.
    """
    return _Writer(element, paper, targets, url).block(element)


class _Writer:
    def __init__(self, root: HtmlElement, paper: Paper, targets: Container[str], url: str) -> None:
        self.paper, self.targets, self.url = paper, targets, url
        self.notes = {note.get("id"): note for note in root.xpath(".//div[@class='footnote']/ol/li[@id]")}
        self.noted: set[str] = set()
        self.at_start = True  # of a block, or behind white space: more white space prints nothing
        self.parted = False  # among links: some programs read a paragraph's own text first, and then all its links
        self.special: Mapping[str, Callable[[HtmlElement], str]] = {
            **dict.fromkeys(("ul", "ol", "menu"), self.list),
            "a": self.link,
            "br": lambda _: self.broken("linebreak()"),
            "dl": self.terms,
            "figure": self.figure,
            "hr": lambda _: self.broken("rule()"),
            "img": self.image,
            "picture": self.content,
            "pre": self.code_block,
            "svg": self.drawing,
            "table": self.table,
            "source": self.content,  # libxml2 does not know that this and <wbr> are empty: what stands behind them is inside
            "wbr": lambda element: joined(string("\u200b"), self.content(element)),
        }

    def block(self, element: HtmlElement) -> str:
        """What is inside an element that stands on lines of its own, with the place that links lead to."""
        self.at_start = True
        found = self.inside(element)
        self.at_start = True
        return found or "[]"

    def inside(self, element: HtmlElement) -> str:
        """The place, the text and the elements inside, one after the other."""
        return joined(self.anchor(element), self.content(element))

    def content(self, element: HtmlElement) -> str:
        outside, self.parted = self.parted, self.parted or len(element.xpath("./a | ./*/a")) > 1
        parts = [self.text(element.text)]
        for child in element:
            parts += [self.element(child), self.text(child.tail)]
        self.parted = outside
        return joined(*parts)

    def text(self, text: str | None) -> str:
        """Runs of white space print as one space, and none at a block's start, as in a browser."""
        words = _WHITE.sub(" ", text or "")
        if self.at_start:
            words = words.lstrip(" ")
        if not words:
            return ""
        self.at_start = words.endswith(" ")
        return call("span", string(words)) if self.parted else string(words)

    def broken(self, code: str) -> str:
        """A line ends here."""
        self.at_start = True
        return code

    def element(self, element: HtmlElement) -> str:
        tag = element.tag
        if not isinstance(tag, str) or tag in _NOTHING:
            return ""
        if element.get("data-page"):
            self.at_start = False
            return call("page-of", string(element.get("data-page")))
        if element.get("id", "") in self.notes or "footnote" in element.classes:
            return ""  # stands at the foot of the page that calls it
        if tag in self.special:
            return joined(self.anchor(element), self.special[tag](element))
        if tag in _HEADINGS:
            return call("heading", self.block(element), level=str(_HEADINGS[tag]))
        if tag in _RUNS:
            return self.run(element)
        if tag in _BLOCKS:
            return call("element", string(tag), array(map(string, element.classes)), self.block(element))
        raise CannotPrint(self.url, f"<{tag}> has no form on paper (write it in Markdown, or give it the class screen-only)", f"<{tag}")

    def run(self, element: HtmlElement) -> str:
        if note := self.note(element):
            return note
        function = "" if has_class(element, ("citation", "derived")) else _RUNS[element.tag]  # † stands above the line by itself
        if "citation" in element.classes:
            _bracket(element)
        body = self.inside(element)
        return call(function, body) if function and body else body

    def anchor(self, element: HtmlElement) -> str:
        """Where a link leads to. Without one, an id says nothing on paper."""
        name = element.get("id", "")
        return call("anchor", string(name)) if name in self.targets else ""

    def link(self, element: HtmlElement) -> str:
        href = element.get("href", "")
        outside, self.parted = self.parted, False  # what is inside of a link is read with it
        body = self.content(element)
        self.parted = outside
        if not href or not body:
            return body
        return call("inside", string(href[1:]), body) if href.startswith("#") else call("link", string(href), body)

    def note(self, element: HtmlElement) -> str:
        """A footnote's call, with the note: at the foot of its page, with links both ways."""
        called = [href[1:] for href in element.xpath("./a[contains(@class, 'footnote-ref')]/@href")]
        if element.tag != "sup" or not called or called[0] not in self.notes:
            return ""
        name = string(f"note-{called[0]}")
        again = called[0] in self.noted
        self.noted.add(called[0])
        body = call("label", name) if again else self._told(self.notes[called[0]])
        self.at_start = False
        return call("note", body) if again else call("note", body, name=name)

    def _told(self, note: HtmlElement) -> str:
        """The text of a note; that of a single paragraph stands beside its number."""
        self.at_start = True
        paragraphs = [*note]
        alone = len(paragraphs) == 1 and paragraphs[0].tag == "p"
        return self.content(paragraphs[0]) if alone else self.block(note)

    def image(self, element: HtmlElement) -> str:
        source, alt = element.get("src", ""), element.get("alt")
        if alt is None:
            raise CannotPrint(self.url, 'this image has no alt text (say what it shows, or write alt="" if it only decorates)', source)
        self.at_start = False
        return call("picture", string(f"/{source.lstrip('/')}"), string(alt))

    def drawing(self, element: HtmlElement) -> str:
        """An inline SVG. Its title and description are read aloud in its place."""
        self.at_start = False
        return call("drawing", string(to_svg(element)), string(words_of(element)))

    def figure(self, element: HtmlElement) -> str:
        """Pictures with the words below them, or above them where those come first."""
        captions = element.xpath("./figcaption")
        function = "headed" if captions and captions[0].getprevious() is None else "captioned"
        for caption in captions:
            element.remove(caption)
        body = self.block(element)
        return call(function, body, *(self.block(caption) for caption in captions[:1]))

    def list(self, element: HtmlElement) -> str:
        tight = not element.xpath("./li/p")
        numbered = element.tag == "ol"
        items = []
        number = integer(element, "start", 1)
        for item in element:
            if item.tag != "li":
                continue
            number = integer(item, "value", number)
            if numbered and number < 0:
                raise CannotPrint(self.url, "a list on paper cannot count below zero (begin it at 0 or above)", f'"{number}"')
            body = self.block(item)
            items.append(call("enum.item", str(number), body) if numbered else body)
            number += 1
        self.at_start = True
        return call("numbered" if numbered else "bulleted", array(map(string, element.classes)), str(tight).lower(), *items)

    def terms(self, element: HtmlElement) -> str:
        """A list of terms: each group of terms with what is told of them."""
        pairs: list[tuple[list[str], list[str]]] = []
        for one in element.xpath("./dt | ./dd | ./div/dt | ./div/dd"):
            if one.tag == "dt" and (not pairs or pairs[-1][1]):
                pairs.append(([], []))
            if pairs:
                pairs[-1][0 if one.tag == "dt" else 1].append(self.block(one))
        rows = (f"({array(iter(names))}, {array(iter(told))})" for names, told in pairs)
        return call("definitions", array(map(string, element.classes)), *rows)

    def code_block(self, element: HtmlElement) -> str:
        self.at_start = True
        return call("code-block", string(element.text_content().rstrip("\n")))

    def table(self, element: HtmlElement) -> str:
        try:
            code = to_table(element, self.paper, self.block)
        except TooWide as error:
            words = " ".join(element.xpath("string(.//th | .//td)").split())
            message = f"this table is too wide for paper: {error} (leave out columns, or break long words)"
            raise CannotPrint(self.url, message, words) from None
        self.at_start = True
        return code


def _bracket(citation: HtmlElement) -> None:
    """On paper a citation is no small number, but [1] or [see 1, table 2; 3]."""
    first, last = citation[0], citation[-1]
    if citation.text and citation.text.strip():
        citation.text = f"[{citation.text}"
    else:
        first.text = f"[{first.text}"
    if last.tail and last.tail.strip():
        last.tail = f"{last.tail}]"
    else:
        last.text = f"{last.text}]"
