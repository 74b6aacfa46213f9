"""Bugs that a reader or writer would notice, one a rule: what is put in where, and the tests that should see it."""

from typing import NamedTuple


class Mutant(NamedTuple):
    """One bug. `old` stands in the file once."""

    rule: str  # what is broken
    path: str
    old: str
    new: str
    tests: tuple[str, ...]  # below tests/


def _bug(rule: str, path: str, old: str, new: str, *tests: str) -> Mutant:
    return Mutant(rule, f"scripts/{path}", old, new, tests)


# Bugs that no test saw when they were first put in.
_ONCE_UNSEEN = (
    _bug("a share may be 2 points off", "checks/counts.py", "within=2.0)", "within=3.5)", "checks/test_wording.py"),
    _bug("up to 3 studies need no fact", "checks/counts.py", "_MOST_FREE = 3", "_MOST_FREE = 5", "checks/test_counts.py"),
    _bug("the old site stays until the new one is there", "publishing/swap.py",
         "        target.rename(_old(target))\n", "        shutil.rmtree(target)\n", "publishing/test_swap.py"),
    _bug("cited in: in the order of the menu", "pages/edition.py",
         "key=lambda page: (order.get(page.path, len(order)), page.path)", "key=lambda page: page.path", "writing/test_source_lists.py"),
    _bug("no faults of blocks beside broken records", "pages/edition.py",
         "        if not self.evidence.faults:  # a broken", "        if True:  # a broken", "writing/test_blocks.py"),
    _bug("a number's fault is said once", "publishing/run.py",
         'fault.kind if fault.kind == "untraced-number" else fault.message', "fault.message", "publishing/test_run.py"),
    _bug("base-uri in the policy", "publishing/policy.py", """            "base-uri 'none'",\n""", "", "publishing/test_policy.py"),
    _bug("no https image on a page", "checks/safety.py",
         '_LINKS = frozenset(("a",', '_LINKS = frozenset(("img", "a",', "checks/test_safety.py"),
    _bug("no data: links", "checks/safety.py", "(?:javascript|vbscript|data):", "(?:javascript|vbscript):", "checks/test_safety.py"),
    _bug("a withdrawn finding cannot be shared", "writing/finding_blocks.py",
         "if own_page and not finding.withdrawn:", "if own_page:", "writing/test_withdrawn.py"),
    _bug("its short form claims nothing", "evidence/findings.py",
         " if not finding.withdrawn else in_words(finding.withdrawn),", ",", "writing/test_withdrawn.py"),
    _bug("vs. ends no sentence", "checks/sentences.py", '_SHORT = "vs Vs ', '_SHORT = "', "checks/test_sentences.py"),
    _bug("editors of datasets", "references/fields.py", '"inproceedings", "dataset"))\nTITLES', '"inproceedings"))\nTITLES',
         "references/test_nlm_style.py"),
    _bug("a stretch of time in CSL", "references/csl_export.py",
         "[date.iso_parts, *([date.until.iso_parts] if date.until else [])]", "[date.iso_parts]", "references/test_exports.py"),
    _bug("dates of the sitemap", "publishing/plugin.py",
         'page.update_date = str(page.meta["checked"])', "pass", "publishing/test_days.py"),
    _bug("the date of a site without git", "publishing/dating.py", "int(min(max(dates)", "int(min(min(dates)", "publishing/test_days.py"),
    _bug("the share box is not printed", "paper/built.py", '"screen-only", "share",', '"screen-only",', "paper/test_book.py"),
    _bug("og:image is followed", "markup.py", "[@property='og:url' or @property='og:image']", "[@property='og:url']",
         "checks/test_links.py"),
)  # fmt: skip

_CHARTS = (
    _bug("a chart's marks stand to scale", "writing/chart_drawings.py",
         "(RIGHT - LEFT), 1)", "(RIGHT - LEFT) * 0.9, 1)", "writing/test_chart_drawings.py"),
    _bug("the band is where both spreads reach", "writing/chart_drawings.py",
         "max(pair[0] for pair in found), min(", "min(pair[0] for pair in found), max(", "writing/test_chart_drawings.py"),
    _bug("filled dots are the share of the people", "evidence/charted.py",
         "self.part.value * self.value / 100", "self.part.value * self.value / 90", "writing/test_charts.py"),
    _bug("our own sums are dashed", "writing/chart_drawings.py",
         'row.range.status == "derived")', 'row.range.status == "sum")', "writing/test_charts.py"),
    _bug("no number is typed into a chart", "checks/page.py",
         "    yield from _typed_numbers(evidence)\n", "", "writing/test_charts.py"),
    _bug("no formula in a chart's data", "evidence/charted.py", '_FORMULA = ("=",', "_FORMULA = (", "writing/test_charts.py"),
    _bug("a chart's words are no words of the page", "checks/sentences.py", '("urgent", "chart")', '("urgent",)', "writing/test_charts.py"),
    _bug("what a chart says is traced to its works", "checks/tracing.py",
         "return {}, evidence.works_with(chart.facts)", "return {}, ()", "writing/test_charts.py"),
    _bug("a range belongs to its share", "evidence/chart_faults.py",
         "not fact.low <= drawn.value <= fact.high", "False", "writing/test_charts.py"),
)  # fmt: skip

_NUMBERS_AND_WORDS = (    _bug("a sentence has 25 words", "checks/wording.py", "= 25, 3, 60, 65", "= 26, 3, 60, 65", "checks/test_wording.py"),
    _bug("a paragraph has 3 sentences", "checks/wording.py", "= 25, 3, 60, 65", "= 25, 4, 60, 65", "checks/test_wording.py"),
    _bug("a description has 190 characters", "checks/page.py", "DESCRIPTION = 190", "DESCRIPTION = 200", "checks/test_wording.py"),
    _bug("rounded only with about", "checks/tracing.py", "(count.about and round(number)", "(round(number)", "checks/test_wording.py"),
    _bug("a number matches its unit", "checks/tracing.py",
         "if count.unit and fact.unit != count.unit:", "if False:", "checks/test_wording.py"),
    _bug("a label decides which verbs may stand", "checks/wording.py",
         "(not rule.labels or finding.label in rule.labels)]", "not rule.labels]", "checks/test_wording.py"),
    _bug("quotations may hold any word", "checks/wording.py",
         "prose = _unquoted(sentence.text)", "prose = sentence.text", "checks/test_wording.py"),
    _bug("twice as many needs both numbers", "checks/wording.py",
         'count.unit == "percent" for count in find_counts(sentence.text)) < 2',
         'count.unit == "percent" for count in find_counts(sentence.text)) < 1', "checks/test_wording.py"),
    _bug("a section for doctors ends at the next heading of its rank", "checks/sentences.py",
         "child.tag <= section", "child.tag < section", "checks/test_wording.py"),
    _bug("a short form has 150 characters", "evidence/studies.py", "SHORT = 150", "SHORT = 151", "checks/test_wording.py"),
    _bug("an unknown field is told", "evidence/constraints.py", '"extra": "forbid"', '"extra": "ignore"', "checks/test_wording.py"),
    _bug("a name that stands twice is told", "yaml_files.py", "tuple(_twice(root, first_line)) if root else ()", "()",
         "checks/test_wording.py"),
)  # fmt: skip

_REFERENCES = (
    _bug("six authors, then et al", "references/nlm_style.py", "MOST_AUTHORS = 6", "MOST_AUTHORS = 7", "references/test_nlm_style.py"),
    _bug("initials that are initials already", "references/names.py", "bare if bare.isupper() and len(bare) <= 3", "bare if False",
         "references/test_names.py"),
    _bug("pages shortened", "references/pages.py", "kept = last[same:]", "kept = last", "references/test_nlm_style.py"),
    _bug("journals without full stops", "references/reading.py",
         'texts["journal"] = _without_dots(short)', 'texts["journal"] = short', "references/test_bib_cases.py"),
    _bug("a DOI cannot break out of its link", "references/identifiers.py",
         """"https://doi.org/" + quote(doi, safe="/:;()@!$&'*+,=~.-_")""", '"https://doi.org/" + doi', "references/test_nlm_style.py"),
    _bug("only web addresses", "references/identifiers.py", "if not _WEB_ADDRESS.fullmatch(bare):", "if False:",
         "references/test_nlm_style.py"),
    _bug("a date that is not certain", "references/dates.py",
         'return f"[{text}?]" if self.doubtful else text', "return text", "references/test_bib_cases.py"),
    _bug("a day that no month has", "references/dates.py", "*_SEASONS) and found.exists else", "*_SEASONS) else",
         "references/test_dates.py"),
    _bug("sorted without accents", "references/reference.py", "if not unicodedata.combining(char)).casefold()", ").casefold()",
         "references/test_nlm_style.py"),
    _bug("a key in another case is the same", "references/bibtex.py",
         "entries.setdefault(entry.key.lower(), entry)", "entries.setdefault(entry.key, entry)", "references/test_bibtex.py"),
    _bug("editors of books in RIS", "references/ris_export.py", 'yield "ED" if reference.type == "book" else "A2"', 'yield "A2"',
         "references/test_exports.py"),
    _bug("papers before background", "references/shown.py", "(group != ALWAYS_SHOWN, group)", "group", "writing/test_source_lists.py"),
    _bug("what was read is told", "templates/reference.html", "Read as {{", "{{", "writing/test_source_lists.py"),
    _bug("a number stays beside its word", "writing/citations.py",
         'return text[:-1] + "\\u00a0" if', "return text if", "writing/test_citations.py"),
    _bug("letters go on after z", "writing/source_lists.py", "zip(_letters(), anchors", 'zip("abcdefghijklmnopqrstuvwxyz", anchors',
         "writing/test_source_lists.py"),
)  # fmt: skip

_PAGES = (
    _bug("a finding on two pages", "checks/page.py", "elif len(found) > 1:", "elif len(found) > 2:", "writing/test_blocks.py"),
    _bug("changes: the newest first", "evidence/studies.py", "item[1].date)[::-1]", "item[1].date)", "writing/test_changes.py"),
    _bug("only a correction stands on its finding's page", "evidence/studies.py",
         "if change.correction and slug in change.findings]", "if slug in change.findings]", "writing/test_changes.py"),
    _bug("a number in a question is traced by its finding", "templates/changes.html", '<li data-record="refs/findings.yml#{{ slug }}">', "<li>",
         "writing/test_numbers_in_questions.py"),
    _bug("a question is plain text", "templates/finding.html", "{{ record.question | plain }}</h2>", "{{ record.question }}</h2>",
         "checks/test_safety.py"),
    _bug("a preview is cut at a word", "pages/head.py", '(kept.rpartition(" ")[0] or kept[:-1])', "kept[:-1]", "pages/test_head.py"),
    _bug("no text ends the script of JSON-LD", "pages/head.py", '.replace("<", "\\\\u003c")', "", "pages/test_head.py"),
    _bug("type of previews is 48 px", "pages/cards.py", "SMALLEST, LARGEST = 48, 60", "SMALLEST, LARGEST = 40, 60", "pages/test_cards.py"),
    _bug("a changed image has another name", "pages/cards.py",
         "hashlib.sha256(draw(card))", "hashlib.sha256(card.name.encode())", "pages/test_cards.py"),
    _bug("no claim ends a BBCode quote", "pages/quotes.py", 'return text.replace("[", "(").replace("]", ")")', "return text",
         "pages/test_quotes.py"),
    _bug("a moved page takes its places along", "pages/permalinks.py",
         'bool(mark and f"{self.moved.get(page)}#{anchor}" in there)', "False", "pages/test_permalinks.py"),
    _bug("a redirect to a redirect", "pages/permalinks.py", "    if new in moved:", "    if False:", "pages/test_permalinks.py"),
    _bug("promised addresses are sorted", "pages/permalinks.py", "sorted(promised | new)", "sorted(new | promised, reverse=True)",
         "pages/test_permalinks.py"),
    _bug("places on other pages are followed", "checks/links.py", "if path not in ids or (fragment and", "if path not in ids or (False and",
         "publishing/test_build.py"),
    _bug("an id that stands twice", "markup.py", "frozenset(twice)", "frozenset()", "checks/test_links.py"),
)  # fmt: skip

_OUT = (
    _bug("nobody may frame a page", "publishing/hosting.py", "; frame-ancestors 'none'", "", "publishing/test_policy.py"),
    _bug("scripts are allowed by their hash", "publishing/policy.py", """["script-src 'self'", *hashes]""",
         """["script-src 'self' 'unsafe-inline'"]""", "publishing/test_policy.py"),
    _bug("foreign files are not touched", "publishing/swap.py", "sorted(_files(target) - ours)", "sorted(ours - ours)",
         "publishing/test_swap.py"),
    _bug("a swap that broke off is mended", "publishing/swap.py", "if _old(target).exists() and not target.exists():", "if False:",
         "publishing/test_swap.py"),
    _bug("a broken link has its line", "publishing/messages.py", """lines_of(match["link"], Text("", markdown)) or (0,)""", "(0,)",
         "publishing/test_build.py"),
    _bug("an address that is none is refused", "publishing/command.py", "if url and not re.fullmatch(", "if not url and re.fullmatch(",
         "publishing/test_build.py::test_the_address_may_be_given"),
    _bug("faults in order", "publishing/run.py", "in sorted(news or faults):", "in reversed(news or faults):", "test_sites.py"),
    _bug("a heading skips no level", "checks/printed.py", "level > before + 1", "level > before + 2", "checks/test_printed.py"),
    _bug("letters that no typeface has", "fonts.py", " and not face_of(letter))", " and False)", "checks/test_printed.py"),
    _bug("a web font holds what is printed", "fonts.py", '"regular", (wanted & characters(INTER))', '"regular", characters(INTER)',
         "test_fonts.py::test_each_letter_is_in_one_font_of_a_weight"),
    _bug("type of wide tables is 10 points", "paper/columns.py", "_STEP, _SMALLEST = 0.5, 10.0", "_STEP, _SMALLEST = 0.5, 8.0",
         "paper/test_columns.py"),
    _bug("no column is narrower than its longest word", "paper/columns.py",
         "least[at] = max(least[at], longest / span)", "least[at] = longest / span", "paper/test_columns.py"),
    _bug("a leaflet has two sides", "paper/printing.py", "if edition.sides not in (None, pdf.pages):", "if False:",
         "paper/test_leaflet.py"),
    _bug("a leaflet in large print fills its sheets", "paper/printing.py", "if edition.sides is None and pdf.pages % 2:", "if False:",
         "paper/test_leaflet.py"),
    _bug("the size of a PDF file", "paper/printing.py", "round(len(pdf.data) / 1000)", "round(len(pdf.data) / 1024)",
         "paper/test_leaflet.py"),
    _bug("a link in the book tells its page", "paper/book.py", "if url != chapter.page.url:", "if False:", "paper/test_book.py"),
    _bug("the leaflet numbers its own sources", "paper/leaflet.py", "link.text = str(cited.setdefault(key, len(cited) + 1))",
         "cited.setdefault(key, 1)", "paper/test_leaflet.py"),
    _bug("paper tells when its text was checked", "paper/book.py", "day(min(checked))", "day(max(checked))", "publishing/test_days.py"),
    _bug("people in the open data", "evidence/findings.py", "people=tuple(_counts(finding, evidence)),", "people=(),",
         "evidence/test_open_data.py"),
    _bug("lines of the CSV", "evidence/findings.py", 'lineterminator="\\r\\n"', 'lineterminator="\\n"', "evidence/test_open_data.py"),
)  # fmt: skip

_SEARCH = (
    _bug("no full stop is left alone", "pages/sections.py", "self.text = self.text.rstrip()\n            if (mark", "if (mark",
         "pages/test_search_index.py"),
    _bug("a block ends its sentence", "pages/sections.py", "self.text += mark\n", "pass\n", "pages/test_search_index.py"),
    _bug("a row of a table is a place", "pages/sections.py", 'if element.tag == "tr" and element.get("id") else []', "if False else []",
         "pages/test_search_index.py"),
    _bug("what follows a finding belongs to the heading above", "pages/sections.py", ' or element.tag == "section":', ":",
         "pages/test_search_index.py"),
    _bug("marks are not searched", "pages/sections.py", '"brief", "citation",', '"brief",', "pages/test_search_index.py"),
    _bug("a question is found on its own page", "pages/sections.py", "if one.page in pages.get(one.title, (one.page,))", "if True",
         "pages/test_search_index.py"),
    _bug("the same is found once", "pages/sections.py", "first.setdefault((one.title, one.text), one)", "first[one.address, one.text] = one",
         "pages/test_search_index.py"),
    _bug("pages in the order of the menu", "pages/search.py", "key=lambda one: (order.get(one[0], len(order)), one[0])",
         "key=lambda one: one[0]", "pages/test_search_index.py"),
    _bug("a best bet leads somewhere", "pages/search.py", "record.first not in addresses", "False", "pages/test_search_index.py"),
    _bug("other words stand on a page", "pages/search.py", "if record.means and f", "if False and f", "pages/test_search_index.py"),
    _bug("words stand in one record", "pages/search.py", "_plain(words), name)) != name", "words, name)) != name",
         "pages/test_search_index.py"),
)  # fmt: skip

MUTANTS = (*_SEARCH, *_ONCE_UNSEEN, *_CHARTS, *_NUMBERS_AND_WORDS, *_REFERENCES, *_PAGES, *_OUT)
