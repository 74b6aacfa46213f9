"""BibTeX field text to rich text: `H$_2$O` becomes H, a lowered 2, O.

In goes the source of one field, as it stands between its braces; out comes a pybtex rich text. What cannot be
shown raises LatexError, so that nothing is printed raw. pylatexenc reads the LaTeX and knows the symbols and
accents; this module says which of them may stand in a reference. It knows nothing of fields or entries.
"""

import re
import unicodedata
from collections.abc import Sequence
from typing import Any

from pybtex.richtext import HRef, Tag, Text
from pylatexenc import latex2text, latexwalker, macrospec

# Marked up in print / printed as they are. NLM style asks for italics, sub- and superscript only.
_TAGS = {"emph": "em", "textit": "i", "textsl": "i", "textbf": "b", "textsubscript": "sub", "textsuperscript": "sup"}
_PLAIN = ("text", "textrm", "textsf", "texttt", "textsc", "textup", "textmd", "textnormal", "mbox", "ensuremath",
          "mathrm", "mathit", "mathbf", "mathsf", "mathnormal", "mathcal", "mathbb", "mathfrak")  # fmt: skip
_DECLARATIONS = {"em": "em", "it": "i", "itshape": "i", "sl": "i", "slshape": "i", "bf": "b", "bfseries": "b",
                 "rm": "", "rmfamily": "", "sf": "", "tt": "", "sc": "", "scshape": "", "normalfont": ""}  # fmt: skip
_CHARACTERS = {"%": "%", "slash": "/", "TeX": "TeX", "LaTeX": "LaTeX", "textbar": "|", "textless": "<", "textgreater": ">"}
_SPACES = {" ": " ", "\\": " ", "\n": " ", "quad": " ", "qquad": " ", ";": " ", ":": " ", ">": " ", ",": "\u202f"}
_NOTHING = frozenset(("-", "/", "!", "protect", "relax"))  # hints to TeX that print nothing
_SPECIALS = {"&": "&", "~": "\u00a0"}  # a bare & is common in exports, and means itself
_ACCENTS = frozenset("'`^\"~=.uvHtcdbrk")
_SCRIPTS = {"_": "sub", "^": "sup"}

_MARKUP = re.compile(r"</?[a-zA-Z][^<>]*>|&(?:[a-zA-Z]\w+|\#\w+);")
_BARE_PERCENT = re.compile(r"(?<!\\)((?:\\\\)*)%")


class LatexError(ValueError):
    """What cannot be shown, as a sentence without its field: 'holds \\foo, which is not known (…)'."""


def _reading_rules() -> macrospec.LatexContextDb:
    rules = latexwalker.get_default_latex_context_db()
    with_one_argument = [macrospec.std_macro(name, "{") for name in (*_TAGS, *_PLAIN, "url")]
    rules.add_context_category("field text", macros=with_one_argument, prepend=True)
    return rules


_READING = _reading_rules()
_SYMBOLS = latex2text.get_default_latex_context_db()
_WRITER = latex2text.LatexNodes2Text(keep_comments=False)


def to_text(source: str) -> Text:
    """Rich text of a field.

    Raises:
        LatexError: for HTML, an unknown command, or braces and dollar signs that do not pair.
    """
    if markup := _MARKUP.search(source):
        raise LatexError(f'holds "{markup[0]}", which is HTML (write the character itself, or LaTeX such as \\textit{{…}})')
    if odd := next((char for char in source if char not in "\t\n" and _is_unprintable(char)), None):
        raise LatexError(f"holds the character U+{ord(odd):04X}, which cannot be printed (take it out)")
    # In a .bib file % is an ordinary character; only LaTeX takes it for a comment.
    escaped = _BARE_PERCENT.sub(r"\1\\%", source)
    try:
        nodes, _, _ = latexwalker.LatexWalker(escaped, latex_context=_READING, tolerant_parsing=False).get_latex_nodes()
    except latexwalker.LatexWalkerParseError:
        raise LatexError("has a brace or a $ that does not pair (close it, or write \\{, \\} or \\$)") from None
    return _texts(nodes, in_math=False)


def _is_unprintable(char: str) -> bool:
    """Control characters, halves of pairs, and the two code points that XML forbids."""
    return unicodedata.category(char) in ("Cc", "Cs") or char in "\ufffe\uffff"


def to_plain(source: str) -> str:
    """The same as plain characters, for names and addresses. Raises LatexError as to_text does."""
    return str(to_text(source))


def _texts(nodes: Sequence[Any], *, in_math: bool) -> Text:
    parts: list[Any] = []
    script = ""  # the tag that the next piece of a formula goes into
    for index, node in enumerate(nodes):
        if node is None:
            continue
        if node.isNodeType(latexwalker.LatexMacroNode) and node.macroname in _DECLARATIONS:
            rest = _texts(nodes[index + 1 :], in_math=in_math)
            tag = _DECLARATIONS[node.macroname]
            return Text(*parts, Tag(tag, rest) if tag else rest)
        pieces = _pieces(node, in_math=in_math)
        for piece in pieces:
            if in_math and isinstance(piece, str) and piece in _SCRIPTS:
                script = _SCRIPTS[piece]
            elif script:
                parts.append(Tag(script, piece))
                script = ""
            else:
                parts.append(piece)
    return Text(*parts)


def _pieces(node: Any, *, in_math: bool) -> list[Any]:
    """The node as strings and rich texts; in a formula one string per character, as a script takes just one."""
    if node.isNodeType(latexwalker.LatexCharsNode):
        chars = unicodedata.normalize("NFC", node.chars)
        return list(re.sub(r"\s+", "", chars)) if in_math else [chars]
    if node.isNodeType(latexwalker.LatexGroupNode):
        return [_texts(node.nodelist, in_math=in_math)]
    if node.isNodeType(latexwalker.LatexMathNode):
        return [_texts(node.nodelist, in_math=True)]
    if node.isNodeType(latexwalker.LatexSpecialsNode):
        return [_SPECIALS.get(node.specials_chars) or _WRITER.nodelist_to_text([node])]
    if node.isNodeType(latexwalker.LatexMacroNode):
        return [_macro(node, in_math=in_math)]
    raise LatexError(f'holds "{node.latex_verbatim()}", which cannot be shown in a reference (write it in plain text)')


def _macro(node: Any, *, in_math: bool) -> Any:
    name = node.macroname
    arguments = [argument for argument in (node.nodeargd.argnlist if node.nodeargd else ()) if argument is not None]
    if name in _NOTHING:
        return ""
    if found := _CHARACTERS.get(name) or _SPACES.get(name):
        return found
    if name == "url" and arguments:
        address = arguments[0].latex_verbatim().strip("{}").replace("\\%", "%").replace("\\_", "_")
        if not re.match(r"https?://\S+$", address):
            raise LatexError(f"holds \\url{{{address}}}, which is not a web address (it must start with http:// or https://)")
        return HRef(address, address)
    if name in _TAGS and arguments:
        return Tag(_TAGS[name], _texts(arguments, in_math=in_math))
    if name in _PLAIN and arguments:
        return _texts(arguments, in_math=in_math or name == "ensuremath")
    symbol = None if arguments or name == "today" else _SYMBOLS.get_macro_spec(name)
    if symbol and isinstance(symbol.simplify_repl, str) and not re.search(r"%|^<.+>$", symbol.simplify_repl):
        return symbol.simplify_repl
    if name in _ACCENTS and arguments:
        return unicodedata.normalize("NFC", _WRITER.nodelist_to_text([node]))
    raise LatexError(f"holds \\{name}, which is not known here (write the character itself, or plain text)")
