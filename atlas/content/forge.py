"""Where the forge shows a file, edits it, makes one and opens an issue: its addresses, from the `depot` of `site_config.yaml`.

What each kind of forge understands in an address was read in its documentation or its issue tracker (docs/decisions.md).
The editor in the browser fills the same templates: `assets/editeur/` gets them as data.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from pathlib import Path
from urllib.parse import quote, urlsplit

from atlas.content.shapes import TEXT, URL, Shape
from atlas.content.yaml_file import ContentError, mapping_of, text_of
from atlas.record.yaml_text import Mapping

LIMIT = 7_500  # characters of an address; forges refuse somewhere above 8,000


@dataclass(frozen=True, slots=True)
class Forge:
    """Templates of addresses; all empty when there is no public repository.

    `{chemin}` is a path from the atlas' folder, `{texte}` the content of a file, `{titre}` and `{corps}` those of an issue,
    `{pole}` the pole it speaks of; each is percent-encoded when it is put in. `remplit`: whether the page that makes a file
    takes its content from the address.
    """

    page: str = ""
    voir: str = ""
    modifier: str = ""
    nouveau: str = ""
    ticket: str = ""
    correction: str = ""
    remplit: bool = False
    limite: int = LIMIT

    def view(self, path: str) -> str:
        """The address where a file is shown; empty without a repository, as all of these."""
        return filled(self.voir, chemin=path)

    def issue(self, title: str, body: str = "") -> str:
        """The address where an issue is opened, with its title and its text."""
        return filled(self.ticket, titre=title, corps=body)

    def report(self, title: str, pole: str, body: str) -> str:
        """The address where a mistake is told, in the form for it where the forge has forms; `body` is for where it has none."""
        return filled(self.correction or self.ticket, titre=title, pole=pole, corps=body)

    def templates(self) -> dict[str, str | bool | int]:
        """The same, as data for the browser."""
        return asdict(self)


# {racine}: the repository; {branche}: its branch; {dossier}: the atlas' folder in it, empty or ended by a slash.
_KINDS = {
    "github": Forge(
        page="{racine}",
        voir="{racine}/blob/{branche}/{dossier}{chemin}",
        modifier="{racine}/edit/{branche}/{dossier}{chemin}",
        nouveau="{racine}/new/{branche}?filename={dossier}{chemin}&value={texte}",
        ticket="{racine}/issues/new?title={titre}&body={corps}",
        correction="{racine}/issues/new?template=correction.yml&title={titre}&pole={pole}&body={corps}",
        remplit=True,
    ),
    "gitlab": Forge(
        page="{racine}",
        voir="{racine}/-/blob/{branche}/{dossier}{chemin}",
        modifier="{racine}/-/edit/{branche}/{dossier}{chemin}",
        nouveau="{racine}/-/new/{branche}?file_name={dossier}{chemin}",
        ticket="{racine}/-/issues/new?issue[title]={titre}&issue[description]={corps}",
    ),
    "gitea": Forge(
        page="{racine}",
        voir="{racine}/src/branch/{branche}/{dossier}{chemin}",
        modifier="{racine}/_edit/{branche}/{dossier}{chemin}",
        nouveau="{racine}/_new/{branche}/?filename={dossier}{chemin}&value={texte}",
        ticket="{racine}/issues/new?title={titre}&body={corps}",
        remplit=True,
    ),
}


KEYS: dict[str, Shape] = {"forge": tuple(_KINDS), "adresse": URL, "branche": TEXT, "dossier": TEXT}


def read(path: Path, root: Mapping) -> Forge:
    """The forge that `depot` describes; `path` is the file, for messages.

    Raises:
        ContentError: when its kind is unknown, or its address is not one; the message is for a person.
    """
    depot = mapping_of(path, root, "depot")
    kind, address = text_of(path, depot, "forge", ""), text_of(path, depot, "adresse", "").rstrip("/")
    if not kind and not address:
        return Forge()
    if kind not in _KINDS:
        raise ContentError(path, (), f"depot.forge : lu « {kind} », attendu l’un de : {', '.join(_KINDS)}", depot.get("forge") or root.key("depot"))
    parts = urlsplit(address)
    if parts.scheme not in ("http", "https") or not parts.hostname or not parts.path.strip("/") or parts.query or parts.fragment:
        raise ContentError(path, (), f"depot.adresse : lu « {address} », attendu une adresse comme https://forge.exemple/reseau/atlas", depot.get("adresse") or root.key("depot"))
    branch, folder = text_of(path, depot, "branche", "main"), text_of(path, depot, "dossier", "").strip("/")
    return at(kind, address, branch, f"{folder}/" if folder else "")


def at(kind: str, address: str, branch: str = "main", folder: str = "") -> Forge:
    """A forge of a known kind; `folder` is empty or ends with a slash."""
    known = {"racine": address, "branche": quote(branch), "dossier": quote(folder)}
    made = {
        key: _replaced(value, known) if isinstance(value, str) else value for key, value in _KINDS[kind].templates().items()
    }
    if folder:
        made["correction"] = ""  # a forge reads forms at the root of its repository alone
    return Forge(**made)  # type: ignore[arg-type]


def filled(template: str, **values: str) -> str:
    """A template of a forge with these blanks put in, percent-encoded; nothing where it is empty."""
    encoded = {key: quote(value, safe="/" if key == "chemin" else "") for key, value in values.items()}
    return _replaced(template, encoded)


def _replaced(template: str, values: dict[str, str]) -> str:
    """The template with its blanks filled, in one pass: a value that looks like a blank is not one."""
    head, *rest = template.split("{")
    return head + "".join(
        values[name] + tail if name in values else f"{{{name}}}{tail}" for name, _, tail in (part.partition("}") for part in rest)
    )
