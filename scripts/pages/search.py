"""What the search of the site reads: one file with every section, other words for words, and best bets.

refs/search.yml says what readers type. In go its records and the sections of all pages; out come faults, and the file's text.
The ranking is done in the browser, by docs/assets/search.js.
"""

import difflib
import json
import re
from collections.abc import Iterator, Sequence
from typing import Annotated

from evidence.constraints import Line, Only, yaml_record
from evidence.records import RecordFile
from faults import Fault, hint, nearest
from pages.sections import Section

RECORDS = "search.yml"
INDEX = "assets/search.json"


@yaml_record
class SearchWords:
    """What readers may type, and what they look for by it."""

    words: Annotated[tuple[Line, ...], Only(min_length=1)]
    means: Line | None = None  # words of this site that are looked for, too
    first: Line | None = None  # the address that is shown first when just these words are typed


def check_words(file: RecordFile[SearchWords], sections: Sequence[Section]) -> Iterator[Fault]:
    """Records that say nothing, say the same twice, or lead to what is not there."""
    addresses = [one.address for one in sections]
    printed = _plain(" ".join(f"{one.title} {one.text}" for one in sections))
    taken: dict[str, str] = {}
    for name, record in file.records.items():
        if not record.means and not record.first:
            yield file.fault(f'"{name}" says nothing of its words (add means: or first:)', name)
        if record.first and record.first not in addresses:
            yield file.fault(f'"{record.first}" is no page or heading of this site ({_way_to(record.first, addresses)})', name, "first")
        if record.means and f" {_plain(record.means).strip()} " not in printed:
            yield file.fault(f'no page says "{record.means}" (write what "{name}" is called on the pages)', name, "means")
        for index, words in enumerate(record.words):
            if (other := taken.setdefault(_plain(words), name)) != name:
                yield file.fault(f'"{words}" stands under "{other}", too (take one of the two out)', name, "words", index)


def _way_to(wrong: str, addresses: Sequence[str]) -> str:
    """What to do about an address that leads nowhere: the one that was probably meant, or else the one most like it."""
    if not wrong.startswith("/"):
        return hint(nearest(wrong, addresses), "write it as /page/ or /page/#heading")
    like = difflib.get_close_matches(wrong, addresses, n=1, cutoff=0.0)
    return hint(nearest(wrong, addresses), f"the nearest is {like[0]}" if like else "take it out")


def to_index(file: RecordFile[SearchWords], sections: Sequence[Section]) -> str:
    """The file as JSON: pages with address and name, sections with the place of their page, and the records."""
    pages = list(dict.fromkeys((one.page, one.name) for one in sections))
    places = {page: place for place, page in enumerate(pages)}
    numbers = {one.address: number for number, one in enumerate(sections)}
    index = {
        "pages": [[address.removeprefix("/"), name] for address, name in pages],
        "sections": [[places[one.page, one.name], one.anchor, one.title, one.text, *([1] if one.is_aside else [])] for one in sections],
        "words": [[list(one.words), one.means or "", numbers.get(one.first or "", -1)] for one in file.records.values()],
    }
    return json.dumps(index, ensure_ascii=False, separators=(",", ":")) + "\n"


def _plain(text: str) -> str:
    """In small letters, words only, with a space on both sides."""
    words = " ".join(re.findall(r"\w+", text.lower()))
    return f" {words} "
