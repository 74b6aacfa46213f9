"""Files packed beforehand, so that a host need not do it for each reader: beside page.html lie page.html.gz and page.html.br."""

import gzip
from pathlib import Path

_TEXTS = frozenset((".html", ".css", ".js", ".json", ".svg", ".txt", ".csv", ".ris", ".bib", ".xml", ".atom", ".ico"))
_SMALLEST = 200  # bytes: of less, nothing is gained


def compress(site: Path) -> tuple[int, int, int]:
    """Pack each text of the site twice. Returns how many there are, and their bytes as they are and packed with Brotli."""
    import brotli  # comes with fonttools[woff]; only `make publish` needs it here

    count = whole = packed = 0
    for path in sorted(path for path in site.rglob("*") if path.suffix in _TEXTS and path.is_file()):
        content = path.read_bytes()
        if len(content) < _SMALLEST or path.name.startswith("."):
            continue
        small = brotli.compress(content, quality=11)
        path.with_name(f"{path.name}.gz").write_bytes(gzip.compress(content, 9, mtime=0))
        path.with_name(f"{path.name}.br").write_bytes(small)
        count, whole, packed = count + 1, whole + len(content), packed + len(small)
    return count, whole, packed
