"""BibTeX field text to rich text: `H$_2$O` becomes H, a lowered 2, O.

In goes the source of one field, as it stands between its braces; out comes a text, rich where it is marked up. What cannot be
shown raises LatexError, so that nothing is printed raw. Most fields hold no LaTeX, and are not read as such.
Knows nothing of fields or entries.
"""

import re
import unicodedata
from operator import itemgetter

from references.characters import meant, unprintable, without_invisible
from references.latex_commands import ACCENTS, AROUND, DECLARATIONS, NOTHING, PLAIN, SPACES, TAGS, UNPRINTED, accented, symbol
from references.rich_text import Mark, joined, marked
from references.written_html import LatexError, html_fault, without_written_html

__all__ = ["LatexError", "read_text", "to_plain"]

_SPECIAL = re.compile(r"[\\{}$~`<&]")
_MARKUP = re.compile(r"</?[a-zA-Z][^<>]*>|(?<!\\)&(?:[a-zA-Z]\w+|\#\w+);")
_TOKEN = re.compile(r"\\(?:[a-zA-Z@]+\*?|.|$)|[{}$~^_]|---?|``|''|[?!]`|[^\\{}$~^_\-`'?!]+|.", re.DOTALL)
_LIGATURES = {"~": "\u00a0", "--": "–", "---": "—", "``": "“", "''": "”", "`": "‘", "?`": "¿", "!`": "¡"}
_SCRIPTS = {"_": "sub", "^": "sup"}
_IN_TEXT = re.compile(r"\\ifmmode.*?\\else\s*(.*?)\\fi(?![a-zA-Z])(?:\{\})?", re.DOTALL)  # APS writes each accent twice

_SPACE = "~ \t\n\u00a0"
_IN_TABBING = re.compile(r"\\a(?=['`=])")  # \\a'e is \\'e where tabs are set

_DEEPEST = 100
_DOES_NOT_PAIR = "has a brace or a $ that does not pair (close it, or write \\{, \\} or \\$)"


def read_text(source: str) -> str:
    """What a field prints.

    Raises:
        LatexError: for HTML, an unknown command, braces and dollar signs that do not pair, characters that cannot be
            printed, and UTF-8 that was read in another encoding.
    """
    plain = source if source.isascii() else _checked(source)
    unbraced = plain[1:-1] if plain[:1] == "{" and plain[-1:] == "}" else plain  # most fields are no more than that
    is_rich = bool(_SPECIAL.search(unbraced))
    if is_rich and ("<" in plain or "&" in plain) and (markup := _MARKUP.search(plain)):
        raise LatexError(html_fault(markup[0]))
    if odd := unprintable(plain) if not plain.isprintable() else None:
        raise LatexError(_odd(odd))
    if not is_rich:
        return unbraced.replace("---", "—").replace("--", "–").replace("''", "”")
    bare = _without_space_at_ends(_IN_TABBING.sub(lambda _: "\\", _IN_TEXT.sub(itemgetter(1), plain)))
    parts = _Reader(without_written_html(bare)).read()
    text = joined(*parts)
    if misread := meant(text):  # an exporter may have written each wrong letter as LaTeX
        raise LatexError(_misread(*misread))
    return text


def to_plain(source: str) -> str:
    """The same as plain characters, for names and addresses. Raises LatexError as read_text does."""
    return str(read_text(source))


def _without_space_at_ends(source: str) -> str:
    """Also without ties; a space behind a backslash is a command."""
    before = source.lstrip(_SPACE)
    bare = before.rstrip(_SPACE)
    return before if bare.endswith("\\") else bare


def _checked(source: str) -> str:
    if "\ufffd" in source:
        raise LatexError(_odd("\ufffd"))
    if misread := meant(source):
        raise LatexError(_misread(*misread))
    return unicodedata.normalize("NFC", without_invisible(source).replace("\u00ad", ""))


def _misread(written: str, right: str) -> str:
    return f'holds "{written}" (did you mean {right}?)'


def _odd(char: str) -> str:
    if char == "\ufffd":
        return 'holds "\ufffd", which stands for a character that got lost (write the character that was meant)'
    return f"holds the character U+{ord(char):04X}, which cannot be printed (take it out)"


class _Reader:
    """Reads tokens of LaTeX into texts, group by group."""

    def __init__(self, source: str) -> None:
        self.tokens: list[str] = _TOKEN.findall(source)
        self.position = 0
        self.depth = 0
        self.quotes = 0

    def read(self) -> list[str]:
        return self._group(end="")

    def _next(self) -> str:
        if self.position == len(self.tokens):
            return ""
        self.position += 1
        return self.tokens[self.position - 1]

    def _group(self, end: str, *, in_math: bool = False) -> list[str]:
        """The parts up to the token `end`, which is passed over; an empty one is the end of the field."""
        self._go_deeper()
        parts: list[str] = []
        script = ""  # the tag that the next piece of a formula goes into
        while (token := self._next()) != end:
            if not token or token == "}":
                raise LatexError(_DOES_NOT_PAIR)
            if not in_math and token[0] not in "\\{$":  # text, which most tokens are
                parts.append(_LIGATURES.get(token, token))
                continue
            if token[0] == "\\" and token[1:] in DECLARATIONS:
                self._skip_spaces()
                rest, tag = joined(*self._group(end, in_math=in_math)), DECLARATIONS[token[1:]]
                parts.append(marked(Mark(tag), rest) if tag else rest)
                break
            if in_math and token in _SCRIPTS:
                script = _SCRIPTS[token]
                continue
            pieces = self._pieces(token, in_math=in_math)
            if script and pieces:
                pieces[0] = marked(Mark(script), pieces[0])
                script = ""
            parts += pieces
        self.depth -= 1
        return parts

    def _go_deeper(self) -> None:
        self.depth += 1
        if self.depth > _DEEPEST:
            raise LatexError(f"has braces or commands more than {_DEEPEST} deep (take some out)")

    def _pieces(self, token: str, *, in_math: bool) -> list[str]:
        """The token as texts; in a formula one string per character, as a script takes just one."""
        if token == "{":
            return [joined(*self._group("}", in_math=in_math))]
        if token == "$":
            return self._group("$", in_math=not in_math)
        if token[0] == "\\":
            return self._command(token[1:], in_math=in_math)
        return list("".join(token.split()).replace("'", "′")) if in_math else [_LIGATURES.get(token, token)]

    def _command(self, name: str, *, in_math: bool) -> list[str]:
        if name[:1].isalpha():
            starred = name
            name = name if name in AROUND else name.rstrip("*")
            if starred == name or name not in PLAIN:
                self._skip_spaces()
        if name == "(":
            return self._group("\\)", in_math=True)
        if name in ACCENTS and not (in_math and name == "="):
            return [accented(name, "".join(map(str, self._argument(in_math=in_math))))]
        if name in TAGS:
            return [marked(Mark(TAGS[name]), *self._argument(in_math=in_math))]
        if name in AROUND:
            return self._around(*AROUND[name], in_math=in_math)
        if name in PLAIN and self._peek() == "{":
            return [joined(*self._argument(in_math=name == "ensuremath" or (in_math and name != "text")))]
        if name in ("url", "href"):
            return [self._address(name)]
        return self._without_argument(name)

    def _without_argument(self, name: str) -> list[str]:
        if name in UNPRINTED:
            self._argument(in_math=False)
        if name in NOTHING or name in UNPRINTED:
            return []
        if found := SPACES.get(name) or symbol(name):
            return [found]
        raise LatexError(f"holds \\{name}, which is not known here (write the character itself, or plain text)")

    def _around(self, before: str, after: str, *, in_math: bool) -> list[str]:
        """Quotation marks inside of others are single ones."""
        if before == "“":
            before, after = ("“", "”") if self.quotes % 2 == 0 else ("‘", "’")
        self.quotes += 1
        inside = self._argument(in_math=in_math)
        self.quotes -= 1
        return [before, *inside, after]

    def _address(self, name: str) -> str:
        address = self._verbatim()
        if not re.fullmatch(r"https?://\S+", address):
            raise LatexError(f"holds \\url{{{address}}}, which is not a web address (it must start with http:// or https://)")
        return marked(Mark("a", address), *([address] if name == "url" else self._argument(in_math=False)))

    def _verbatim(self) -> str:
        """The argument as it is written, but for the characters that LaTeX needs escaped."""
        if self._next() != "{":
            raise LatexError(_DOES_NOT_PAIR)
        depth, found = 1, ""
        while depth:
            token = self._next()
            if not token:
                raise LatexError(_DOES_NOT_PAIR)
            depth += {"{": 1, "}": -1}.get(token, 0)
            found += (token[1:] if token[1:] in ("%", "_", "#", "&", "~", "$") else token) if depth else ""
        return found

    def _argument(self, *, in_math: bool) -> list[str]:
        """A group, a command, or just one character."""
        self._skip_spaces()
        token = self._next()
        if token in ("", "}"):
            self.position -= bool(token)
            return []
        if token[0] not in "\\{" and len(token) > 1 and token not in _LIGATURES:
            self.position -= 1
            self.tokens[self.position] = token[1:]
            token = token[0]
        self._go_deeper()
        pieces = self._pieces(token, in_math=in_math)
        self.depth -= 1
        return pieces

    def _peek(self) -> str:
        return self.tokens[self.position] if self.position < len(self.tokens) else ""

    def _skip_spaces(self) -> None:
        token = self._peek()
        if token[:1].isspace():
            self.tokens[self.position] = token.lstrip()
            self.position += not token.strip()
