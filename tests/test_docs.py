"""CONTRIBUTING.md says what the code knows, word for word."""

from __future__ import annotations

import re

import pytest

from atlas import documentation
from atlas.check.codes import CODES
from atlas.fields import FIELDS

TEXT = documentation.CONTRIBUTING.read_text(encoding="utf-8")


def test_the_generated_sections_are_up_to_date():
    """Otherwise: `python -m atlas.documentation`."""
    assert documentation.fields_table() in TEXT
    assert documentation.codes_section() in TEXT
    assert documentation.updated(TEXT) == TEXT


@pytest.mark.parametrize("field", FIELDS, ids=lambda field: field.key)
def test_every_field_is_documented(field):
    assert f"| `{field.key}` | **{field.label}.**" in TEXT


@pytest.mark.parametrize("code", CODES, ids=lambda code: code.id)
def test_every_code_is_an_anchor(code):
    assert TEXT.count(f"\n### {code.id}\n") == 1


def test_inner_links_lead_somewhere():
    titles = re.findall(r"^#+ (.+)$", TEXT, re.MULTILINE)
    anchors = {re.sub(r"[^\w -]", "", title.lower()).replace(" ", "-") for title in titles}

    assert set(re.findall(r"\]\(#([^)]+)\)", TEXT)) <= anchors
