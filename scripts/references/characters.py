"""Characters that came into a .bib file by accident: invisible ones, and text that was read in the wrong encoding.

In goes text, out comes the same text without them, or what was probably meant. Knows nothing of LaTeX or of fields.
"""

import re

# Zero-width space, direction marks and overrides, word joiner, byte order mark; soft hyphens are hints to a browser.
# A soft hyphen behind Ã may be half of a letter that was read in the wrong encoding, and is kept for `meant`.
_INVISIBLE = re.compile("[\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff](?<![\u00c2-\u00f4]\u00ad)")
_LINE_ENDS = re.compile("[\u0085\u2028\u2029]")
_UNPRINTABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffd-\uffff]")
_IN_ADDRESS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")

_SHOWN_AS = {bytes([code]).decode("cp1252", "replace"): code for code in range(0x80, 0xA0)}  # € for the byte 80, …
_SHOWN_AS |= {chr(code): code for code in range(0x80, 0xA0)}  # Latin-1 has control characters there
_FOLLOWS = "\u00a0-\u00bf" + "".join(re.escape(char) for char in _SHOWN_AS if char != "\ufffd")
# The letters that UTF-8's first bytes become (of Latin, Greek and Cyrillic letters, and of typographic signs), each
# with a byte behind it. "Ä”" and "Å–" are kept: there a quotation mark or a dash follows a capital letter.
_MISREAD = re.compile(f"(?:(?![\u00c4\u00c5][’”–—…])[\u00c2-\u00c5\u00ce-\u00d1][{_FOLLOWS}]|\u00e2[\x80-\x8b€‚ƒ„…†‡ˆ‰Š‹][{_FOLLOWS}])+")


def without_invisible(text: str) -> str:
    """The text without characters that nobody sees; line separators beyond ASCII become spaces."""
    return text if text.isascii() else _LINE_ENDS.sub(" ", _INVISIBLE.sub("", text))


def bare_address(text: str) -> str:
    """An identifier or an address without any invisible character."""
    return _IN_ADDRESS.sub("", text)


def meant(text: str) -> tuple[str, str] | None:
    """A word whose UTF-8 was read as Windows-1252, and what it was: ("FernÃ¡n", "Fernán"). None where there is none."""
    for match in () if text.isascii() else _MISREAD.finditer(text):
        data = bytes(_SHOWN_AS.get(char, ord(char) & 0xFF) for char in match[0])
        try:
            right = data.decode("utf-8")
        except UnicodeDecodeError:
            continue
        before, after = re.search(r"\w*$", text[: match.start()]), re.match(r"\w*", text[match.end() :])
        head, tail = before[0] if before else "", after[0] if after else ""
        return head + match[0] + tail, head + right + tail
    return None


def unprintable(text: str) -> str | None:
    """The first character that cannot stand in a page: a control character, half of a pair, a code that XML forbids."""
    found = _UNPRINTABLE.search(text)
    return found[0] if found else None
