"""Rich text to LaTeX that reads back as the same text: for the .bib file that readers take home.

In goes text, out comes LaTeX in UTF-8; letters beyond ASCII stay as they are.
"""

import re

from pybtex.backends import BaseBackend
from pybtex.richtext import BaseText

_ESCAPED = {"\\": r"\textbackslash{}", "{": r"\textbraceleft{}", "}": r"\textbraceright{}",
            "$": r"\$", "&": r"\&", "%": r"\%", "#": r"\#", "_": r"\_",
            "~": r"\textasciitilde{}", "^": r"\textasciicircum{}", "`": r"\textasciigrave{}", "<": r"\textless{}{}", ">": r"\textgreater{}",
            "\u00a0": "~"}  # fmt: skip
# The second {} behind < keeps readers from taking what follows for HTML that an exporter wrote as LaTeX.
_SPECIAL = re.compile("[" + "".join(map(re.escape, _ESCAPED)) + "]")
_LIGATURE = re.compile(r"(?<=-)(?=-)|(?<=')(?=')")  # -- and '' mean a dash and a quotation mark
_TAGS = {"em": "emph", "i": "textit", "b": "textbf", "sub": "textsubscript", "sup": "textsuperscript"}


class _Latex(BaseBackend):  # type: ignore[misc]  # pybtex tells no types
    """pybtex's own LaTeX backend would first load tables of encodings, which UTF-8 does not need."""

    def format_str(self, text: str) -> str:
        return escaped(text)

    def format_tag(self, tag: str, text: str) -> str:
        return f"\\{_TAGS[tag]}{{{text}}}" if text else ""

    def format_href(self, url: str, text: str, external: bool = False) -> str:
        address = url.replace("%", r"\%")
        return f"\\url{{{address}}}" if escaped(url) == text else f"\\href{{{address}}}{{{text}}}"


_LATEX = _Latex("utf-8")


def to_latex(text: str | BaseText) -> str:
    """LaTeX of a text."""
    return escaped(text) if isinstance(text, str) else str(text.render(_LATEX))


def escaped(text: str) -> str:
    """LaTeX of plain characters."""
    return _LIGATURE.sub("{}", _SPECIAL.sub(lambda match: _ESCAPED[match[0]], text))
