"""DOI, web address and the numbers of databases, as exporters write them in .bib files, read into their bare form.

In goes the source of a field, out comes the identifier, or a NoIdentifier that says what is wrong. What LaTeX needs
escaped, exporters escape here, too, in many ways: `{\\_}`, `\\textless`, `{~}`, `&lt;`. Links follow the DOI Handbook
(section 3.8): in a link, not in the DOI itself, some characters are percent-encoded.
"""

import re
from html import unescape
from urllib.parse import quote, unquote

from markup import is_address
from references.characters import bare_address
from references.latex_commands import symbol

_SPECIAL = re.compile(r"[^!\"#%'-;=?-\[\]-z|~]")  # all but ASCII's signs without \\{}$&<>
_NAMED = re.compile(r"\\(?P<name>[a-zA-Z]+)(?:\{\}|\s+)?")
_FORMULA = re.compile(r"\$(?P<sign>\\?[^$]*)\$|\\ensuremath\s*\{(?P<other>\\?[^{}]*)\}")
_COMMAND = re.compile(r"\\(?:url|nolinkurl|path|href|doi|texttt|burl)\s*\{(?P<address>(?:[^{}]|\{[^{}]*\})*)\}(?:\s*\{.*\})?", re.DOTALL)
_DOI = re.compile(r"10\.\d{4,9}(?:\.\d+)*/\S+|10/[a-zA-Z0-9]+")
_USUAL_DOI = re.compile(r"[\w./():;-]+", re.ASCII)  # means the same in an address
_BEFORE_DOI = re.compile(
    r"(?:https?://[^/\s]+/(?:[^\s?#]*/)?(?=10\.\d{4,9}/)|(?:https?://)?(?:www\.|dx\.)?doi\.org/|doi\b\s*:?\s*|info:doi/)+", re.IGNORECASE
)
_WEB_ADDRESS = re.compile(r"https?://[^\s/<>\"'\\]+[^\s<>\"\\]*")
_OPENING, _CLOSING = "\x02", "\x03"
_SEPARATED = re.compile(r"[\s;,|]+(?=https?://)")


class NoIdentifier(ValueError):
    """What is wrong with an identifier, as 'is "x", which is no DOI (what to do)'."""


def read_doi(source: str) -> str:
    """The DOI, bare: 10.1002/art.38662.

    Raises:
        NoIdentifier: where the field holds something else.
    """
    bare = characters(source)
    start = _BEFORE_DOI.match(bare)
    if start:
        bare = bare[start.end() :]
        bare = unquote(bare) if "/" in start[0] and "%" in bare else bare
    if not _DOI.fullmatch(bare) or bare.endswith((".", ",", ";")):
        raise NoIdentifier(f'is "{source}", which is no DOI (write it bare, such as 10.1002/art.38662, with no full stop)')
    return bare


def doi_link(doi: str) -> str:
    """The address of a DOI: what has a meaning in addresses is percent-encoded."""
    return "https://doi.org/" + (doi if _USUAL_DOI.fullmatch(doi) else quote(doi, safe="/:;()@!$&'*+,=~.-_"))


def read_url(source: str) -> str:
    """The address, the first one where there are several.

    Raises:
        NoIdentifier: where the field holds something else.
    """
    bare = _SEPARATED.split(characters(source), maxsplit=1)[0]
    if re.search(r"^https?://\S+\s", bare):
        raise NoIdentifier(f'is "{source}", which holds a space (write %20 for it, or keep one address only)')
    if not _WEB_ADDRESS.fullmatch(bare) or not is_address(bare):
        raise NoIdentifier(f'is "{source}", which is not a web address (it must start with http:// or https://)')
    return bare


def link(url: str) -> str:
    """The address as a link: what may not stand in one is percent-encoded, what is encoded already is left."""
    escaped = re.sub(r"%(?![0-9A-Fa-f]{2})", "%25", url)
    return escaped if re.fullmatch(r"[\w!#$%&'()*+,\-./:;=?@\[\]~]+", escaped, re.ASCII) else quote(escaped, safe="!#$%&'()*+,-./:;=?@[]~_")


def read_number(name: str, source: str) -> str:
    """A PMID, a PMCID (with its letters: PMC4026145) or an arXiv identifier.

    Raises:
        NoIdentifier: where the field holds something else.
    """
    value = characters(source)
    if name == "pmcid":
        value = "PMC" + re.sub(r"^(?:PMCID:?\s*)?(?:PMC)?\s*", "", value, flags=re.IGNORECASE).upper()
    if name == "arxiv":
        value = re.sub(r"^(?:https?://arxiv\.org/(?:abs|pdf)/|arxiv:\s*)|\s*\[[\w.\-]+\]$", "", value, flags=re.IGNORECASE)
    pattern, example = _NUMBERS[name]
    if not re.fullmatch(pattern, value):
        raise NoIdentifier(f'is "{value}", which is no {name.upper()} (write {example})')
    return value


_NUMBERS = {
    "pmid": (r"\d{1,8}", "digits only, such as 24719395"),
    "pmcid": (r"PMC\d+(?:\.\d+)?", "PMC and digits, such as PMC4026145"),
    "arxiv": (r"[^\s<>\"\\]+", "without spaces"),
}


def _kept(char: str) -> str:
    """A brace that is meant, told from those of LaTeX."""
    return {"{": _OPENING, "}": _CLOSING}.get(char, char)


def characters(source: str) -> str:
    """The characters that a field of LaTeX stands for, taken literally: `{\\_}` is _, `{\\textless}` is <, ~ is ~."""
    if not _SPECIAL.search(source):
        return source
    bare = bare_address(source).strip()
    if command := _COMMAND.search(bare):
        bare = command["address"]
    bare = _FORMULA.sub(lambda match: f"{match['sign'] or match['other'] or ''}{{}}", bare)
    bare = re.sub(r"\\string(?![a-zA-Z])\s*", "", bare)
    bare = re.sub(r"\\(?:/|-|(?:allowbreak|penalty0?|linebreak|hspace\{0pt\}|discretionary)(?![a-zA-Z])(?:\{\})*\s*)", "", bare)
    bare = _NAMED.sub(lambda match: _kept({"sim": "~", "slash": "/"}.get(match["name"]) or symbol(match["name"]) or match[0]), bare)
    bare = re.sub(r"\\([~^])(?:\{\}|(?=\W|\w))", r"\1", bare)
    bare = re.sub(r"\\([_%&#~${}\\<>^])", lambda match: _kept(match[1]), bare)
    bare = re.sub(r"[{}]", "", bare).replace(_OPENING, "{").replace(_CLOSING, "}")
    if re.search(r"&(?:[a-zA-Z]{2,5}|#\w{2,5});", bare):
        bare = re.sub(r"&(?:amp|lt|gt|quot|apos|#\w{2,5});", lambda match: unescape(match[0]), bare.replace("&amp;", "&"))
    bare = bare.strip()
    return bare[1:-1].removeprefix("URL:") if re.fullmatch(r"<[^<>]*>", bare) else bare
