"""The pages that explain say nothing without a source, copy nothing, and draw from the records what they draw."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
import yaml

from atlas.content import library, texts
from atlas.content.yaml_file import ContentError, front_matter
from atlas.pages import understanding
from tests import pages, shingles
from tests.atlases import real_atlas
from tests.sites import PROJECT, at_home, files

SAFE = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # ten times as fast, where it was built

CONTENT = PROJECT / "content"
EDITORIAL = ("comprendre", "collectivites")


@pytest.fixture(scope="module")
def site(real) -> dict[str, pages.Parsed]:
    return {name: pages.parse(real, real / name / "index.html") for name in ("comprendre", "collectivites", "charte", "glossaire")}


@pytest.fixture(scope="module")
def atlas():
    return real_atlas()


def records() -> dict[str, dict]:
    """The front matter of every record, read by another library than the atlas's own reader."""
    found = {}
    for path in sorted((PROJECT / "poles").glob("*.md")):
        found[path.stem] = yaml.load(path.read_text(encoding="utf-8").split("---\n", 2)[1], SAFE)  # noqa: S506 - as it says
    return found


def blocks(name: str) -> list[str]:
    """The paragraphs and list items of a text of ours, as Markdown; quotations, titles, drawings and definitions left out."""
    _, body, _ = front_matter(CONTENT / "pages" / f"{name}.md", texts.KEYS)
    lines = [line for line in body.split("\n") if line.strip() and not re.match(r"#|>|\{\{|\[\^", line)]
    return [line.strip() for line in lines]


# Sources


@pytest.mark.parametrize("name", EDITORIAL)
def test_every_paragraph_has_its_source(name):
    """Each paragraph and each item of a list ends on a note, or comes after one in the same breath."""
    bare = [block for block in blocks(name) if not re.search(r"\[\^[\w-]+\]", block)]
    assert bare == []


@pytest.mark.parametrize("name", ["charte", "referentiel"])
def test_a_list_may_lean_on_the_sentence_before_it(name):
    """Elsewhere too each paragraph has its note, and an item its own or that of what introduces it; only ways and requests have none."""
    leaning, bare = False, []
    for block in blocks(name):
        noted = bool(re.search(r"\[\^[\w-]+\]", block))
        if not re.match(r"- |\d+\. ", block):
            leaning = noted
        if not noted and not leaning and not re.match(r"La page \[|Vous avez ", block):
            bare.append(block)
    assert bare == []


def test_the_numbers_of_poles_that_disagree_stand_in_the_observatory():
    """Each number that « Comprendre » opposes to others is in the observatory too, as the page promises."""
    (block,) = [line for line in blocks("comprendre") if line.startswith("Combien sont-ils")]
    told = {int(n) for n in re.findall(r"(\d+)(?= (?:en \d{4}|en activité|connus|annoncés))", re.sub(r"[\u202f\u00a0]", " ", block))}
    assert len(told) == 4
    counts = yaml.load((CONTENT / "comptes.yaml").read_text(encoding="utf-8"), SAFE)["comptes"]  # noqa: S506 - as it says
    assert told <= {c["nombre"] for c in counts if c["nature"] == "ensemble"}


@pytest.mark.parametrize("name", EDITORIAL)
def test_every_note_leads_to_a_source_of_the_page(site, name):
    """The notes of the page are all there, in the order they are first cited, and say what the bibliography says."""
    page = site[name]
    cited = [a.get("href") for a in page.all("a") if a.get("class") == "footnote-ref"]
    notes = [li for li in page.all("li") if (li.get("id") or "").startswith("fn-")]
    assert list(dict.fromkeys(cited)) == [f"#{li.get('id')}" for li in notes]
    assert all(len(page.words(li)) > 20 for li in notes)


def test_a_note_that_nobody_defines_is_refused(tmp_path):
    """A text that cites an unknown source does not build, and the error names the note."""
    (tmp_path / "page.md").write_text("---\ntitre: T\n---\nUn fait.[^inconnue]\n", encoding="utf-8")
    with pytest.raises(ContentError, match="inconnue"):
        texts.load(tmp_path, at_home()[0].config, {})


def test_every_source_of_the_bibliography_is_of_use():
    """No entry is cited by nothing."""
    known = set(yaml.load((CONTENT / "bibliographie.yaml").read_text(encoding="utf-8"), SAFE))  # noqa: S506 - as it says
    places = [*(CONTENT / "pages").glob("*.md"), *(CONTENT / "charte").glob("*.md"), CONTENT / "chronologie.yaml", CONTENT / "glossaire.yaml"]
    text = "\n".join(path.read_text(encoding="utf-8") for path in places)
    assert known - set(re.findall(r"(?:\[\^|source: )([\w-]+)", text)) == set()


# Words of our own


def prose() -> dict[str, str]:
    """Everything written for readers, without quotations of the law and titles of sources."""
    found = {}
    for path in (*(CONTENT / "pages").glob("*.md"), *(PROJECT / "poles").glob("*.md"), *(CONTENT / "charte").glob("*.md")):
        text = path.read_text(encoding="utf-8")
        text = re.sub(r"^>.*$|^    titre:.*$|^\[\^[\w-]+\]:.*$", "", text, flags=re.MULTILINE)
        found[path.name] = re.sub(r"\[\^[\w-]+\]|\]\([^)]*\)", "", text)
    for name in ("chronologie.yaml", "glossaire.yaml", "vocabulaires.yaml"):
        found[name] = (CONTENT / name).read_text(encoding="utf-8")
    for path in (*(PROJECT / "templates").glob("*.html"), *(PROJECT / "templates" / "morceaux").glob("*.html")):
        found[path.name] = re.sub(r"<[^>]*>", " ", path.read_text(encoding="utf-8"))
    return found


def test_no_sentence_of_the_publication_is_copied():
    """No run of eight words of the publication of 2014 stands in our texts, stories, definitions or templates."""
    runs = shingles.known()
    assert len(runs) > 7000
    found = {name: shingles.copied(text, runs) for name, text in prose().items()}
    assert {name: copies for name, copies in found.items() if copies} == {}


def test_a_copied_sentence_would_be_found():
    """Eight words of the publication are enough, whatever their accents and signs; seven are not; the law may be quoted."""
    runs = shingles.known()
    assert shingles.copied("… ENTRE un bailleur social et un « operateur » culturel.", runs)
    assert not shingles.copied("un bailleur social et un opérateur culturel", runs)
    law = next(line for line in (CONTENT / "pages/comprendre.md").read_text(encoding="utf-8").split("\n") if line.startswith("> "))
    assert not shingles.copied(law, runs)


LAW = "loi du 31 juillet 2014 relative à l’économie sociale et solidaire"


def common_names() -> list[str]:
    """Names that every page writes alike: what the acronyms of the glossary stand for, and the law."""
    terms = yaml.load((CONTENT / "glossaire.yaml").read_text(encoding="utf-8"), SAFE)["termes"]  # noqa: S506 - as it says
    return [LAW, *(form for term in terms for form in (term["terme"], term.get("developpe", "")))]


def own_names(record: dict) -> list[str]:
    """The names that a record gives, whole and without what it says of them in brackets or after a comma."""
    parties = [party["nom"] for party in record.get("parties_prenantes", ())]
    whole = [record["nom"], *record.get("autres_noms", ()), record.get("porteur", ""), *parties]
    return [*whole, *(re.split(r" \(|, | – ", name)[0] for name in whole)]


def quotations(text: str) -> list[str]:
    """What a text quotes: a few words, fifteen at most, between « and »."""
    return [quoted for quoted in re.findall("«([^«»]+)»", text) if len(shingles.words(quoted)) <= 15]


def sentences(record: dict, body: str) -> str:
    """What a record says in sentences: its story, its cooperations, its remarks."""
    together = [said["texte"] for circle in record.get("cooperations", {}).values() for said in circle]
    text = "\n\n".join((body, *together, *record.get("remarques", {}).values()))
    return re.sub(r"\[\^[\w-]+\]|\]\([^)]*\)", "", text)


def test_no_sentence_of_a_page_read_is_copied():
    """No run of eight words of the pages that were read stands in our records and pages, but for names and for what says it is quoted."""
    runs = shingles.known(shingles.PAGES)
    assert len(runs) > 80_000
    written = prose()
    texts = {path.name: (written[path.name], []) for path in (CONTENT / "pages").glob("*.md")}
    for slug, record in records().items():
        body = (PROJECT / "poles" / f"{slug}.md").read_text(encoding="utf-8").split("---\n", 2)[2]
        texts[slug] = sentences(record, body), own_names(record)
    common = common_names()
    found = {name: shingles.copied(text, runs, [*common, *own, *quotations(text)]) for name, (text, own) in texts.items()}
    assert {name: copies for name, copies in found.items() if copies} == {}


def test_a_name_is_no_sentence_but_does_not_hide_one():
    """Of eight words shared, four may be a name; with five words of somebody else's around it, it is a copy."""
    runs = frozenset(shingles.hashes(shingles.words("la SCIC Les Prés Verts accueille ici chaque été des enfants")))
    names = ["SCIC", "Les Prés Verts"]
    assert shingles.copied("La Scic les prés verts accueille ici chaque", runs) == ["la scic les pres verts accueille ici chaque"]
    assert shingles.copied("La Scic les prés verts accueille ici chaque", runs, names) == []
    assert shingles.copied("Les prés verts accueille ici chaque été des", runs, names) == ["les pres verts accueille ici chaque ete des"]
    assert shingles.copied("Les prés verts accueille ici chaque été d’autres", runs, names) == []


# The timeline


def test_the_timeline_follows_time_and_names_its_sources(site):
    """Every event of the file is in the page, in order, dated for machines, with its source."""
    data = yaml.load((CONTENT / "chronologie.yaml").read_text(encoding="utf-8"), SAFE)  # noqa: S506 - as it says
    events = [event for period in data["periodes"] for event in period["evenements"]]
    page = site["comprendre"]
    times = [t.get("datetime") for t in page.all("time")]
    assert times == [str(event["date"]) for event in events]
    assert all(before <= after for before, after in pairwise(times))
    lines = [li for li in page.all("li") if any(e.tag.endswith("}time") for e in li)]
    assert all("Source" in page.words(li) for li in lines)
    assert {"2009", "2010", "2011-10", "2012-06", "2013", "2014-07-31", "2014-09-19"} <= set(times)


def test_a_timeline_out_of_order_is_refused(tmp_path):
    """An event older than the one above it is told, not drawn."""
    from atlas.content import bibliography, timeline  # noqa: PLC0415 - only here

    references = bibliography.load(CONTENT / "bibliographie.yaml")
    path = tmp_path / "chronologie.yaml"
    path.write_text(
        "periodes:\n  - titre: P\n    evenements:\n      - {date: 2014, texte: A, source: loi-ess}\n      - {date: 2013, texte: B, source: loi-ess}\n",
        encoding="utf-8",
    )
    with pytest.raises(ContentError, match="2013"):
        timeline.load(path, references)


# The three circles


def test_the_circles_count_the_poles_that_give_an_example(site):
    """Each circle says how many records name something under its form, and leads to them; the list names them, as many as it has room for, and counts the others."""
    page, known = site["comprendre"], records()
    circles = {a.get("href"): " ".join("".join(a.itertext()).split()) for a in page.all("a") if (a.get("class") or "").startswith("forme ")}
    for form in ("moyens", "projets", "strategique"):
        expected = {slug for slug, record in known.items() if (record.get("cooperations") or {}).get(form)}
        assert circles[f"../poles/?cooperation={form}"].endswith(f" {len(expected)} pôles"), circles
    listed = [{a.get("href").split("/")[-2] for a in dd.iter() if re.fullmatch(r"\.\./poles/[a-z0-9-]+/", a.get("href") or "")} for dd in page.all("dd")]
    wanted = [{slug for slug, record in known.items() if (record.get("cooperations") or {}).get(form)} for form in ("moyens", "projets", "strategique")]
    others = [re.search(r"Et (\d+) autres?, dans", page.words(dd)) for dd in page.all("dd")]
    for found, left, all_of_them in zip(*zip(*((found, left) for found, left in zip(listed, others, strict=True) if found), strict=True), wanted, strict=True):
        assert found <= all_of_them
        assert len(found) == min(len(all_of_them), understanding.SHOWN)
        assert len(found) + (int(left[1]) if left else 0) == len(all_of_them)


def test_the_examples_are_poles_with_a_named_authority(site):
    """Région by région, some poles whose record names a local authority, with its name, and how many more; and the count on its base."""
    page, known = site["collectivites"], records()
    words = page.words().replace("\u00a0", " ").replace("\u202f", " ")
    wanted = {slug: [p["nom"] for p in record.get("parties_prenantes") or [] if p["famille"] == "collectivite"] for slug, record in known.items()}
    wanted = {slug: names for slug, names in wanted.items() if names}
    hrefs = {a.get("href") for a in page.all("a")}
    by_region: dict[str, list[str]] = {}
    for slug in wanted:
        by_region.setdefault(known[slug]["region"], []).append(slug)
    for region, slugs in by_region.items():
        shown = [slug for slug in slugs if f"../poles/{slug}/" in hrefs]
        assert len(shown) >= min(len(slugs), understanding.PER_REGION), region
        assert all(name.replace("'", "’") in words for slug in shown for name in wanted[slug]), region
        left = len(slugs) - understanding.PER_REGION
        assert left <= 0 or re.search(rf"Et {left} autres? pôles? de cette région", words), region
    assert f"{len(wanted)} pôles sur {len(known)}" in words


def test_a_link_to_a_pole_that_is_not_there_becomes_its_name(miniature):
    """The miniature atlas has none of the poles our texts tell of: their names stay, without a link."""
    page = pages.parse(miniature, miniature / "comprendre/index.html")
    assert "La Coursive Boutaric" in page.words()
    assert not any("coursive" in (a.get("href") or "") for a in page.all("a"))


def test_contacts_of_the_configuration_are_given(real, miniature):
    """Those entrusted to the atlas, by région, before the institutions that public pages name, each with its page and the day."""
    page = pages.parse(real, real / "collectivites/index.html")
    assert re.search(r"Bretagne\s*CRESS Bretagne.*DREETS Bretagne.*, lu le 29 novembre 2026", page.words())
    assert 'href="https://bretagne.dreets.gouv.fr/L-Economie-sociale-et-solidaire-ESS-en-Bretagne-17954"' in page.text
    words = pages.parse(miniature, miniature / "collectivites/index.html").words()
    assert words.index("La maison d’essai de Normandie") < words.index("CRESS Normandie")
    assert re.search(r"Normandie\s*La maison d’essai de Normandie.*normandie@essai\.example", words)


def test_our_writings_are_read_twice_alike(atlas):
    """Each part of them."""
    once, again = (library.Writings(CONTENT, atlas.config, atlas.vocabularies, atlas.places) for _ in range(2))
    assert [name for name in library.NAMES if name != "glossaire" and getattr(once, name) != getattr(again, name)] == []
    assert once.glossaire.entries == again.glossaire.entries


def test_no_address_of_the_data_changes_for_the_glossary(real):
    """Words that explain themselves are the pages' affair: data, feeds and search never carry their links."""
    for path, content in files(real).items():
        if path.startswith("api/") or path.endswith((".xml", ".json")):
            assert b'class="terme"' not in content, path
            assert b"data-glose" not in content, path
