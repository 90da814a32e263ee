"""What a line says, as the values and the story of a record, with all that was not followed to the letter.

What a line does not say is not written: a situation it does not give is « inconnu », a group that lacks what the checks ask
for is left aside, and told.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from atlas.check.slugs import suggested
from atlas.french.typography import french
from atlas.problems.report import quote
from atlas.record.fields import SIMPLE_KEYS
from atlas.record.writer import Value
from atlas.tables import cells, groups
from atlas.tables.citations import declared
from atlas.tables.columns import ADDRESS, FILE, POSITION, POSTAL, STORY
from atlas.tables.desk import Desk, Line
from atlas.tables.grid import Row
from atlas.tables.seats import Asked, Seat, seat

UNKNOWN, OVER = "inconnu", "approximative"
_SINGLE = ("porteur", "statut", "statut_constate_le", "annee_creation", "region_2014", "profil", "siren", "site_web", "heritier", "verifie_le")
_SEVERAL = ("autres_noms", "anciennes_adresses", "secteurs", "activites")
_CODES = frozenset({POSTAL, "code_insee", "departement", "siren", "annee_creation"})  # « 23500.0 » is how programs write a number
_PLACES = ("regions", "departements", "departements_touches", "epci", "communes")
_OWN_SOURCE = ("lieux", "parties_prenantes", "gouvernance", "cooperations", "chiffres", "reconnaissances", "charte")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")  # a record is verified on a day, the table's or that of the import
_DERIVED = ("region", "code_insee", *_OWN_SOURCE)


@dataclass(frozen=True, slots=True)
class Draft:
    """A record in the making. `spare` holds other addresses and numbers of the line, tried when the first is a person's."""

    line: int
    slug: str
    values: dict[str, Value]
    story: str
    notes: tuple[str, ...]
    spare: dict[str, list[str]]


@dataclass(frozen=True, slots=True)
class Refused:
    """A line that makes no record: a doubt to settle, or what is missing; French."""

    nom: str
    doubt: str
    missing: str
    notes: tuple[str, ...]


def draft(row: Row, desk: Desk, *, guess: bool = True) -> Draft | Refused:
    """What one line says."""
    line = Line(desk, *_texts(row, desk))
    nom = french(line.one("nom"))
    place = seat(
        Asked(line.texts.get("commune", ""), line.texts.get("code_insee", ""), line.texts.get(POSTAL, ""), line.texts.get("departement", ""),
              line.texts.get("region", ""), line.texts.get(ADDRESS, "")),
        desk.register, guess=guess,
    )  # fmt: skip
    line.notes += place.notes
    beyond = [place for place in range(len(desk.columns), len(row.cells)) if row.cells[place]]
    line.notes += [f"{desk.grid.column(place)}, sans titre : {quote(row.cells[place])} n’est pas repris ; donnez-lui un titre, ou ôtez-le" for place in beyond]
    missing, doubt = place.missing, place.doubt
    if beyond and desk.grid.separator:  # what a cell holds may have been taken for what parts two: all that follows is one place too far
        sign = "une tabulation" if desk.grid.separator == "\t" else f"« {desk.grid.separator} »"
        doubt = f"{beyond[-1] + 1} cellules pour {len(desk.columns)} titres : si l’une contient {sign}, mettez-la entre guillemets droits"
    if not nom:
        missing = "le nom : la cellule est vide, ou n’a pas de valeur" if "nom" not in line.texts else "le nom : il ne peut pas être repris"
    if doubt or missing:
        return Refused(nom, "" if missing else doubt, missing, tuple(line.notes))
    values: dict[str, Value] = {"nom": nom, "statut": UNKNOWN, **_seated(line, place), **_simple(line)}
    sources, ids = declared(line.texts, line.pieces("sources"), desk.source, line.say)
    values |= groups.groups(line)
    spare: dict[str, list[str]] = {}
    contact: dict[str, Value] = {}
    for key in ("courriel", "telephone"):
        found = [v for piece in cells.pieces(line.texts.get(f"contact.{key}", ""), "|\n;,/") if (v := line.one(f"contact.{key}", piece))]
        if found:
            contact[key], spare[key] = found[0], found[1:]
    if contact:
        values["contact"] = contact
    values["provenance"] = {key: desk.source.id for key in SIMPLE_KEYS if key in values and key not in _DERIVED and (key != "statut" or "statut" in line.texts)}
    values["sources"] = sources
    if not _DAY.fullmatch(str(values.get("verifie_le", ""))):
        values["verifie_le"] = desk.today.isoformat()
    cited = "".join(f"[^{id_}]" for id_ in ids)
    own = line.texts.get(FILE, "") if desk.ours else ""
    story = f"{cells.prose(line.texts[STORY])}{cited}" if line.texts.get(STORY) else plain_story(values, cited)
    return Draft(row.number, own or suggested(nom), values, story, tuple(line.notes), spare)


def plain_story(values: dict[str, Value], cited: str) -> str:
    """What is told of a pole that a table alone tells of."""
    return f"L’atlas connaît « {values['nom']} » par un tableau, dont cette fiche reprend ce qu’il dit.{cited} Son histoire reste à écrire."


def _texts(row: Row, desk: Desk) -> tuple[dict[str, str], list[str]]:
    """The texts of a line by target; a formula without its value is told and left out."""
    texts: dict[str, str] = {}
    notes = []
    for column in desk.columns:
        text = row.cell(column.place)
        if not column.target or not text:
            continue
        if cells.is_formula(text):
            notes.append(f"{desk.grid.column(column.place, column.title)} : une formule, qui n’est pas calculée ; tapez sa valeur")
            continue
        read = text if column.target == STORY else cells.plain(text)
        texts[column.target] = read.removesuffix(".0") if column.target in _CODES else read
    return texts, notes


def _seated(line: Line, place: Seat) -> dict[str, Value]:
    """The fields of place."""
    departement = place.departement
    assert departement is not None
    region = line.desk.register.places.regions[departement.region].nom if departement.region else ""
    values: dict[str, Value] = {**({"region": region} if region else {}), "departement": departement.nom}
    if place.commune:
        values |= {"commune": place.commune.nom, "code_insee": place.commune.code}
    if line.texts.get(POSITION) != OVER:
        latitude, longitude = line.one("coordonnees.latitude"), line.one("coordonnees.longitude")
        town = place.commune.point if place.commune else None
        if latitude and longitude and not (town and (float(latitude), float(longitude)) == (town.latitude, town.longitude)):
            values["coordonnees"] = {"latitude": latitude, "longitude": longitude}
    return values


def _simple(line: Line) -> dict[str, Value]:
    """The fields that are one text, or a list of texts, and the territory."""
    values: dict[str, Value] = {key: text for key in _SINGLE if (text := line.one(key))}
    _sort_sectors(line)
    values |= {key: found for key in _SEVERAL if (found := line.several(key, commas=key in ("secteurs", "activites")))}
    territory: dict[str, Value] = {}
    if label := line.one("territoire.libelle"):
        territory["libelle"] = label
    territory |= {key: found for key in _PLACES if (found := line.several(f"territoire.{key}", commas=True))}
    if territory.get("libelle"):
        values["territoire"] = territory
    elif territory:
        line.say(f"territoire.{next(iter(territory))}", "laissé de côté : il manque le libellé du territoire")
    return values


def _sort_sectors(line: Line) -> None:
    """What the atlas has no sector for is an activity, in the words of the source; a number is neither."""
    words = line.desk.context.vocabularies["secteurs"]
    whole = line.texts.get("secteurs", "")
    pieces = [whole] if cells.chosen(whole, words) else line.pieces("secteurs", commas=True)
    others = [piece for piece in pieces if not cells.chosen(piece, words)]
    if not others:
        return
    line.texts["secteurs"] = "|".join(piece for piece in pieces if piece not in others)
    spoken = [piece for piece in others if not piece.replace(".", "").isdecimal()]
    if spoken:
        line.texts["activites"] = "|".join((*line.pieces("activites", commas=True), *spoken))
        line.say("secteurs", f"{', '.join(f'« {piece[:60]} »' for piece in spoken[:6])} : pas un secteur de l’atlas, repris dans les activités")
    if len(spoken) < len(others):
        line.say("secteurs", "des numéros de catégories, sans leur nom ; ils ne sont pas repris")
