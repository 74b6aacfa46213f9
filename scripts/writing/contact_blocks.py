"""The block `/// contact | all`: how readers reach the makers."""

import xml.etree.ElementTree as etree

from markdown import Markdown

from templates import render_element
from writing.blocks import RecordBlocks


class ContactExtension(RecordBlocks):
    """`/// contact | all`."""

    name, forms = "contact", ("all",)

    def element(self, argument: str, md: Markdown) -> etree.Element:
        """The ways there are, or that there is none."""
        return render_element("contact.html", contact=self.records.contact)
