"""Words held to the certainty, and the shape of a page: short answer first, short sentences.

In go passages, findings and the rules of refs/wording.yml; out come faults. A site without that file has no such rules.
The limits are those of plain-language writing that this project keeps (see README, "How we write").
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import Annotated

from checks.counts import find_counts
from checks.sentences import Passage, Sentence, split_sentences
from evidence.constraints import Only, Text, yaml_record
from evidence.studies import Finding, Label
from faults import Fault
from source.page import Page

LONGEST_SENTENCE, MOST_SENTENCES, LONGEST_ANSWER, LONGEST_HEADING = 25, 3, 60, 65  # words, sentences, words, characters

_QUOTED = re.compile(r"“[^”]*”|\"[^\"]*\"|‘[^’]*’")
_RELATIVE = re.compile(
    r"\b(?:doubled?(?!-)|halved|tripled?|twice|(?:two|three|four|five|ten|\d[\d.]*)(?:[\s-]?fold|x| times))\b"
    r"|%\s+(?:more|fewer|less|higher|lower|increase|decrease|rise|drop)\b|\b(?:rose|fell|dropped|increased|decreased)\s+by\s+\d+\s*%",
    re.IGNORECASE,
)
_DENOMINATOR = re.compile(
    r"\b(?:\d+|one|two|three|four|five)\s+(?:in|out of)\s+(?:every\s+)?(?P<whole>\d[\d,]*|two|three|four|five|ten|twenty)\b(?!\s*%)",
    re.IGNORECASE,
)


@yaml_record
class Rule:
    """Words that must not stand, anywhere or in findings with certain labels."""

    words: Annotated[tuple[str, ...], Only(min_length=1)]  # whole words, in any case
    instead: Text  # what to do, as the message says it
    labels: tuple[Label, ...] = ()  # where it holds: none means anywhere
    unless: tuple[str, ...] = ()  # words in the same sentence that make it right
    readers_only: bool = False  # sections and tables for doctors are free of it
    needed: bool = False  # the other way round: one of the words must stand in the claim and in the short form
    once_on: tuple[str, ...] = ()  # the pages on which they must stand, in one sentence each; on no other
    one_in: int = 0  # they may stand in one of so many sentences of a page

    @property
    def bars(self) -> bool:
        """Whether the words must not stand at all."""
        return not (self.needed or self.once_on or self.one_in)


def check_words(passages: Iterable[Passage], rules: Mapping[str, Rule]) -> Iterator[Fault]:
    """Words banned anywhere but in quotations and code."""
    anywhere = [rule for rule in rules.values() if not rule.labels and rule.bars]
    for passage in passages:
        for sentence in passage.sentences:
            for rule in (one for one in anywhere if not (one.readers_only and passage.for_doctors)):
                yield from _broken(rule, sentence, "")


def check_repeats(page: Page, passages: Iterable[Passage], rules: Mapping[str, Rule]) -> Iterator[Fault]:
    """Words that may stand on some pages only, or in few sentences of a page."""
    told = [passage for passage in passages if not passage.aside]
    sentences = [sentence for passage in told for sentence in passage.sentences]
    for rule in rules.values():
        if rule.once_on:
            yield from _once(rule, page, [sentence for sentence in sentences if _any(rule.words).search(sentence.text)])
        if rule.one_in:
            prose = [sentence for passage in told if passage.tag in ("p", "li") for sentence in passage.sentences]
            found = [sentence for sentence in prose if _any(rule.words).search(_unquoted(sentence.text))]
            if len(found) * rule.one_in > len(prose) and len(found) > 1:  # one is not too many, however short the page
                words = _any(rule.words).search(found[-1].text)
                how_many = f"{len(found)} of {len(prose)} sentences on this page are like this one"
                message = f"{how_many} (at most 1 in {rule.one_in}: {rule.instead})"
                yield found[-1].fault("repeated", message, words.start() if words else 0, words.end() if words else 0)


def _once(rule: Rule, page: Page, found: list[Sentence]) -> Iterator[Fault]:
    if page.path in rule.once_on and not found:
        yield Fault(page.shown_as, 1, f'"{rule.words[0]}" must stand on this page once ({rule.instead})', kind="repeated")
    for sentence in found[1:] if page.path in rule.once_on else found:
        if match := _any(rule.words).search(sentence.text):
            where = "stands here twice" if page.path in rule.once_on else "does not belong here"
            yield sentence.fault("repeated", f'"{match[0]}" {where} ({rule.instead})', match.start(), match.end())


def check_finding(slug: str, finding: Finding, rules: Mapping[str, Rule], path: str) -> Iterator[Fault]:
    """Words banned anywhere, and verbs that its label does not allow, in a finding's question, claim and short form."""
    record = f"{path}#{slug}"
    yield from _missing(finding, [rule for rule in rules.values() if rule.needed and finding.label in rule.labels], record)
    held = [rule for rule in rules.values() if rule.bars and (not rule.labels or finding.label in rule.labels)]
    for text in (finding.question, finding.claim, finding.short):
        for words in split_sentences(re.sub(r"\s*\[[^\[\]]*@[^\[\]]*\]", "", text)):
            for rule in held:
                where = f' in a finding that is "{finding.label}"' if rule.labels else ""
                yield from _broken(rule, Sentence(" ".join(words.split()), (), record=record), where)


def check_numbers_in_words(passages: Iterable[Passage]) -> Iterator[Fault]:
    """Relative numbers alone, and figures of another whole than 100."""
    for passage in passages:
        for sentence in passage.sentences:
            if passage.for_doctors:
                continue
            yield from _relative(sentence)
            yield from _denominators(sentence)


def check_shape(passages: Sequence[Passage]) -> Iterator[Fault]:
    """Long sentences, paragraphs and headings, and a page whose answer does not come first."""
    after_title = False
    if passages and not any(passage.tag == "h1" for passage in passages):
        yield passages[-1].sentences[0].fault("shape", "this page has no title (write # and the title above its text)")
    for passage in passages:
        first = passage.sentences[0]
        if passage.tag == "h1":
            after_title = True
            if len(first.text) > LONGEST_HEADING:
                yield first.fault("shape", f"this heading has {len(first.text)} characters (at most {LONGEST_HEADING})")
            continue
        if after_title:
            after_title = False
            yield from _answer(passage)
        yield from _long(passage)


def _broken(rule: Rule, sentence: Sentence, where: str) -> Iterator[Fault]:
    prose = _unquoted(sentence.text)
    if rule.unless and _any(rule.unless).search(prose):
        return
    for match in _any(rule.words).finditer(prose):
        if match[0] == "May" and re.match(r"\s+(?:\d{1,2},?\s+)?\d{4}\b", prose[match.end() :]):
            continue  # the month
        yield sentence.fault("wording", f'"{match[0]}" must not stand{where} ({rule.instead})', match.start(), match.end())


def _unquoted(text: str) -> str:
    """The text, as long as before, with quotations blanked out."""
    return _QUOTED.sub(lambda match: "\ue001" * len(match[0]), text)


def _missing(finding: Finding, needed: Iterable[Rule], record: str) -> Iterator[Fault]:
    """Words that the label asks for: a hedge in claim and short form."""
    for name, text in (("claim", finding.claim), ("short", finding.short)):
        for rule in needed:
            if not _any(rule.words).search(text):
                message = f'the {name} of a finding that is "{finding.label}" lacks its words ({rule.instead})'
                yield Sentence(text, (), record=record).fault("wording", message, 0, 40)


@cache
def _any(words: tuple[str, ...]) -> re.Pattern[str]:
    """Any of these words, whole and in any case."""
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, words))})(?!\w)", re.IGNORECASE)


def _relative(sentence: Sentence) -> Iterator[Fault]:
    for match in _RELATIVE.finditer(sentence.text):
        if sum(count.unit == "percent" for count in find_counts(sentence.text)) < 2:
            message = f'"{match[0]}" says nothing without the two numbers (give both in this sentence)'
            yield sentence.fault("number-in-words", message, match.start(), match.end())


def _denominators(sentence: Sentence) -> Iterator[Fault]:
    for match in _DENOMINATOR.finditer(sentence.text):
        whole = match["whole"]
        if whole != "100" and " of " not in match[0]:
            message = f'"{match[0]}" counts of {whole}, others of 100 (write it "in 100", with the true count beside it)'
            yield sentence.fault("number-in-words", message, match.start(), match.end())


def _answer(passage: Passage) -> Iterator[Fault]:
    first = passage.sentences[0]
    if passage.tag != "p" or "answer" not in passage.css_class.split():
        yield first.fault("shape", "the answer must come first below the title (one paragraph, with { .answer } on the line below it)")
    elif passage.words > LONGEST_ANSWER:
        yield first.fault("shape", f"the answer has {passage.words} words (at most {LONGEST_ANSWER})")


def _long(passage: Passage) -> Iterator[Fault]:
    cells_apart = [
        sentence._replace(text=" ".join(part.split()))
        for sentence in passage.sentences
        for cell in sentence.text.split(" | ")
        for part in split_sentences(cell)
    ]
    for sentence in cells_apart if passage.tag == "tr" else passage.sentences:
        words = len(sentence.text.split())
        if words > LONGEST_SENTENCE and not passage.for_doctors:
            yield sentence.fault("shape", f"this sentence has {words} words (at most {LONGEST_SENTENCE}: make two of it)")
    if passage.tag == "p" and len(passage.sentences) > MOST_SENTENCES and not passage.record:
        message = f"this paragraph has {len(passage.sentences)} sentences (at most {MOST_SENTENCES})"
        yield passage.sentences[0].fault("shape", message)
