"""Messages of the form that no fixture of the checks shows in it: the record that does, among the poles it quarrels with."""

from __future__ import annotations

from tests.among import Files
from tests.checking import minimal, with_story

_SEAT = "departement: Ille-et-Vilaine\n"
_FOOT = "verifie_le:"


def _record(*lines: str, seat: str = _SEAT) -> bytes:
    """The minimal record with other lines about its seat, and some more."""
    return minimal((_SEAT, seat), (_FOOT, "".join(f"{line}\n" for line in lines) + _FOOT)).encode()


def _other(text: str) -> tuple[str, bytes]:
    return "poles/autre.md", text.replace("structures voisines", "fermes").encode()


NAME, TYPED = "poles/pole-exemple.md", "poles/autre.md"
RECORDS: dict[str, bytes] = {
    "cle-inconnue": _record("qwxz: oui"),
    "trop-long/lignes": minimal(("sources:\n", "sources:\n" + "".join(f"  s{n}:\n    titre: Une page\n    date: 2014\n" for n in range(90)))).encode(),
    "nombre-mal-ecrit/decimal": _record("chiffres:", "  - libelle: Salariés", "    valeur: beaucoup", "    unite: personnes", "    source: publication-2014"),
    "lien-mal-forme/chevrons": _record("site_web: <https://exemple.fr/>"),
    "lien-mal-forme/courriel": _record("site_web: contact@exemple.fr"),
    "code-insee-mal-forme": _record("code_insee: abc"),
    "coordonnees-mal-ecrites": _record("coordonnees:", "  latitude: nord", "  longitude: -1.68"),
    "courriel-mal-forme/chevrons": _record("contact:", "  courriel: <contact@exemple.fr>"),
    "annee-impossible/proche": _record("annee_creation: en 2014"),
    "siren-faux/siret": _record('siren: "73282932000074"'),
    "courriel-mal-forme/page": _record("contact:", "  courriel: https://exemple.fr/contact"),
    "region-inconnue": _record("territoire:", "  libelle: Partout", "  regions: [Qwxz]"),
    "departement-inconnu": _record(seat="departement: Qwxz\n"),
    "departement-inconnu/certain": _record("commune: Redon", seat="departement: Qwxz\n"),
    "departement-inconnu/territoire": _record("territoire:", "  libelle: Partout", "  departements: [Qwxz]"),
    "commune-inconnue": _record("commune: Qwxzqwxz"),
    "commune-inconnue/parmi": _record("commune: Saint-Aubin-du"),
    "commune-inconnue/etranger": _record("commune: Bruxelles"),
    "epci-inconnu": _record("territoire:", "  libelle: Partout", "  epci: [Qwxz]"),
    "hors-de-france/signe": _record("coordonnees:", "  latitude: 16.2", "  longitude: 61.5", seat="departement: Guadeloupe\n"),
    "html-interdit/italique": with_story("Un <i>mot</i>.\n").encode(),
    "html-interdit/lien": with_story('Un <a href="https://exemple.fr/">lien</a>.\n').encode(),
    "html-interdit/paragraphe": with_story("<p>Un paragraphe.</p>\n").encode(),
    "html-interdit/liste": with_story("<ul><li>Un mot.</li></ul>\n").encode(),
    "html-interdit/titre": with_story("<h2>Un titre</h2>\n").encode(),
    "titre-de-niveau-1/vide": with_story("#\n\nUne phrase.\n").encode(),
    "heritier-inconnu": _record("heritier: qwxz").replace(b"statut: actif", b"statut: fusionne"),
    "heritier-inconnu/retire": _record("heritier: pole-exemple-retire").replace(b"statut: actif", b"statut: fusionne"),
}  # fmt: skip
AMONG: dict[str, Files] = {
    "nom-de-fichier-en-double": [("poles/Autre.md", minimal(("nom: Pôle exemple", "nom: Pôle exemple autre")).encode()), _other(minimal(("nom: Pôle exemple", "nom: Autre pôle de Rennes")))],
    "nom-en-double/autre-nom": [(NAME, _record("autres_noms: [Laine d’ici]")), _other(minimal(("nom: Pôle exemple", "nom: Laine d’ici")))],
    "adresse-deja-prise": [(NAME, minimal().encode()), _other(minimal(("nom: Pôle exemple", "nom: Autre pôle de Rennes"), (_FOOT, f"anciennes_adresses: [pole-exemple]\n{_FOOT}")))],
}  # fmt: skip
# No pole of France can be told so; no field is of that kind; the form takes no such file; the sentence of its base is never said.
NEVER_SHOWN = {"hors-du-departement/interverties", "nombre-mal-ecrit", "fichier-trop-gros"}


def cases() -> list[tuple[str, Files]]:
    """All of them, with the id of the phrase that each shows."""
    return [*((id_, [(NAME, data)]) for id_, data in RECORDS.items()), *AMONG.items()]
