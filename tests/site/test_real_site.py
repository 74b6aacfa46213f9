"""The real site, as built: every page, every link home, nothing loaded from anyone else."""

import json
import re
from pathlib import Path

import lxml.html
import pybtex.database
import pytest
import rispy
import yaml
from citeproc.source.json import CiteProcJSON

from build import main
from checks.limits import Limit

ROOT = Path(__file__).parents[2]
MOVED = {f"{old[1:]}index.html" for old in yaml.safe_load((ROOT / "refs" / "redirects.yml").read_text("utf-8"))}
FINDINGS = [f"findings/{slug}/" for slug in yaml.safe_load((ROOT / "refs" / "findings.yml").read_text("utf-8"))]
PAGES = ["", "alike-and-different/", "ms-basics/", "demyelination/", "newer-findings/", "context/", "since-2014/", "why-it-matters/",
         "for-your-appointment/", "findings/", "studies/", "you-may-have-read/", "glossary/", "about/"]  # fmt: skip
PAPERS = ["caro2008subset", "caro2014enfd", "clemenzi2014pain"]


def page(site: Path, url: str) -> lxml.html.HtmlElement:
    return lxml.html.parse(str(site / url / "index.html")).getroot()


@pytest.mark.parametrize("url", PAGES)
def test_each_page_has_its_sources_folded_at_its_end(real_site: Path, url: str) -> None:
    root = page(real_site, url)
    links = root.xpath("//sup[@class='citation']/a")
    assert links
    entries = root.xpath("//div[@class='page-sources']/details[not(@open)]/ol/li")
    assert [int(entry.get("value")) for entry in entries] == list(range(1, len(entries) + 1))
    assert {link.get("href")[1:] for link in links} == {entry.get("id") for entry in entries}
    for link in links:
        assert re.fullmatch(r"Source \d+: .+", link.get("aria-label"))
    assert root.xpath("string(//div[@class='page-sources']/details/summary)") == f"Sources on this page ({len(entries)})"
    assert not root.xpath("//div[@class='page-sources']//a[starts-with(@href, '#')]"), "the way back is the browser's"


def test_the_sources_page_lists_the_papers_first_and_each_page_that_cites(real_site: Path) -> None:
    root = page(real_site, "sources/")
    lists = root.xpath("//div[@class='bibliography']")
    assert [entry.get("id") for entry in lists[0].xpath("./ol/li")] == [f"ref-{key}" for key in PAPERS]
    cited_in = root.xpath("//details[@class='reference-places']//a/@href")
    expected = sum(len(set(page(real_site, url).xpath("//sup[@class='citation']/a/@href"))) for url in [*PAGES, *FINDINGS, "changes/"])
    assert len([href for href in cited_in if not href.startswith("#")]) == expected


@pytest.mark.parametrize("url", [*PAGES, "sources/", "changes/"])
def test_nothing_is_loaded_from_anyone_else(real_site: Path, url: str) -> None:
    root = page(real_site, url)
    loaded = root.xpath("//script/@src | //img/@src | //link[not(@rel='canonical' or starts-with(@rel, 'alternate'))]/@href | //iframe/@src | //source/@srcset")
    assert [address for address in loaded if re.match(r"(https?:)?//", address)] == []


@pytest.mark.parametrize("url", [*PAGES, "sources/", "changes/"])
def test_no_citation_is_left_raw_and_no_id_stands_twice(real_site: Path, url: str) -> None:
    root = page(real_site, url)
    ids = root.xpath("//@id")
    assert len(ids) == len(set(ids))
    text = " ".join(root.xpath("//article//text()[not(ancestor::code)]"))
    assert "[@" not in text
    assert "///" not in text


def test_three_pages_say_what_fibromyalgia_is_and_each_ends_with_one_next_step(real_site: Path) -> None:
    for url in [*PAGES, "sources/"]:
        root = page(real_site, url)
        assert len(root.xpath("//article/h1")) == 1
        assert len(root.xpath("//article/h1")[0].text_content().rstrip("¶")) <= 65
        assert root.xpath("//article/h1/following-sibling::*[1]/@class") == ["answer"]
        words = " ".join(root.xpath("string(//article)").split()).lower()
        assert ("illness of widespread pain" in words) == (url in ("", "alike-and-different/", "glossary/")), url
        assert len(root.xpath("//p[@class='next-step']")) == 1


def test_each_page_says_its_name_and_when_it_was_checked_and_what_that_means(real_site: Path) -> None:
    for url in [*PAGES, *FINDINGS, "sources/", "changes/"]:
        root = page(real_site, url)
        (line,) = root.xpath("//div[@class='page-foot']/p[@class='page-checked']")
        assert re.fullmatch(r"Checked \w+ \d+, \d{4} by the maintainers · read as abstracts · what that means", " ".join(line.text_content().split()))
        assert line.xpath("./a/@href")[0].endswith("#what-read-as-abstracts-means")
        name = root.xpath("string(//title)").removesuffix(" - Fibromyalgia and MS: what 3 studies found")
        assert name in (*root.xpath("//p[contains(@class, 'page-name')]/text()"), root.xpath("string(//article//h1/text())"))
    assert [text[:8] for text in page(real_site, "").xpath("//article/p[@class='page-checked']/text()")] == ["Checked "]


def test_our_own_sums_are_marked_and_explained_on_the_same_page(real_site: Path) -> None:
    marked = {url for url in [*PAGES, *FINDINGS, "sources/", "changes/"] if page(real_site, url).xpath("//sup[@class='derived']")}
    assert {"context/", "newer-findings/", "studies/"} <= marked
    for url in [*PAGES, *FINDINGS]:
        assert len(page(real_site, url).xpath("//p[@id='our_sums']")) == (url in marked), url


LIMITS = {("words", "index.md"): 320, ("answer words", "index.md"): 45, ("marks", "index.md"): 12, ("words", "context.md"): 900,
          ("marks in 100 words", "context.md"): 4, ("quote", "context.md"): 300}  # fmt: skip


def test_the_limits_are_those_that_were_settled(real_site: Path) -> None:
    limits = [Limit(**record) for record in yaml.safe_load((ROOT / "refs" / "limits.yml").read_text("utf-8")).values()]
    for (measure, path), most in LIMITS.items():
        assert min(limit.most for limit in limits if limit.of == measure and path not in limit.free and path in (limit.pages or [path])) == most
    (urgent,) = (limit for limit in limits if limit.of == "urgent blocks")
    for url in [*PAGES, *FINDINGS, "sources/", "changes/"]:
        path = "findings/index.md" if url == "findings/" else f"{url.rstrip('/') or 'index'}.md"
        assert len(page(real_site, url).xpath("//section[@class='urgent']")) == (path in urgent.pages), url


def test_the_downloads_hold_every_cited_work(real_site: Path) -> None:
    shown = {key.removeprefix("ref-") for key in page(real_site, "sources/").xpath("//div[@class='bibliography']//li/@id")}
    assert {item["id"] for item in json.loads((real_site / "sources" / "papers.json").read_text("utf-8"))} == shown
    for key in shown:
        assert f"{{{key}," in (real_site / "sources" / "papers.bib").read_text("utf-8")
        assert f"ID  - {key}\n" in (real_site / "sources" / "papers.ris").read_text("utf-8")


def test_the_downloads_are_read_by_programs_that_nobody_here_wrote(real_site: Path) -> None:
    sources = real_site / "sources"
    items = json.loads((sources / "papers.json").read_text("utf-8"))
    citeproc = CiteProcJSON(items)
    with (sources / "papers.ris").open(encoding="utf-8") as file:
        records = {record["id"]: record for record in rispy.load(file)}
    entries = pybtex.database.parse_file(str(sources / "papers.bib")).entries
    assert len(citeproc) == len(records) == len(entries) == len(items) >= 25
    for key in PAPERS:
        doi = entries[key].fields["doi"]
        assert records[key]["doi"] == str(citeproc[key]["DOI"]) == doi
        assert str(citeproc[key].title) == records[key]["title"]


def test_the_engine_knows_nothing_of_this_subject() -> None:
    for path in (ROOT / "scripts").rglob("*"):
        if path.suffix in (".py", ".html", ".md", ".bib", ".ris"):
            assert not re.search(r"fibromyalgia|sclerosis|IVIg|CIDP|clemenzi", path.read_text("utf-8"), re.IGNORECASE), path


def test_a_rebuild_in_one_process_gives_the_same_pages(real_site: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from build import main

    monkeypatch.chdir(ROOT)
    assert main(["--site-dir", str(tmp_path / "site"), "--site-url", "https://example.org/fm/"]) == 0
    assert (tmp_path / "site" / "manifest.sha256").read_bytes() == (real_site / "manifest.sha256").read_bytes()


def test_serve_reloads_a_changed_reference(tmp_path: Path) -> None:
    """`make serve` uses --livereload; the hook asks MkDocs to watch refs/ and reads it anew at each build."""
    import shutil
    import subprocess
    import sys
    import time
    import urllib.request

    project = tmp_path / "project"
    shutil.copytree(ROOT, project, ignore=shutil.ignore_patterns(".*", "site", "tests"))
    command = [sys.executable, "-m", "mkdocs", "serve", "--livereload", "-a", "127.0.0.1:8765"]
    server = subprocess.Popen(command, cwd=project, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)

    def shows(text: str) -> bool:
        try:
            with urllib.request.urlopen("http://127.0.0.1:8765/sources/", timeout=5) as answer:
                return text in answer.read().decode("utf-8")
        except OSError:
            return False

    def wait_for(text: str) -> bool:
        return any(shows(text) or time.sleep(0.25) for _ in range(120))

    try:
        assert wait_for("2008 Feb;47(2):208-11")
        papers = project / "refs" / "papers.bib"
        papers.write_text(papers.read_text("utf-8").replace("208-211", "208-212"), "utf-8")
        assert wait_for("2008 Feb;47(2):208-12")
    finally:
        server.terminate()
        server.wait(10)


def test_the_link_for_mistakes_is_there_once_the_project_has_a_page(
    real_site: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from build import main

    about = page(real_site, "about/")
    assert not about.xpath("//a[contains(text(), 'Report a mistake')]")
    assert "There is no way to reach us yet." in about.text_content()
    monkeypatch.chdir(ROOT)
    monkeypatch.setenv("REPO_URL", "https://example.org/project")
    assert main(["--site-dir", str(tmp_path / "site"), "--no-pdf"]) == 0
    links = page(tmp_path / "site", "about/").xpath("//footer//a[text()='Report a mistake']/@href")
    assert links == ["https://example.org/project"]


def test_every_address_is_promised_and_speaks(real_site: Path) -> None:
    promised = (ROOT / "refs" / "urls.txt").read_text("utf-8").split()
    assert promised == sorted(promised)
    pages = {f"/{path.parent.relative_to(real_site).as_posix()}/".replace("/./", "/") for path in real_site.rglob("index.html") if path.relative_to(real_site).as_posix() not in MOVED}
    references = {f"/sources/#{one}" for one in page(real_site, "sources/").xpath("//div[@class='bibliography']//li[@value]/@id")}
    assert pages | references == set(promised) - {f"/{name.removesuffix('index.html')}" for name in MOVED}, "run make urls"
    for address in pages:
        assert re.fullmatch(r"/(?:(?!\d{4}-\d\d)[a-z]+(?:-[a-z0-9]+)*/)*", address), "no date, no name, no file ending"


def test_the_sitemap_lists_each_page_with_the_day_its_text_was_checked(real_site: Path) -> None:
    sitemap = lxml.etree.parse(str(real_site / "sitemap.xml"))
    names = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9"}
    listed = {url.findtext("s:loc", namespaces=names): url.findtext("s:lastmod", namespaces=names) for url in sitemap.findall("s:url", names)}
    assert set(listed) == {f"https://example.org/fm/{path.parent.relative_to(real_site).as_posix()}/".replace("/./", "/") for path in real_site.rglob("index.html") if path.relative_to(real_site).as_posix() not in MOVED}
    for address, day in listed.items():
        (data,) = page(real_site, address.removeprefix("https://example.org/fm/")).xpath("//script[@type='application/ld+json']/text()")
        assert day == json.loads(data)["dateModified"]


def test_an_address_with_a_port_is_no_count(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    assert main(["--check", "--site-url", "http://127.0.0.1:8123/"]) == 0
