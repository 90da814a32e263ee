"""The same record has the same problems in the editor and in the terminal: every one, in the same order, in the same words but two."""

from __future__ import annotations

import dataclasses
import datetime as dt
import json
import random
import re
from collections.abc import Callable, Iterable
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from atlas.check import Reading, check_corpus, check_record, in_order
from atlas.check.nearest import nearest
from atlas.check.reading import slim
from atlas.client import editor_rules
from atlas.problems.phrases import PHRASES
from atlas.record.fields import FIELDS
from tests.among import Files, atlas
from tests.checking import INVALID, ROOT, TODAY, VALID, context, fixture, minimal
from tests.repetitions import times
from tests.test_check_hostile import HOSTILE
from tests.test_values import KEPT, REFUSED

pytestmark = pytest.mark.browser
MODULE = 'import { verificateurDe } from "./assets/editeur/verifier.js"; import { rapprocheur } from "./assets/editeur/regles/nearest.js"; Object.assign(window, { verificateurDe, rapprocheur });'
REAL = [(f"poles/{path.name}", path.read_bytes()) for path in sorted((ROOT / "poles").glob("*.md"))]
ASK = """async ([racine, cas]) => {
  const verificateur = verificateurDe(new URL(racine, location.href), `${racine}assets/lieux/index.json`);
  const reponses = [];
  for (const { chemin, texte, aujourdhui, exclure } of cas) {
    try {
      reponses.push(await verificateur.verifier(texte, chemin, { aujourdhui, exclure }));
    } catch (erreur) {
      reponses.push([{ erreur: `${erreur.stack}` }]);
    }
  }
  return JSON.stringify(reponses);
}"""


@dataclasses.dataclass(frozen=True)
class Bench:
    """A page with the editor's rules, and folders of other poles to compare with."""

    folder: Path
    page: Any

    def neighbours(self, name: str, others: Files) -> str:
        """Publish what the editor reads when these are the other poles; gives where."""
        place = self.folder / name / "contribuer/editeur"
        if not place.exists():
            place.mkdir(parents=True)
            (self.folder / name / "assets").mkdir()
            (self.folder / name / "assets/lieux").symlink_to(ROOT / "content/gazetteer", target_is_directory=True)
            (place / "fiches").mkdir()
            made = atlas(others)
            (place / "regles.json").write_text(editor_rules.render(), encoding="utf-8")
            (place / "listes.json").write_text(editor_rules.render_lists(made), encoding="utf-8")
            (place / "phrases.json").write_text(editor_rules.render_phrases(), encoding="utf-8")
            columns = editor_rules.render_poles(made)
            for path, data in others:
                (place / "fiches" / path.rsplit("/", 1)[-1]).write_bytes(data)
                columns = columns.replace(f'"poles/{path.rsplit("/", 1)[-1]}"', f'"{path}"')  # a fixture has its own in another folder
            (place / "poles.json").write_text(columns, encoding="utf-8")
        return f"{name}/"

    def ask(self, name: str, others: Files, cases: Files, exclude: str = "") -> list[list[dict[str, Any]]]:
        """What the editor says of each case."""
        sent = [{"chemin": path, "texte": data.decode(), "aujourdhui": TODAY.isoformat(), "exclure": exclude} for path, data in cases]
        # As a text: Playwright takes a tree to pieces, branch by branch.
        return json.loads(self.page.evaluate(ASK, [self.neighbours(name, others), sent]))  # type: ignore[no-any-return]


def terminal(others: Files, path: str, data: bytes) -> list[dict[str, Any]]:
    """What the terminal says of a record among others."""
    reading, problems = check_record(path, data, context())
    if reading:
        around = [slim_reading(there, content) for there, content in others if there != path]
        readings = sorted([*around, slim(reading)], key=lambda r: r.record.path)
        problems += check_corpus(readings, context())
    return [dataclasses.asdict(problem) for problem in in_order(problems) if problem.path == path]


@cache
def slim_reading(path: str, data: bytes) -> Reading:
    """A record as the rules between records see it, in a build."""
    reading, _ = check_record(path, data, context())
    assert reading
    return slim(reading)


@pytest.fixture
def bench(tmp_path: Path, page: Any, static_server: Callable[..., str]) -> Bench:
    (tmp_path / "assets").symlink_to(ROOT / "assets", target_is_directory=True)
    (tmp_path / "index.html").write_text(f'<!doctype html><meta charset="utf-8"><title>Essai</title><link rel="icon" href="data:,"><script type="module">{MODULE}</script>', encoding="utf-8")
    page.goto(static_server(tmp_path))
    page.wait_for_function("() => Boolean(window.verificateurDe)")
    return Bench(tmp_path, page)


NEAR = {phrase.code for phrase in PHRASES.values() if phrase.id.endswith("proche")}  # the near word may be another, or none


def held(problem: dict[str, Any]) -> list[Any]:
    """What the two hold in common: all of a problem, but the words (and the column) of a fault of YAML, and the near word it suggests."""
    place = [problem.get(key) for key in ("path", "line", "code", "field", "level")]
    if problem.get("code") == "yaml-syntaxe":
        return place
    return [*place, problem.get("column"), problem.get("read"), *(() if problem.get("code") in NEAR else (problem.get("expected"), problem.get("fix")))]


def at_line(problems: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """In order, a fault of YAML first of its line: the page does not know its column."""
    return sorted(problems, key=lambda p: (p.get("path"), p.get("line"), p.get("code") != "yaml-syntaxe"))


def is_text(data: bytes) -> bool:
    try:
        data.decode()
    except UnicodeDecodeError:
        return False
    return True


def same(bench: Bench, name: str, others: Files, cases: Iterable[tuple[str, bytes]], exclude: str = "") -> int:
    """Hold the two against each other, case by case; gives how many problems they agree on. The page has a text, never what is none."""
    asked = [(path, data) for path, data in cases if is_text(data)]
    kept = [(path, data) for path, data in others if path != f"poles/{exclude}.md"]
    agreed = 0
    for (path, data), said in zip(asked, bench.ask(name, others, asked, exclude), strict=True):
        told = terminal(kept, path, data)
        assert [held(p) for p in at_line(said)] == [held(p) for p in at_line(told)], "\n".join(
            ["Seulement dans la page :", *(str(p) for p in said if p not in told), "Seulement au terminal :",
             *(str(p) for p in told if p not in said), data.decode("utf-8", "replace")[:3000]]
        )  # fmt: skip
        agreed += len(said)
    return agreed


def test_every_fixture_says_the_same(bench):
    """All that can be wrong, one thing at a time; each among no other pole, or with the one it quarrels with."""
    alone: Files = []
    agreed = 0
    for path in sorted(INVALID.glob("*.md")):
        files = fixture(path).files
        if len(files) == 1:
            alone += files
        for number, (called, data) in enumerate(files if len(files) > 1 else ()):
            others = [files[1 - number]]
            agreed += same(bench, f"{path.stem}-{number}", others, [(called, data)])
    agreed += same(bench, "seul", [], alone)
    assert agreed >= len(list(INVALID.glob("*.md")))


def test_the_valid_records_have_no_problem(bench):
    """Nothing is said where there is nothing to say."""
    valid = [path.read_bytes() for path in sorted(VALID.glob("*.md"))]
    tomorrow = re.sub(rb"(?m)^verifie_le: .*$", f"verifie_le: {TODAY + dt.timedelta(days=1)}".encode(), valid[0])
    assert tomorrow not in valid
    assert same(bench, "reel", REAL, [("poles/pole-exemple.md", data) for data in (*valid, tomorrow)]) == 0


def test_the_real_records_say_the_same_among_the_others(bench):
    """Each of the atlas's own records, as when it is opened to be changed; and again under another name, as a copy."""
    for path, data in REAL:
        slug = Path(path).stem
        same(bench, "reel", REAL, [(path, data)], exclude=slug)
    copies = [(f"poles/{letter}-{Path(path).name}", data) for path, data in REAL[:4] for letter in "az"]
    assert same(bench, "reel", REAL, copies) >= len(copies)


SIGNS = [
    *"\t\n -:#[]{}\"'&*!|>%@`<()^_=~\\é\u200b0a", "---\n", "](", "![", "[^", "- ", ": ", "<b>", "[x](javascript:y)", "http://", "😀", "œ",
    "Redon", "Bretagn", "Saint-Denis", "[]", "{}", "99999", "2063-01-01", "12/11/2020", "a@gmail.com", "06 12 34 56 78", "www.a.fr", "# t",
    "35236", "35600", "2A004", "Arbignieu", "Ille et Vilaine", "1 200,5", "[^absente]", "jean.dupont@exemple.fr", "&#106;avascript:x",
]  # fmt: skip


def mutated(text: str, chance: random.Random) -> str:
    """One to three slips of the hand."""
    for _ in range(chance.randint(1, 3)):
        lines = text.split("\n")
        number = chance.randrange(len(lines))
        line, other, sign = lines[number], chance.choice(lines), chance.choice(SIGNS)
        at = chance.randint(0, len(line))
        key = line.partition(":")[0] + ":"
        lines[number : number + 1] = chance.choice([
            [line[:at] + sign + line[at:]], [line[:at] + line[at + 1 :]], [line[:at] + sign + line[at + 1 :]], [line, line], [],
            ["  " + line], [line.strip()], [key], [f"{key} {sign}"], [f"{key}{other.partition(':')[2]}"], [other],
        ])  # fmt: skip
        text = "\n".join(lines)
    return text


@pytest.mark.parametrize("seed", range(4))
def test_slips_of_the_hand_say_the_same(bench, seed):
    """Records with something dropped, doubled, swapped, or an odd sign put in."""
    chance = random.Random(seed)  # noqa: S311 - the same slips each time
    texts = [path.read_text(encoding="utf-8") for path in sorted(VALID.glob("*.md"))] + [data.decode() for _, data in REAL]
    cases = [("poles/pole-exemple.md", mutated(chance.choice(texts), chance).encode()) for _ in range(150)]
    assert same(bench, "quelques", REAL[:5], cases) > len(cases)


def test_hostile_files_say_the_same(bench):
    """Files made to hurt; what is heavy for the page is cut."""
    size = times(20_000, 6_000)
    cases = [("poles/pole-exemple.md", text.encode()[:size].decode("utf-8", "ignore").encode()) for text in HOSTILE.values()]
    assert same(bench, "seul", [], cases) > len(cases)


def test_each_way_of_writing_a_value_says_the_same(bench):
    """Addresses, dates and telephones, as they should be written and as they should not: what to write instead too."""
    field = {"url": "site_web: {}", "courriel": "contact:\n  courriel: {}", "telephone": "contact:\n  telephone: {}", "date": "statut_constate_le: {}"}
    written = [(kind, text) for kind, text, _ in (*KEPT, *REFUSED) if kind in field]
    cases = [("poles/pole-exemple.md", minimal(("verifie_le:", f"{field[kind].format(json.dumps(text, ensure_ascii=False))}\nverifie_le:")).encode()) for kind, text in written]
    assert same(bench, "seul", [], cases) > len(REFUSED) // 2
    fixes = [[p.get("fix") for p in said] for said in bench.ask("seul", [], cases)]
    assert fixes == [[p.get("fix") for p in terminal([], path, data)] for path, data in cases]


ORDINARY = {
    "secteur": "secteurs", "Statuts": "statut", "gouvernence": "gouvernance", "cooperation": "cooperations", "site_wed": "site_web",
    "departemnt": "departement", "coordonées": "coordonnees", "partie_prenante": "parties_prenantes", "lat": "latitude",
    "anneecreation": "annee_creation", "chifres": "chiffres", "teritoire": "territoire", "verifié_le": "verifie_le", "source": "sources",
    "porteurs": "porteur", "contct": "contact",
}  # fmt: skip


def test_an_ordinary_slip_is_suggested_the_right_word(bench):
    """As the terminal would; what is like nothing known is suggested nothing."""
    known = [*(field.key for field in FIELDS), "latitude", "longitude"]
    limits = editor_rules.LIMITS
    ask = "([mots, connus, limites]) => mots.map((mot) => rapprocheur(limites)(mot, connus.map((c) => [c, c])))"
    assert bench.page.evaluate(ask, [list(ORDINARY), known, limits]) == list(ORDINARY.values())
    assert [nearest(word, known) for word in ORDINARY] == list(ORDINARY.values())
    assert bench.page.evaluate(ask, [["xyzzy", "", "42", "z" * 90], known, limits]) == [""] * 4
    contraries = ["inactif", "Inactif", "non actif", "non-actif", "pas actif"]
    assert bench.page.evaluate(ask, [contraries, ["actif", "emergent", "cesse"], limits]) == [""] * 5
