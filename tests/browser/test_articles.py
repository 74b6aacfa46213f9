"""What article extractors find of a page: Firefox' own (Readability, its reader view), run in a browser on the built pages."""

from pathlib import Path
from typing import Any

import lxml.html
import pytest

READ = "() => { const found = new Readability(document.cloneNode(true), { charThreshold: 200 }).parse(); return found && [found.title, found.byline, found.siteName, found.textContent] }"


def words(text: str) -> str:
    return " ".join(text.split())


@pytest.mark.parametrize("path", ["", "findings/ivig/", "demyelination/", "newer-findings/", "about/"])
def test_the_reader_view_has_the_answer_the_findings_and_the_captions(path: str, browser: Any, served: str, real_site: Path, node_folder: Path) -> None:
    context = browser.new_context(bypass_csp=True)
    page = context.new_page()
    page.goto(served + path)
    page.add_script_tag(path=str(node_folder / "node_modules" / "@mozilla" / "readability" / "Readability.js"))
    found = page.evaluate(READ)
    context.close()
    assert found, "nothing was found"
    title, byline, site, text = found
    assert title
    assert (byline, site) == ("The maintainers of this site", "Fibromyalgia and MS: what 3 studies found")
    root = lxml.html.parse(str(real_site / path / "index.html")).getroot()
    wanted = root.xpath("//article//*[contains(concat(' ', @class, ' '), ' answer ')] | //article//p[contains(@class, 'finding-claim')] | //article//figcaption/p")
    assert wanted
    lacking = [one for one in (words(element.text_content()) for element in wanted) if one[:60] not in words(text)]
    assert lacking == []
