"""The types of entries: how each is printed, what it cannot do without, and what RIS and CSL call it.

BibTeX's types (btxdoc), BibLaTeX's (manual, section 2.1), those of JabRef and publishers, and Zotero's own names of them.
`kind` says how a work is printed, as NLM has one form for many types. What BibLaTeX treats as `misc`, we print as that, with
its number.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple


class EntryType(NamedTuple):
    """One type of entry. A date is met by a state such as "in press", too."""

    kind: str  # article, book, incollection, inproceedings, techreport, phdthesis, misc, online or dataset
    needs: tuple[str, ...]  # beside a title: what Citing Medicine has no way to leave out
    ris: str
    csl: str
    is_known: bool = True  # False: BibLaTeX's styles print it as misc

    @property
    def is_numbered(self) -> bool:
        """Whether it is a patent, a standard or the like, whose number is printed."""
        return self.kind == "misc" and self.ris not in ("GEN", "PAMP", "UNPB")


def _types(table: str) -> dict[str, EntryType]:
    found = {}
    for line in table.strip().splitlines():
        names, kind, needs, ris, csl = line.split()
        for name in names.split(","):
            required = () if needs == "-" else tuple(needs.split(","))
            found[name.rstrip("?")] = EntryType(kind, required, ris, csl, not name.endswith("?"))
    return found


# A question mark: BibLaTeX's standard styles have no form of their own for it.
TYPES: Mapping[str, EntryType] = MappingProxyType(
    _types(
        """
        article,suppperiodical,journalarticle                                       article       journal,date JOUR   article-journal
        newspaper,newspaperarticle                                                  article       journal,date NEWS   article-newspaper
        magazine,magazinearticle                                                    article       journal,date MGZN   article-magazine
        review                                                                      article       date         JOUR   review
        periodical                                                                  book          -            JFULL  periodical
        book,mvbook                                                                 book          -            BOOK   book
        collection,mvcollection,reference                                           book          -            EDBOOK book
        mvreference                                                                 book          -            EDBOOK book
        proceedings,mvproceedings                                                   book          -            BOOK   book
        manual                                                                      book          -            BOOK   book
        inbook,bookinbook,suppbook                                                  incollection  booktitle    CHAP   chapter
        incollection,suppcollection,booksection                                     incollection  booktitle    CHAP   chapter
        inreference                                                                 incollection  booktitle    ENCYC  entry-encyclopedia
        inproceedings,conference,conferencepaper                                    inproceedings booktitle    CONF   paper-conference
        techreport,report                                                           techreport    -            RPRT   report
        phdthesis,mastersthesis,thesis                                              phdthesis     -            THES   thesis
        misc                                                                        misc          -            GEN    document
        preprint?                                                                   misc          -            GEN    article
        booklet                                                                     misc          -            PAMP   pamphlet
        unpublished,manuscript                                                      misc          -            UNPB   manuscript
        online,electronic,www,webpage,website,blogpost                              online        url          ELEC   webpage
        dataset,data                                                                dataset       -            DATA   dataset
        softwareversion?,softwaremodule?,codefragment?,software?,computerprogram?   misc          -            COMP   software
        patent                                                                      misc          -            PAT    patent
        standard?                                                                   misc          -            STAND  standard
        legislation?,legal?,statute?,bill?                                          misc          -            STAT   legislation
        jurisdiction?,case?                                                         misc          -            CASE   legal_case
        video?,movie?,film?,videorecording?                                         misc          -            VIDEO  motion_picture
        audio?,music?,performance?,podcast?                                         misc          -            SOUND  song
        artwork?,image?                                                             misc          -            ART    graphic
        letter?,interview?                                                          misc          -            PCOMM  personal_communication
        presentation?,lecture?,talk?,poster?                                        misc          -            SLIDE  speech
        commentary?,customa?,customb?,customc?,other?,document?                     misc          -            GEN    document
        customd?,custome?,customf?,hidden?                                          misc          -            GEN    document
        """
    )
)
# Never printed: data for other entries, for programs, or for a group of entries.
NEVER_PRINTED = frozenset(("xdata", "set", "bibnote", "control", "ieeetranbstctl", "comment"))
# BibTeX's inbook is a part of the book whose title it has; with a booktitle it is BibLaTeX's, a chapter with its own.
CLASSIC_PART = EntryType("book", (), "CHAP", "chapter")


def type_of(name: str, fields: Mapping[str, str]) -> EntryType | None:
    """How an entry of this type with these fields is printed; None where the type is not known."""
    if name == "inbook" and "booktitle" not in fields:
        return CLASSIC_PART
    return TYPES.get(name)
