"""Charts drawn from records: the block `/// chart | name`.

In go PublishedCharts; out comes a figure: the drawing as inline SVG, and the same in words and in a table. Nothing in it
depends on seeing, on color or on a script.
"""

import xml.etree.ElementTree as etree
from collections.abc import Mapping

from markdown import Markdown

from evidence.charted import FOLDER, PublishedChart
from evidence.studies import Evidence
from templates import render, render_element
from writing.blocks import RecordBlocks
from writing.chart_drawings import SIZE, draw
from writing.notes import Desk


def to_svg(chart: PublishedChart) -> str:
    """The drawing as inline SVG."""
    return render(f"chart_{chart.kind}.svg", chart=chart, drawn=draw(chart), size=SIZE).strip()


class ChartsExtension(RecordBlocks):
    """`/// chart | name`."""

    name = "chart"

    def __init__(self, desk: Desk, evidence: Evidence, charts: Mapping[str, PublishedChart]) -> None:
        super().__init__(desk)
        self.file, self.charts = evidence.charts, charts

    def element(self, name: str, md: Markdown) -> etree.Element:
        """The figure, with its texts still Markdown."""
        chart = self.charts.get(name)
        if chart is None:
            return self.unknown(name, self.charts, f"add it to {self.file.path}")
        figure = render_element("chart.html", chart=chart, path=self.file.path)
        links = render("chart_files.html", chart=chart, folder=self.desk.link(f"{FOLDER}/"))
        # As HTML: Markdown must not read what is drawn, and MkDocs does not know the files yet.
        for place, html in (("chart-drawing", to_svg(chart)), ("chart-files", links)):
            found = next(element for element in figure.iter() if element.get("class") == place)
            found.text = md.htmlStash.store(html.strip())
        return figure
