"""Link previews of the real site, as programs read them that nobody here wrote."""

import json
import re
import subprocess
from pathlib import Path
from typing import Any

import lxml.html
import pytest
import yaml
from PIL import Image
from pyld import jsonld

ROOT = Path(__file__).parents[2]
RECORDS: dict[str, Any] = yaml.safe_load((ROOT / "refs" / "findings.yml").read_text("utf-8"))
READERS = ["open-graph-scraper", "unfurl.js", "metascraper"]
ADDRESS = "https://example.org/fm/"  # at which the real site is built


@pytest.fixture(scope="module")
def unfurled(served: str, node_folder: Path) -> dict[str, dict[str, dict[str, Any]]]:
    """What each library says of each finding's page."""
    addresses = [f"{served}findings/{slug}/" for slug in RECORDS]
    run = subprocess.run(["node", "unfurl.js", *addresses], cwd=node_folder, capture_output=True, text=True, check=True)
    return {address.split("/")[-2]: found for address, found in json.loads(run.stdout).items()}


@pytest.mark.parametrize("reader", READERS)
@pytest.mark.parametrize("slug", RECORDS)
def test_a_preview_says_the_claim_how_sure_and_how_many(slug: str, reader: str, unfurled: Any, real_site: Path) -> None:
    record, shown = RECORDS[slug], unfurled[slug][reader]
    sure = f"How sure? {record['label'].capitalize()}."
    assert shown["title"] == record["question"]
    assert shown["description"] == f"{sure} {' '.join(record['short'].split())}"
    assert shown["url"] == f"{ADDRESS}findings/{slug}/"
    assert re.fullmatch(rf"{ADDRESS}assets/cards/{slug}-[0-9a-f]{{8}}\.png", shown["image"])
    with Image.open(real_site / shown["image"].removeprefix(ADDRESS)) as image:
        assert image.size == (1200, 630)


@pytest.mark.parametrize("slug", RECORDS)
def test_no_platforms_cut_can_lose_how_sure(slug: str, real_site: Path) -> None:
    root = lxml.html.parse(str(real_site / "findings" / slug / "index.html")).getroot()
    title, description = (root.xpath(f"//meta[@property='og:{name}']/@content")[0] for name in ("title", "description"))
    assert len(title) <= 80
    assert len(description) <= 190
    assert RECORDS[slug]["label"] in description[:80].lower()
    assert "…" not in title + description


def test_every_page_has_its_own_title_and_description_and_an_image(real_site: Path) -> None:
    roots = [lxml.html.parse(str(path)).getroot() for path in real_site.rglob("index.html") if "http-equiv=\"refresh\"" not in path.read_text("utf-8")]
    for query in ("//head/title/text()", "//meta[@name='description']/@content", "//link[@rel='canonical']/@href", "//meta[@property='og:url']/@content"):
        found = [root.xpath(query) for root in roots]
        assert all(len(one) == 1 for one in found)
        assert len({one[0] for one in found}) == len(found), query
    for root in roots:
        assert len(root.xpath("//head/title/text()")[0]) <= 65 + len(" - Fibromyalgia and MS: what 3 studies found")
        for name in ("type", "site_name", "locale", "title", "description", "image", "image:type", "image:width", "image:height", "image:alt"):
            assert len(root.xpath(f"//meta[@property='og:{name}']/@content")) == 1
        assert root.xpath("//meta[@name='twitter:card']/@content") == ["summary_large_image"]
        assert root.xpath("//link[@rel='alternate']/@href") == [f"{ADDRESS}changes/feed.atom", f"{ADDRESS}pdf/fibromyalgia-and-ms.pdf"]
        assert len(root.xpath("//link[@rel='icon' or @rel='apple-touch-icon']")) == 2


@pytest.mark.parametrize("slug", RECORDS)
def test_json_ld_holds_the_claim_with_its_certainty_and_the_papers(slug: str, real_site: Path) -> None:
    root = lxml.html.parse(str(real_site / "findings" / slug / "index.html")).getroot()
    (script,) = root.xpath("//script[@type='application/ld+json']/text()")

    def schema_org(_address: str, _options: object) -> dict[str, Any]:
        return {"contextUrl": None, "documentUrl": None, "document": {"@context": {"@vocab": "https://schema.org/"}}}

    (page,) = jsonld.expand(json.loads(script), {"documentLoader": schema_org})

    def values(node: dict[str, Any], name: str) -> list[Any]:
        return [one.get("@value", one) for one in node.get(f"https://schema.org/{name}", [])]

    assert page["@type"] == ["https://schema.org/MedicalWebPage"]
    assert values(page, "dateModified") == [str(RECORDS[slug]["last_checked"])]
    assert not re.search("reviewedBy|lastReviewed", script), "nobody has reviewed it"
    for maker in (*values(page, "author"), *values(page, "publisher")):
        assert values(maker, "name") == ["The maintainers of this site"]
    (claim,) = values(page, "mainEntity")
    assert claim["@type"] == ["https://schema.org/Claim"]
    assert "How sure?" in values(claim, "text")[0]
    identifiers = [values(work["https://schema.org/identifier"][0], "value")[0] for work in values(page, "citation") if "https://schema.org/identifier" in work]
    for key in RECORDS[slug]["sources"]:
        if key in ("caro2008subset", "caro2014enfd", "clemenzi2014pain"):
            assert {"caro2008subset": "10.1093/rheumatology/kem345", "caro2014enfd": "10.1002/art.38662", "clemenzi2014pain": "10.12659/MSM.890009"}[key] in identifiers
