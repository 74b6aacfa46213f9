"""What a chart can be taken away as: its data as CSV, and all that its image says.

In go published charts and the addresses of the pages that they stand on; out come texts, and Pictures for paper to draw.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from evidence.charted import FOLDER, PublishedChart, to_csv
from evidence.findings import plain_text
from writing.charts import to_svg


class Picture(NamedTuple):
    """An image that goes without its page: it says itself what it shows, and where that comes from."""

    path: str  # below the site's address: charts/skin-nerves.png
    title: str
    svg: str  # inline SVG, as it stands on the page
    says: str
    notes: tuple[str, ...]  # source, and where the chart is from


def data_files(charts: Iterable[PublishedChart]) -> Iterator[tuple[str, str]]:
    """Path and content of the data of each chart."""
    return ((f"{FOLDER}/{chart.name}.csv", to_csv(chart)) for chart in charts)


def pictures(charts: Mapping[str, PublishedChart], addresses: Mapping[str, str], site: str) -> Iterator[Picture]:
    """A picture of each chart. `addresses` are those of the pages that charts stand on, `site` is the site's name."""
    for name, chart in charts.items():
        works = "; ".join(source.in_a_quote for source in chart.sources)
        sources = [f"{'Source' if len(chart.sources) == 1 else 'Sources'}: {works}."] if works else []
        where = addresses.get(name, "")
        yield Picture(
            path=f"{FOLDER}/{name}.png",
            title=chart.title,
            svg=to_svg(chart),
            says=plain_text(chart.says),
            notes=(*sources, f"{site}. {where}" if "://" in where else f"{site}."),
        )
