"""What people read about the records that the code knows: the pages of fields and of codes, what the guide says of them, and the forms of the forges.

`python -m atlas.documentation` writes them all again; a test holds each file against what it should be.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from atlas.content import audit, vocabularies
from atlas.documentation import accessibility, guide, issue_forms, issue_templates
from atlas.documentation.guide import codes_list, codes_page, fields_list, fields_page, fields_table, updated

__all__ = ["ROOT", "codes_list", "codes_page", "fields_list", "fields_page", "fields_table", "files", "updated", "write"]

ROOT = Path(__file__).resolve().parent.parent.parent


def files(root: Path = ROOT) -> Iterator[tuple[str, str]]:
    """Every file that is written, wholly or in part, by its path from the root, as it should be."""
    lists = vocabularies.load(root / "content" / "vocabulaires.yaml")
    yield "CONTRIBUTING.md", guide.updated((root / "CONTRIBUTING.md").read_text(encoding="utf-8"))
    yield "docs/champs.md", guide.fields_page()
    yield "docs/codes.md", guide.codes_page()
    yield "docs/rgaa.md", accessibility.page(audit.load(root / "content" / "rgaa.yaml"))
    yield ".github/ISSUE_TEMPLATE/nouveau-pole.yml", issue_forms.new_pole(lists)
    yield ".github/ISSUE_TEMPLATE/correction.yml", issue_forms.correction()
    yield ".gitlab/issue_templates/nouveau-pole.md", issue_templates.new_pole(lists)
    yield ".gitlab/issue_templates/correction.md", issue_templates.correction()


def write(root: Path = ROOT) -> None:
    """Write every file."""
    for name, text in files(root):
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")
