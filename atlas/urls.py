"""Where every page and file of the site lives: the one place that makes addresses.

Addresses are given from the root of the site (`poles/epv/`), without a leading slash; `up` gives the way back to the
root from a page, so that the site works at a root, under a prefix, and from a folder.
"""

from __future__ import annotations

import hashlib
from urllib.parse import urlencode, urlsplit

HOME = ""
POLES = "poles/"
REGIONS = "regions/"
DEPARTEMENTS = "departements/"
EPCI = "epci/"
SECTEURS = "secteurs/"
PRES = "pres-de-chez-moi/"
PRES_DONNEES = PRES + "donnees/"  # what that page reads: no promise is made about its shape
LIEUX = "assets/lieux/"  # the gazetteer
COMPRENDRE = "comprendre/"
CHARTE = "charte/"
COLLECTIVITES = "collectivites/"
GLOSSAIRE = "glossaire/"
REFERENTIEL = "referentiel/"
AUTODIAGNOSTIC = REFERENTIEL + "autodiagnostic/"
GRILLE = AUTODIAGNOSTIC + "grille/"  # the same grid, blank, to print
RECHERCHE = "recherche/"
CONTRIBUER = "contribuer/"
EDITEUR = CONTRIBUER + "editeur/"
CODES = CONTRIBUER + "codes/"
CHERCHES = "poles-cherches/"  # the poles we look for
EDITEUR_REGLES = EDITEUR + "regles.json"  # what its scripts must know to open a record
EDITEUR_LISTES = EDITEUR + "listes.json"  # to check it
EDITEUR_PHRASES = EDITEUR + "phrases.json"  # and to say what is wrong as `build.py check` does
EDITEUR_COLONNES = EDITEUR + "colonnes.json"  # and to read a table
EDITEUR_POLES = EDITEUR + "poles.json"  # what they compare with the other poles
EDITEUR_FICHES = EDITEUR + "fiches/"  # the records themselves, for the editor to open
ACCESSIBILITE = "accessibilite/"
MENTIONS = "mentions-legales/"
DONNEES_PERSONNELLES = "donnees-personnelles/"
PLAN = "plan-du-site/"
NOUVEAUTES = "quoi-de-neuf/"
ETAT = "etat-des-fiches/"
OBSERVATOIRE = "observatoire/"
FLUX = "flux.xml"  # the Atom feed of the whole country; `flux_of` a place has its own
CONTACT = "contact/"
DONNEES = "donnees/"
INTEGRER = DONNEES + "integrer/"  # how to show the atlas in a page of one’s own
EMBED = "embed/"  # what others show so
HORS_CONNEXION = "hors-connexion/"
GARDER = HORS_CONNEXION + "garder.json"  # what it offers to keep beforehand
OUVRIER = "sw.js"  # at the root: a worker serves what stands beside it
ARCHIVE = "atlas-des-ptce.zip"  # the whole site, to unpack into a folder
PARTAGE = "partage/"  # what shared links show
NOT_FOUND = "404.html"
STYLE = "style/"  # the pieces of our pages, for who draws them
MANIFEST = "manifest.webmanifest"
OPENSEARCH = "opensearch.xml"

API = "api/v1/"
GEOJSON = API + "poles.geojson"
TERRITOIRES = API + "territoires.geojson"
OBSERVATOIRE_JSON = API + "observatoire.json"  # the same tables as the page
EXPLORER = POLES + "liste.json"  # what the explorer filters: compact, and no promise is made about its shape
RESUMES = POLES + "resumes/"  # what the map says of a pole in one sentence, by département: likewise
SEARCH = "recherche/index/"
OEMBED = API + "oembed/"


def pole(slug: str) -> str:
    """The page of a pole."""
    return f"{POLES}{slug}/"


def carte(slug: str) -> str:
    """The picture that a link to a pole shows where it is shared."""
    return f"{PARTAGE}{slug}.png"


def poles_page(number: int) -> str:
    """A page of the list of all poles; the first one is the explorer."""
    return POLES if number == 1 else f"{POLES}page/{number}/"


def embed(url: str) -> str:
    """What others show in their own pages of the page at this address; of the explorer, the map."""
    return EMBED if url == POLES else EMBED + url


def integrer(url: str) -> str:
    """The page that gives the code for that."""
    return INTEGRER + ("" if url == POLES else f"#{url}")


def oembed(url: str) -> str:
    """The oEmbed file of the page at this address: `api/v1/oembed/poles/epv.json`."""
    return f"{OEMBED}{url.rstrip('/')}.json"


def region(slug: str) -> str:
    """The page of a région."""
    return f"{REGIONS}{slug}/"


def departement(code: str) -> str:
    """The page of a département or overseas collectivity, by its code in lower case (`2a`)."""
    return f"{DEPARTEMENTS}{code.lower()}/"


def epci(siren: str) -> str:
    """The page of an intercommunalité, by its SIREN."""
    return f"{EPCI}{siren}/"


def edit(slug: str, *, checked: bool = False) -> str:
    """The editor, open on a record; `checked`, on the one change that says it was checked today."""
    return f"{EDITEUR}?pole={slug}{'&verifie=1' if checked else ''}"


def editor_field(path: str) -> str:
    """The name that the editor gives to the field of this path (`contact.courriel`), which its address leads to."""
    return "c-" + path.replace(".", "-").replace("_", "-")


def begin(**said: str | tuple[str, ...]) -> str:
    """The editor, on a new record that these words begin (`assets/editeur/commencer.js`). They stand in the fragment, which no server receives."""
    return f"{EDITEUR}#commencer&{urlencode([pair for pair in said.items() if pair[1]], doseq=True)}"


def commune(code: str) -> str:
    """The answer for a commune, by its INSEE code: a permanent address."""
    return f"{PRES}?commune={code}"


def territoires_of(departement_code: str) -> str:
    """The outlines of the territories of the poles seated in a département (or collectivity)."""
    return f"{API}territoires/{departement_code.lower()}.geojson"


def secteur(id_: str) -> str:
    """The page of a sector."""
    return f"{SECTEURS}{id_}/"


def flux_of(url: str) -> str:
    """The Atom feed of what is new on a place, by the address of its page (the home page: the whole country)."""
    return url + FLUX


def etat_list(id_: str) -> str:
    """The records behind one figure of their state."""
    return f"{ETAT}{id_}/"


def poles_where(**choices: str) -> str:
    """The explorer, filtered: each choice a facet and its words of the address (`assets/explorer/adresse.js`), as `cooperation="moyens"`."""
    return f"{POLES}?{'&'.join(f'{facet}={words}' for facet, words in choices.items())}"


def observatoire_list(id_: str) -> str:
    """The poles behind one table of the observatory, where the explorer has no filter for it."""
    return f"{OBSERVATOIRE}{id_}/"


def observatoire_csv(id_: str) -> str:
    """One table of the observatory, for a spreadsheet."""
    return f"{API}observatoire/{id_}.csv"


def version(content: bytes) -> str:
    """Eight characters that change with the content: put after the address of a file (`?v=`), browsers may keep it."""
    return hashlib.sha256(content).hexdigest()[:8]


def up(url: str) -> str:
    """The relative way from a page to the root: `./` from the home page, `../../` from `poles/epv/`."""
    return "../" * url.count("/") or "./"


def file_of(url: str) -> str:
    """The file a page is written to."""
    return url if url.endswith((".html", ".xml", ".txt")) else f"{url}index.html"


def source_file(slug: str) -> str:
    """The record of a pole in the repository."""
    return f"poles/{slug}.md"


def prefix(address: str) -> str:
    """The way from its host to a site at this address: `/`, or `/atlas/`."""
    return address[address.index("/", len("https://")) :]


def host(address: str) -> str:
    """The name of another's site as people say it, without « www. »; empty for what is no address."""
    return (urlsplit(address).hostname or "").removeprefix("www.")


def printable(address: str) -> str:
    """The address of another's page without the sign that French typography would turn."""
    return address.replace("'", "%27")
