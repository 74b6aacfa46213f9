"""Figures: the block `/// figure | name`, a drawing with its title above it and the same in words below.

The words are those of refs/figures.yml. A drawing is refs/figures/<name>.svg, or a timeline made of the years of works.
It stands in the page itself, so that it takes the page's colors.
"""

import xml.etree.ElementTree as etree

from markdown import Markdown

from evidence.drawings import WIDTH, Drawing
from evidence.studies import Figure
from templates import render, render_element
from writing.blocks import RecordBlocks
from writing.timeline import Event, draw_timeline


class FiguresExtension(RecordBlocks):
    """`/// figure | name`."""

    name = "figure"

    def element(self, name: str, md: Markdown) -> etree.Element:
        """The figure, with its words still Markdown."""
        evidence = self.records.evidence
        figure = evidence.figures.records.get(name)
        if figure is None:
            return self.unknown(name, evidence.figures.records, "add it to refs/figures.yml")
        events = self._events(name, figure)
        drawing = draw_timeline(name, events) if events else evidence.drawings.get(name, Drawing(""))
        element = render_element("figure.html", name=name, figure=figure, events=events, path=evidence.figures.path)
        told = " ".join((figure.description, *(f"{event.year}: {event.topic}, {event.told}." for event in events)))
        place = element.find("div")
        assert place is not None
        place.text = md.htmlStash.store(render("drawing.svg", name=name, figure=figure, told=told, width=WIDTH, drawing=drawing))
        return element

    def _events(self, name: str, figure: Figure) -> tuple[Event, ...]:
        """The works of a timeline by their years; one whose year was not seen is a fault."""
        found, references = [], self.records.references
        for key, work in figure.works.items():
            shown = references.show(key)
            if shown and shown.reference.date:
                one_of_ours = references.is_a_paper(shown)
                found.append(Event(key, shown.reference.date.year, work.topic, work.told, one_of_ours))
            elif shown:
                message = f'"{key}" has no year in its .bib file (take it off the timeline)'
                self.desk.notes.record_faults.append(self.records.evidence.figures.fault(message, name, "works", key))
        return tuple(sorted(found, key=lambda event: event.year))
