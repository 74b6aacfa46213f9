"""What can be printed: letters that our typefaces have, images with words for those who do not see them, headings in order.

In goes a page's rendered HTML as an lxml tree, or a reference; out come faults. Paper is the strictest
reader: PDF/UA-1 (ISO 14289-1, 7.3 and 7.4.2) takes no image without words and no heading that skips a level.
"""

import posixpath
from collections.abc import Iterator

from lxml.html import HtmlElement

from faults import Fault, slip
from fonts import unprintable
from references.reference import Reference

_LISTED = ("page-sources", "bibliography")  # references, which are judged where they stand in their .bib file


def check_letters(root: HtmlElement) -> Iterator[Fault]:
    """Letters in the page's text that no typeface of ours has."""
    listed = " or ".join(f"@class='{name}'" for name in _LISTED)
    unseen = f"ancestor::*[{listed}] or ancestor::script or ancestor::style or parent::title or parent::desc"
    for letter in unprintable("".join(root.xpath(f".//text()[not({unseen})]"))):
        yield slip("letters", f"{_named(letter)}, is in neither typeface (write it in other letters, or in words)", letter)


def check_reference_letters(reference: Reference) -> Iterator[Fault]:
    """The same for what is printed of a reference, at the line of its field."""
    names = (name.nlm for names in (reference.authors, reference.editors) for name in names.people)
    for letter in unprintable(" ".join((*names, *map(str, reference.texts.values())))):
        field = next((name for name, value in reference.entry.fields.items() if letter in value), "")
        message = f'"{reference.key}" holds {_named(letter)}, which is in neither typeface (write it in Latin letters)'
        yield reference.entry.fault(message, about=field)


def check_images(root: HtmlElement) -> Iterator[Fault]:
    """Images that say nothing to those who do not see them, and do not say that they only decorate."""
    for image in root.xpath(".//img[not(@alt)]"):
        source = posixpath.basename(image.get("src", ""))
        message = f'the image "{source}" has no alt text (say what it shows, or write alt="" if it only decorates)'
        yield slip("alt-text", message, f'{source}"')
    for _ in root.xpath(".//svg[not(title) and not(@aria-label) and not(ancestor-or-self::*[@aria-hidden='true'])]"):
        message = 'this drawing has no title (put <title> into it, or write aria-hidden="true" if it only decorates)'
        yield slip("alt-text", message, "<svg")


def check_levels(root: HtmlElement) -> Iterator[Fault]:
    """Headings that skip a level, such as ### below #."""
    before = 1
    for heading in root.xpath(".//*[self::h1 or self::h2 or self::h3 or self::h4 or self::h5 or self::h6]"):
        level = int(heading.tag[1])
        if level > before + 1:
            words = " ".join(heading.xpath("string(./text())").split())
            message = f'the heading "{words}" skips a level (write {"#" * (before + 1)} before it, not {"#" * level})'
            yield slip("heading-level", message, words)
        before = level


def _named(letter: str) -> str:
    return f'"{letter}", U+{ord(letter):04X}'
