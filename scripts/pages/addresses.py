"""Addresses of pages, below the site's own."""


def relative_url(url: str, start: str) -> str:
    """The way from the page at `start` to `url`, both below the same address: ../sources/ from context/ to sources/."""
    there, here = url.split("/"), start.split("/")
    folder = here[:-1]
    common = 0
    while common < min(len(folder), len(there) - 1) and folder[common] == there[common]:
        common += 1
    return "/".join([".."] * (len(folder) - common) + there[common:]) or "./"


def address(name: str) -> str:
    """The address of a built file: /findings/ for findings/index.html."""
    return f"/{name.removesuffix('index.html')}"
