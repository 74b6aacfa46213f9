"""The Content Security Policy: in every page, with the hash of each script that stands in one."""

import base64
import hashlib
from collections.abc import Callable

import lxml.html

from conftest import Built
from markup import read_built
from publishing.policy import policy_for

SCRIPT = 'if (1 < 2 && "&amp;") {}'


def test_scripts_in_a_page_are_allowed_by_their_hash_and_data_are_not() -> None:
    page = f'<script>{SCRIPT}</script><script src="a.js"></script><script type="application/ld+json">{{}}</script>'
    digest = base64.b64encode(hashlib.sha256(SCRIPT.encode()).digest()).decode()
    assert f"script-src 'self' 'sha256-{digest}';" in policy_for(read_built(page).scripts * 2)


def test_it_allows_what_the_site_has_and_nothing_else() -> None:
    assert policy_for([]).split("; ") == [
        "default-src 'none'",  # so that what is not named below is refused
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",  # the icons of the theme's style sheet
        "font-src 'self'",
        "connect-src 'self'",
        "worker-src 'self'",
        "base-uri 'none'",
        "form-action 'self'",
    ]


def test_every_page_has_it_before_any_script_and_the_host_gets_it_too(build_site: Callable[..., Built]) -> None:
    built = build_site({"docs/index.md": "# Home\n\nText [@caro2008].\n", "docs/new.md": "# New\n", "refs/redirects.yml": "/old/: /new/\n"})
    headers = (built.folder / "site" / "_headers").read_text("utf-8")
    for path in (built.folder / "site").rglob("*.html"):
        (policy,) = lxml.html.parse(str(path)).xpath("//meta[@http-equiv='Content-Security-Policy'][not(preceding::script)]/@content")
        assert policy.startswith("default-src 'none'; script-src 'self'")
        assert f"{policy}; frame-ancestors 'none'" in headers
