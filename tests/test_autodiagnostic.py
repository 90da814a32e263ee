"""Self-assessments as built: the blank grid, the profile of a pole, what five say together, and a grid that changes."""

from __future__ import annotations

import json
import random
import re
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from atlas import urls
from atlas.content import referentiel
from atlas.model.pole import Assessment
from atlas.pages import profil
from atlas.record.values import PartialDate
from atlas.survey import self_assessments
from tests import pages
from tests.atlases import real_atlas
from tests.figures import Figures
from tests.repetitions import some
from tests.sites import MINIATURE, PROJECT, build, copied, project, rewritten

GRID = referentiel.load(PROJECT / "content/referentiel.yaml")
IDS = [i.id for i in GRID.indicators]
DEGREES = [d.id for d in GRID.degrees]
BLOCK = """autodiagnostic:
  date: 2026-01-10
  grille: "{grille}"
  regards: [interne]
  evaluateurs: [ess, collectivite]
  reponses:
    i1-1: {{importance: tres-fort, satisfaction: faible}}
    i1-2: {{importance: fort}}
    i1-3: {{importance: plutot-faible, satisfaction: tres-fort}}
  source: {source}
"""


def published(satisfaction: str, ids: list[str] | None = None, year: int = 2026) -> Assessment:
    answers = dict.fromkeys(ids or IDS, satisfaction)
    return Assessment(PartialDate(year), GRID.number, ("interne",), ("ess",), {"importance": {}, "satisfaction": answers}, "s")


def with_assessments(*given: Assessment):
    atlas = real_atlas()
    poles = [replace(pole, autodiagnostic=one) for pole, one in zip(atlas.poles, given, strict=False)]
    return replace(atlas, poles=(*poles, *atlas.poles[len(given) :]))


def record_with(block: str, folder: Path, rank: int = 0) -> str:
    """Put a block into the first record of a project, or into another; gives the address of its page."""
    path = sorted((folder / "poles").glob("*.md"))[rank]
    text = path.read_text(encoding="utf-8")
    source = re.search(r"^sources:\n  ([a-z0-9-]+):", text, re.MULTILINE)
    assert source
    rewritten(path, text.replace("sources:\n", block.replace("{source}", source[1]) + "sources:\n", 1))
    return urls.pole(path.stem)


def other_house(folder: Path, change) -> Path:
    """A project whose grid alone is changed; everything else is the house's."""
    root = project(folder, MINIATURE)
    (root / "content").unlink()
    (root / "content").mkdir()
    for path in (PROJECT / "content").iterdir():
        if path.name != "referentiel.yaml":
            (root / "content" / path.name).symlink_to(path)
    text = (PROJECT / "content/referentiel.yaml").read_text(encoding="utf-8")
    changed = change(text)
    assert changed != text
    (root / "content/referentiel.yaml").write_text(changed, encoding="utf-8")
    return root


def swapped(text: str) -> str:
    """1.3 and 2.3 in each other's place, ids and all."""
    blocks = [re.search(rf"            - id: {id_}\n(?:              .*\n)+", text)[0] for id_ in ("i1-3", "i2-3")]
    return text.replace(blocks[0], "@@").replace(blocks[1], blocks[0]).replace("@@", blocks[1])


def renumbered(text: str) -> str:
    """6 is the strongest: the one change the file asks for."""
    return re.sub(r"- rang: (\d)", lambda m: f"- rang: {7 - int(m[1])}", text)


def turned(text: str) -> str:
    """The list of degrees from the weakest to the strongest."""
    start, end = text.index("    - rang: 1\n"), text.index("\n# L’arbre.")
    degrees = re.split(r"(?=^    - rang)", text[start:end], flags=re.MULTILINE)[1:]
    return text[:start] + "".join(d.rstrip("\n") + "\n" for d in reversed(degrees)) + text[end:]


def swapped_and_turned(text: str) -> str:
    """Both."""
    return turned(swapped(text))


# ---- The scale ----


def test_a_degree_has_an_id_and_a_side_of_its_own():
    """Six ids, half of them strong, strongest first by their words whatever the order and the numbers."""
    assert len(set(DEGREES)) == len(DEGREES) == 6
    assert [d.strong for d in GRID.by_strength] == [True] * 3 + [False] * 3


@pytest.mark.parametrize("change", [renumbered, turned])
def test_the_order_of_the_words_survives_a_reversal(tmp_path, change):
    """Numbers or list reversed, « très important » stays what is strongest, and keeps its id."""
    path = tmp_path / "referentiel.yaml"
    path.write_text(change((PROJECT / "content/referentiel.yaml").read_text(encoding="utf-8")), encoding="utf-8")
    grid = referentiel.load(path)
    assert [d.id for d in grid.by_strength] == [d.id for d in GRID.by_strength]
    assert (grid.degrees[0].rang, grid.degrees[0].importance) != (GRID.degrees[0].rang, GRID.degrees[0].importance)


# ---- What is built ----


def test_the_blank_grid_is_there_without_a_script(real):
    """27 indicators, two readings of six boxes each, room for a note, on its own page and in the questionnaire's noscript."""
    for url in (urls.GRILLE, urls.AUTODIAGNOSTIC):
        page = pages.parse(real, real / url / "index.html")
        boxes = [e for e in page.all("td") if e.get("class") == "papier-cases"]
        assert len(boxes) == 27 * 2
        assert all([s.text for s in box if s.tag.endswith("span")] == [str(d.rang) for d in GRID.degrees] for box in boxes)
        words = page.words()
        assert all(i.libelle[:30].replace(" :", "") in words.replace("\u00a0:", "") for i in GRID.indicators)
        assert all(phrase.split(".")[0] in words for phrase in GRID.warnings)


def test_the_grid_reaches_the_scripts_as_the_file_has_it(real):
    """Ids, labels, order and degrees; no script knows an indicator or a degree by name."""
    page = pages.parse(real, real / urls.AUTODIAGNOSTIC / "index.html")
    (zone,) = [e for e in page.all("div") if e.get("data-grille")]
    told = json.loads(zone.get("data-grille"))
    found = [i["id"] for g in told["generaux"] for o in g["objectifs"] for i in o["indicateurs"]]
    assert found == IDS
    assert [d["id"] for d in told["degres"]] == DEGREES
    for script in (PROJECT / "assets/autodiagnostic").glob("*.js"):
        text = script.read_text(encoding="utf-8")
        assert not re.search(r"\bi[1-9]-[1-3]\b|\bog[1-3]\b|très important|plutot-|tres-f", text), script.name


def test_nothing_of_it_can_be_fetched_or_sent():
    """No script of the self-assessment knows how to ask for anything; one alone keeps."""
    for script in (PROJECT / "assets/autodiagnostic").glob("*.js"):
        text = script.read_text(encoding="utf-8")
        assert not re.search(r"fetch\(|XMLHttpRequest|sendBeacon|WebSocket|EventSource|innerHTML|eval\(|import\(", text), script.name
        assert len(text.splitlines()) < 300


@pytest.fixture(scope="module")
def publishing(miniature, tmp_path_factory) -> tuple[Path, list[str]]:
    """A site whose first pole answered this version of the grid, and the second another; their addresses."""
    folder = tmp_path_factory.mktemp("publies")
    root = copied(miniature.parent, folder)
    addresses = [record_with(BLOCK.format(grille=number, source="{source}"), root, rank) for rank, number in enumerate((GRID.number, "3.6"))]
    build(root, folder / "site")
    return folder / "site", addresses


def test_a_pole_that_publishes_shows_a_dated_profile(publishing):
    """Date, grid, who answered by families, a picture and a row an objective; no mean, no mark."""
    site, (url, _) = publishing
    page = pages.parse(site, site / url / "index.html")
    words = page.words()
    assert "Autodiagnostic du 10 janvier 2026" in words
    assert "regard interne" in words
    assert GRID.version in words
    roses = [e for e in page.all("svg") if e.get("class") == "rose"]
    assert len(roses) == 2
    petals = [e.get("class") for rose in roses for e in rose.iter() if "petale" in (e.get("class") or "")]
    assert petals.count("petale petale--fort") == 3
    assert petals.count("petale petale--faible") == 2
    assert petals.count("petale petale--sans") == 27 * 2 - 5
    (table,) = [t for t in page.all("table") if "médiane" in page.words(t)]
    row = next(e for e in table.iter() if e.tag.endswith("}tr") and "1. Développer" in page.words(e))
    assert [page.words(cell) for cell in row if cell.tag.endswith("}td")] == [
        "important1 très important, 1 important et 1 plutôt peu important",
        "entre « très satisfaisant » et « peu satisfaisant »1 très satisfaisant, 1 peu satisfaisant et 1 sans réponse",
    ]
    each = next(t for t in page.all("table") if "La réponse à chaque indicateur" in page.words(t))
    rows = [[page.words(cell).replace("\u00a0", " ") for cell in row] for row in each.iter() if row.tag.endswith("}tr")][1:]
    assert [row[0] for row in rows] == [GRID.numbers[id_] for id_ in IDS]
    assert [row[2:] for row in rows[:3]] == [["1 très important", "5 peu satisfaisant"], ["2 important", "sans réponse"], ["4 plutôt peu important", "1 très satisfaisant"]]
    assert {cell for row in rows[3:] for cell in row[2:]} == {"sans réponse"}
    data = json.loads((site / "api/v1" / url.rstrip("/")).with_suffix(".json").read_text(encoding="utf-8"))
    assert data["pole"]["autodiagnostic"]["reponses"]["i1-2"] == {"importance": "fort", "satisfaction": None}


def test_an_older_grid_is_told(publishing):
    """The page of the pole says that the version is another, and shows what it knows."""
    site, (_, url) = publishing
    words = pages.parse(site, site / url / "index.html").words()
    assert "version 3.6" in words
    assert "Ce n’est pas la version que montre l’atlas" in words


# ---- Figures ----


def test_the_middle_is_a_degree_or_two_never_a_mean():
    """Odd: the middle answer; even: the two in the middle; none: nothing."""
    answers = {"i1-1": "tres-fort", "i1-2": "tres-faible", "i1-3": "fort"}
    ids = ["i1-1", "i1-2", "i1-3"]
    assert [d.id for d in self_assessments.middle(GRID, answers, ids)] == ["fort", "fort"]
    assert [d.id for d in self_assessments.middle(GRID, answers, ids[:2])] == ["tres-fort", "tres-faible"]
    assert self_assessments.middle(GRID, {}, ids) is None


def test_counts_and_middles_are_those_of_the_reference():
    """For a thousand grids, the build and the reference of the tests agree."""
    figures, chance = Figures(GRID), random.Random(4)  # noqa: S311 - chance of a test
    for _ in range(1000):
        answers = {id_: chance.choice(["", *DEGREES]) for id_ in IDS}
        told = {id_: {"importance": degree} for id_, degree in answers.items()}
        for main in GRID.objectives:
            ids = [i.id for i in main.children]
            mine, theirs = self_assessments.distribution(GRID, answers, ids), figures.distribution(told, "importance", ids)
            assert (list(mine.counts), mine.silent) == (theirs["comptes"], theirs["sans"])
            middle = self_assessments.middle(GRID, answers, ids)
            places = figures.middle(figures.given(told, "importance", ids))
            assert (middle and [GRID.by_strength.index(d) for d in middle]) == places


def test_four_poles_say_nothing_together_five_do():
    """Below five there is no aggregate, and an indicator answered by fewer than five stays unsaid."""
    four = [published("fort") for _ in range(4)]
    assert profil.together(with_assessments(*four)) is None
    fifth = published("faible", ids=IDS[:1], year=2024)
    found = profil.together(with_assessments(*four, fifth))
    assert found is not None
    assert found.phrase == f"5\u00a0pôles sur {len(real_atlas().poles)} ont publié un autodiagnostic sur cette version de la grille, entre 2024 et 2026."
    assert found.lignes[0][2] == ("4 satisfaisant et 1 peu satisfaisant",)
    assert found.lignes[1][2] == ("moins de 5 réponses",)


def test_an_aggregate_holds_one_version_of_the_grid():
    """A fifth pole that answered another version does not make five; its answers are in no count."""
    other = replace(published("tres-faible"), grille="3.6")
    four = [published("fort") for _ in range(4)]
    assert profil.together(with_assessments(*four, other)) is None
    found = profil.together(with_assessments(*four, other, published("fort")))
    assert found is not None
    assert {cells for _, _, cells in found.lignes} == {("5 satisfaisant",)}


def test_days_of_an_aggregate_read_as_french():
    """« entre le 1er mars 2024 et le 5 juin 2026 »; in the same day, once."""
    days = [PartialDate(2024, 3, 1), *[PartialDate(2026, 6, 5)] * 4]
    found = profil.together(with_assessments(*[replace(published("fort"), date=day) for day in days]))
    same = profil.together(with_assessments(*[replace(published("fort"), date=days[-1])] * 5))
    assert found is not None
    assert same is not None
    assert found.phrase.replace("\u00a0", " ").endswith("entre le 1er mars 2024 et le 5 juin 2026.")
    assert same.phrase.replace("\u00a0", " ").endswith("grille, le 5 juin 2026.")


# ---- The grid changes, no line of code does ----


def check_tree(page: pages.Parsed, grid: referentiel.Referentiel) -> None:
    """The page of the référentiel: each indicator under its number, each doubt with the other's number, the scale as the file has it."""
    (tree,) = [e for e in page.all("ul") if e.get("class") == "arbre"]
    rows = {row.get("id"): [page.words(cell) for cell in row] for row in tree.iter() if row.tag.endswith("}li") and row.get("id")}
    assert list(rows) == [i.id for i in grid.indicators]
    for indicator in grid.indicators:
        number, words, doubt = rows[indicator.id][-3:]
        assert number == grid.numbers[indicator.id]
        assert words[:20] == indicator.libelle[:20]
        assert re.findall(r"\d\.\d", doubt) == ([grid.numbers[indicator.swap]] if indicator.swap else [])
    scale = next(e for e in page.all("table") if "degrés" in page.words(e))
    shown = [[page.words(cell) for cell in row] for row in scale.iter() if row.tag.endswith("}tr")][1:]
    assert shown == [[str(d.rang), d.importance, d.satisfaction] for d in grid.degrees]
    assert "1 étant" not in page.words()


def check_export(told: dict, grid: referentiel.Referentiel) -> None:
    """The grid as data: the same tree, numbers, doubts and degrees, in the same order."""
    mains = [main for general in told["theme"]["objectifs_generaux"] for main in general["objectifs_principaux"]]
    assert [(main["numero"], main["libelle"]) for main in mains] == [(grid.numbers[o.id], o.libelle) for o in grid.objectives]
    assert [(i["numero"], i["id"], i["libelle"], i["permutable_avec"]) for main in mains for i in main["indicateurs"]] == [
        (grid.numbers[i.id], i.id, i.libelle, i.swap or None) for i in grid.indicators
    ]
    assert [(d["rang"], d["id"], d["importance"], d["satisfaction"], d["versant"] == "fort") for d in told["degres"]] == [
        (d.rang, d.id, d.importance, d.satisfaction, d.strong) for d in grid.degrees
    ]
    assert told["version"]["numero"] == grid.number


@pytest.mark.parametrize("change", some([swapped_and_turned, renumbered], 2))
def test_every_page_follows_the_grid(tmp_path, change):
    """Swap 1.3 and 2.3, or reverse the scale either way: paper, questionnaire, référentiel, profile and schema follow."""
    root = other_house(tmp_path / "projet", change)
    url = record_with(BLOCK.format(grille=GRID.number, source="{source}"), root)
    build(root, tmp_path / "site")
    grid = referentiel.load(root / "content/referentiel.yaml")
    assert (grid.numbers, grid.degrees) != (GRID.numbers, GRID.degrees)
    site = tmp_path / "site"
    paper = pages.parse(site, site / urls.GRILLE / "index.html")
    rows = [[e for e in row if isinstance(e.tag, str)] for row in paper.all("tr") if any(e.get("class") == "papier-cases" for e in row)]
    assert [(row[0].text, paper.words(row[1])[:20]) for row in rows] == [(grid.numbers[i.id], i.libelle[:20]) for i in grid.indicators]
    assert [s.text for s in rows[0][2] if s.tag.endswith("span")] == [str(d.rang) for d in grid.degrees]
    zone = next(e for e in pages.parse(site, site / urls.AUTODIAGNOSTIC / "index.html").all("div") if e.get("data-grille"))
    told = json.loads(zone.get("data-grille"))
    assert [(d["id"], d["rang"]) for d in told["degres"]] == [(d.id, d.rang) for d in grid.degrees]
    assert [i["id"] for g in told["generaux"] for o in g["objectifs"] for i in o["indicateurs"]] == [i.id for i in grid.indicators]
    page = pages.parse(site, site / url / "index.html")
    (rose, _) = [e for e in page.all("svg") if e.get("class") == "rose"]
    titles = [page.words(e) for e in rose.iter() if e.tag.endswith("}title")]
    assert [t.split(" ")[0] for t in titles] == [grid.numbers[i.id] for i in grid.indicators]
    said = next(t for t in titles if t.startswith(grid.numbers["i1-3"] + " "))
    assert said.endswith("plutôt peu important")
    check_tree(pages.parse(site, site / urls.REFERENTIEL / "index.html"), grid)
    check_export(json.loads((site / "api/v1/referentiel.json").read_text(encoding="utf-8")), grid)
    schema = json.loads((site / "api/v1/schema/pole.schema.json").read_text(encoding="utf-8"))
    patterns = schema["properties"]["autodiagnostic"]["properties"]["reponses"]["patternProperties"]
    (row,) = patterns.values()
    assert [one["const"] for one in row["properties"]["importance"]["oneOf"] if "const" in one] == [d.id for d in grid.degrees]


def test_a_wrong_scale_is_refused(tmp_path):
    """Sides that mix, or halves that differ, are told in French."""
    text = (PROJECT / "content/referentiel.yaml").read_text(encoding="utf-8")
    shutil.copy(PROJECT / "content/referentiel.yaml", tmp_path / "referentiel.yaml")
    (tmp_path / "referentiel.yaml").write_text(text.replace("versant: faible", "versant: fort", 1), encoding="utf-8")
    with pytest.raises(referentiel.ContentError, match="une moitié des degrés"):
        referentiel.load(tmp_path / "referentiel.yaml")
