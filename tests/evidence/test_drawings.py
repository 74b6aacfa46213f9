"""What a drawing may hold. Whatever could load, run or hide something is refused, with its line; ids become a figure's own."""

from pathlib import Path

import lxml.html
import pytest

from evidence.drawings import Drawing, read_drawing

OPEN = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 360 40">\n'


def drawn(inside: str, folder: Path, opening: str = OPEN) -> Drawing:
    (folder / "one.svg").write_text(f"{opening}{inside}\n</svg>\n", encoding="utf-8")
    return read_drawing(folder / "one.svg", "refs/figures/one.svg")


REFUSED = {
    "a script": ("<script>alert()</script>", '<script> must not stand in a drawing (draw it with path, circle, rect, text and the like)'),
    "a style sheet": ("<style>a{}</style>", "<style> must not stand in a drawing"),
    "HTML": ("<foreignObject/>", "<foreignObject> must not stand in a drawing"),
    "a picture": ('<image href="https://e.org/a.png"/>', "<image> must not stand in a drawing"),
    "a part of another file": ('<use href="https://e.org/a.svg#x"/>', "<use> must not stand in a drawing"),
    "a link": ('<a href="https://e.org/"><path d="M0 0"/></a>', "<a> must not stand in a drawing"),
    "what changes by itself": ('<path d="M0 0"><set attributeName="href" to="x"/></path>', "<set> must not stand in a drawing"),
    "HTML of another namespace": ('<p xmlns="http://www.w3.org/1999/xhtml">x</p>', "<p> must not stand in a drawing"),
    "a drawing in a drawing": ("<svg/>", "<svg> must not stand in a drawing"),
    "a title of its own": ("<title>x</title>", "<title> must not stand in a drawing (its title stands in refs/figures.yml)"),
    "code on a click": ('<path onclick="x()" d="M0 0"/>', '"onclick" of <path> must not stand in a drawing (take it out)'),
    "a style": ('<path style="fill:red" d="M0 0"/>', '"style" of <path> must not stand in a drawing (take it out)'),
    "a link in an attribute": ('<g xmlns:xlink="http://www.w3.org/1999/xlink" xlink:href="#a"/>', '"href" of <g> must not stand in a drawing'),
    "an attribute with a slip": ('<path stroke-widht="2" d="M0 0"/>', '"stroke-widht" of <path> must not stand in a drawing (did you mean stroke-width?)'),
    "a color from elsewhere": ('<path fill="url(https://e.org/a.svg#x)" d="M0 0"/>', '"url(https://e.org/a.svg#x)" is nothing in this drawing'),
    "a pattern that is not there": ('<path fill="url(#gone)" d="M0 0"/>', '"url(#gone)" is nothing in this drawing (write url(#id) with an id that stands in it)'),
    "small letters": ('<text font-size="12">a</text>', "letters of 12 are too small on a phone (at least 15)"),
    "letters of a share": ('<text font-size="90%">a</text>', "letters of 90% are too small on a phone (at least 15)"),
    "a number": ("<text>33 in 100</text>", 'the number in "33 in 100" cannot be traced (say it in the figure\'s words, with its source)'),
    "a number in a part": ("<text>a<tspan>b</tspan> 7</text>", 'the number in "7" cannot be traced'),
    "words outside": ("<g>words</g>", '"words" stands outside of <text>'),
    "an entity": ("<text>&nbsp;</text>", "this is not XML: "),
}  # fmt: skip


@pytest.mark.parametrize("name", REFUSED)
def test_it_is_refused_at_its_line(name: str, tmp_path: Path) -> None:
    inside, message = REFUSED[name]
    (fault,) = drawn(f'<path d="M0 0"/>\n{inside}', tmp_path).faults
    assert str(fault).startswith(f"refs/figures/one.svg:3: {message}")
    assert fault.kind == "bad-drawing"


@pytest.mark.parametrize(
    ("opening", "messages"),
    [
        (OPEN.replace("360 40", "400 40"), [":1: a drawing is 360 wide (begin it with <svg "]),
        (OPEN.replace(' xmlns="http://www.w3.org/2000/svg"', ""), [":1: a drawing is 360 wide"]),
        (f'<!DOCTYPE svg [<!ENTITY a SYSTEM "file:///etc/hostname">]>\n{OPEN}<text>&a;</text>', [":1: a drawing has no document type", ":3: an entity must"]),
        ('<svg xmlns="http://www.w3.org/2000/svg" onload="x()" viewBox="0 0 360 40">', [':1: "onload" of <svg> must']),
    ],
)  # fmt: skip
def test_how_it_begins(opening: str, messages: list[str], tmp_path: Path) -> None:
    faults = [str(fault) for fault in drawn("", tmp_path, opening).faults]
    assert len(faults) == len(messages), faults
    assert all(message in fault for fault, message in zip(faults, messages, strict=True)), faults


def test_an_id_that_stands_twice_is_told_at_both_places(tmp_path: Path) -> None:
    faults = drawn('<g id="a"/>\n<g id="a"/>', tmp_path).faults
    assert [fault.line for fault in faults] == [2, 3]
    assert faults[0].message == 'the id "a" stands here 2 times (give each its own)'


def test_what_is_left_is_the_drawing_with_ids_of_its_own(tmp_path: Path) -> None:
    drawing = drawn(
        '<!-- why -->\n<defs>\n  <clipPath id="c"><rect width="3" height="3"/></clipPath>\n</defs>\n'
        '<g clip-path="url(#c)">\n  <text x="1" y="20">a <tspan font-weight="700">b</tspan> &lt;c&gt;</text>\n</g>',
        tmp_path,
    )
    assert (drawing.faults, drawing.height) == ((), 40)
    assert drawing.inside == (
        '<defs><clipPath id="figure-one-c"><rect width="3" height="3"/></clipPath></defs>'
        '<g clip-path="url(#figure-one-c)"><text x="1" y="20">a <tspan font-weight="700">b</tspan> &lt;c&gt;</text></g>'
    )
    assert lxml.html.fragment_fromstring(f"<svg>{drawing.inside}</svg>").text_content() == "a b <c>"
