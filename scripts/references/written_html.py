"""HTML that exporters write as LaTeX, as the LaTeX that they should have written: `{\\textless}i{\\textgreater}`, `{\\&}amp;`.

In goes the source of a field, out comes the same with \\textit{…} for its tags. Mendeley, citation.js and converters do it.
"""

import re
from html import unescape

# Also as {\textless}i{\textgreater}, \textless{}i\textgreater{}, $<$i$>$; &amp; as {\&}amp;
_LESS, _GREATER = (
    rf"(?:\{{\\{name}\}}|\\{name}(?:\{{\}}|\s+|(?![a-zA-Z]))|\${sign}\$|\$\\(?:{name[4:]}|{name[4]}t)\$|\\ensuremath\{{{sign}\}})"
    for name, sign in (("textless", "<"), ("textgreater", ">"))
)
_WRITTEN_TAG = re.compile(rf"{_LESS}(?P<close>/?)(?P<name>[a-zA-Z][\w:]*)(?P<rest>(?:\s[^<>\\$]*)?/?){_GREATER}")
_WRITTEN_ENTITY = re.compile(r"(?:\{\\&\}|\\&)(?P<name>amp;(?:[a-zA-Z]+|#\w+);|[a-zA-Z]{2,8};|(?:\\?#|\{\\#\})\w{1,7};)")
_HTML = {"i": "textit", "em": "emph", "b": "textbf", "strong": "textbf", "sub": "textsubscript", "sup": "textsuperscript",
         "inf": "textsubscript", "sc": "textsc", "scp": "textsc", "span": "textnormal", "p": "textnormal", "u": "textnormal"}  # fmt: skip
_CHARACTERS = {"<": "{\\textless}", ">": "{\\textgreater}", **dict.fromkeys("\t\n\r\u2028\u2029", " ")}


class LatexError(ValueError):
    """What cannot be shown, as a sentence without its field: 'holds \\foo, which is not known (…)'."""


def without_written_html(source: str) -> str:
    """HTML that an exporter wrote as LaTeX, as the LaTeX that it should have written."""

    def as_latex(match: re.Match[str]) -> str:
        name = match["name"].lower()
        if name == "br":
            return " "
        if name not in _HTML:
            raise LatexError(html_fault(f"<{match['close']}{match['name']}{match['rest']}>"))
        return "}" if match["close"] else f"\\{_HTML[name]}{{"

    def as_character(match: re.Match[str]) -> str:
        found = unescape(unescape("&" + re.sub(r"[\\{}]", "", match["name"])))
        if len(found) > 1:
            return match[0]
        return f"\\{found}" if found in "&%$#_{}" else _CHARACTERS.get(found, found)

    # Entities are decoded once only: &lt;i&gt; is a tag that was written twice over, and becomes one here.
    decoded = _WRITTEN_ENTITY.sub(as_character, source) if "&" in source else source
    return _WRITTEN_TAG.sub(as_latex, decoded) if any(sign in decoded for sign in ("less", "<", r"\lt")) else decoded


def html_fault(markup: str) -> str:
    return f'holds "{markup}", which is HTML (write the character itself, or LaTeX such as \\textit{{…}})'
