"""The theme's style sheet loses the rules of what no page wears, and nothing else."""

from __future__ import annotations

import re

import pytest

from atlas.site import coat, sheet
from tests.sites import PROJECT


@pytest.mark.parametrize(
    ("css", "kept"),
    [
        (".a{color:red}.b{color:blue}", ".a{color:red}"),
        (".a,.b,.a p,.a .b{x:y}", ".a,.a p{x:y}"),
        ("p:not(.b),p.a:not(.b):hover{x:y}", "p:not(.b),p.a:not(.b):hover{x:y}"),
        (":is(.a,.b) p,:where(.b,.a){x:y}", ":is(.a,.b) p,:where(.b,.a){x:y}"),
        ('[dir=ltr] p,p[title=".b,{"]{x:y}', 'p[title=".b,{"]{x:y}'),
        ("@media print{.b{x:y}}@media screen{.b{x:y}.a{x:y}}", "@media screen{.a{x:y}}"),
        ('@charset "UTF-8";@font-face{x:url(b.woff)}', '@charset "UTF-8";@font-face{x:url(b.woff)}'),
        ("""/* .b{ */p{content:"/*}"}/*# sourceMappingURL=x */""", """p{content:"/*}"}"""),
        (""":root{--s:url("data:x;{}");--t:url('data:y');--c:red}p{x:var(--t)}.b{x:var(--s)}""", """:root{--t:url('data:y');--c:red}p{x:var(--t)}"""),
    ],
    ids=["class", "list", "not", "is", "attribute", "media", "statement", "comment", "picture"],
)
def test_a_rule_stays_when_all_it_names_is_worn(css, kept):
    """Selector by selector; what it says it is not does not count, a string is one, and a picture that no rule shows goes."""
    assert sheet.cut(css, {"a"}, ["dir"]) == kept


def test_pages_wear_no_other_class_of_the_theme(real):
    """Neither in what is written, nor in what our scripts make: a rule that was cut would have dressed nobody."""
    worn: set[str] = set()
    for path in real.rglob("*.html"):
        page = path.read_text(encoding="utf-8")
        worn.update(word for found in set(re.findall(r'\bclass="([^"]*)"', page)) for word in found.split())
        assert not re.search(r"<[^>]*\sdir=", page), path
    for path in (PROJECT / "assets").rglob("*.js"):
        text = path.read_text(encoding="utf-8")
        worn.update(word for found in re.findall(r"""class(?:Name|List\.\w+\()?["=:,\s]+["'`]([^"'`]*)""", text) for word in found.split())
    assert worn >= coat.WORN
    assert sheet.cut(coat.theme_sheet(), worn, coat.ABSENT).encode() == coat.assets()["assets/material.css"]


def test_the_theme_still_gives_what_our_own_styles_lean_on():
    """Each colour or measure of the theme that our styles read is there, and the sheet is whole: as many braces open as close."""
    css = coat.assets()["assets/material.css"].decode()
    ours = "".join(path.read_text(encoding="utf-8") for path in sorted((PROJECT / "assets").rglob("*.css")))
    assert set(re.findall(r"var\((--md-[\w-]+)\)", ours)) <= set(re.findall(r"(--md-[\w-]+):", css + ours))
    assert css.count("{") == css.count("}")
    assert len(css) < len(coat.theme_sheet()) / 5
