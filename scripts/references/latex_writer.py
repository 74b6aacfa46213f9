"""Rich text to LaTeX that reads back as the same text: for the .bib file that readers take home.

In goes text, out comes LaTeX in UTF-8; letters beyond ASCII stay as they are.
"""

import re

from references.rich_text import Mark, rendered

_ESCAPED = {"\\": r"\textbackslash{}", "{": r"\textbraceleft{}", "}": r"\textbraceright{}",
            "$": r"\$", "&": r"\&", "%": r"\%", "#": r"\#", "_": r"\_",
            "~": r"\textasciitilde{}", "^": r"\textasciicircum{}", "`": r"\textasciigrave{}", "<": r"\textless{}{}", ">": r"\textgreater{}",
            "\u00a0": "~"}  # fmt: skip
# The second {} behind < keeps readers from taking what follows for HTML that an exporter wrote as LaTeX.
_SPECIAL = re.compile("[" + "".join(map(re.escape, _ESCAPED)) + "]")
_LIGATURE = re.compile(r"(?<=-)(?=-)|(?<=')(?=')")  # -- and '' mean a dash and a quotation mark
_TAGS = {"em": "emph", "i": "textit", "b": "textbf", "sub": "textsubscript", "sup": "textsuperscript"}


def to_latex(text: str) -> str:
    """LaTeX of a text."""
    return rendered(text, escaped, _around)


def _around(mark: Mark, inside: str) -> str:
    if mark.tag != "a":
        return f"\\{_TAGS[mark.tag]}{{{inside}}}"
    address = mark.url.replace("%", r"\%")
    return f"\\url{{{address}}}" if escaped(mark.url) == inside else f"\\href{{{address}}}{{{inside}}}"


def escaped(text: str) -> str:
    """LaTeX of plain characters."""
    latex = _SPECIAL.sub(lambda match: _ESCAPED[match[0]], text)
    return _LIGATURE.sub("{}", latex) if "--" in latex or "''" in latex else latex
