"""How page data become HTML: what is printed is set in French and escaped, once, whatever it is."""

import pytest
from jinja2 import DictLoader, UndefinedError
from markupsafe import Markup

from atlas.site import coat, rendering


class Named:
    """Something whose own words hold a tag."""

    def __str__(self) -> str:
        return "<i>"


def printed(tmp_path, template: str, **values: object) -> str:
    """What a template of one line prints."""
    environment = rendering.environment(tmp_path, "", {}, coat.icon, None)
    environment.loader = DictLoader({"essai.html": template})
    return environment.get_template("essai.html").render(**values)


@pytest.mark.parametrize(
    ("value", "html"),
    [
        ("<b>", "&lt;b&gt;"),
        ("« a » & 'b'", "«\u202fa\u202f» &amp; &#39;b&#39;"),
        (Markup("<b>l'an</b> &amp;"), "<b>l'an</b> &amp;"),
        (Named(), "&lt;i&gt;"),
        (["<b>"], "[&#39;&lt;b&gt;&#39;]"),
        (12, "12"),
        ("", ""),
    ],
)
@pytest.mark.parametrize(
    "template",
    ["{{ value }}", "{% macro m(v) %}{{ v }}{% endmacro %}{{ m(value) }}", "{% set v %}{{ value }}{% endset %}{{ v }}", "{% for v in [value] %}{{ v }}{% endfor %}"],
)
def test_what_is_printed_is_escaped_once(tmp_path, template, value, html):
    """Plain text is set in French and escaped, HTML left alone, anything else escaped, through macros and blocks alike."""
    assert printed(tmp_path, template, value=value) == html


def test_words_of_a_template_are_escaped_where_they_are_values(tmp_path):
    """A text written between quotes in a template is printed as one that comes from a record."""
    assert printed(tmp_path, "{{ '<b>' }} {{ 'a' ~ '<' }} {{ value | join('<') }}", value=["a", "b"]) == "&lt;b&gt; a&lt; a&lt;b"


@pytest.mark.parametrize("template", ["{{ value }}", "{{ page.value }}", "{% if value %}{% endif %}"])
def test_unknown_names_are_refused(tmp_path, template):
    """A template that names what is not there fails, rather than print nothing."""
    with pytest.raises(UndefinedError):
        printed(tmp_path, template, page={})
