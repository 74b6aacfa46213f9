"""The site's typeface, the packaged Atkinson Hyperlegible, made for low vision: its files, its letters, and web fonts of it.

Preview images, PDF files and pages are all set in it. Each reader loads the web fonts from the site itself, cut down to
Latin letters, about 20 kB a weight. The license (SIL Open Font License 1.1) stands in the fonts' own name tables, kept whole.
"""

import io
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import fontpkg_atkinson_hyperlegible

FOLDER = "assets/fonts"
STYLES = ("Regular", "Bold", "Italic", "BoldItalic")
_ON_PAGES = ("Regular", "Bold")
_LATIN = (*range(0x20, 0x180), *range(0x2010, 0x2040), 0x20AC, 0x2122)  # letters, punctuation, euro and trademark

# fontTools takes a third of a second to import, which `make check` need not wait for.


def font_file(style: str) -> Path:
    """The file of one of the STYLES."""
    return Path(fontpkg_atkinson_hyperlegible.ROOT, "files", f"AtkinsonHyperlegible-{style}.ttf")


@cache
def characters() -> frozenset[int]:
    """The code points that every style can print. The files are part of an installed package, so they do not change."""
    from fontTools.ttLib import TTFont

    def of(style: str) -> frozenset[int]:
        with TTFont(font_file(style), lazy=True) as font:
            return frozenset(font.getBestCmap())

    return frozenset.intersection(*map(of, STYLES))


def font_files() -> Iterator[tuple[str, bytes]]:
    """Name and content of each web font."""
    for style in _ON_PAGES:
        yield f"{FOLDER}/atkinson-{style.lower()}.woff2", _woff2(style)


@cache
def _woff2(style: str) -> bytes:
    from fontTools.subset import Options, Subsetter
    from fontTools.ttLib import TTFont

    font = TTFont(font_file(style), recalcTimestamp=False)
    subsetter = Subsetter(Options(name_IDs=["*"], layout_features=["*"]))
    subsetter.populate(unicodes=_LATIN)
    subsetter.subset(font)
    font.flavor = "woff2"
    out = io.BytesIO()
    font.save(out)
    return out.getvalue()
