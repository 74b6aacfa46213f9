"""HTML and text from the Jinja templates in templates/: the only place where the engine makes markup.

Values go in as they are and come out escaped; what is HTML already is marked as such by the caller.
"""

import re
import xml.etree.ElementTree as etree
from collections.abc import Callable
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from references.dates import day

FOLDER = Path(__file__).parent

_ENVIRONMENT = Environment(
    loader=FileSystemLoader(FOLDER),
    autoescape=lambda name: name is not None and name.endswith((".html", ".svg", ".atom")),
    undefined=StrictUndefined,
    auto_reload=False,  # they are part of the program
    trim_blocks=True,
    lstrip_blocks=True,
    keep_trailing_newline=True,
)


def to_markdown(text: str) -> str:
    """Plain text for Markdown that is read with a page, so that it is printed as it is."""
    escaped = re.sub(r"([\\`*_\[\]])", r"\\\1", " ".join(text.split()))
    return escaped.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


@cache
def macro(template: str, name: str) -> Callable[..., Markup]:
    """A macro of a template, for what is filled in thousands of times."""
    found: Callable[..., Markup] = getattr(_ENVIRONMENT.get_template(template).module, name)
    return found


def render(template: str, /, **values: object) -> str:
    """The template filled in."""
    return _ENVIRONMENT.get_template(template).render(**values)


def render_element(template: str, /, **values: object) -> etree.Element:
    """The template filled in and read as one element, for a Python-Markdown tree."""
    return etree.fromstring(render(template, **values).strip())


def _px(length: float) -> str:
    """A length in a drawing, to a tenth."""
    return f"{round(length, 1):g}"


_ENVIRONMENT.filters |= {"day": day, "plain": to_markdown, "px": _px}
