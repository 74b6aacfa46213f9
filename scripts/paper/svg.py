"""Inline SVG on its way to paper: as XML again, in the site's typeface, with its words for screen readers.

HTML's parsers write all names in small letters; SVG's own names have capitals, which are put back after the tables of
the HTML standard (section 13.2.6, "adjust SVG attributes" and the table of tag names).
"""

from lxml import etree
from lxml.html import HtmlElement

from fonts import ATKINSON

_NAMES = """
altGlyph altGlyphDef altGlyphItem animateColor animateMotion animateTransform clipPath feBlend feColorMatrix
feComponentTransfer feComposite feConvolveMatrix feDiffuseLighting feDisplacementMap feDistantLight feDropShadow feFlood
feFuncA feFuncB feFuncG feFuncR feGaussianBlur feImage feMerge feMergeNode feMorphology feOffset fePointLight
feSpecularLighting feSpotLight feTile feTurbulence foreignObject glyphRef linearGradient radialGradient textPath
attributeName attributeType baseFrequency baseProfile calcMode clipPathUnits diffuseConstant edgeMode filterUnits
gradientTransform gradientUnits kernelMatrix kernelUnitLength keyPoints keySplines keyTimes lengthAdjust
limitingConeAngle markerHeight markerUnits markerWidth maskContentUnits maskUnits numOctaves pathLength
patternContentUnits patternTransform patternUnits pointsAtX pointsAtY pointsAtZ preserveAlpha preserveAspectRatio
primitiveUnits refX refY repeatCount repeatDur requiredExtensions requiredFeatures specularConstant specularExponent
spreadMethod startOffset stdDeviation stitchTiles surfaceScale systemLanguage tableValues targetX targetY textLength
viewBox viewTarget xChannelSelector yChannelSelector zoomAndPan
""".split()
_WRITTEN = {name.lower(): name for name in _NAMES}
_NAMESPACE = "http://www.w3.org/2000/svg"
_LETTERS = 16  # pixels: 12 points, in which a drawing's letters are set that says how large its own are


def to_svg(element: HtmlElement) -> str:
    """The drawing as a document of its own. Classes have no style on paper: what must be drawn there stands in attributes."""
    root = _copied(element)
    root.set("font-family", root.get("font-family", ATKINSON.name))
    box = root.get("viewBox", "").replace(",", " ").split()
    if len(box) == 4 and not (root.get("width") and root.get("height")):  # a browser gives it the width of the text
        scale = _LETTERS / float(root.get("font-size", _LETTERS))
        root.set("width", f"{float(box[2]) * scale:g}")
        root.set("height", f"{float(box[3]) * scale:g}")
    return str(etree.tostring(root, encoding="unicode"))


def words_of(element: HtmlElement) -> str:
    """What is read aloud in a drawing's place: its title and description, else its label."""
    found = [" ".join(element.xpath(f"string(./*[local-name()='{part}'])").split()) for part in ("title", "desc")]
    told = [words if words.endswith((".", "?", "!")) else f"{words}." for words in found if words]
    return " ".join(told) or element.get("aria-label", "")


def _copied(element: HtmlElement) -> etree._Element:
    name = str(element.tag).rpartition("}")[2]
    copy = etree.Element(f"{{{_NAMESPACE}}}{_WRITTEN.get(name, name)}", nsmap={None: _NAMESPACE})
    for attribute, value in element.attrib.items():
        if ":" not in attribute and attribute not in ("xmlns", "class", "style"):
            copy.set(_WRITTEN.get(attribute, attribute), value)
    copy.text = element.text
    for child in element:
        if isinstance(child.tag, str):
            below = _copied(child)
            below.tail = child.tail
            copy.append(below)
    return copy
