"""Nothing typed vanishes: drafts, what is not confirmed yet, a page that comes back with blank fields, a store that cannot be read."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import pytest

from tests import browser
from tests.editing import Editor
from tests.sites import PROJECT

if TYPE_CHECKING:
    from playwright.sync_api import Locator

pytestmark = pytest.mark.browser
# What Safari's engine does on Back, after `pageshow`, to each field that is not to be completed: its first value again.
BACK = """() => {
  dispatchEvent(new PageTransitionEvent("pagehide", { persisted: true }));
  dispatchEvent(new PageTransitionEvent("pageshow", { persisted: true }));
  for (const field of document.querySelectorAll("input")) {
    field.value = field.defaultValue;
    field.checked = field.defaultChecked;
  }
}"""
BLANK = "() => document.querySelectorAll('[data-formulaire] input, [data-formulaire] textarea').forEach((field) => { if (!/radio|checkbox/.test(field.type)) field.value = ''; })"


@pytest.fixture
def editor(page, static_server, github) -> Editor:
    return Editor(page, static_server(github, "/prefixe/"))


# The page comes back


@pytest.mark.parametrize(
    ("address", "field", "typed"),
    [
        ("contribuer/editeur/", "#c-nom", "Un pôle"),
        ("recherche/", "[data-recherche] input", "énergie"),
        ("poles/", "#explorer-q", "culture"),
        ("pres-de-chez-moi/", "form[data-lieu] input", "Redon"),
        ("referentiel/autodiagnostic/", "#auto-qui", "Nous"),
        ("referentiel/autodiagnostic/", ".auto-choix input[type=checkbox] >> nth=3", None),
    ],
)
def test_a_field_keeps_what_it_shows_when_the_page_comes_back(editor, address, field, typed):
    """Wherever one types or ticks: an engine that sets fields back to their first value finds the present one."""
    page = editor.page
    page.goto(editor.root + address)
    place = page.locator(field)
    place.wait_for(state="attached")
    page.evaluate("document.querySelectorAll('main details').forEach((fold) => { fold.open = true; })")
    if typed:
        place.fill(typed)
    else:
        place.check()
    page.evaluate(BACK)
    assert place.input_value() == typed if typed else place.is_checked()


def test_rows_are_moved_by_what_the_record_says_whatever_the_fields_show(editor):
    """Every field blank as an engine may leave them: a row moved, changed, taken away and put back loses nothing."""
    editor.open("?pole=pole-sud-archer")
    page = editor.page
    before = editor.value("parties_prenantes")
    sources = editor.value("sources")
    editor.part("acteurs")
    page.evaluate(BLANK)
    rows = page.locator("[data-champ=parties_prenantes] [data-ligne]")
    rows.first.locator("[data-descendre]").click()
    swapped = [before[1], before[0], *before[2:]]
    assert editor.value("parties_prenantes") == swapped
    assert before[1]["nom"] in rows.first.locator("[data-ligne-dit]").inner_text()
    rows.nth(2).locator("[data-oter]").click()
    page.get_by_role("button", name="Remettre").click()
    assert editor.value("parties_prenantes") == swapped
    assert editor.field("nom", rows.nth(2)).input_value() == swapped[2]["nom"]
    rows.nth(2).locator("[data-pli]").click()
    page.evaluate(BLANK)
    editor.field("source", rows.nth(2)).select_option("")
    assert editor.value("parties_prenantes")[2] == {key: said for key, said in swapped[2].items() if key != "source"}

    first = page.locator("[data-champ=sources] [data-ligne]").first
    page.evaluate(BLANK)
    assert not first.locator("[data-monter], [data-descendre]").filter(visible=True).count(), "sources have no order in a record"
    first.locator("[data-oter]").click()
    page.get_by_role("button", name="Remettre").click()
    assert editor.value("sources") == sources


# Drafts


def stored(editor: Editor, key: str, draft: object) -> None:
    """What this browser keeps under a key, put there from another page of the site."""
    editor.page.goto(f"{editor.root}contact/")
    editor.page.evaluate("([key, draft]) => { localStorage.clear(); localStorage.setItem(key, draft); }", [key, draft if isinstance(draft, str) else json.dumps(draft)])


PUBLISHED = (PROJECT / "poles/epv.md").read_text(encoding="utf-8")
PARAGRAPH = PUBLISHED.strip().split("\n\n")[-1]
# As it was published before somebody else corrected its year and its last paragraph.
OLDER = PUBLISHED.replace("annee_creation: 2003", "annee_creation: 1999").replace(PARAGRAPH, "Un paragraphe ancien.")
MINE = OLDER.replace("nom: EPV – Éoliennes en Pays de Vilaine", "nom: Le nom que je corrige")
KEY = "atlas-editeur:epv"


def draft(text: str, base: str | None, **more: object) -> dict[str, object]:
    return {"texte": text, "base": base, "slug": "", "date": 1_790_000_000_000, "onglet": "autre", **more}


def queue(length: int) -> dict[str, object]:
    """Drafts that wait one behind the other: reading each twice would never end."""
    found = draft("x", None, ancien=None)
    for _ in range(length - 1):
        found = draft("x", None, ancien=found)
    return found


@pytest.fixture
def old_draft(editor) -> Editor:
    """The editor opened on a record that changed since a draft of it was kept."""
    assert OLDER != PUBLISHED
    assert MINE != OLDER
    stored(editor, KEY, draft(MINE, OLDER))
    return editor.open("?pole=epv")


def test_a_draft_on_an_older_record_says_what_it_would_undo_and_waits(old_draft):
    """What is published now is shown; nothing of the draft is taken before an answer, and it stays kept whatever is typed meanwhile."""
    notice = old_draft.page.locator("[data-sujet=reprise]")
    said = notice.inner_text()
    assert "a changé depuis votre brouillon" in said
    undone = said.partition("il déferait")[2]
    assert re.search(r"création.*2003.*1999", undone, re.DOTALL)
    assert "Un paragraphe ancien." in undone
    assert "Le nom que je corrige" in said.partition("il déferait")[0]
    assert old_draft.text() == PUBLISHED
    old_draft.field("nom").fill("Tapé en attendant")
    old_draft.page.locator("[data-garde]", has_text="Gardé").wait_for()
    old_draft.open("?pole=epv")
    assert old_draft.field("nom").input_value() == "Tapé en attendant"
    assert "Le nom que je corrige" in notice.inner_text()


def test_a_draft_gives_its_own_changes_alone(old_draft):
    """They go into what is published now: the file differs from it by that line, and is kept so."""
    old_draft.page.locator("[data-reprendre]").click()
    assert old_draft.text() == PUBLISHED.replace("nom: EPV – Éoliennes en Pays de Vilaine", "nom: Le nom que je corrige")
    assert old_draft.field("nom").input_value() == "Le nom que je corrige"
    old_draft.open("?pole=epv")
    assert old_draft.field("nom").input_value() == "Le nom que je corrige"
    assert "repris où vous l’aviez laissé" in old_draft.page.locator("[data-sujet=reprise]").inner_text()
    old_draft.screen("envoi")
    assert old_draft.page.locator(".changements li").count() == 1


def test_a_draft_is_taken_whole_or_dropped(old_draft):
    """Whole, its changes are counted from what is published now, what it undoes among them; dropped, nothing of it stays."""
    old_draft.page.locator("[data-tout-reprendre]").click()
    assert old_draft.text() == MINE
    old_draft.screen("envoi")
    told = old_draft.page.locator("[data-changements]").inner_text()
    assert "1999" in told
    assert "Un paragraphe ancien." in told
    stored(old_draft, KEY, draft(MINE, OLDER))
    old_draft.open("?pole=epv")
    old_draft.page.locator("[data-sujet=reprise] [data-effacer]").click()
    assert old_draft.text() == PUBLISHED
    assert old_draft.page.evaluate("Object.keys(localStorage)") == []


def test_what_both_have_changed_is_told(editor):
    """The same value changed by the draft and by the record since: the person sees both, and hers is written."""
    stored(editor, KEY, draft(OLDER.replace("annee_creation: 1999", "annee_creation: 2001"), OLDER))
    editor.open("?pole=epv")
    notice = editor.page.locator("[data-sujet=reprise]")
    assert re.search(r"a changé aussi[^•]*2003.*2001", notice.inner_text(), re.DOTALL)
    notice.locator("[data-reprendre]").click()
    assert editor.text() == PUBLISHED.replace("annee_creation: 2003", "annee_creation: 2001")
    assert "2003" in notice.inner_text()


@pytest.mark.parametrize("base", [PUBLISHED, OLDER])
def test_still_exact_never_rides_on_a_draft(editor, base):
    """Only the date changes; the draft, told of, stays kept, and may be taken up."""
    mine = base.replace("nom: EPV – Éoliennes en Pays de Vilaine", "nom: Le nom que je corrige")
    editor.page.clock.set_fixed_time("2027-02-03T12:00:00+01:00")
    stored(editor, KEY, draft(mine, base))
    editor.open("?pole=epv&verifie=1")
    dated = re.sub(r"(?m)^verifie_le: .*$", f"verifie_le: {editor.value('verifie_le')}", PUBLISHED)
    assert editor.text() == dated != PUBLISHED
    editor.open("?pole=epv&verifie=1")
    assert editor.text() == dated
    notice = editor.page.locator("[data-sujet=reprise]")
    assert notice.count() == 1
    assert "Le nom que je corrige" in notice.inner_text()
    notice.locator("[data-reprendre]").click()
    assert editor.text() == dated.replace("nom: EPV – Éoliennes en Pays de Vilaine", "nom: Le nom que je corrige")


# What cannot be read

UNREADABLE = [
    "{", '{"base":{}}', '{"texte":"---\\nnom: Sauf","base":{},"date":1}', '{"texte":"x","base":null,"date":1,"ancien":{"texte":1}}', "[" * 200_000, "x" * 4_900_000,
    json.dumps({"texte": "---\nnom: " + "a" * 2_000_000, "base": None, "date": 1}),
]  # fmt: skip


@pytest.mark.parametrize("query", ["", "?pole=epv"])
def test_a_draft_that_cannot_be_read_is_given_back(editor, query):
    """The page starts, says so and gives the text, which stays aside until it is erased; what is typed then is kept too."""
    page = editor.page
    for kept in UNREADABLE if query else UNREADABLE[:3]:
        stored(editor, KEY if query else "atlas-editeur:nouveau", kept)
        editor.open(query)
        assert page.locator("[data-editeur][data-panne]").count() == 0, kept[:40]
        notice = page.locator("[data-sujet^=illisible]")
        assert "est abîmé, et la page ne peut pas le rouvrir" in notice.inner_text()
        with page.expect_download() as waiting:
            notice.get_by_role("button", name="Le télécharger").click()
        given = waiting.value.path().read_text(encoding="utf-8")
        assert given == (json.loads(kept)["texte"] if kept.startswith('{"texte"') else kept)
        editor.field("nom").fill("Un pôle")
        editor.open(query)
        assert editor.field("nom").input_value() == "Un pôle"
        page.locator("[data-sujet^=illisible]").get_by_role("button", name="L’effacer").click()
        assert len(page.evaluate("Object.keys(localStorage)")) == 1


def test_only_a_draft_is_taken_for_one(page):
    """The store may hold anything: whatever is no draft is left aside, whole."""
    browser.give_sources(page)
    page.route("http://127.0.0.1/*", lambda route: route.fulfill(body="<!doctype html><title>x</title>", content_type="text/html"))
    page.goto("http://127.0.0.1/")
    kept = [*UNREADABLE[:5], "null", "[]", "3", '"texte"', "{}", '{"texte":3,"date":1}', '{"texte":"x","base":null,"date":"hier"}', '{"texte":"x","base":null,"date":1,"slug":{}}',
            '{"__proto__":{"texte":"x","base":null,"date":1}}', "", '{"texte":"x","date":1}']  # fmt: skip
    read = """async (kept) => {
      const { lireBrouillon, misDeCote, cleDe } = await import("/sources/editeur/brouillons.js");
      return kept.map((brut) => {
        localStorage.clear();
        localStorage.setItem(cleDe("x"), brut);
        return [lireBrouillon(cleDe("x")), localStorage.length, localStorage.getItem(localStorage.key(0)) === brut, misDeCote(cleDe("x")).length];
      });
    }"""
    assert page.evaluate(read, kept) == [[None, 1, True, 1]] * len(kept)
    good = draft("x", None, ancien=draft("y", "z", ancien=None))
    assert page.evaluate(read, [json.dumps(good)]) == [[good, 1, True, 0]]
    assert page.evaluate(read, [json.dumps(queue(40)), json.dumps(queue(400))]) == [[queue(40), 1, True, 0], [None, 1, True, 1]]


ODD = [
    "", "---\nnom: [\n---\n", "---\n" + "a: " + "[" * 50_000 + "\n---\n",
    "---\nnom:\n  a: b\nparties_prenantes: texte\nsources: [a]\nsecteurs: {a: b}\nterritoire: x\ncontact: [1]\n---\n",
    "---\nsources:\n  __proto__: {titre: x}\n  constructor: y\nprovenance:\n  __proto__: a\n__proto__:\n  nom: z\nparties_prenantes: [a, {nom: [b]}, [c]]\n---\n",
    "---\nnom: x\n---\n" + "é " * 400_000,
]  # fmt: skip


@pytest.mark.parametrize("base", [None, OLDER])
def test_a_draft_of_anything_lets_the_page_start(editor, base):
    """Whatever text a tampered draft holds, on no record or on an older one: the page starts, and tells of it."""
    for text in ODD:
        stored(editor, KEY if base else "atlas-editeur:nouveau", draft(text, base, date=1e300))
        editor.open("?pole=epv" if base else "")
        assert editor.page.locator("[data-editeur][data-panne]").count() == 0, text[:40]
        assert editor.page.locator("[data-avis] .avis").count() > 0, text[:40]


@pytest.mark.parametrize("query", ["?pole=%", "?pole=../../x", "?pole=Épv", "?pole=" + "a" * 5_000])
def test_an_address_that_names_no_pole_says_so(editor, query):
    editor.open(query)
    assert "Aucun pôle de l’atlas n’a l’adresse" in editor.page.locator("[data-sujet=ouverture]").inner_text()


@pytest.mark.parametrize("fragment", ["#%", "#%E0%A4%A"])
def test_the_self_assessment_opens_on_any_address(editor, fragment):
    page = editor.page
    page.goto(f"{editor.root}referentiel/autodiagnostic/{fragment}")
    page.locator("[data-autodiagnostic] .auto-choix").first.wait_for()


# Links that begin a record


def test_a_second_link_in_the_same_tab_begins_its_record(editor):
    """What was under way is kept and comes first; the link is told of, and taken when asked."""
    page = editor.page
    editor.open("#commencer&nom=Premier")
    assert "un nom" in page.locator("[data-sujet=ouverture]").inner_text()
    page.evaluate("location.hash = '#commencer&nom=Second&departement=Ain'")
    browser.until(page, "atlasEditeur.etat.valeur('nom') === 'Second'")
    assert "un nom et un département" in page.locator("[data-sujet=ouverture]").inner_text()
    editor.field("nom").fill("En cours")
    page.evaluate("location.hash = '#commencer&nom=Troisième'")
    notice = page.locator("[data-sujet=reprise]")
    notice.wait_for()
    assert "Troisième" in notice.inner_text()
    assert editor.field("nom").input_value() == "En cours"
    notice.locator("[data-effacer]").click()
    assert editor.field("nom").input_value() == "Troisième"


@pytest.mark.parametrize(("said", "words"), [("departement=Ain", "un département"), ("appel=emergents-2021", "une reconnaissance"), ("", "ne dit rien"), ("inconnu=1", "ne dit rien")])
def test_a_link_says_what_it_brings_or_that_it_brings_nothing(editor, said, words):
    editor.open(f"#commencer&{said}")
    assert words in editor.page.locator("[data-sujet=ouverture]").inner_text()


# What is typed and not confirmed


def told(editor: Editor) -> str:
    """What is said beside a field of what waits there."""
    return " ".join(editor.page.locator("[data-attente]").all_inner_texts())


def at_the_end(editor: Editor) -> str:
    """What the second screen says of what is typed and not in the record."""
    editor.screen("envoi")
    editor.page.evaluate("atlasEditeur.verifier()")
    place = editor.page.locator("[data-attentes]")
    return place.inner_text() if place.is_visible() else ""


def leaves_freely(editor: Editor) -> bool:
    """Whether the page can be closed without a question."""
    free: bool = editor.page.evaluate("dispatchEvent(new Event('beforeunload', { cancelable: true }))")
    return free


IN_SIGHT = """() => {
  const told = document.querySelector("[data-attente]").getBoundingClientRect();
  return told.top >= 0 && told.bottom <= document.querySelector("[data-barre]").getBoundingClientRect().top;
}"""


def new_source(editor: Editor, menu: str) -> Locator:
    """« + une nouvelle source » where one is needed: its four fields."""
    editor.page.locator(menu).select_option(label="+ une nouvelle source…")
    return editor.page.locator("[data-source-neuve]")


def test_a_source_typed_beside_cite_is_kept_or_told(editor):
    """Enough to be a source, it is one, and cited; a title alone stays, is told of before the screen is left, at the end and on closing."""
    page = editor.page
    editor.open("?pole=epv")
    place = new_source(editor, "#recit-source")
    place.get_by_label("Titre de la source").fill("Une étude de 2025")
    assert not leaves_freely(editor)
    editor.screen("envoi")
    browser.until(page, "document.querySelector('[data-attente]')")
    assert editor.here() == "fiche"
    assert "Une étude de 2025" in told(editor)
    assert page.evaluate(IN_SIGHT), "ce qui retient se lit sans rien faire défiler"
    assert place.get_by_label("Titre de la source").input_value() == "Une étude de 2025"
    assert "Une étude de 2025" in at_the_end(editor)
    page.locator("[data-attentes] a").click()
    assert editor.here() == "fiche"
    place.get_by_label("Sa date").fill("2025")
    editor.screen("envoi")
    browser.until(page, "'une-etude-de-2025' in atlasEditeur.etat.valeur('sources')")
    assert "[^une-etude-de-2025]" in editor.text()
    assert at_the_end(editor) == ""
    assert leaves_freely(editor)


def test_a_source_chosen_and_not_cited_is_told(editor):
    editor.open("?pole=epv")
    editor.page.locator("#recit-source").select_option(index=1)
    editor.screen("envoi")
    browser.until(editor.page, "document.querySelector('[data-attente]')")
    assert "Citer" in told(editor)
    assert "Citer" in at_the_end(editor)


@pytest.mark.parametrize(
    ("key", "sure", "code", "doubtful"),
    [("epci", "Redon Agglomération", "243500741", "Communauté"), ("communes", "35600 Redon", "35236", "Saint-Martin")],
)
def test_a_place_typed_and_not_chosen_is_kept_or_told(editor, key, sure, code, doubtful):
    """What a name says beyond doubt is taken; the rest stays written and is told of, even in a part that is folded again."""
    page = editor.page
    editor.open()
    part = editor.part("territoire")
    unfold = "for (const fold of document.querySelectorAll('[data-champ=territoire] details')) fold.open = true"
    page.evaluate(unfold)
    typed = page.locator(f"[data-champ=territoire] [data-champ={key}] input[data-ajout]")
    typed.fill(sure)
    editor.screen("envoi")
    browser.until(page, "([key, code]) => (atlasEditeur.etat.valeur('territoire', key) ?? []).includes(code)", [key, code])
    assert typed.input_value() == ""
    editor.screen("fiche")
    typed.fill(doubtful)
    part.locator(":scope > summary").click()
    editor.screen("envoi")
    browser.until(page, "document.querySelector('[data-attente]')")
    assert editor.here() == "fiche"
    assert typed.is_visible()
    assert doubtful in told(editor)
    assert doubtful in at_the_end(editor)
    assert typed.input_value() == doubtful


def test_lines_pasted_and_not_taken_are_kept_or_told(editor):
    """Those of a self-assessment are taken when they can be read; a table waits for its button, and is told of."""
    page = editor.page
    editor.open("?pole=epv")
    editor.part("acteurs")
    page.locator("[data-champ=parties_prenantes]").get_by_role("button", name="Coller depuis un tableur").click()
    page.locator("[data-coller] textarea").fill("Mairie de Redon\tcollectivite")
    editor.part("reconnaissances")
    lines = page.locator("[data-champ=autodiagnostic] textarea[data-ajout]")
    lines.fill("n’importe quoi")
    editor.screen("envoi")
    browser.until(page, "document.querySelectorAll('[data-attente]').length === 2")
    assert editor.here() == "fiche"
    lines.fill("autodiagnostic:\n  date: 2026-01-15\n  reponses:\n    i01: {importance: fort}\n")
    editor.screen("envoi")
    browser.until(page, "atlasEditeur.etat.valeur('autodiagnostic', 'date') === '2026-01-15'")
    assert "collé" in at_the_end(editor)
    assert page.locator("[data-coller] textarea").input_value() == "Mairie de Redon\tcollectivite"


def by_hand(editor):
    """The box where the text of a published record is mended, open."""
    editor.open("?pole=epv")
    editor.screen("envoi")
    editor.page.locator("[data-apercu-fichier] > summary").click()
    editor.page.locator("[data-reparer]").click()
    return editor.page.locator("[data-texte-brut]")


def test_a_text_mended_by_hand_is_not_lost_on_the_way(editor):
    """Left by Back and not read, it is told of before sending, and found again as it was left."""
    page = editor.page
    area = by_hand(editor)
    area.fill(PUBLISHED.replace("annee_creation: 2003", "annee_creation: 2004"))
    page.evaluate("history.back()")
    browser.until(page, "!document.querySelector('[data-etape=envoi]').hidden")
    assert "à la main" in at_the_end(editor)
    page.locator("[data-reparer]").click()
    assert "annee_creation: 2004" in area.input_value()
    page.locator("[data-renoncer]").click()
    assert at_the_end(editor) == ""
    assert editor.text() == PUBLISHED


def given(editor: Editor, name: str, text: str) -> None:
    """Choose a file."""
    editor.page.locator("[data-ouvrir-fichier]").set_input_files({"name": name, "mimeType": "text/plain", "buffer": text.encode()})


@pytest.mark.parametrize("text", ["Madame, Monsieur,\n\nNotre pôle : trois structures.\n---\nCordialement\n", "", "nom: Mon pôle\nstatut: actif\n"])
def test_a_text_that_is_no_record_is_refused(editor, text):
    """A letter, nothing, lines without their fences: the page says so, and what to do; what was typed stays on the screen."""
    editor.open()
    editor.field("nom").fill("Ce que je tape")
    given(editor, "lettre.txt", text)
    notice = editor.page.locator("[data-sujet=ouverture]")
    notice.get_by_text("et non une fiche").wait_for()
    assert ("Copiez plutôt dans le formulaire" if text else "Choisissez-en un autre") in notice.inner_text()
    assert editor.here() == "fiche"
    assert editor.field("nom").input_value() == editor.value("nom") == "Ce que je tape"


@pytest.mark.parametrize("name", ["mon-pole.md", "Un nom.md"])
def test_a_record_to_mend_is_left_without_losing_anything(editor, name):
    """By Back or by its button, the form is there with what was typed; what was typed in the box is kept at once, given back, and erased by a press."""
    page = editor.page
    editor.open()
    page.get_by_role("button", name="Relire et envoyer").click()
    page.get_by_role("button", name="Revenir à la fiche").click()
    kept = "JSON.stringify(Object.values(localStorage)).includes('Réparé à moitié')"
    broken = "---\nnom: Mon : pôle\nstatut: actif\n---\n"
    for leave in (lambda: page.evaluate("history.back()"), lambda: page.get_by_role("button", name="Revenir au formulaire").click()):
        editor.field("nom").fill("Ce que je tape")
        given(editor, name, broken)
        box = page.locator("[data-texte-brut]")
        box.wait_for()
        if page.locator("[data-sujet=onglets]").count():  # without a name of its own, it would take the place of the new record
            page.get_by_role("button", name="Le fichier que j’ouvre").click()
        assert box.input_value() == broken
        box.fill(broken.replace("Mon : pôle", "Réparé à moitié : encore"))
        browser.until(page, kept)
        leave()
        browser.until(page, "document.querySelector('[data-reparation]').hidden")
        assert page.locator("[data-reparation]").is_hidden()
        assert editor.screen("fiche").is_visible()
        assert editor.field("nom").input_value() == editor.value("nom") == "Ce que je tape"
        notice = page.locator("[data-sujet^=illisible]")
        notice.locator("summary").click()
        notice.get_by_text("Réparé à moitié : encore").wait_for()
        notice.get_by_role("button", name="L’effacer").click()
        assert not page.evaluate(kept)
    editor.open()
    assert editor.field("nom").input_value() == "Ce que je tape"


def test_a_text_mended_by_hand_comes_back_with_the_page(editor):
    """Reloaded, the page opens on the box as it was left; erased as any draft, it shows the record."""
    page = editor.page
    area = by_hand(editor)
    area.fill(PUBLISHED.replace("annee_creation: 2003", "annee_creation: : 2004"))
    browser.until(page, "JSON.stringify(Object.values(localStorage)).includes(': : 2004')")
    editor.open("?pole=epv")
    area.wait_for()
    assert ": : 2004" in area.input_value()
    assert editor.text() == PUBLISHED
    page.locator("[data-garde], [data-sujet=reprise]").get_by_role("button", name="Effacer").first.click()
    assert page.evaluate("localStorage.length") == 0


def test_what_is_typed_last_is_in_the_draft_when_the_page_goes(editor):
    """A source complete but not confirmed, and one typed in the list a moment ago: both are there on the way back."""
    page = editor.page
    editor.open("?pole=epv")
    place = new_source(editor, "#recit-source")
    place.get_by_label("Titre de la source").fill("Une étude")
    place.get_by_label("Sa date").fill("2025")
    row = editor.add_row("sources")
    editor.field("titre", row).press_sequentially("Un rapport")
    page.on("dialog", lambda dialog: dialog.accept())
    editor.open("?pole=epv")
    titles = [source["titre"] for source in editor.value("sources").values()]
    assert {"Une étude", "Un rapport"} <= set(titles)


def test_escape_does_not_throw_a_source_away(editor):
    """Escape closes what is empty; what is typed goes by « Annuler » alone, and asking again leads back to it."""
    editor.open("?pole=epv")
    place = new_source(editor, "#recit-source")
    editor.page.keyboard.press("Escape")
    assert place.count() == 0
    new_source(editor, "#recit-source").get_by_label("Titre de la source").fill("Une étude")
    editor.page.keyboard.press("Escape")
    new_source(editor, "#recit-source")
    assert place.get_by_label("Titre de la source").input_value() == "Une étude"
    place.get_by_role("button", name="Annuler").click()
    assert place.count() == 0


THREE = [  # base, mine, theirs, what comes of them, how many disputes
    ({"a": "1"}, {"a": "2"}, {"a": "1"}, {"a": "2"}, 0),
    ({"a": "1"}, {"a": "1"}, {"a": "3"}, {"a": "3"}, 0),
    ({"a": "1"}, {"a": "2"}, {"a": "3"}, {"a": "2"}, 1),
    ({"a": "1", "b": "1"}, {"b": "1"}, {"a": "1", "b": "2", "c": "3"}, {"b": "2", "c": "3"}, 0),
    ({"g": {"a": "1", "b": "1"}}, {"g": {"a": "2", "b": "1"}}, {"g": {"a": "1", "b": "3"}}, {"g": {"a": "2", "b": "3"}}, 0),
    ({"l": ["a", "b"]}, {"l": ["a", "b", "c"]}, {"l": ["z", "a", "b"]}, {"l": ["z", "a", "b", "c"]}, 0),
    ({"l": ["a"]}, {"l": ["a", "b"]}, {"l": ["a", "c", "b"]}, {"l": ["a", "c", "b"]}, 0),
    ({"l": ["a", "b", "c"]}, {"l": ["a", "c"]}, {"l": ["a", "b", "c", "d"]}, {"l": ["a", "c", "d"]}, 0),
    ({}, {"l": ["a"]}, {"l": ["b"]}, {"l": ["b", "a"]}, 0),
    ({"l": [{"n": "x", "r": "1", "s": "1"}]}, {"l": [{"n": "x", "r": "2", "s": "1"}]}, {"l": [{"n": "x", "r": "1", "s": "2"}]}, {"l": [{"n": "x", "r": "2", "s": "2"}]}, 0),
    ({"l": ["a", "b"]}, {"l": ["c"]}, {"l": ["d", "e", "f"]}, {"l": ["c"]}, 1),
    ({"s": {}}, {"s": {"constructor": {"t": "1"}}}, {"s": {"toString": {"t": "2"}}}, {"s": {"toString": {"t": "2"}, "constructor": {"t": "1"}}}, 0),
]  # fmt: skip


def test_three_versions_of_a_record_make_one(page):
    """What one side changed is taken, what both added enters, what both changed is the person's own and is told; stories by paragraphs."""
    browser.give_sources(page)
    page.route("http://127.0.0.1/*", lambda route: route.fulfill(body="<!doctype html><div data-editeur><p data-annonce></p></div>", content_type="text/html"))
    page.goto("http://127.0.0.1/")
    made = page.evaluate(
        """async (cases) => {
          const { fusionner } = await import("/sources/editeur/fusion.js");
          return cases.map((trois) => fusionner(...trois)).map(({ valeurs, recit, disputes }) => [valeurs, recit, disputes.length]);
        }""",
        [[{"valeurs": values, "recit": story} for values, story in zip(three[:3], ("Un.\n\nDeux.", "Un.\n\nDeux, corrigé.", "\nUn, mieux.\n\nDeux.\n\nTrois."), strict=True)] for three in THREE],
    )
    assert made == [[values, "Un, mieux.\n\nDeux, corrigé.\n\nTrois.", disputes] for _, _, _, values, disputes in THREE]


def test_forward_comes_back_to_the_text_to_mend(editor):
    """By Back, the second screen; by Forward, the box, with what was typed there."""
    page = editor.page
    editor.open("?pole=epv")
    page.get_by_role("button", name="Relire et envoyer").click()
    page.get_by_text("Voir le fichier").click()
    page.get_by_role("button", name="Modifier ce texte à la main").click()
    box = page.locator("[data-texte-brut]")
    box.wait_for()
    box.fill(box.input_value().replace("nom: ", "nom: Essai "))
    page.evaluate("history.back()")
    box.wait_for(state="hidden")
    assert editor.here() == "envoi"
    page.evaluate("history.forward()")
    box.wait_for()
    assert "nom: Essai " in box.input_value()
