"""All that is checked of a rendered page, gathered: its head, its blocks, its numbers, words and shape.

In go the page as its writer wrote it and its passages, out come faults whose places are still to be found.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from checks.limits import Limit, check_limits
from checks.sentences import Passage, Sentence
from checks.tracing import check_people, record_passages, trace, works_of
from checks.wording import LONGEST_HEADING, Rule, check_finding, check_numbers_in_words, check_repeats, check_shape, check_words
from evidence.records import RecordFile
from evidence.studies import Evidence, Finding
from faults import Fault, nearest, slip
from source import Page

LONGEST_NAME = 35  # characters: a page's short name, in the menu, above its heading and in a browser's tab
DESCRIPTION = 190  # characters: X cuts descriptions at 200
BLOCKS = ("bibliography", "finding", "table", "changes", "brief", "studies", "downloads", "urgent", "figure", "contact")


def check_page(
    page: Page, title: str, passages: tuple[Passage, ...], evidence: Evidence, rules: Mapping[str, Rule], limits: Iterable[Limit] = ()
) -> Iterator[Fault]:
    """Everything wrong with a page. The head of a page that nobody wrote comes from a record, which is checked itself."""
    yield from page.faults
    yield from check_blocks(page)
    if page.is_written:
        passages += _description(page, works_of(passages, evidence))
    yield from trace(passages, evidence, page.untraced)
    if rules:
        if page.is_written:
            yield from _check_head(page, title)
        yield from check_words(passages, rules)
        yield from check_numbers_in_words(passages)
        yield from check_shape(passages)
        yield from check_repeats(page, passages, rules)
    yield from check_limits(page, passages, limits)


def check_records(evidence: Evidence, rules: Mapping[str, Rule]) -> Iterator[Fault]:
    """What is wrong with the texts of records, on whatever page they stand."""
    yield from trace(record_passages(evidence), evidence, {})
    yield from check_people(evidence)
    for slug, finding in evidence.findings.records.items():
        yield from check_finding(slug, finding, rules, evidence.findings.path)


def check_blocks(page: Page) -> Iterator[Fault]:
    """Blocks of ours that are not closed at once. Such a block would swallow the rest of the page."""
    for block in page.blocks:
        meant = nearest(block.name, BLOCKS)
        if block.name in BLOCKS and not block.argument:
            message = f'"{block.written}" does not say which (write /// {block.name} | and its name)'
        elif meant and meant != block.name:
            message = f'"{block.written}" is no block (did you mean /// {meant}?)'
        elif block.name in BLOCKS and not block.is_empty:
            message = f'"{block.written}" is not closed, or not empty (the next line must be {block.fence})'
        else:
            continue
        yield slip("block", message, block.written)


def find_sources_page(pages: Iterable[Page]) -> str | None:
    """The path of the page that holds a bibliography block."""
    return next((page.path for page in pages if page.arguments("bibliography")), None)


def check_places(pages: Iterable[Page], findings: RecordFile[Finding]) -> Iterator[Fault]:
    """Bibliographies, tables and figures that stand twice, whose addresses would, too, and findings that do not stand on just one page."""
    pages = tuple(pages)
    yield from _bibliographies(pages)
    yield from _tables(pages)
    places: dict[str, list[str]] = {}
    for page in pages:
        for slug in page.arguments("finding"):
            places.setdefault(slug, []).append(page.shown_as)
    for slug, finding in findings.records.items():
        found = places.get(slug, [])
        if not found and not finding.withdrawn:
            yield findings.fault(f'"{slug}" stands on no page (add /// finding | {slug}, and below it ///)', slug, kind="misplaced")
        elif len(found) > 1:
            yield findings.fault(f'"{slug}" stands twice, on {" and ".join(found)} (keep it on one page)', slug, kind="misplaced")


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
    """A title or description that is none or that would be cut, a title that is not the menu's, and a date that is none."""
    own = page.values.get("title")
    if isinstance(own, str) and own != title:
        message = f'the menu calls this page "{title}" (give it one name, here and in mkdocs.yml)'
        yield Fault(page.shown_as, page.line_of("title:"), message, kind="head")
    for name, limit in (("title", LONGEST_NAME if own else LONGEST_HEADING), ("description", DESCRIPTION)):
        value = page.values.get(name, title if name == "title" else "")
        if not isinstance(value, str):
            yield Fault(page.shown_as, page.line_of(f"{name}:") or 1, f"this {name} is no text (put it in quotes)", kind="head")
        elif len(value) > limit:
            message = f"this {name} has {len(value)} characters (at most {limit}, or it is cut)"
            yield Fault(page.shown_as, page.line_of(f"{name}:") or 1, message, kind="head")
    if "checked" in page.values and not isinstance(page.values["checked"], date):
        message = "checked is no date (write checked: 2026-11-22, without quotes)"
        yield Fault(page.shown_as, page.line_of("checked:"), message, kind="head")


def _description(page: Page, works: tuple[str, ...]) -> tuple[Passage, ...]:
    """What previews say of the page: it cites nothing, so its numbers may come from any work that the page rests on."""
    return (Passage("meta", "", (Sentence(page.description, works),)),) if page.description else ()
