"""How long a page may be, how many marks of citation it may hold, and where the urgent block stands.

In go a page, its passages, and the limits of refs/limits.yml; out come faults. A site without that file has no limits.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import field
from typing import Annotated, Literal

from checks.sentences import Passage
from evidence.constraints import Only, Text, yaml_record
from evidence.records import RecordFile
from faults import Fault, slip
from source.page import Page

Measure = Literal["words", "answer words", "marks", "marks in 100 words", "urgent blocks", "quote"]
_BLOCK = "/// urgent | all"


@yaml_record
class Limit:
    """The most that there may be of something on a page."""

    of: Measure
    most: Annotated[float, Only(ge=0)]
    pages: tuple[str, ...] = ()  # the pages that it holds for, below docs/; none means all. Of urgent blocks: those that must have one
    free: Mapping[str, Text] = field(default_factory=dict)  # other pages, and why it does not hold for them
    address: int = 0  # of a quote: the characters kept for its address

    def holds_for(self, path: str) -> bool:
        return path not in self.free and (not self.pages or path in self.pages)


def check_limits(page: Page, passages: Sequence[Passage], limits: Iterable[Limit]) -> Iterator[Fault]:
    """What a page has too much of."""
    if not passages:
        return
    first = next((passage for passage in passages if passage.tag == "h1"), passages[0]).sentences[0]
    made = not page.is_written and bool(page.arguments("bibliography"))  # nobody can shorten it
    for limit in limits:
        if limit.of == "urgent blocks":
            yield from _urgent(page, limit)
        elif not made and limit.of != "quote" and limit.holds_for(page.path) and (found := _measured(passages, limit.of)) > limit.most:
            name, advice = _TOLD[limit.of]
            yield first.fault("too-much", f"this page has {found:.3g} {name} (at most {limit.most:g}: {advice})")


_SHORTER = "make it shorter, or give a part a page of its own"
_FEWER = "let neighboring sentences rest on the same works, or leave out what can stand on another page"
_TOLD = {  # what each measure is called, and what to do
    "words": ("words", _SHORTER),
    "answer words": ("words in its answer", _SHORTER),
    "marks": ("marks of citation", _FEWER),
    "marks in 100 words": ("marks of citation in 100 words of prose", _FEWER),
}


def _measured(passages: Sequence[Passage], measure: Measure) -> float:
    if measure == "words":
        return count_words(passages)
    if measure == "marks":
        return sum(passage.marks for passage in passages)
    if measure == "answer words":
        return sum(passage.words for passage in passages if "answer" in passage.css_class.split())
    return marks_in_100_words(passages)


def count_words(passages: Iterable[Passage]) -> int:
    """Of a page's own text: without lists of sources, the urgent block, what is folded, or said of figures and of withdrawn findings.

    A figure's words stand in for it where it is not seen. Who sees it need not read them, so they are no reason to leave it out.
    """
    return sum(passage.words for passage in passages if not (passage.aside or passage.of_figure))


def marks_in_100_words(passages: Iterable[Passage]) -> float:
    """In the paragraphs that the page itself holds: lists, tables and records have a mark for each item."""
    prose = [one for one in passages if one.tag == "p" and not (one.aside or one.record or one.for_doctors)]
    return 100 * sum(one.marks for one in prose) / max(1, sum(one.words for one in prose))


def _urgent(page: Page, limit: Limit) -> Iterator[Fault]:
    found = page.arguments("urgent").count("all")
    if found > limit.most:
        yield slip("urgent", f"the urgent block stands here {found} times (keep {limit.most:g})", _BLOCK)
    elif found and page.path not in limit.pages:
        yield slip("urgent", "the urgent block does not belong here (link to a page that has it)", _BLOCK)
    elif not found and page.path in limit.pages:
        yield Fault(page.shown_as, 1, f"the urgent block is missing (add {_BLOCK}, and below it ///)", kind="urgent")


def check_names(file: RecordFile[Limit], paths: Collection[str]) -> Iterator[Fault]:
    """Pages in the limits that are none."""
    for name, limit in file.records.items():
        for part, pages in (("pages", limit.pages), ("free", limit.free)):
            for path in pages:
                if path not in paths:
                    yield file.fault(f'there is no page "{path}" (write its path below docs/)', name, part, kind="unknown-record")
