"""A site that has no address yet: it holds no absolute one, and says that it is not to be published."""

from collections.abc import Callable

import lxml.html
import pytest

from conftest import MKDOCS, Built
from samples import SITE

FILES = {
    **SITE,
    "mkdocs.yml": MKDOCS.replace("site_url: https://example.org/\n", "").replace("name: mkdocs", "name: mkdocs, custom_dir: look"),
    "look/main.html": '{% extends "base.html" %}{% block extrahead %}{{ head }}{% endblock %}',
}


@pytest.fixture
def built(build_site: Callable[..., Built]) -> Built:
    return build_site(FILES)


def page(built: Built, name: str) -> lxml.html.HtmlElement:
    return lxml.html.document_fromstring(built.html(name))


def test_no_page_names_an_address_of_its_own(built: Built) -> None:
    root = page(built, "findings/share/index.html")
    for query in ("//link[@rel='canonical' or @rel='alternate']", "//meta[contains(@property, 'url') or contains(@property, 'image')]", "//*[@data-url or @data-share]"):
        assert root.xpath(query) == [], query
    site = built.folder / "site"
    assert not (site / "sitemap.xml").exists()
    assert not (site / "robots.txt").exists()
    assert not [*site.rglob("feed.atom")]


def test_a_quote_says_where_its_address_goes(built: Built) -> None:
    texts = page(built, "findings/share/index.html").xpath("//section[@class='share']//textarea/text()")
    quotes = [text for text in texts if "133 people had it." in text]
    assert len(quotes) == 4
    assert all("(address of this page)" in text and "http" not in text and "/findings/" not in text for text in quotes)


def test_the_last_line_says_that_it_is_not_to_be_published(build_site: Callable[..., Built], capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    from build import main

    built = build_site(FILES)
    capfd.readouterr()
    assert main([]) == 0
    assert capfd.readouterr().out.splitlines()[-1] == "not to be published: no SITE_URL"
    assert main(["--site-url", "https://example.org/"]) == 0
    assert "not to be published" not in capfd.readouterr().out
    assert (built.folder / "site" / "changes" / "feed.atom").is_file()
