"""All that is checked of a rendered page, gathered: its head, its blocks, its numbers, words and shape.

In go the page as its writer wrote it and its passages, out come faults whose places are still to be found.
"""

from collections.abc import Container, Iterable, Iterator, Mapping
from typing import Any

from checks.counts import find_counts
from checks.limits import Limit, check_limits
from checks.sentences import Passage, Sentence
from checks.tracing import check_people, record_passages, trace, works_of
from checks.wording import LONGEST_HEADING, Rule, check_finding, check_numbers_in_words, check_repeats, check_shape, check_words
from evidence.charts import PLACE
from evidence.records import RecordFile
from evidence.studies import Evidence
from faults import Fault
from source.page import Page

LONGEST_NAME = 35  # characters: a page's short name, in the menu, above its heading and in a browser's tab
DESCRIPTION = 190  # characters: X cuts descriptions at 200


def check_page(
    page: Page, title: str, passages: tuple[Passage, ...], evidence: Evidence, rules: Mapping[str, Rule], limits: Iterable[Limit] = ()
) -> Iterator[Fault]:
    """Everything wrong with a page's text. The head of a page that nobody wrote comes from a record, which is checked itself."""
    yield from page.faults
    if not page.is_told:
        return
    # What previews say is read alone: its numbers and words are held to the same, but it is no part of the page's shape.
    with_head = (*passages, *_description(page, works_of(passages, evidence))) if page.is_written else passages
    yield from trace(with_head, evidence, page.untraced)
    if rules:
        if page.is_written:
            yield from _check_head(page, title)
        yield from check_words(with_head, rules)
        yield from check_numbers_in_words(with_head)
        yield from check_shape(passages)
        yield from check_repeats(page, passages, rules)
    yield from check_limits(page, passages, limits)


def check_records(evidence: Evidence, rules: Mapping[str, Rule]) -> Iterator[Fault]:
    """What is wrong with the texts of records, on whatever page they stand."""
    yield from trace(record_passages(evidence), evidence, {})
    yield from check_people(evidence)
    yield from _typed_numbers(evidence)
    for slug, finding in evidence.findings.records.items():
        yield from check_finding(slug, finding, rules, evidence.findings.path)


def _typed_numbers(evidence: Evidence) -> Iterator[Fault]:
    """Numbers in charts that are written where a fact should stand, so that both could differ one day."""
    for name, chart in evidence.charts.records.items():
        for way, text in chart.texts():
            for count in find_counts(PLACE.sub("\ue001", text), evidence.units):
                message = f'"{count.text}" is typed into "{name}" (write the id of its fact in braces: {{my-fact}} or {{my-fact.low}})'
                yield evidence.charts.fault(message, name, *way, kind="typed-number")


def find_sources_page(pages: Iterable[Page]) -> str | None:
    """The path of the page that holds a bibliography block."""
    return next((page.path for page in pages if page.arguments("bibliography")), None)


def check_places(pages: Iterable[Page], evidence: Evidence) -> Iterator[Fault]:
    """Bibliographies, tables and figures that stand twice, as do their addresses; findings and charts not on just one page."""
    pages = tuple(pages)
    yield from _bibliographies(pages)
    yield from _tables(pages)
    withdrawn = {slug for slug, finding in evidence.findings.records.items() if finding.withdrawn}
    yield from _on_one_page("finding", pages, evidence.findings, withdrawn)
    yield from _on_one_page("chart", pages, evidence.charts)


def _on_one_page(block: str, pages: tuple[Page, ...], file: RecordFile[Any], free: Container[str] = ()) -> Iterator[Fault]:
    """Records that stand on no page, unless they are free to, or on two."""
    places: dict[str, list[str]] = {}
    for page in pages:
        for name in page.arguments(block):
            places.setdefault(name, []).append(page.shown_as)
    for name in file.records:
        found = places.get(name, [])
        if not found and name not in free:
            yield file.fault(f'"{name}" stands on no page (add /// {block} | {name}, and below it ///)', name, kind="misplaced")
        elif len(found) > 1:
            yield file.fault(f'"{name}" stands twice, on {" and ".join(found)} (keep it on one page)', name, kind="misplaced")


def _bibliographies(pages: tuple[Page, ...]) -> Iterator[Fault]:
    first = find_sources_page(pages)
    shown = {page.path: page.shown_as for page in pages}
    seen: dict[str, str] = {}
    for page in pages:
        for block in page.blocks:
            if block.name == "bibliography":
                if block.argument in seen or page.path != first:
                    stands = shown[seen.get(block.argument, first or page.path)]
                    message = f"the bibliography stands on {stands} already (keep it on one page, each part once)"
                    yield Fault(page.shown_as, block.line, message, kind="misplaced")
                seen.setdefault(block.argument, page.path)


def _tables(pages: tuple[Page, ...]) -> Iterator[Fault]:
    for page in pages:
        seen: set[tuple[str, str]] = set()
        for block in page.blocks:
            shown = (block.name, block.argument)
            if block.name in ("table", "figure") and shown in seen:
                message = f'the {block.name} "{block.argument}" stands on this page already (take one of the two out)'
                yield Fault(page.shown_as, block.line, message, kind="misplaced")
            seen.add(shown)


def _check_head(page: Page, title: str) -> Iterator[Fault]:
    """A title or description that would be cut, and a title that is not the menu's."""
    own = page.values.get("title")
    if isinstance(own, str) and own != title:
        message = f'the menu calls this page "{title}" (give it one name, here and in mkdocs.yml)'
        yield Fault(page.shown_as, page.line_of("title:"), message, kind="head")
    for name, limit in (("title", LONGEST_NAME if own else LONGEST_HEADING), ("description", DESCRIPTION)):
        value = page.values.get(name, title if name == "title" else "")
        if len(value) > limit:
            message = f"this {name} has {len(value)} characters (at most {limit}, or it is cut)"
            yield Fault(page.shown_as, page.line_of(f"{name}:") or 1, message, kind="head")


def _description(page: Page, works: tuple[str, ...]) -> tuple[Passage, ...]:
    """What previews say of the page: it cites nothing, so its numbers may come from any work that the page rests on."""
    return (Passage("meta", "", (Sentence(page.description, works),)),) if page.description else ()
