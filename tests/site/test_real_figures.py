"""The figures of the real site: found by who cannot see them, light, whole on a small screen, in any colors, and on paper."""

import gzip
import io
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import lxml.html
import pikepdf
import pytest
import yaml
from lxml import etree

ROOT = Path(__file__).parents[2]
FIGURES = yaml.safe_load((ROOT / "refs/figures.yml").read_text("utf-8"))
NAMES = [*FIGURES]
HEAVIEST = 3_000  # bytes as they travel


def pages_with(site: Path, name: str) -> list[Path]:
    return [path for path in sorted(site.rglob("index.html")) if f'id="figure-{name}"' in path.read_text("utf-8")]


def words(text: str) -> set[str]:
    return {*re.findall(r"\w+", text.lower())}


@pytest.fixture(scope="module", params=NAMES)
def figure(request: pytest.FixtureRequest, real_site: Path) -> Any:
    (page,) = pages_with(real_site, request.param)
    return lxml.html.document_fromstring(page.read_text("utf-8")).get_element_by_id(f"figure-{request.param}")


def test_it_has_a_name_and_a_description_and_says_the_same_in_words(figure: Any) -> None:
    (svg,) = figure.xpath(".//svg[@role='img']")
    page = figure.getroottree().getroot()
    title, description = (page.get_element_by_id(one).text_content() for one in svg.get("aria-labelledby").split())
    assert title == figure.xpath("string(p[@class='figure-title'])") and len(description) > 60
    assert figure.xpath("figcaption//sup[contains(@class, 'citation')]")
    ids = page.xpath("//@id")
    assert len(ids) == len(set(ids))
    told = words(description)
    for label in figure.xpath(".//svg//text"):
        assert words(label.text_content()) <= told, label.text_content()


def test_it_is_light(figure: Any) -> None:
    (svg,) = figure.xpath(".//svg")
    assert len(gzip.compress(etree.tostring(svg, with_tail=False), mtime=0)) <= HEAVIEST


def test_each_part_takes_the_pages_colors(figure: Any) -> None:
    """A part without a class would stay black in the dark."""
    styles = (ROOT / "docs/assets/figures.css").read_text("utf-8")
    for part in figure.xpath(".//svg//*[self::path or self::rect or self::circle]"):
        classes = " ".join(one.get("class", "") for one in (part, *part.iterancestors("g"))).split()
        assert part.getparent().tag == "clippath" or classes, etree.tostring(part)
        assert all(f".{name} {{" in styles for name in classes), classes
        assert not part.get("stroke") or any(name.startswith("line-") for name in classes)


def alternatives(pdf: pikepdf.Pdf) -> Iterator[str]:
    def walk(element: Any) -> Iterator[str]:
        if "/Alt" in element:
            yield str(element["/Alt"])
        kids = element.get("/K", [])
        for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
            if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
                yield from walk(kid)

    yield from walk(pdf.Root.StructTreeRoot)


def test_paper_holds_all_of_them_with_their_words(real_site: Path) -> None:
    with pikepdf.open(io.BytesIO((real_site / "pdf/fibromyalgia-and-ms.pdf").read_bytes())) as pdf:
        told = [*alternatives(pdf)]
    for record in FIGURES.values():
        title, description = (" ".join(record[part].split()) for part in ("title", "description"))
        assert any(one.startswith(f"{title}. {description}") for one in told), title


OVERLAPS = """() => [...document.querySelectorAll("figure.figure svg")].flatMap(svg => {
  const box = svg.getBoundingClientRect(), wrong = []
  const texts = [...svg.querySelectorAll("text")].map(one => [one.textContent, one.getBoundingClientRect()])
  texts.forEach(([words, a], index) => {
    if (a.left < box.left - 0.5 || a.right > box.right + 0.5 || a.top < box.top - 0.5 || a.bottom > box.bottom + 0.5) wrong.push(words)
    for (const [other, b] of texts.slice(index + 1))
      if (a.left < b.right && b.left < a.right && a.top + 3 < b.bottom && b.top + 3 < a.bottom) wrong.push(`${words} / ${other}`)
  })
  return wrong
})"""
SMALLEST = """() => Math.min(...[...document.querySelectorAll("figure.figure svg text")].map(one =>
  parseFloat(getComputedStyle(one).fontSize) * one.closest("svg").getBoundingClientRect().width / 360))"""


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("width", [320, 390, 1280])
def test_no_word_is_cut_or_covers_another(browser, served: str, real_site: Path, name: str, width: int) -> None:
    (path,) = pages_with(real_site, name)
    page = browser.new_page(viewport={"width": width, "height": 844})
    page.goto(f"{served}{path.parent.relative_to(real_site)}/")
    assert page.evaluate(OVERLAPS) == []
    assert width < 390 or page.evaluate(SMALLEST) >= 14
    page.close()


@pytest.mark.parametrize("name", NAMES)
def test_in_forced_colors_all_of_it_is_seen(browser, served: str, real_site: Path, name: str) -> None:
    """Each part has the text's color or the page's: none keeps a color that may vanish."""
    (path,) = pages_with(real_site, name)
    page = browser.new_page(forced_colors="active", color_scheme="dark")
    page.goto(f"{served}{path.parent.relative_to(real_site)}/")
    colors = page.eval_on_selector_all(
        f"#figure-{name} svg :is(text, path, rect, circle)",
        """parts => parts.filter(part => !part.closest("clipPath")).flatMap(part => {
          const style = getComputedStyle(part)
          return [style.fill, style.stroke]
        })""",
    )
    assert {*colors} <= {"none", "rgb(255, 255, 255)", "rgb(0, 0, 0)"}
    assert colors.count("rgb(255, 255, 255)") > 3
    page.close()
