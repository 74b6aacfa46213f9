"""What hosts are told: one record of rules, and the same in the words of each of them."""

import re
from collections.abc import Callable
from datetime import date

import pytest

from conftest import MKDOCS, Built
from pages.head import Site
from publishing.hosting import HASHED, TYPES, for_hosts, rules_for
from writing.contact import Contact

SITE = Site("S", "About it.", "https://example.org/fm/")
NAMES = ["index.html", "a/index.html", "assets/site.0123abcd.css", "assets/icon.png", "assets/cards/x-0123abcd.png",
         "assets/fonts/a.0123abcd.woff2", "pdf/leaflet-a4.pdf", "sources/papers.ris", "findings/findings.csv"]  # fmt: skip
RULES = rules_for(NAMES, "default-src 'none'", SITE.url, [("/old/", "/new/#place")])
NOBODY = Contact()


def told(contact: Contact = NOBODY, site: Site = SITE) -> dict[str, str]:
    return dict(for_hosts(RULES, site, contact, date(2026, 11, 25)))


def test_only_what_has_a_hash_in_its_name_is_kept_for_ever() -> None:
    assert RULES.kept == ("assets/cards/*", "assets/fonts/*", "assets/site.0123abcd.css")
    assert not [name for name in NAMES if "0123abcd" not in name and re.search(HASHED, name)]
    headers = told()["_headers"]
    assert re.findall(r"^(/.*)\n  Cache-Control: public, max-age=31536000, immutable$", headers, re.MULTILINE) == [f"/fm/{name}" for name in RULES.kept]


@pytest.mark.parametrize("name", ["_headers", ".htaccess", ".nginx.conf"])
def test_each_kind_of_host_is_told_every_header_and_type(name: str) -> None:
    text = told()[name]
    for header, value in RULES.headers:
        assert re.search(rf'{header}:? "?{re.escape(value)}"?', text)
    assert "frame-ancestors 'none'" in text
    for ending, kind in TYPES if name != "_headers" else RULES.typed:
        assert kind in text
        assert ending in text


def test_a_page_that_moved_is_redirected() -> None:
    assert told()["_redirects"] == "/fm/old/ /fm/new/#place 301\n"
    assert "RewriteRule ^old/?$ /fm/new/#place [R=301,L,NE]" in told()[".htaccess"]
    assert "location = /fm/old/ { absolute_redirect off; return 301 /fm/new/#place; }" in told()[".nginx.conf"]


def test_search_engines_get_the_sitemap_of_a_site_with_an_address() -> None:
    assert told()["robots.txt"].splitlines()[-1] == "Sitemap: https://example.org/fm/sitemap.xml"
    assert "robots.txt" not in told(site=Site("S", "", ""))


def test_a_security_txt_is_there_with_a_contact_and_ends_within_a_year() -> None:
    assert ".well-known/security.txt" not in told()
    text = told(Contact("a@example.org", "https://example.org/p"))[".well-known/security.txt"]
    assert text.splitlines()[:3] == ["Contact: mailto:a@example.org", "Contact: https://example.org/p", "Expires: 2027-11-20T00:00:00Z"]


def test_make_publish_refuses_a_site_without_an_address_in_one_line(build_site: Callable[..., Built]) -> None:
    nowhere = MKDOCS.replace("site_url: https://example.org/\n", "")
    built = build_site({"mkdocs.yml": nowhere, "docs/index.md": "# Home\n"}, "--publish")
    assert built.faults == ["no SITE_URL: give the address that the site will have (SITE_URL=https://example.org/ make publish)"]
    assert not (built.folder / "site").exists()


def test_make_publish_refuses_addresses_that_nobody_promised(build_site: Callable[..., Built]) -> None:
    files = {"docs/index.md": "# Home\n", "docs/new.md": "# New\n", "docs/newer.md": "# Newer\n", "refs/urls.txt": "/\n"}
    built = build_site(files, "--publish")
    assert built.faults == [
        "refs/urls.txt: 4 addresses not yet promised: /new/, /newer/, /sources/ … (make urls, look at what it wrote, then publish)"
    ]
    assert not (built.folder / "site").exists()
    for option in ("--check", "--no-pdf"):
        assert "4 addresses not yet promised (make urls)" in build_site(files, option).said


def test_what_is_published_lies_there_packed_and_reads_the_same(build_site: Callable[..., Built]) -> None:
    import gzip

    import brotli

    built = build_site({"docs/index.md": "# Home\n\nText [@caro2008].\n"}, "--publish")
    assert built.code == 0, built.faults
    page = built.folder / "site" / "index.html"
    assert gzip.decompress(page.with_name("index.html.gz").read_bytes()) == brotli.decompress(page.with_name("index.html.br").read_bytes()) == page.read_bytes()
    manifest = (built.folder / "site" / "manifest.sha256").read_text("utf-8")
    assert all(f"  {name}\n" in manifest for name in ("index.html.br", ".nginx.conf", ".htaccess", "_headers"))


def test_a_file_of_the_writer_in_such_a_place_is_a_fault(build_site: Callable[..., Built]) -> None:
    built = build_site({"docs/index.md": "# Home\n", "docs/robots.txt": "User-agent: *\n"})
    assert built.faults == ["docs/robots.txt: the build makes this file itself (take yours away)"]
