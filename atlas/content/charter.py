"""Which versions of the national Charter there are, and their signed text when somebody has found it: `content/charte/*.md`."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from markupsafe import Markup

from atlas.content.bibliography import References
from atlas.content.shapes import TEXT, Shape
from atlas.content.vocabularies import Vocabulary
from atlas.content.yaml_file import ContentError, front_matter, text_of
from atlas.french import safe_html
from atlas.french.typography import date
from atlas.machine.folders import ours
from atlas.record.values import PartialDate, read_date

MISSING, WHOLE = "texte non retrouvé", "texte intégral"
KEYS: dict[str, Shape] = {"version": TEXT, "titre": TEXT, "statut": (MISSING, WHOLE), "source": TEXT}


@dataclass(frozen=True, slots=True)
class Version:
    """One version. `html` is empty as long as its text is missing; `source` says, as HTML, where the text or the date comes from."""

    id: str
    nom: str
    titre: str
    date: str
    source: Markup
    html: Markup


def load(folder: Path, versions: Vocabulary, references: References) -> tuple[Version, ...]:
    """The versions that the closed list `chartes` declares, in its order.

    Raises:
        ContentError: when a version has no file or a file no version; when a text stands under « texte non retrouvé », or none
            under « texte intégral »; when a text comes without its origin.
    """
    render = safe_html.page_renderer()
    found = {path.stem for path in ours(folder, ".md")}
    for id_ in sorted(found - set(versions)):
        raise ContentError(folder / f"{id_}.md", (), "cette version n’est pas dans la liste « chartes » de vocabulaires.yaml")
    for id_ in sorted(set(versions) - found):
        raise ContentError(folder / f"{id_}.md", (), "le fichier de cette version manque")
    return tuple(_version(folder / f"{id_}.md", id_, versions[id_].label, versions[id_].depuis, references, render) for id_ in versions)


def _version(path: Path, id_: str, label: str, since: str, references: References, render: safe_html.PageRenderer) -> Version:
    head, body, _ = front_matter(path, KEYS)
    meta = {key: text_of(path, head, key, "") for key in KEYS}
    state, source, born = text_of(path, head, "statut"), meta["source"], read_date(since)
    if bool(body.strip()) != (state == WHOLE):
        raise ContentError(path, (), f"statut : « {state} » {'au-dessus d’un texte' if body.strip() else 'sans texte dessous'}", head.get("statut"))
    if meta["version"] != id_ or not isinstance(born, PartialDate):
        raise ContentError(path, (), f"version : lu « {meta['version']} », attendu « {id_} », avec sa date dans vocabulaires.yaml", head.get("version") or head)
    if not source:
        raise ContentError(path, (), "source : dites d’où vient ce que l’on sait de cette version", head)
    told, _ = render(references[source].markdown if source in references else source)
    words = Markup(str(told).removeprefix("<p>").removesuffix("</p>"))  # noqa: S704 - sanitised by the renderer
    return Version(id_, label, meta["titre"], date(born), words, render(body)[0] if body.strip() else Markup())
