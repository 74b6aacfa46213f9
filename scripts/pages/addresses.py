"""Addresses of pages, below the site's own."""

import posixpath


def relative_url(url: str, start: str) -> str:
    """The way from the page at `start` to `url`, both below the same address: ../sources/ from context/ to sources/."""
    way = posixpath.relpath(url or ".", posixpath.dirname(start) or ".")
    return f"{way}/" if not url or url.endswith("/") else way


def address(name: str) -> str:
    """The address of a built file: /findings/ for findings/index.html."""
    return f"/{name.removesuffix('index.html')}"
