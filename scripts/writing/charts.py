"""Charts drawn from records: the block `/// chart | name`.

In go PublishedCharts; out comes a figure: the drawing as inline SVG, and the same in words and in a table. Nothing in it
depends on seeing, on color or on a script.
"""

import xml.etree.ElementTree as etree

from markdown import Markdown

from evidence.charted import FOLDER, PublishedChart
from templates import render, render_element
from writing.blocks import RecordBlocks
from writing.chart_drawings import SIZE, draw


def to_svg(chart: PublishedChart) -> str:
    """The drawing as inline SVG."""
    return render(f"chart_{chart.kind}.svg", chart=chart, drawn=draw(chart), size=SIZE).strip()


class ChartsExtension(RecordBlocks):
    """`/// chart | name`."""

    name = "chart"

    def element(self, name: str, md: Markdown) -> etree.Element:
        """The figure, with its texts still Markdown."""
        charts, path = self.records.charts, self.records.evidence.charts.path
        chart = charts.get(name)
        if chart is None:
            return self.unknown(name, charts, f"add it to {path}")
        figure = render_element("chart.html", chart=chart, path=path)
        links = render("chart_files.html", chart=chart, folder=self.desk.link(f"{FOLDER}/"))
        # As HTML: Markdown must not read what is drawn, and MkDocs does not know the files yet.
        for place, html in (("chart-drawing", to_svg(chart)), ("chart-files", links)):
            found = next(element for element in figure.iter() if element.get("class") == place)
            found.text = md.htmlStash.store(html.strip())
        return figure
