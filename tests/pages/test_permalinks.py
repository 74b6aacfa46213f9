"""Addresses that never die: a vanished one stops the build, a moved one leads on, with its preview."""

from collections.abc import Callable
from pathlib import Path

import lxml.html
import pytest

from conftest import Built
from pages.permalinks import read_permalinks, write_urls

SITE = {
    "docs/index.md": "# Home\n\nText [@caro2008].\n",
    "docs/new.md": "---\ntitle: 'New \"page\" & <more>'\ndescription: What it says.\n---\n\n# New page\n\n## Part\n\nText.\n",
    "refs/urls.txt": "/\n/new/\n/old/\n/sources/#ref-caro2008\n",
    "refs/redirects.yml": "/old/: /new/\n",
}


def faults(build_site: Callable[..., Built], **files: str) -> list[str]:
    return build_site({**SITE, **{name.replace("__", "/").replace("_", "."): text for name, text in files.items()}}, "--check").faults


def test_a_moved_page_has_a_stub_with_the_new_pages_preview(build_site: Callable[..., Built]) -> None:
    built = build_site(SITE)
    assert built.code == 0, built.faults
    root = lxml.html.fromstring(built.html("old/index.html"))
    assert root.xpath("//title/text()") == ['New "page" & <more> - Test']
    assert root.xpath("//meta[@property='og:title']/@content") == ['New "page" & <more>']
    assert root.xpath("//meta[@property='og:description']/@content") == ["What it says."]
    assert root.xpath("//link[@rel='canonical']/@href") == ["https://example.org/new/"]
    assert root.xpath("//noscript/meta/@content") == ["0; url=../new/"]
    assert root.xpath("//main//a/@href") == ["../new/"]
    assert "What it says." in root.xpath("string(//main)")
    assert "old" not in (built.folder / "site" / "sitemap.xml").read_text("utf-8")


def test_a_vanished_page_stops_the_build_and_the_site_stays(build_site: Callable[..., Built]) -> None:
    build_site(SITE)
    built = build_site({**SITE, "refs/redirects.yml": ""})
    assert built.faults == [
        'refs/urls.txt:3: "/old/" was promised and is gone (bring it back, or write /old/: and the address that took its place in refs/redirects.yml; if it never was public, take this line out)'
    ]
    assert (built.folder / "site" / "old" / "index.html").is_file()


WRONG = [
    ("/old/: /neww/\n", 'refs/redirects.yml:1: "/neww/" is no page or place of this site (did you mean /new/?)'),
    ("/old/: /older/\n/older/: /new/\n", 'refs/redirects.yml:1: "/older/" has moved itself (write /new/ in its place)'),
    (
        "/old/: /new/\n/new/: /\n",
        'refs/redirects.yml:2: "/new/" is a page or place that is there (take this line out, or what stands there)',
    ),
    (
        "/old/: https://example.com/\n",
        'refs/redirects.yml:1: "https://example.com/" is no address of a page (write it as /findings/ or /sources/#ref-key)',
    ),
    (
        "/old/: /new/\n/../x/: /new/\n",
        'refs/redirects.yml:2: "/../x/" is no address of a page (write it as /findings/ or /sources/#ref-key)',
    ),
    (
        "/old/: /new/\n/new/#x: /\n",
        'refs/redirects.yml:2: "/new/#x" is a place on a page that is there, so it can only move on that page (write /new/ or a place on it)',
    ),
]


@pytest.mark.parametrize(("redirects", "message"), WRONG)
def test_a_wrong_redirect_is_said_at_its_line(redirects: str, message: str, build_site: Callable[..., Built]) -> None:
    assert message in faults(build_site, refs__redirects_yml=redirects)


def test_a_reference_whose_key_changed_keeps_its_old_address(build_site: Callable[..., Built]) -> None:
    urls = SITE["refs/urls.txt"] + "/sources/#ref-caro08\n"
    (message,) = faults(build_site, refs__urls_txt=urls)
    assert (
        message
        == 'refs/urls.txt:5: "/sources/#ref-caro08" was promised and is gone (bring it back, or write /sources/#ref-caro08: /sources/ in refs/redirects.yml; if it never was public, take this line out)'
    )
    moved = SITE["refs/redirects.yml"] + "/sources/#ref-caro08: /sources/#ref-caro2008\n"
    built = build_site({**SITE, "refs/urls.txt": urls, "refs/redirects.yml": moved})
    assert built.code == 0, built.faults
    assert lxml.html.fromstring(built.html("sources/index.html")).xpath("//li[@id='ref-caro2008']//*[@id='ref-caro08']")


def test_only_a_new_address_is_offered_for_one_that_is_gone(build_site: Callable[..., Built]) -> None:
    promised = "/\n/new/\n/older/\n/sources/#ref-caro2009\n"
    assert faults(build_site, refs__urls_txt=promised, docs__old_md="# Old\n", refs__redirects_yml="") == [
        'refs/urls.txt:3: "/older/" was promised and is gone (if it is /old/ now, write /older/: /old/ in refs/redirects.yml; if it never was public, take this line out)',
        'refs/urls.txt:4: "/sources/#ref-caro2009" was promised and is gone'
        " (if it is /sources/#ref-caro2008 now, write /sources/#ref-caro2009: /sources/#ref-caro2008 in refs/redirects.yml; if it never was public, take this line out)",
    ]


def test_a_file_name_that_makes_no_lasting_address_is_said(build_site: Callable[..., Built]) -> None:
    built = build_site({**SITE, "docs/2027-03-01-News.md": "# News\n"}, "--check")
    assert built.faults == ['refs/urls.txt: "/2027-03-01-News/" is no lasting address (name the file in small letters, no date)']


def test_a_page_takes_its_places_along(build_site: Callable[..., Built]) -> None:
    urls = SITE["refs/urls.txt"] + "/references/\n/references/#ref-caro2008\n"
    assert faults(build_site, refs__urls_txt=urls, refs__redirects_yml="/old/: /new/\n/references/: /sources/\n") == []


def test_what_is_no_address_is_said(build_site: Callable[..., Built]) -> None:
    assert faults(build_site, refs__urls_txt="new/\n") == ['refs/urls.txt:1: "new/" is no address (write one a line, as in /findings/)']


def test_new_addresses_are_added_in_order_and_none_is_taken_out(tmp_path: Path) -> None:
    (tmp_path / "urls.txt").write_text("/old/\n/b/\n", "utf-8")
    assert write_urls(tmp_path, ["/a/", "/b/"]) == 1
    assert (tmp_path / "urls.txt").read_text("utf-8") == "/a/\n/b/\n/old/\n"
    assert write_urls(tmp_path, ["/a/"]) == 0
    assert list(read_permalinks(tmp_path).promised) == ["/a/", "/b/", "/old/"]


def test_make_urls_promises_what_the_site_has(build_site: Callable[..., Built]) -> None:
    built = build_site({**SITE, "refs/urls.txt": ""}, "--urls")
    assert built.code == 0
    assert (built.folder / "refs" / "urls.txt").read_text("utf-8") == "/\n/new/\n/sources/\n/sources/#ref-caro2008\n"
    assert not (built.folder / "site").exists()
