"""What the commands of LaTeX print that stand in bibliographies: signs, accents, markup, and hints that print nothing.

Names are without their backslash. The lists are those that Zotero, Better BibTeX, Mendeley, JabRef and publishers write;
pylatexenc knows the many other symbols.
"""

import re
import unicodedata
from functools import cache

from pylatexenc import latex2text

# Marked up in print / printed as they are. NLM style asks for italics, sub- and superscript only.
TAGS = {
    "emph": "em", "mkbibemph": "em", "textit": "i", "textsl": "i", "mkbibitalic": "i", "textbf": "b", "mkbibbold": "b",
    "textsubscript": "sub", "sb": "sub", "textsuperscript": "sup", "sp": "sup", "mkbibsuperscript": "sup",
    "mkbibsubscript": "sub",
}  # fmt: skip
PLAIN = frozenset((
    "text", "textrm", "textsf", "texttt", "textsc", "textup", "textmd", "textnormal", "textlf", "mbox", "hbox", "ensuremath",
    "mathrm", "mathit", "mathbf", "mathsf", "mathnormal", "mathcal", "mathbb", "mathfrak", "mathscr", "mathtt", "operatorname",
    "boldsymbol", "bm", "protect", "underline", "uline", "path", "nolinkurl", "bibnamefont", "bibfnamefont", "natexlab",
))  # fmt: skip
AROUND = {
    "mkbibparens": ("(", ")"), "mkbibbrackets": ("[", "]"), "textquote": ("“", "”"), "mkbibquote": ("“", "”"),
    "enquote": ("“", "”"), "enquote*": ("‘", "’"),
}  # fmt: skip
DECLARATIONS = {
    "em": "em", "it": "i", "itshape": "i", "sl": "i", "slshape": "i", "bf": "b", "bfseries": "b", "rm": "", "rmfamily": "",
    "sf": "", "sffamily": "", "tt": "", "ttfamily": "", "sc": "", "scshape": "", "normalfont": "", "upshape": "", "bgroup": "",
}  # fmt: skip
# Hints to TeX that print nothing; the argument of the second kind, a key for sorting or a space, is not printed either.
NOTHING = frozenset((
    "-", "/", "!", "@", "protect", "relax", "allowbreak", "nobreak", "unskip", "null", "xspace", "left", "right", "displaystyle",
    "textstyle", "break", "linebreak", "bigl", "bigr", "big", "hfill", "egroup", "ignorespaces", "noindent", "limits", "string",
    "discretionary", "smash", "strut",
))  # fmt: skip
UNPRINTED = frozenset((
    "noopsort", "SortNoop", "sortnoop", "NOOP", "noop", "hspace", "vspace", "phantom", "hphantom", "vphantom", "label", "index",
))  # fmt: skip
SPACES = {
    " ": " ", "\\": " ", "\n": " ", "quad": " ", "qquad": " ", ";": " ", ":": " ", ">": " ", ",": "\u202f", "thinspace": "\u202f",
    "enspace": " ", "space": " ", "newline": " ", "par": " ", "nobreakspace": "\u00a0", "enskip": " ",
}  # fmt: skip
# What pylatexenc does not know, or knows by another character than bibliographies mean.
CHARACTERS = {
    "%": "%", "slash": "/", "TeX": "TeX", "LaTeX": "LaTeX", "BibTeX": "BibTeX", "textbar": "|", "textless": "<",
    "textgreater": ">", "less": "<", "greater": ">", "lt": "<", "gt": ">", "textunderscore": "_", "textbraceleft": "{",
    "textbraceright": "}", "textasciicircum": "^", "textpercent": "%", "textampersand": "&", "textquotedbl": '"',
    "hyphen": "-", "textminus": "−", "degree": "°", "textcelsius": "°C", "celsius": "°C", "micro": "µ", "perthousand": "‰",
    "textmu": "µ", "imath": "ı", "jmath": "ȷ", "textleq": "≤", "textgeq": "≥", "textsim": "∼", "textapprox": "≈",
    "textinfty": "∞", "textalef": "ℵ", "lq": "‘", "rq": "’", "textprime": "′", "bibrangedash": "–", "flqq": "«", "frqq": "»",
    "glqq": "„", "grqq": "“", "bibtex": "BibTeX", "colon": ":", "textcolon": ":", "hyp": "-", "textasteriskcentered": "*",
    "ast": "*",
}  # fmt: skip
# The combining character of each accent, in text and in formulas.
ACCENTS = {
    "`": "\u0300", "'": "\u0301", "^": "\u0302", "~": "\u0303", "=": "\u0304", "u": "\u0306", ".": "\u0307", '"': "\u0308",
    "r": "\u030a", "H": "\u030b", "v": "\u030c", "d": "\u0323", "c": "\u0327", "k": "\u0328", "b": "\u0331", "t": "\u0361",
    "h": "\u0309", "U": "\u030e", "G": "\u030f", "f": "\u0311", "textcommabelow": "\u0326", "cb": "\u0326",
    "textcommaabove": "\u0313", "textogonekcentered": "\u0328", "ogonek": "\u0328", "grave": "\u0300", "acute": "\u0301",
    "hat": "\u0302", "widehat": "\u0302", "tilde": "\u0303", "widetilde": "\u0303", "bar": "\u0304", "overline": "\u0304",
    "breve": "\u0306", "dot": "\u0307", "ddot": "\u0308", "mathring": "\u030a", "check": "\u030c", "vec": "\u20d7",
    "textsubdot": "\u0323", "textcircumflex": "\u0302", "underdot": "\u0323",
}  # fmt: skip
ALONE = {"~": "~", "^": "^", "`": "`", "'": "´", '"': "¨", "=": "¯"}  # an accent over nothing: \~{}
_SYMBOLS = latex2text.get_default_latex_context_db()


@cache
def symbol(name: str) -> str | None:
    """The characters of a command without arguments, or None where it has none."""
    if name in CHARACTERS:
        return CHARACTERS[name]
    if name.startswith("text") and (letter := _greek(name[4:])):
        return letter
    spec = None if name == "today" else _SYMBOLS.get_macro_spec(name)
    found = spec.simplify_repl if spec else None
    return found if isinstance(found, str) and found and not re.search(r"%|^<.+>$", found) else None


def _greek(name: str) -> str | None:
    kind = "CAPITAL" if name[:1].isupper() else "SMALL"
    try:
        return unicodedata.lookup(f"GREEK {kind} LETTER {name.upper().replace('LAMBDA', 'LAMDA')}")
    except KeyError:
        return None


def accented(name: str, base: str) -> str:
    """The first letter with the accent, and the rest as it is: ("v", "Z") gives Ž."""
    if not base:
        return ALONE.get(name, "")
    first = {"ı": "i", "ȷ": "j"}.get(base[0], base[0])
    return unicodedata.normalize("NFC", first + ACCENTS[name] + base[1:])
