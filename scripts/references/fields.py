"""The fields of entries: which are read, under which names, and which a reference of each kind prints.

BibTeX's and BibLaTeX's names are read alike (journal and journaltitle, address and location), as are those of publishers
for numbers of articles. What stands in no table here never matters, whatever it holds.
"""

from collections.abc import Mapping
from types import MappingProxyType

# The one name of a text here, and the names that it may have in a file, best first.
TEXTS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "title": ("title",), "subtitle": ("subtitle",), "titleaddon": ("titleaddon",), "short_title": ("shorttitle",),
        "journal": ("shortjournal", "journal", "journaltitle"),
        "journal_in_full": ("journal", "journaltitle", "fjournal"), "journal_subtitle": ("journalsubtitle",),
        "booktitle": ("booktitle",), "booksubtitle": ("booksubtitle",), "maintitle": ("maintitle",), "mainsubtitle": ("mainsubtitle",),
        "publisher": ("publisher",), "place": ("address", "location"), "institution": ("institution", "school", "organization"),
        "site": ("journal", "journaltitle", "booktitle"),
        "edition": ("edition",), "volume": ("volume",), "issue": ("number", "issue"), "number": ("number",),
        "pages": ("pages",), "article_number": ("eid", "article-number", "elocation-id", "articleno"),
        "chapter": ("chapter",), "how": ("howpublished",), "version": ("version",), "kind": ("type",), "language": ("language", "langid"),
        "addendum": ("addendum",), "read_as": ("readas",),
    }
)  # fmt: skip
_ALWAYS = ("title", "subtitle", "titleaddon", "short_title", "language", "addendum", "read_as")
_MAKERS = ("publisher", "institution", "place")
_IN_A_BOOK = ("booktitle", "booksubtitle", "maintitle", "mainsubtitle", *_MAKERS, "edition", "volume", "pages", "article_number", "chapter")
# What a reference of each kind prints. Only what is printed is judged.
PRINTED: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "article": (*_ALWAYS, "journal", "journal_subtitle", "volume", "issue", "pages", "article_number"),
        "book": (*_ALWAYS, "maintitle", "mainsubtitle", *_MAKERS, "edition", "volume", "version"),
        "incollection": (*_ALWAYS, *_IN_A_BOOK),
        "inproceedings": (*_ALWAYS, *_IN_A_BOOK),
        "techreport": (*_ALWAYS, *_MAKERS, "number", "version"),
        "phdthesis": (*_ALWAYS, *_MAKERS, "kind"),
        "misc": (*_ALWAYS, *_MAKERS, "how", "site", "version"),
        "online": (*_ALWAYS, *_MAKERS, "site", "how", "version"),
        "dataset": (*_ALWAYS, *_MAKERS, "version"),
    }
)
WITH_PAGES = ("pages", "article_number", "chapter")  # printed with a part of a book that has the book's title
NUMBERED = ("number", "kind")  # printed with patents, standards and the like
WITH_EDITORS = frozenset(("book", "incollection", "inproceedings", "dataset"))
TITLES = (("title", "subtitle"), ("booktitle", "booksubtitle"), ("maintitle", "mainsubtitle"), ("journal", "journal_subtitle"))

# Read, but not as text.
OTHERS = (
    "author", "editor", "date", "year", "month", "day", "urldate", "pubstate", "doi", "url", "pmid", "pmcid", "eprint", "eprinttype",
    "archiveprefix", "langid", "crossref", "xdata", "ids",
)  # fmt: skip
READ = frozenset((*OTHERS, *(name for names in TEXTS.values() for name in names)))
