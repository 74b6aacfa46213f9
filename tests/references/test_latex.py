import unicodedata

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from references.characters import meant
from references.latex import LatexError, read_text, to_plain
from references.nlm_style import to_html

SHOWN = [
    (r"{\"u} \"{u} \"u \'\i{} \v{c} {\aa} \ss{} \"{\i} \c{c} {\O}stergaard \H{o}", "ü ü ü í č å ß ï ç Østergaard ő"),
    (r"Sant{\'{e}} publique", "Santé publique"),
    ("e\u0301", "é"),
    (r"$\beta_2$-microglobulin", "β<sub>2</sub>-microglobulin"),
    ("H$_2$O", "H<sub>2</sub>O"),
    (r"$10^{-3}\,\mathrm{m}$", "10<sup>-3</sup>\u202fm"),
    (r"CD4\textsuperscript{+} and Fe\textsubscript{2}", "CD4<sup>+</sup> and Fe<sub>2</sub>"),
    (r"\textit{In vitro} and \emph{very \textit{deep}}", "<i>In vitro</i> and <em>very <i>deep</i></em>"),
    (r"{\em all of it} and {\it this}", "<em>all of it</em> and <i>this</i>"),
    (r"50\% or 50% of \$5 \& a & b \_ \#", "50% or 50% of $5 &amp; a &amp; b _ #"),
    ("``Quoted'' -- or --- not~here", "“Quoted” – or — not\u00a0here"),
    ("{IVIg} {and} {{MS}}", "IVIg and MS"),
    (r"\url{https://example.org/a_b?c=1%20}", '<a href="https://example.org/a_b?c=1%20">https://example.org/a_b?c=1%20</a>'),
    ("p < 0.05 and > 3", "p &lt; 0.05 and &gt; 3"),
    (r"a {\textbar} b {\textless}0.05 {\textgreater}3", "a | b &lt;0.05 &gt;3"),
    (r"a $\lt$i$\gt$b$\lt$/i$\gt$ c", "a <i>b</i> c"),
    (r"a $\less$i$\greater$b$\less$/i$\greater$ c", "a <i>b</i> c"),
    (r"$\alpha$ \textmu{}m \ldots", "α µm …"),
    (r"one{\&}\#10;line\&\#9;of\&\#x2028;text{\&}nbsp;here", "one line of text\u00a0here"),
    (r"~ \emph{x}~", "<em>x</em>"),
    (r" {\'e}\ ", "é "),
]


@pytest.mark.parametrize(("source", "html"), SHOWN)
def test_inline_latex_is_rendered(source: str, html: str) -> None:
    assert to_html(read_text(source)) == html


REFUSED = [
    ("<i>x</i>", 'holds "<i>", which is HTML (write the character itself, or LaTeX such as \\textit{…})'),
    ("a &amp; b", 'holds "&amp;", which is HTML (write the character itself, or LaTeX such as \\textit{…})'),
    (r"\foo{x}", "holds \\foo, which is not known here (write the character itself, or plain text)"),
    (r"$\frac{1}{2}$", "holds \\frac, which is not known here (write the character itself, or plain text)"),
    (r"\today", "holds \\today, which is not known here (write the character itself, or plain text)"),
    (r"\cite{x}", "holds \\cite, which is not known here (write the character itself, or plain text)"),
    ("bell \x07", "holds the character U+0007, which cannot be printed (take it out)"),
    ("costs $5", "has a brace or a $ that does not pair (close it, or write \\{, \\} or \\$)"),
    ("{" * 200 + "x" + "}" * 200, "has braces or commands more than 100 deep (take some out)"),
    (r"\emph" * 5000 + "x", "has braces or commands more than 100 deep (take some out)"),
    ("{open", "has a brace or a $ that does not pair (close it, or write \\{, \\} or \\$)"),
    (
        r"\url{javascript:alert(1)}",
        "holds \\url{javascript:alert(1)}, which is not a web address (it must start with http:// or https://)",
    ),
]


@pytest.mark.parametrize(("source", "message"), REFUSED)
def test_what_cannot_be_shown_is_said(source: str, message: str) -> None:
    with pytest.raises(LatexError) as error:
        read_text(source)
    assert str(error.value) == message


@given(st.text(st.characters(exclude_characters="\\{}$%~`'-<>&!?\r", exclude_categories=("Cs", "Cc", "Cf", "Cn", "Z"))))
def test_text_without_latex_stays_as_it_is(text: str) -> None:
    assume(not meant(text))
    assert to_plain(text) == unicodedata.normalize("NFC", text)


@given(st.text(st.characters(codec="utf-8"), max_size=60))
def test_any_field_text_is_shown_or_refused_and_never_leaks_markup(text: str) -> None:
    import xml.etree.ElementTree as etree

    try:
        html = to_html(read_text(text))
    except LatexError:
        return
    allowed = {"root", "i", "b", "em", "sub", "sup", "a"}
    assert {element.tag for element in etree.fromstring(f"<root>{html}</root>").iter()} <= allowed
