"""The page of one pole: everything its record says, and what it leaves unknown, as plain values."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from urllib.parse import quote

from markupsafe import Markup

from atlas import urls
from atlas.content.glossary import Glossary, marks
from atlas.french.plain_story import shortened
from atlas.french.safe_html import Renderer
from atlas.french.typography import date, number, printed
from atlas.model.atlas import Atlas
from atlas.model.names import place_words
from atlas.model.neighbours import Index
from atlas.model.pole import Pole
from atlas.pages import further as more
from atlas.pages import identity_card, jsonld, profil, recognised, signaler
from atlas.pages.around import Around, nearest
from atlas.pages.data import LONGEST_TITLE, Entry, Link, Page, Sector, Stage, Stub, fitting, pole_link, sector, stage
from atlas.pages.identity_card import Fact, Noted
from atlas.pages.tools import Pictures
from atlas.survey import completeness

TEMPLATE = "pole.html"
NEAREST, SAME_SECTOR = 4, 4


@dataclass(frozen=True, slots=True)
class Member:
    """A partie prenante."""

    nom: Noted
    role: str
    autres: more.Further


@dataclass(frozen=True, slots=True)
class Family:
    """The parties prenantes of one family; empty ones are shown as unknown."""

    id: str
    nom: str
    definition: str
    membres: tuple[Member, ...]


@dataclass(frozen=True, slots=True)
class Circle:
    """One of the three circles of cooperation; filled when the record says something."""

    id: str
    nom: str
    definition: str
    phrases: tuple[tuple[Noted, more.Further], ...]


@dataclass(frozen=True, slots=True)
class FigureRow:
    """A chiffre, ready to read."""

    libelle: str
    valeur: str
    precision: str
    annee: str
    note: int
    source: str
    autres: more.Further


@dataclass(frozen=True, slots=True)
class PolePage:
    """What the template of a pole may see.

    `facts` are the lines of its identity card that say something, `inconnus` the others, each with its field. `heritier` took over
    from it; `rejoints` merged into it, and it took over from `repris`.
    """

    slug: str
    nom: str
    autres_noms: tuple[str, ...]
    lieu: str
    resume: str
    approximate: bool
    stage: Stage
    secteurs: tuple[Sector, ...]
    activites: tuple[str, ...]
    activites_note: Noted
    creation: Fact
    facts: tuple[Fact, ...]
    inconnus: tuple[Link, ...]
    sites: tuple[tuple[str, Noted, more.Further], ...]
    familles: tuple[Family, ...]
    membres: int
    cercles: tuple[Circle, ...]
    gouvernance: Noted | None
    gouvernance_forme: str
    chiffres: tuple[FigureRow, ...]
    reconnaissances: tuple[recognised.Row, ...]
    debut: Markup
    suite: Markup
    carte: Markup
    carte_legende: str
    gouvernance_remarque: str
    profil: profil.Profile | None
    references: tuple[more.Reference, ...]
    verifie: str
    completeness: completeness.Completeness
    voisins: Around
    memes: Around
    departement: Link
    corriger: str
    exact: str
    signaler: str
    integrer: str
    courriel: str
    heritier: Link | None
    rejoints: tuple[Link, ...]
    repris: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class PoleTools:
    """What the page of a pole is made with: story renderer, pictures, and the indexes of neighbours."""

    story: Renderer
    glossary: Glossary
    pictures: Pictures
    everywhere: Index
    by_sector: dict[str, Index]
    entries: dict[str, Entry]


def stubs(atlas: Atlas) -> Iterator[Stub]:
    """The address and title of every pole's page, for plan and sitemap."""
    for pole in atlas.poles:
        yield Stub(urls.pole(pole.slug), pole.nom, str(pole.verifie_le))


def others(atlas: Atlas, pole: Pole, tools: PoleTools, made: Page | None = None) -> tuple[str, ...]:
    """The addresses of the poles that the page of a pole shows, in its order; as they stand in its page where that is made."""
    if made and isinstance(made.data, PolePage):
        near, same = made.data.voisins, made.data.memes
    else:
        near = _nearest(pole, tools)
        same = _same_sector(pole, tools, near.slugs | {pole.slug})
    shown = (entry.slug for around_ in (near, same) for entry in (*(n.entry for n in around_.proches), *around_.sans_siege))
    return (*shown, *filter(None, (pole.heritier,)), *(other.slug for other in atlas.inherited.get(pole.slug, ())))


def page(atlas: Atlas, pole: Pole, tools: PoleTools) -> Page:
    """The page of one pole."""
    data = _data(atlas, pole, tools)
    return Page(
        url=urls.pole(pole.slug),
        template=TEMPLATE,
        titre=_title(pole),
        description=_description(pole),
        data=data,
        fil=(Link(urls.POLES, "Les pôles"), data.departement),
        rubrique="poles",
        modified=str(pole.verifie_le),
        oembed=urls.oembed(urls.pole(pole.slug)),
        image=(urls.carte(pole.slug), f"{pole.nom} : sa place sur une carte, {place_words(pole)}."),
        gloses=marks(data.debut, data.suite, *(phrase.texte for phrase in (data.gouvernance, *(p for c in data.cercles for p, _ in c.phrases)) if phrase)),
        things=(jsonld.organization(atlas, pole),),
    )


def _title(pole: Pole) -> str:
    """The name, and the place where there is room for it in a list of results; of a very long name, what stands before its dash, or another."""
    short, place = pole.nom.partition(" – ")[0], place_words(pole)
    ways = (f"{pole.nom}, {place}", pole.nom, f"{short}, {place}", short, *(f"{other}, {place}" for other in pole.autres_noms))
    return fitting(LONGEST_TITLE, *ways, shortened(pole.nom, LONGEST_TITLE))


def _description(pole: Pole) -> str:
    return shortened(pole.resume, 155) or f"{pole.nom}, pôle territorial de coopération économique, {place_words(pole)}."


def _parted(story: Markup) -> tuple[Markup, Markup]:
    """Its first paragraph, which opens the page, and the rest; a story that starts otherwise opens it whole."""
    if not story.startswith("<p>"):
        return story, Markup()
    debut, end, suite = story.partition(Markup("</p>"))
    return debut + end, suite.strip()


def _data(atlas: Atlas, pole: Pole, tools: PoleTools) -> PolePage:
    known = identity_card.notes(pole)
    noted = partial(identity_card.noted, known)
    further = partial(more.beside, atlas)
    explain = tools.glossary.reader(urls.pole(pole.slug))
    story = explain(tools.story(pole.story, {id_: number for id_, (number, _) in known.items()}))
    debut, suite = _parted(story)
    image, land = tools.pictures.situation(pole, atlas.perimeters, urls.pole(pole.slug))
    near = _nearest(pole, tools)
    governance = pole.gouvernance
    facts = (*identity_card.facts(atlas, pole, known), *more.facts(atlas, pole, known))
    return PolePage(
        slug=pole.slug,
        nom=pole.nom,
        autres_noms=pole.autres_noms,
        lieu=place_words(pole),
        resume=pole.resume,
        approximate=pole.seat.approximate,
        stage=stage(atlas, pole),
        secteurs=tuple(sector(atlas, s) for s in pole.secteurs),
        activites=pole.activites,
        activites_note=noted("", pole.provenance.get("activites", "")),
        creation=next(fact for fact in facts if fact.label == identity_card.CREATION),
        facts=tuple(fact for fact in facts if fact.told),
        inconnus=tuple(Link(f"{urls.edit(pole.slug)}#{fact.champ}", fact.label.lower()) for fact in facts if not fact.told),
        sites=tuple((f"{s.commune.nom} ({s.commune.departement})", noted(s.role, s.source), further(s, "lieux")) for s in pole.lieux),
        familles=tuple(
            Family(
                id_,
                term.label,
                term.definition,
                tuple(
                    Member(noted(p.nom, p.source), atlas.label("roles", p.role) if p.role else "", further(p, "parties_prenantes"))
                    for p in pole.parties_prenantes
                    if p.famille == id_
                ),
            )
            for id_, term in atlas.vocabularies["familles"].items()
        ),
        membres=len(pole.parties_prenantes),
        cercles=tuple(
            Circle(
                id_, term.label, term.definition,
                tuple((noted(explain(printed(s.texte)), s.source), further(s, "cooperations", id_)) for s in pole.cooperations.get(id_, ())),
            )
            for id_, term in atlas.vocabularies["cooperations"].items()
        ),
        gouvernance=noted(explain(printed(governance.precision)), governance.source) if governance else None,
        gouvernance_forme=atlas.label("gouvernances", governance.forme) if governance else "",
        chiffres=tuple(
            FigureRow(c.libelle, f"{number(c.valeur)}\u00a0{c.unite}", c.precision, str(c.annee or ""), *known.get(c.source, (0, "")), further(c, "chiffres"))
            for c in pole.chiffres
        ),
        reconnaissances=recognised.rows(atlas, pole, known),
        debut=debut,
        suite=suite,
        carte=image,
        carte_legende=identity_card.territory_caption(pole.territoire, atlas.perimeters.of(pole.territoire), land),
        gouvernance_remarque=pole.remarques.get("gouvernance", ""),
        profil=profil.profile(atlas, pole),
        references=tuple(more.reference(source, further(source, "sources")) for source in pole.sources),
        verifie=date(pole.verifie_le),
        completeness=completeness.of(pole),
        voisins=near,
        memes=_same_sector(pole, tools, near.slugs | {pole.slug}),
        departement=Link(urls.departement(pole.seat.departement.code), pole.seat.departement.nom),
        corriger=urls.edit(pole.slug),
        exact=urls.edit(pole.slug, checked=True),
        signaler=signaler.address(atlas, pole),
        integrer=urls.integrer(urls.pole(pole.slug)),
        courriel=f"mailto:?subject={quote(pole.nom)}&body={quote(atlas.config.adresse + urls.pole(pole.slug))}",
        heritier=pole_link(atlas.by_slug[pole.heritier]) if pole.heritier else None,
        rejoints=tuple(pole_link(p) for p in atlas.inherited.get(pole.slug, ()) if p.statut == "fusionne"),
        repris=tuple(pole_link(p) for p in atlas.inherited.get(pole.slug, ()) if p.statut != "fusionne"),
    )


def _nearest(pole: Pole, tools: PoleTools) -> Around:
    return nearest(tools.everywhere, pole.seat.point, pole.seat.departement.code, NEAREST, {pole.slug}).told(tools.entries, pole.seat.commune)


def _same_sector(pole: Pole, tools: PoleTools, already: frozenset[str]) -> Around:
    if not pole.secteurs:
        return Around()
    index = tools.by_sector[pole.secteurs[0]]
    return nearest(index, pole.seat.point, pole.seat.departement.code, SAME_SECTOR, already).told(tools.entries, pole.seat.commune)
