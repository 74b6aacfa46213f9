"""What axe-core finds on each page of the real site: nothing, in each look and on each size, with what can be opened open."""

from pathlib import Path
from typing import Any

import pytest

STATES = [(320, "light"), (390, "dark"), (1280, "light"), (320, "dark"), (390, "light"), (1280, "dark")]


@pytest.mark.parametrize(("width", "scheme"), STATES)
def test_axe_finds_nothing(browser: Any, served: str, real_site: Path, node_folder: Path, width: int, scheme: str) -> None:
    axe = (node_folder / "node_modules" / "axe-core" / "axe.min.js").read_text("utf-8")
    context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme)
    page = context.new_page()
    found = {}
    for path in sorted(real_site.rglob("*.html")):
        page.goto(served + path.relative_to(real_site).as_posix())
        page.eval_on_selector_all("article details", "all => all.forEach(one => { one.open = true })")
        page.evaluate("document.querySelector('.citation > a')?.click()")  # its card is open, too
        page.evaluate(axe)
        violations = page.evaluate("axe.run().then(result => result.violations.map(one => `${one.id}: ${one.nodes[0].target}`))")
        if violations:
            found[path] = violations
    assert found == {}
    context.close()
