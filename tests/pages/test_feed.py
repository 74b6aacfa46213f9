"""The Atom feed of a small site, read by feedparser; and of the real one."""

from collections.abc import Callable
from pathlib import Path

import feedparser
import lxml.html

from conftest import Built
from samples import SITE


def test_a_feed_reader_gets_each_change_with_its_place_and_day(build_site: Callable[..., Built]) -> None:
    built = build_site(SITE)
    feed = feedparser.parse((built.folder / "site" / "changes" / "feed.atom").read_bytes())
    assert not feed.bozo
    assert feed.version == "atom10"
    assert (feed.feed.title, feed.feed.link, feed.feed.updated) == ("Changes - Test", "https://example.org/changes/", "2026-11-22T00:00:00Z")
    assert [(entry.title, entry.link, entry.updated) for entry in feed.entries] == [
        ("Correction: We had written 143; it is 133 people.", "https://example.org/changes/#fixed", "2026-11-22T00:00:00Z"),
        ("The first edition.", "https://example.org/changes/#first", "2026-11-01T00:00:00Z"),
    ]
    assert feed.entries[0].content[0].value == "We had written 143; it is 133 people."


def test_the_real_one_is_found_from_every_page_and_leads_to_places_that_are_there(real_site: Path) -> None:
    feed = feedparser.parse((real_site / "changes" / "feed.atom").read_bytes())
    assert not feed.bozo
    changes = lxml.html.parse(str(real_site / "changes" / "index.html")).getroot()
    assert [entry.link.partition("#")[2] for entry in feed.entries] == changes.xpath("//section[@class='change']/h2/@id")
    assert changes.xpath("//article//a[@href='feed.atom']")
    for path in (real_site / "index.html", real_site / "findings" / "ivig" / "index.html"):
        (found,) = lxml.html.parse(str(path)).xpath("//link[@rel='alternate'][@type='application/atom+xml']/@href")
        assert found == "https://example.org/fm/changes/feed.atom"
