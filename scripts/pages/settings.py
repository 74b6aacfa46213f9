"""What a site's mkdocs.yml asks of an edition: what it says of itself, and what its readers get."""

from typing import NamedTuple

from pages.head import Site
from print_files import PrintFile
from writing.contact import Contact
from writing.foot import Checking


class Settings(NamedTuple):
    """Read from mkdocs.yml by `publishing.settings`."""

    site: Site
    print_files: tuple[PrintFile, ...] = ()
    leaflet_page: str = ""  # the path of the page that leaflets are made of
    checking: Checking = Checking()
    contact: Contact = Contact()
    printed: bool = False  # whether it is set in our typefaces, or printed: then it must be printable
    searched: bool = False  # whether it has a search of its own
