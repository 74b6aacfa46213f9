"""RIS and CSL-JSON read back into .bib entries, each field by what its format says it means; not by how we write it."""

import json
import re
from collections.abc import Iterable
from typing import Any

_RIS_TYPES = {
    "JOUR": "article", "NEWS": "newspaper", "MGZN": "magazine", "JFULL": "periodical", "BOOK": "book", "EDBOOK": "collection",
    "CHAP": "incollection", "ENCYC": "inreference", "CONF": "inproceedings", "RPRT": "report", "THES": "thesis", "GEN": "misc",
    "PAMP": "booklet", "UNPB": "unpublished", "ELEC": "online", "DATA": "dataset", "COMP": "software", "PAT": "patent",
    "STAND": "standard", "STAT": "legislation", "CASE": "jurisdiction", "VIDEO": "video", "SOUND": "audio", "ART": "artwork",
    "PCOMM": "letter", "SLIDE": "presentation",
}  # fmt: skip
_CSL_TYPES = {
    "article-journal": "article", "article-newspaper": "newspaper", "article-magazine": "magazine", "review": "review",
    "periodical": "periodical", "book": "book", "chapter": "incollection", "entry-encyclopedia": "inreference",
    "paper-conference": "inproceedings", "report": "report", "thesis": "thesis", "document": "misc", "article": "misc", "pamphlet": "booklet",
    "manuscript": "unpublished", "webpage": "online", "dataset": "dataset", "software": "software", "patent": "patent",
    "standard": "standard", "legislation": "legislation", "legal_case": "jurisdiction", "motion_picture": "video", "song": "audio",
    "graphic": "artwork", "personal_communication": "letter", "speech": "presentation",
}  # fmt: skip
_SEASONS = ("Spring", "Summer", "Fall", "Winter")
_SPECIAL = {"\\": r"\textbackslash{}", "{": r"\textbraceleft{}", "}": r"\textbraceright{}", "$": r"\$", "~": r"\textasciitilde{}", "`": r"\textasciigrave{}",
            "\u00a0": "~", "<": r"\textless{}", ">": r"\textgreater{}", "&": r"\&", "-": "-{}", "'": "'{}"}  # fmt: skip


def _latex(text: str) -> str:
    return "".join(_SPECIAL.get(char, char) for char in text)


def _entries(entries: Iterable[tuple[str, str, dict[str, str]]]) -> str:
    return "\n".join(
        f"@{kind}{{{key},\n" + "".join(f"  {name} = {{{value}}},\n" for name, value in fields.items() if value) + "}\n"
        for kind, key, fields in entries
    )


def from_ris(text: str) -> str:
    """The .bib file of an .ris file."""
    entries = []
    for record in re.split(r"^ER  - *$", text, flags=re.MULTILINE)[:-1]:
        tags: dict[str, list[str]] = {}
        for tag, value in re.findall(r"^([A-Z][A-Z0-9])  - (.*)$", record, re.MULTILINE):
            tags.setdefault(tag, []).append(value)
        entries.append(_from_tags(tags))
    return _entries(entries)


def _from_tags(tags: dict[str, list[str]]) -> tuple[str, str, dict[str, str]]:
    one = {tag: values[0] for tag, values in tags.items()}
    kind = _RIS_TYPES[one["TY"]]
    notes = dict(note.split(": ", 1) for note in tags.get("N1", ()) if ": " in note)
    if "T2" not in one:
        kind = {"incollection": "inbook", "article": "review"}.get(kind, kind)
    fields = {
        "title": _latex(one.get("TI", "")),
        "author": _ris_names(tags.get("AU", []), notes.pop("author", "")),
        "editor": _ris_names(tags.get("ED", []) + tags.get("A2", []), notes.pop("editor", "")),
        "shortjournal": _latex(one.get("J2", "")),
        "publisher": _latex(one.get("PB", "")),
        "address": _latex(one.get("CY", "")),
        "version" if kind in ("dataset", "software") else "edition": _latex(one.get("ET", "")),
        "volume": _latex(one.get("VL", "")),
        "issue": _latex(one.get("IS", "")),
        "type": _latex(one.get("M3", "")),
        "number": _latex(one.get("SN", one.get("M1", ""))),
        "pages": _latex("-".join(one[tag] for tag in ("SP", "EP") if tag in one)).replace("-{}", "-"),
        "language": one.get("LA", ""),
        "doi": _latex(one.get("DO", "")).replace("-{}", "-").replace("'{}", "'"),
        "url": _latex(one.get("UR", "") if "DO" not in one else "").replace("-{}", "-"),
        "urldate": _iso(one.get("Y2", "")),
        "pmid": one.get("AN", ""),
        "pmcid": one.get("C2", ""),
    }
    if "T2" in one:
        fields[_container(kind)] = _latex(one["T2"])
    year, *_, season = [*one.get("DA", "").split("/"), ""][:4]
    fields |= {"year": year, "month": season} if season else {"date": _iso(one.get("DA", ""))}
    fields |= {name: value if name == "date" else _latex(value) for name, value in notes.items() if name not in ("PMID", "PMCID")}
    return kind, one["ID"], fields


def _container(kind: str) -> str:
    if kind in ("article", "newspaper", "magazine", "review", "misc"):
        return "journal"
    return "titleaddon" if kind == "online" else "booktitle" if kind not in ("booklet", "unpublished") else "journal"


def _iso(date: str) -> str:
    return "-".join(part for part in date.split("/")[:3] if part)


def _ris_names(names: list[str], more: str) -> str:
    read = []
    for name in names:
        parts = name.split(", ")
        if ",," in name or len(parts) == 1:
            read.append("{" + _latex(name.replace(",,", ",")) + "}")
        else:
            family, given, *suffix = (f"{{{_latex(part)}}}" if re.search(r"\band\b", part) else _latex(part) for part in parts)
            read.append(", ".join([family, *suffix, given]))
    return " and ".join([*read, *(["others"] if more else [])])


def from_csl(text: str) -> str:
    """The .bib file of a CSL-JSON file."""
    return _entries(_from_item(item) for item in json.loads(text))


def _from_item(item: dict[str, Any]) -> tuple[str, str, dict[str, str]]:
    kind = _CSL_TYPES[item["type"]]
    if kind == "incollection" and "container-title" not in item:
        kind = "inbook"
    notes = dict(note.split(": ", 1) for note in item.get("note", "").split("\n") if ": " in note)
    fields = {
        "author": _csl_names(item.get("author", []), notes.pop("author", "")),
        "editor": _csl_names(item.get("editor", []), notes.pop("editor", "")),
        "pubstate": _latex(item.get("status", "")),
        "url": _latex(item.get("URL", "") if "DOI" not in item else "").replace("-{}", "-"),
        "urldate": _date(item.get("accessed", {})),
        "date": notes.pop("issued", "") or _date(item.get("issued", {})),
        "doi": _latex(item.get("DOI", "")).replace("-{}", "-").replace("'{}", "'"),
        "pmid": item.get("PMID", ""),
        "pmcid": item.get("PMCID", ""),
        "pages": item.get("page", "").replace("{", ""),
        "language": item.get("language", ""),
    }
    names = {"title": "title", "container-title": _container(kind), "container-title-short": "shortjournal", "publisher": "publisher",
             "publisher-place": "address", "edition": "edition", "volume": "volume", "issue": "issue", "number": "number",
             "genre": "type", "version": "version", "chapter-number": "chapter"}  # fmt: skip
    fields |= {name: _marked_up(item[variable]) for variable, name in names.items() if variable in item}
    fields |= {name: _latex(value) for name, value in notes.items()}
    return kind, item["id"], fields


def _marked_up(text: str) -> str:
    commands = {"i": "textit", "b": "textbf", "sub": "textsubscript", "sup": "textsuperscript"}
    pieces = re.split(r"(</?(?:i|b|sub|sup)>)", text)
    return "".join(
        ("}" if piece[1] == "/" else f"\\{commands[piece[1:-1]]}{{") if place % 2 else _latex(piece) for place, piece in enumerate(pieces)
    )


def _date(date: dict[str, Any]) -> str:
    if not date:
        return ""
    parts = [[f"{part:0{4 + (part < 0)}}" if place == 0 else f"{part:02}" for place, part in enumerate(one)] for one in date["date-parts"]]
    if "season" in date:
        parts[0].append(str(20 + date["season"]))
    return "/".join("-".join(one) for one in parts) + "~" * bool(date.get("circa")) * (len(parts) == 1)


def _csl_names(names: list[dict[str, str]], more: str) -> str:
    read = []
    for name in names:
        if "literal" in name or "given" not in name:
            read.append("{" + _latex(name.get("literal", name.get("family", ""))) + "}")
        else:
            parts = (name["family"], name.get("suffix", ""), name["given"])
            read.append(", ".join(f"{{{_latex(part)}}}" if re.search(r"\band\b|,", part) else _latex(part) for part in parts if part))
    return " and ".join([*read, *(["others"] if more else [])])
