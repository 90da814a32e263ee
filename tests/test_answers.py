"""The policy that each page bears, and the headers that go with each answer."""

from __future__ import annotations

import re
from html import unescape

import pytest

from atlas.site import answers

# The pages that may ask for a detailed ground, and the one that shows a frame of ours.
NEEDS = dict.fromkeys(("", "poles/", "pres-de-chez-moi/", "embed/"), ("fonds",)) | {"donnees/integrer/": ("cadres",)}


@pytest.mark.parametrize("site", ["miniature", "real"])
def test_every_page_bears_its_policy_before_all_it_loads(request, site):
    """Nothing inline, nothing from elsewhere, but the grounds where a map asks for them, and our own frame where its code is given; `test_output` says that no page has anything inline."""
    folder = request.getfixturevalue(site)
    for path in folder.rglob("*.html"):
        url, text = path.relative_to(folder).as_posix().removesuffix("index.html"), path.read_text(encoding="utf-8")
        head = text[: text.index("</head>")]  # `test_output` says that the rest is HTML as it should be
        borne = [unescape(told) for told in re.findall(r'<meta http-equiv="Content-Security-Policy" content="([^"]*)">', head)]
        assert borne == [answers.policy(NEEDS.get(url, ()))], url
        assert text.count("Content-Security-Policy") == 1, url
        assert text.index("Content-Security-Policy") < min(text.index(tag) for tag in ("<link", "<script")), url


def test_a_policy_allows_nothing_that_runs_from_a_page_or_from_elsewhere():
    """Whatever a page needs: no inline script nor style, no evaluation, no star, no plain http; other hosts for pictures alone."""
    for needs in ((), ("fonds",), ("cadres",), ("fonds", "cadres")):
        told = dict(part.split(" ", 1) for part in answers.policy(needs).split("; "))
        assert told["default-src"] == told["base-uri"] == told["form-action"] == "'none'"
        assert {told["script-src"], told["style-src"], told["connect-src"], told.get("frame-src", "'self'")} == {"'self'"}
        assert not any(loose in answers.policy(needs) for loose in ("unsafe", "*", "http:", "blob:"))
        assert ("https://" in told["img-src"]) == ("fonds" in needs)


@pytest.mark.parametrize(
    ("path", "query", "told"),
    [
        ("poles/epv/", "", {"Content-Security-Policy": "frame-ancestors 'none'", "Cache-Control": "no-cache"}),
        ("embed/", "", {"Content-Security-Policy": None}),
        ("poles/embed/", "", {"Content-Security-Policy": "frame-ancestors 'none'"}),
        ("assets/coque/page.css", "v=0123abcd", {"Cache-Control": "public, max-age=31536000, immutable"}),
        ("assets/coque/page.css", "v=", {"Cache-Control": "no-cache"}),
        ("api/v1/poles.csv", "", {"Access-Control-Allow-Origin": "*"}),
        ("regions/bretagne/flux.xml", "", {"Access-Control-Allow-Origin": "*"}),
        ("poles/liste.json", "", {"Access-Control-Allow-Origin": None}),
    ],
)
def test_headers_follow_the_address(path, query, told):
    """Who may frame, who may read, how long it is kept; and always what holds for all."""
    found = answers.of(path, query)
    assert {name: found.get(name) for name in told} == told
    assert {"X-Content-Type-Options", "Referrer-Policy", "Permissions-Policy"} <= set(found)


def test_every_file_of_the_site_has_a_type(real):
    """So that no host, told not to guess, hands it out as bytes."""
    endings = {path.suffix[1:] for path in real.rglob("*") if path.is_file() and "/." not in path.as_posix().removeprefix(real.as_posix())}
    assert endings <= set(answers.TYPES)
    assert answers.type_of("poles.csv") == "text/csv; charset=utf-8"
    assert answers.type_of("a/.atlas-ptce") == "application/octet-stream"
