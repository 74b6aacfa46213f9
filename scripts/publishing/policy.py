"""The site's Content Security Policy: nothing from anyone else, and no script but the site's own.

What a theme or template puts into a page is allowed by its hash; that no writer's text holds a script is checked before.

In goes a built site; each of its pages gets the policy as a meta tag, and hosts are told the same (hosting.py). Not for
`mkdocs serve`, whose preview adds a script of its own.
"""

import base64
import hashlib
import re
from collections.abc import Iterable, Mapping
from pathlib import Path

from markupsafe import Markup

from markup import BuiltHtml
from templates import render

# A policy holds from where it stands, and the charset must stand in the first 1024 bytes: so the policy comes right behind it.
_CHARSET = re.compile(r"<meta\s+charset=[^>]*>|<head[^>]*>(?![\s\S]*<meta\s+charset=)", re.IGNORECASE)


def write_policy(site: Path, built: Mapping[str, BuiltHtml]) -> str:
    """Put the policy into every page; returns it. `built` holds each file of HTML by its name."""
    policy = policy_for(script for page in built.values() for script in page.scripts)
    meta = render("policy.html", policy=Markup(policy)).rstrip()  # its quotation marks are single ones
    for name in built:
        html = (site / name).read_text("utf-8", errors="surrogateescape")
        if found := _CHARSET.search(html):
            (site / name).write_text(html[: found.end()] + meta + html[found.end() :], "utf-8", errors="surrogateescape")
    return policy


def policy_for(scripts: Iterable[str]) -> str:
    """One policy for all pages, with the hash of each script that stands in one of them (CSP Level 3, section 8.4)."""
    hashes = sorted({_hash(script) for script in scripts})
    return "; ".join(
        (
            "default-src 'none'",
            " ".join(["script-src 'self'", *hashes]),
            "style-src 'self'",
            "img-src 'self' data:",
            "font-src 'self'",
            "connect-src 'self'",
            "worker-src 'self'",
            "base-uri 'none'",
            "form-action 'self'",
        )
    )


def _hash(script: str) -> str:
    digest = hashlib.sha256(script.encode(errors="surrogateescape")).digest()
    return f"'sha256-{base64.b64encode(digest).decode()}'"
