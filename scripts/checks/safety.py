"""What a page must not hold: scripts written into it, links that run code, and files loaded from anyone else.

In goes a page's rendered HTML, out come problems. The site's policy would block some of it for readers; a script it
would even allow, as the policy takes the theme's own by their hashes.
"""

import re
from collections.abc import Iterator
from html.parser import HTMLParser

from writing.citations import Problem

_LOADS = {"img": "src", "iframe": "src", "script": "src", "source": "src", "video": "src", "audio": "src", "embed": "src", "object": "data",
          "link": "href"}  # fmt: skip
_CODE = re.compile(r"[\s\x00-\x1f]*(?:j\s*a\s*v\s*a\s*s\s*c\s*r\s*i\s*p\s*t|vbscript|data)\s*:", re.IGNORECASE)
_ELSEWHERE = re.compile(r"\s*(?:https?:)?//", re.IGNORECASE)


class _Tags(HTMLParser):
    def __init__(self, html: str) -> None:
        super().__init__()
        self.problems: list[Problem] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "script" and "src" not in given:
            message = "a page cannot hold a script (put it into a file in docs/assets and name that in mkdocs.yml)"
            self.problems.append(Problem("<script", message))
        for name, value in given.items():
            if name.startswith("on"):
                self.problems.append(Problem(f"{name}=", f'"{name}" would run code, which the site\'s policy blocks (take it out)'))
            elif name in ("href", "src", "action", "formaction") and _CODE.match(value):
                self.problems.append(Problem(value, f'"{value}" would run code (write a web address)'))
        loaded = given.get(_LOADS.get(tag, ""), "")
        if _ELSEWHERE.match(loaded):
            self.problems.append(Problem(loaded, f'"{loaded}" is loaded from elsewhere (put a copy of the file into docs/assets)'))


def check_safety(html: str) -> Iterator[Problem]:
    """Each thing that must not be there."""
    yield from _Tags(html).problems
