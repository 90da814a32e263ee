"""Records that look like ours, as many as wanted: `python -m bench.generate 300 FOLDER`. The same seed, the same bytes."""

from __future__ import annotations

import argparse
import datetime as dt
import itertools
import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from atlas.check.slugs import suggested
from atlas.content.vocabularies import Vocabulary
from atlas.content.vocabularies import load as load_vocabularies
from atlas.french.folding import fold
from atlas.geo.places import Commune, Places, Point, load
from bench import prose
from bench.project import ROOT

LAST_DAY = dt.date(2026, 6, 30)  # every date is before: a record must not come from the future
OVERSEAS = 0.01  # share of the records in a collectivity without commune points
SEATLESS = 0.05  # share of the records whose commune no source gives
# Numbers kept free for fiction by the French regulator.
FICTION_NUMBERS = ("01 99 00", "02 61 91", "03 53 01", "04 65 71", "05 36 49")
NAMES = (
    "{coined} et {other}", "{other}-{coined}", "Pôle {coined}", "Les {plural} {coined}", "Pôle {theme} {coined}", "{coined} {commune}",
    "La {thing} {coined}", "{thing} {coined} {theme}", "{coined}, pôle {theme} {other}", "{coined}, {theme}",
)  # fmt: skip
PLAIN_NAMES = NAMES[:2]  # no two are alike
THEMES = prose.options(
    "alimentaire|de l’habitat sain|culturel|du réemploi|bois et forêt|des mobilités|énergie citoyenne|textile|numérique|du bien-vieillir"
)
PLURALS = prose.options("Ateliers|Jardins|Forges|Passeurs|Bâtisseurs|Fermes|Tisserands|Cantines|Rivages|Artisans")
THINGS = prose.options("Fabrique|Halle|Ruche|Filière|Coopérative|Grappe|Maison|Plateforme|Manufacture|Traverse")
AREAS = ("Pays de {}", "Bassin de {}", "Autour de {}", "{} et ses environs", "Vallée de {}")
PUBLISHERS = prose.options(
    "site du pôle|lettre de la chambre régionale de l’ESS|journal municipal|article de presse locale|étude d’une université|"
    "page de l’intercommunalité|compte rendu d’une journée de visite|rapport d’activité|fiche d’un réseau|entretien publié"
)


@dataclass(frozen=True, slots=True)
class World:
    """What records are drawn from."""

    places: Places
    vocabularies: dict[str, Vocabulary]
    communes: tuple[Commune, ...]
    weights: tuple[float, ...]  # cumulative
    neighbours: dict[str, tuple[str, ...]]  # département → names of its communes
    islands: tuple[Commune, ...]  # communes of the overseas collectivities, without points


def world() -> World:
    """Read the places and closed lists of the repository."""
    places = load(ROOT / "content" / "geo")
    every = tuple(c for code in places.rows if (c := places.commune(code)))
    communes = tuple(c for c in every if c.point)
    neighbours: dict[str, list[str]] = {}
    for commune in communes:
        neighbours.setdefault(commune.departement, []).append(commune.nom)
    return World(
        places,
        load_vocabularies(ROOT / "content" / "vocabulaires.yaml"),
        communes,
        tuple(itertools.accumulate((c.population + 50) ** 0.5 for c in communes)),
        {code: tuple(names) for code, names in neighbours.items()},
        tuple(c for c in every if not c.point),
    )


def records(count: int, seed: int = 1) -> Iterator[tuple[str, str]]:
    """`count` records, each a file name and its text; names, sites and SIREN differ from one to the next."""
    atlas = world()
    taken: set[str] = set()
    for number in range(count):
        rng = random.Random(f"{seed}-{number}")
        yield _Draft(rng, atlas, number, taken).write()


def write(count: int, folder: Path, seed: int) -> int:
    """Write records into a folder (made if missing); returns their bytes."""
    folder.mkdir(parents=True, exist_ok=True)
    size = 0
    for name, text in records(count, seed):
        data = text.encode()
        (folder / name).write_bytes(data)
        size += len(data)
    return size


class _Draft:
    """One record in the making."""

    def __init__(self, rng: random.Random, atlas: World, number: int, taken: set[str]) -> None:
        self.rng, self.atlas, self.number = rng, atlas, number
        self.overseas = rng.random() < OVERSEAS
        if self.overseas:
            self.commune = rng.choice(atlas.islands)
        else:
            self.commune = rng.choices(atlas.communes, cum_weights=atlas.weights)[0]
        self.seated = self.overseas or rng.random() >= SEATLESS
        self.departement = atlas.places.departements[self.commune.departement]
        self.nom, self.slug = self._name(taken)
        self.porteur = self._organisation("ess")
        self.annee = rng.randint(1985, 2022)
        self.sources = rng.sample(("site", "cress", "presse", "rapport", "visite", "epci"), rng.choices((3, 4, 5, 6), (4, 4, 2, 1))[0])
        self.parties = self._parties()
        self.own = {
            "nom": self.nom,
            "porteur": self.porteur,
            "commune": self.commune.nom,
            "a_commune": _at(self.commune.nom),
            "a_la_commune": _at(self.commune.nom),
            "voisine": self._neighbour(),
            "annee": str(self.annee),
            "annee_suite": str(min(self.annee + rng.randint(2, 9), LAST_DAY.year - 1)),
            "parties": "|".join(nom for nom, _, _ in self.parties),
        }

    def write(self) -> tuple[str, str]:
        """The file name and the text of the record."""
        front = (*self._identity(), *self._place(), *self._facts(), *self._contact(), *self._proof())
        return f"{self.slug}.md", "\n".join(("---", *front, "---", "", self._story(), ""))

    def _name(self, taken: set[str]) -> tuple[str, str]:
        """A name and a file name that nobody has, and of a pattern new in its commune: no two neighbours sound alike."""
        for _ in range(200):
            pattern = self.rng.choice(NAMES if self.seated else PLAIN_NAMES)
            nom = pattern.format(
                coined=prose.coined(self.rng),
                other=prose.coined(self.rng),
                commune=self.commune.nom,
                theme=self.rng.choice(THEMES),
                plural=self.rng.choice(PLURALS),
                thing=self.rng.choice(THINGS),
            )
            slug = suggested(nom)
            own = {slug, fold(nom)} if pattern in PLAIN_NAMES else {slug, fold(nom), f"{self.commune.code} {pattern}"}
            if not taken & own:
                taken |= own
                return nom, slug
        raise LookupError(self.number)

    def _organisation(self, family: str) -> str:
        kind = self.rng.choice(prose.KINDS[family])
        if kind == "Département":
            return f"{kind} ({self.departement.nom})"
        if kind.endswith(" de"):
            return f"{kind} {self._neighbour()}"
        called = self.rng.choice(prose.EPONYMS) if self.rng.random() < 0.45 else prose.coined(self.rng)  # noqa: PLR2004
        return f"{kind} {prose.capital(called)}"

    def _neighbour(self) -> str:
        """The name of a commune of the same département."""
        return self.rng.choice(self.atlas.neighbours.get(self.departement.code, (self.commune.nom,)))

    def _parties(self) -> list[tuple[str, str, str]]:
        """Name, family and role of each party; about twelve, the carrier first."""
        found = {self.porteur: ("ess", "porteur")}
        families = self.rng.choices(tuple(prose.KINDS), (45, 20, 12, 6, 8, 9), k=max(4, round(self.rng.gauss(11.5, 3))))
        for family in families:
            role = self.rng.choice(("membre", "membre", "partenaire", ""))
            found.setdefault(self._organisation(family), (family, role))
        return [(nom, family, role) for nom, (family, role) in found.items()]

    def _identity(self) -> Iterator[str]:
        rng = self.rng
        yield f"nom: {_scalar(self.nom)}"
        if rng.random() < 0.3:  # noqa: PLR2004
            yield f"autres_noms: [{_scalar(prose.coined(rng) + ' ' + self._neighbour())}]"
        yield f"porteur: {_scalar(self.porteur)}"
        yield f"statut: {rng.choice(tuple(self.atlas.vocabularies['statuts']))}"
        yield f"statut_constate_le: {min(self.annee + rng.randint(1, 12), LAST_DAY.year - 1)}"
        yield f"annee_creation: {self.annee}"

    def _place(self) -> Iterator[str]:
        region = self.atlas.places.regions.get(self.departement.region)
        if region:
            yield f"region: {_scalar(region.nom)}"
        yield f"departement: {_scalar(self.departement.nom)}"
        if self.seated:
            yield f"commune: {_scalar(self.commune.nom)}"
            yield f'code_insee: "{self.commune.code}"'
        if self.overseas:
            point = self._near(self.departement.point)
            yield f"coordonnees: {{latitude: {point.latitude:.4f}, longitude: {point.longitude:.4f}}}"
        yield "territoire:"
        yield f"  libelle: {_scalar(self.rng.choice(AREAS).format(self._neighbour()))}"
        if self.commune.epci and self.rng.random() < 0.6:  # noqa: PLR2004
            yield f"  epci: [{self.commune.epci}]"

    def _near(self, point: Point) -> Point:
        return Point(point.latitude + self.rng.uniform(-0.02, 0.02), point.longitude + self.rng.uniform(-0.02, 0.02))

    def _facts(self) -> Iterator[str]:
        rng, words = self.rng, self.atlas.vocabularies
        yield f"secteurs: [{', '.join(rng.sample(tuple(words['secteurs']), rng.choices((1, 2, 3, 4), (3, 4, 2, 1))[0]))}]"
        yield f"activites: [{', '.join(_scalar(_bare(a)) for a in rng.sample(prose.WORDS['activite'], rng.randint(2, 4)))}]"
        yield f"profil: {rng.choice(tuple(words['profils']))}"
        yield "parties_prenantes:"
        for nom, famille, role in self.parties:
            told = f", role: {role}" if role else ""
            yield f"  - {{nom: {_scalar(nom)}, famille: {famille}{told}, source: {rng.choice(self.sources)}}}"
        yield f"gouvernance: {{forme: {rng.choice(tuple(words['gouvernances']))}, source: {rng.choice(self.sources)}}}"
        yield "cooperations:"
        for form in rng.sample(tuple(prose.STATEMENTS), rng.randint(2, 3)):
            yield f"  {form}:"
            texte = prose.fill(rng, rng.choice(prose.STATEMENTS[form]), self.own)
            yield f"    - {{texte: {_scalar(texte)}, source: {rng.choice(self.sources)}}}"
        yield "chiffres:"
        for libelle, unite, least, most in rng.sample(prose.FIGURES, rng.randint(1, 4)):
            year = min(self.annee + rng.randint(1, 10), LAST_DAY.year - 1)
            valeur = round(least * (most / least) ** rng.random())
            yield f"  - {{libelle: {_scalar(libelle)}, valeur: {valeur}, unite: {_scalar(unite)}, annee: {year}, source: {rng.choice(self.sources)}}}"

    def _contact(self) -> Iterator[str]:
        host = self._host()
        if self.rng.random() < 0.5:  # noqa: PLR2004
            yield f"siren: {_siren(self.number + 1)}"
        yield f"site_web: https://{host}/"
        if self.rng.random() < 0.5:  # noqa: PLR2004
            number = f"{self.rng.choice(FICTION_NUMBERS)} {self.rng.randint(10, 99)} {self.rng.randint(10, 99)}"
            yield f"contact: {{courriel: contact@{host}, telephone: {number}}}"

    def _host(self) -> str:
        return f"{self.slug[:40].strip('-')}-{self.number}.example"  # a name that leads nowhere

    def _proof(self) -> Iterator[str]:
        rng, host = self.rng, self._host()
        known = ", ".join(f"{key}: {rng.choice(self.sources)}" for key in ("nom", "statut", "annee_creation", "secteurs"))
        yield f"provenance: {{{known}}}"
        yield "sources:"
        for number, id_ in enumerate(self.sources):
            about = rng.choice((self.nom, self.porteur, self.commune.nom))
            titre = _scalar(prose.capital(f"{rng.choice(PUBLISHERS)} sur {about}"))
            url = f"https://{id_}.{host}/{rng.randint(1000, 99999)}/" if number % 3 else f"https://{host}/{id_}/"
            day = dt.date(self.annee + 1, 1, 1) + dt.timedelta(days=rng.randrange(1200))
            yield f"  {id_}: {{titre: {titre}, date: {day:%Y-%m}, url: {url}}}"
        yield f"verifie_le: {LAST_DAY - dt.timedelta(days=rng.randrange(900))}"

    def _story(self) -> str:
        """120 to 400 words in paragraphs; every source cited; now and then a heading, a list, a link, words in bold."""
        rng = self.rng
        wanted = round(rng.triangular(120, 390, 200))
        notes = itertools.cycle(self.sources)
        paragraphs = [[self._sentence(prose.OPENINGS, next(notes))]]
        subjects = itertools.cycle(prose.BODY)
        told = len(paragraphs[0][0].split())
        while told < wanted - 18:
            if len(paragraphs[-1]) >= rng.randint(3, 5) or len(paragraphs) == 1:
                paragraphs.append([])
            note = next(notes) if not paragraphs[-1] or rng.random() < 0.4 else ""  # noqa: PLR2004
            paragraphs[-1].append(self._sentence(next(subjects), note))
            told += len(paragraphs[-1][-1].split())
        paragraphs[-1].append(self._sentence(prose.PROSPECTS, next(notes)))
        blocks = [" ".join(sentences) for sentences in paragraphs]
        missing = [id_ for id_ in self.sources if f"[^{id_}]" not in " ".join(blocks)]
        blocks[-1] += "".join(f"[^{id_}]" for id_ in missing)
        return "\n\n".join(self._dressed(blocks))

    def _dressed(self, blocks: list[str]) -> list[str]:
        rng = self.rng
        if rng.random() < 0.15:  # noqa: PLR2004
            blocks.insert(len(blocks) // 2 or 1, f"## {prose.capital(_bare(rng.choice(prose.WORDS['activite'])))}")
        if rng.random() < 0.15:  # noqa: PLR2004
            blocks.append("\n".join(f"- {item}" for item in rng.sample(prose.WORDS["moyen"], 3)))
        if rng.random() < 0.15:  # noqa: PLR2004
            blocks[0] = blocks[0].replace(self.commune.nom, f"**{self.commune.nom}**", 1)
        if rng.random() < 0.1:  # noqa: PLR2004
            blocks[-1] += f"\n\nVoir aussi [la page du pôle](https://{self._host()}/histoire)."
        return blocks

    def _sentence(self, patterns: Sequence[str], note: str) -> str:
        return prose.fill(self.rng, self.rng.choice(patterns), self.own) + (f"[^{note}]" if note else "")


def _at(commune: str) -> str:
    """`Le Mans` → `au Mans`, `Les Herbiers` → `aux Herbiers`, else `à …`."""
    for article, place in (("Le ", "au "), ("Les ", "aux ")):
        if commune.startswith(article):
            return place + commune.removeprefix(article)
    return f"à {commune}"


def _bare(phrase: str) -> str:
    """A phrase without its article."""
    return re.sub(r"^(un|une|des|le|la|les) |^l’", "", phrase)


def _scalar(text: str) -> str:
    """A YAML scalar, in quotes where a flow list or a mark needs them."""
    plain = re.fullmatch(r"[^\W_][^,:{}\[\]#\"&*!|>%@`]*", text)
    return text if plain else '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _siren(number: int) -> str:
    """A SIREN whose key is right and whose first digits no organisation has."""
    body = f"00{number:06d}"
    total = sum(sum(divmod(int(d) * (2 if i % 2 == 0 else 1), 10)) for i, d in enumerate(reversed(body)))
    return f"{body}{-total % 10}"


def main() -> None:
    """Write records into a folder."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("count", type=int)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--seed", type=int, default=1)
    wanted = parser.parse_args()
    size = write(wanted.count, wanted.folder, wanted.seed)
    print(f"{wanted.count} fiches, {size / max(wanted.count, 1):.0f} octets en moyenne.")


if __name__ == "__main__":
    main()
