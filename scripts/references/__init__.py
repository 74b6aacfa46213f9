"""From .bib files to printed references, and to files for reference managers.

In go the .bib files in refs/; out come Reference records, their NLM print as HTML, and .bib, .ris and CSL-JSON.
Knows nothing of pages, of evidence, of MkDocs, or of who cites.

The way of an entry: `scanner` (with `syntax` for faults) and `bibtex` make an `entry` of it, `inheritance` adds what it has
from others, `reading` (by `field_reader`) makes a `reference` of it with the tables of `types` and `fields`, `nlm_style` prints
it, `shown` keeps it. What a field may hold is known by `latex`, `names`, `dates`, `pages`, `identifiers` and `localization`; a text
with markup is a `rich_text`.
"""
