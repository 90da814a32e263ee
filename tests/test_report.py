"""The state of the records: one source for page and terminal, a list behind each figure, no ranking."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace

import pytest

from atlas.cli import main as command
from atlas.cli.main import main
from atlas.french.folding import slug
from atlas.record.values import PartialDate
from atlas.survey import completeness, freshness
from tests import pages
from tests.atlases import real_atlas
from tests.sites import MINIATURE, PROJECT, project


@pytest.fixture(scope="module")
def atlas():
    return real_atlas()


@pytest.mark.parametrize(
    ("days", "expected"),
    [(0, "verifiees-recemment"), (183, "verifiees-recemment"), (184, "verifiees-depuis-six-mois"), (548, "verifiees-depuis-six-mois"), (549, "a-reverifier")],
)
def test_a_record_is_stale_after_eighteen_months(atlas, days, expected):
    """Ages are counted from the day of the report; each record has one age."""
    on = dt.date(2026, 11, 24)
    then = on - dt.timedelta(days=days)
    one = replace(atlas.poles[0], verifie_le=PartialDate(then.year, then.month, then.day))
    found = freshness.of(replace(atlas, poles=(one,)), PartialDate(on.year, on.month, on.day))

    assert [listing.id for listing in found.freshness if listing.rows] == [expected]


def test_what_is_known_and_what_is_missing_make_the_whole(atlas):
    """Each of the twelve things is known of a record or missing from it, and completeness says the same."""
    found = freshness.of(atlas, PartialDate(2026, 11, 24))

    assert len(found.data) == len(completeness.EXPECTED) == 12
    for datum in found.data:
        assert {row.pole.slug for row in (*datum.known, *datum.missing.rows)} == {pole.slug for pole in atlas.poles}
        assert len(datum.known) + len(datum.missing.rows) == found.total
        for row in datum.missing.rows:
            assert datum.label in completeness.of(row.pole).missing


def test_lists_are_alphabetical_and_give_no_mark(atlas):
    """No record comes before another for what it knows, and no list says how many things it knows."""
    for listing in freshness.of(atlas, PartialDate(2026, 11, 24)).listings:
        names = [slug(row.pole.nom) for row in listing.rows]
        assert names == sorted(names), listing.id
        assert not any(re.search(r"\d+ (sur|/) ?12|%", row.why) for row in listing.rows), listing.id


def test_the_day_is_the_trees_not_the_clocks(atlas, tmp_path):
    """Without Git, the last verification; it wins too over an older step."""
    assert freshness.day(atlas, tmp_path) == atlas.updated
    late = replace(atlas.poles[0], verifie_le=PartialDate(2999, 1, 1))
    assert freshness.day(replace(atlas, poles=(late,)), PROJECT) == PartialDate(2999, 1, 1)
    assert freshness.day(replace(atlas, poles=()), tmp_path)


def test_the_terminal_counts_from_today(tmp_path, capsys, monkeypatch):
    """An atlas that nobody touches grows old in the terminal: there, the day is the clock's."""
    monkeypatch.setattr(command, "_today", lambda: dt.date(2031, 1, 2))
    assert main(["report"], project(tmp_path / "projet", MINIATURE)) == 0
    out = capsys.readouterr().out.replace("\u00a0", " ").replace("\u202f", " ")
    total = len(list((MINIATURE / "poles").glob("*.md")))

    assert f"État de {total} fiches au 2 janvier 2031." in out
    assert f"À revérifier : plus de dix-huit mois : {total}\n" in out


def test_the_terminal_tells_the_lists_of_the_page(miniature, tmp_path, capsys, monkeypatch):
    """Every list of the page is printed with the same number, each record by its file, on the same day."""
    monkeypatch.setattr(command, "_today", lambda: dt.date(2026, 11, 10))  # of the last verification
    assert main(["report"], project(tmp_path / "projet", MINIATURE)) == 0
    out = capsys.readouterr().out.replace("\u00a0", " ").replace("\u202f", " ")
    page = pages.parse(miniature, miniature / "etat-des-fiches/index.html")
    lists = sorted((miniature / "etat-des-fiches").glob("*/index.html"))

    assert len(lists) == 3 + 5 + 12
    for path in lists:
        found = pages.parse(miniature, path)
        title = found.words(found.one("h1")).replace("\u00a0", " ")
        missing = [a for a in found.all("li") if "etat-des-fiches" not in "".join(x.get("href", "") for x in a.iter())]
        poles = [x.get("href") for li in missing for x in li.iter() if "poles/essai" in (x.get("href") or "")]
        know = found.ids().count("connues")
        printed = re.search(rf"^{re.escape(title)} : (\d+)$", out, re.MULTILINE)
        assert printed, title
        assert len(poles) == (5 if know else int(printed[1])), title
    assert "poles/essai-sans-commune.md" in out
    assert page.words().replace("\u00a0", " ").split(" au ")[1].startswith(re.search(r"au (\d+\w* \w+ \d{4})", out)[1])


def test_each_figure_leads_to_its_list(miniature):
    """A number on the page is the number of poles behind its link, anchors included."""
    page = pages.parse(miniature, miniature / "etat-des-fiches/index.html")
    checked = 0
    for link in page.all("a"):
        there = pages.target(page, link.get("href"))
        if not there or not there[0].startswith("etat-des-fiches/") or there[0] == "etat-des-fiches/":
            continue
        if not page.words(link).isdecimal():
            continue
        behind = pages.parse(miniature, miniature / there[0] / "index.html")
        items = [len([li for li in ul.iter() if li.tag.endswith("}li")]) for ul in behind.all("ul") if "etat-liste" in ul.get("class", "")]
        (know,) = behind.sections("connues")
        known = len([li for li in know.iter() if li.tag.endswith("}li")])
        assert int(page.words(link)) == (known if there[1] == "connues" else sum(items) - known), there
        checked += 1
    assert checked == 24
    (total,) = (a for a in page.all("a") if page.words(a).endswith("fiches") and pages.target(page, a.get("href"))[0] == "poles/")
    assert int(page.words(total).split()[0]) == len(list((miniature / "poles").glob("*/index.html")))
    for block in (block for dl in page.all("dl") for block in dl if block.tag.endswith("}div")):
        (link,) = (e for e in block.iter() if e.tag.endswith("}a"))
        number = next(page.words(e) for e in block if "etat-nombre" in e.get("class", ""))
        behind = pages.parse(miniature, miniature / pages.target(page, link.get("href"))[0] / "index.html")
        items = [li for ul in behind.all("ul") if ul.get("class") == "etat-liste" for li in ul if li.tag.endswith("}li")]
        assert int(number) == len(items), page.words(link)


def test_the_page_is_plain_to_read_by_ear(miniature):
    """The table has a caption and headers, and each number in it a name of its own."""
    page = pages.parse(miniature, miniature / "etat-des-fiches/index.html")
    names = [link.get("aria-label") for link in page.all("a") if link.get("aria-label")]

    assert len(names) == len(set(names)) == 24
    assert page.all("caption")
    assert "ne classe aucun pôle" in page.words()
    assert not page.errors
