"""NLM style: a Reference as medical journals print it, as a pybtex style and its HTML backend.

Rules: Citing Medicine, 2nd edition (National Library of Medicine), and the samples of the ICMJE Recommendations, with
their two choices: pages shortened (208-11) and, from a seventh author on, six and "et al".
`Caro XJ, Winter EF, Dumas AJ. Title. Rheumatology (Oxford). 2008 Feb;47(2):208-11. doi: 10.1093/rheumatology/kem345`
"""

import re
from collections.abc import Sequence
from html import escape
from types import MappingProxyType
from typing import Any

from pybtex.backends.html import Backend
from pybtex.richtext import BaseText, Text
from pybtex.style.formatting import BaseStyle
from pybtex.style.labels.number import LabelStyle
from pybtex.style.names.plain import NameStyle
from pybtex.style.sorting.none import SortingStyle
from pybtex.style.template import FieldIsMissing, first_of, href, join, node, optional, sentence

from references.names import Names
from references.reference import Reference

MOST_AUTHORS = 6
_RANGE = re.compile(r"(?P<prefix>[A-Za-z]*)(?P<first>\d+)\s*[-\u2010-\u2014]+\s*(?P=prefix)(?P<last>\d+)")


class HtmlBackend(Backend):  # type: ignore[misc]
    """pybtex's HTML without its spans, and with addresses escaped, which pybtex does not do."""

    symbols = MappingProxyType({"ndash": "–", "newblock": " ", "nbsp": "\u00a0"})

    def format_protected(self, text: str) -> str:
        return text

    def format_tag(self, tag: str, text: str) -> str:
        return f"<{tag}>{text}</{tag}>" if text else ""

    @staticmethod
    def format_href(url: str, text: str, external: bool = False) -> str:
        return f'<a href="{escape(url, quote=True)}">{text}</a>'


def to_html(text: BaseText) -> str:
    """Escaped, well-formed HTML of a rich text."""
    return str(text.render(_HTML))


_HTML = HtmlBackend("utf-8")


def shorten_pages(pages: str) -> str:
    """`208-211` gives 208-11, `S100-S105` S100-5. Digits are kept before a letter (126A-127A), as NLM asks."""

    def shorten(match: re.Match[str]) -> str:
        first, last = match["first"], match["last"]
        kept = last
        if len(first) == len(last) and first != last:
            same = next(index for index, (one, two) in enumerate(zip(first, last, strict=True)) if one != two)
            kept = last[same:]
        return f"{match['prefix']}{first}-{kept}"

    ranges = [part.strip() for part in pages.split(",")]
    return ", ".join(_RANGE.sub(shorten, part) if _RANGE.fullmatch(part) else re.sub("[\u2010-\u2014]|--+", "-", part) for part in ranges)


@node  # type: ignore[untyped-decorator]
def part(children: Sequence[Any], context: dict[str, Any], name: str) -> BaseText:
    """A printed field of the reference; a missing one empties the `optional` around it."""
    reference: Reference = context["entry"]
    if not reference.texts.get(name):
        raise FieldIsMissing(name, reference)
    return reference.texts[name]


@node  # type: ignore[untyped-decorator]
def value(children: Sequence[Any], context: dict[str, Any], text: str) -> Text:
    """A string made outside the template; an empty one empties the `optional` around it."""
    if not text:
        raise FieldIsMissing("value", context["entry"])
    return Text(text)


def _people(names: Names, role: str = "") -> str:
    shown = [name.nlm for name in names.people[:MOST_AUTHORS]]
    if len(names.people) > MOST_AUTHORS or (names.and_others and shown):
        shown.append("et al")
    if shown and role:
        shown.append(role if len(names.people) == 1 and not names.and_others else f"{role}s")
    return ", ".join(shown)


class NlmStyle(BaseStyle):  # type: ignore[misc]
    """One template per type of reference. Each gives the whole reference, from authors to address."""

    def __init__(self) -> None:
        super().__init__(label_style=LabelStyle, name_style=NameStyle, sorting_style=SortingStyle)

    def format(self, reference: Reference) -> Text:
        """The reference as rich text."""
        return self.format_entry("", reference).text

    def get_article_template(self, entry: Reference) -> Any:
        return _sentences[_authors(entry), sentence[part("title")], sentence[part("journal")], self._issue(entry), _addresses(entry)]

    def _issue(self, entry: Reference) -> Any:
        """`2008 Feb;47(2):208-11.` with whatever of it is known."""
        volume = join[optional[part("volume")], optional["(", part("issue"), ")"]]
        has_volume = "volume" in entry.texts or "issue" in entry.texts
        pages = shorten_pages(entry.plain("pages"))
        return sentence(sep="")[_date(entry), optional[value(";" if has_volume else ""), volume], optional[":", value(pages)]]

    def get_book_template(self, entry: Reference) -> Any:
        return _sentences[_authors(entry), self._book(part("title"), entry), _addresses(entry)]

    def _book(self, title: Any, entry: Reference) -> Any:
        return _sentences[
            sentence[title],
            optional[sentence[value(_edition(entry))]],
            optional[sentence(sep="")["Vol. ", part("volume")]],
            _imprint(entry),
        ]

    def get_incollection_template(self, entry: Reference) -> Any:
        return _sentences[
            _authors(entry),
            sentence[part("title")],
            join["In: ", optional[sentence[value(_people(entry.editors, "editor") if entry.authors else "")], " "],
                 self._book(part("booktitle"), entry)],
            optional[sentence(sep="")["p. ", value(shorten_pages(entry.plain("pages")))]],
            _addresses(entry),
        ]  # fmt: skip

    get_inproceedings_template = get_incollection_template

    def get_techreport_template(self, entry: Reference) -> Any:
        return _sentences[
            _authors(entry),
            sentence[part("title")],
            _imprint(entry),
            optional[sentence(sep="")["Report No.: ", part("issue")]],
            _addresses(entry),
        ]

    def get_phdthesis_template(self, entry: Reference) -> Any:
        kind = (
            "master's thesis"
            if entry.entry.type == "mastersthesis" or re.search(r"master|mathesis|m\.?sc", entry.plain("kind"), re.IGNORECASE)
            else "dissertation"
        )
        return _sentences[_authors(entry), _titled(f"[{kind}]"), _imprint(entry), _addresses(entry)]

    def get_misc_template(self, entry: Reference) -> Any:
        return _sentences[_authors(entry), sentence[part("title")], optional[sentence[part("how")]], _imprint(entry), _addresses(entry)]

    def get_online_template(self, entry: Reference) -> Any:
        return _sentences[_authors(entry), _titled("[Internet]"), _imprint(entry), _addresses(entry)]

    def get_dataset_template(self, entry: Reference) -> Any:
        return _sentences[
            _authors(entry),
            _titled("[dataset]"),
            optional[sentence(sep="")["Version ", part("version")]],
            _imprint(entry),
            _addresses(entry),
        ]


_sentences = join(sep=" ")


def _titled(medium: str) -> Any:
    return sentence(sep=" ")[part("title"), medium]


def _authors(entry: Reference) -> Any:
    names = _people(entry.authors) or ("" if entry.authors else _people(entry.editors, "editor"))
    return optional[sentence[value(names)]]


def _date(entry: Reference) -> Any:
    accessed = f"[cited {entry.accessed.nlm}]" if entry.accessed and entry.url and not entry.doi else ""
    return join(sep=" ")[optional[value(entry.date.nlm if entry.date else "")], optional[value(accessed)]]


def _imprint(entry: Reference) -> Any:
    """`Place: Publisher; Year.` with whatever of it is known."""
    maker = first_of[optional[part("publisher")], optional[part("institution")]]
    where = join(sep=": ")[optional[part("place")], maker]
    return sentence(sep="; ")[where, _date(entry)]


def _edition(entry: Reference) -> str:
    edition = entry.plain("edition")
    if edition.isdigit():
        number = int(edition)
        ending = "th" if 10 <= number % 100 <= 20 else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
        edition = f"{number}{ending}"
    return edition if not edition or re.search(r"\bed(?:\.|ition)?$", edition) else f"{edition} ed"


def _addresses(entry: Reference) -> Any:
    """The DOI, which stays; else the address. Neither takes a full stop, which would be read as part of it."""
    if not entry.address:
        return join[()]
    return join["doi: " if entry.doi else "Available from: ", href(entry.address)[entry.doi or entry.address]]
