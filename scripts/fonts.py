"""The site's typeface as web fonts: the packaged Atkinson Hyperlegible, made for low vision, cut down to Latin letters.

Each reader loads them from the site itself, about 20 kB a weight. The license (SIL Open Font License 1.1) stands in
the fonts' own name tables, which are kept whole.
"""

import io
from collections.abc import Iterator
from functools import cache

import fontpkg_atkinson_hyperlegible as atkinson

FOLDER = "assets/fonts"
WEIGHTS = ("Regular", "Bold")
_LATIN = (*range(0x20, 0x180), *range(0x2010, 0x2040), 0x20AC, 0x2122)  # letters, punctuation, euro and trademark


def font_files() -> Iterator[tuple[str, bytes]]:
    """Name and content of each font file."""
    for weight in WEIGHTS:
        yield f"{FOLDER}/atkinson-{weight.lower()}.woff2", _woff2(weight)


@cache
def _woff2(weight: str) -> bytes:
    from fontTools.subset import Options, Subsetter  # takes a third of a second, which `make check` need not wait for
    from fontTools.ttLib import TTFont

    font = TTFont(atkinson.ROOT / "files" / f"AtkinsonHyperlegible-{weight}.ttf", recalcTimestamp=False)
    options = Options(name_IDs=["*"], layout_features=["*"])
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=_LATIN)
    subsetter.subset(font)
    font.flavor = "woff2"
    out = io.BytesIO()
    font.save(out)
    return out.getvalue()
