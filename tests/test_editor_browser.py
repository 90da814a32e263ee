"""The editor in a real browser, as a person uses it, under a prefix and a strict policy."""

from __future__ import annotations

import datetime
import difflib
import shutil
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

import pytest

from atlas.problems.report import is_blocking
from atlas.record import reader
from atlas.site import build as order
from atlas.site import examination
from atlas.site.inputs import Inputs
from tests import browser
from tests.awkward import RECORDS
from tests.editing import Editor
from tests.repetitions import some
from tests.sites import GITHUB, PROJECT, at_home, configured, copied, files

pytestmark = pytest.mark.browser
GITLAB = GITHUB.replace("github", "gitlab")


@pytest.fixture(scope="module")
def gitlab(tmp_path_factory, miniature) -> Path:
    return configured(tmp_path_factory.mktemp("gitlab"), miniature, GITLAB)


@pytest.fixture
def editor(page, static_server, github, context) -> Editor:
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    return Editor(page, static_server(github, "/prefixe/"))


def examined(path: Path) -> list[str]:
    """What `atlas.check` says of a record beside those of the atlas, today."""
    the_house, others = at_home()
    found = examination.examine(the_house, [*others, (f"poles/{path.name}", path.read_bytes())], datetime.datetime.now().astimezone().date())
    return [str(p) for p in found.problems if p.path == f"poles/{path.name}" and is_blocking([p])]


def plain(node) -> object:
    """A node of YAML as plain values."""
    if hasattr(node, "items") and isinstance(node.items, tuple):
        first = node.items[0] if node.items else None
        if isinstance(first, tuple):
            return {key.value: plain(value) for key, value in node.items}
        return [plain(item) for item in node.items]
    return node.value


def said(path: Path) -> tuple[dict, str]:
    """The values and the story of a file, as the terminal reads them."""
    record, problems = reader.read(f"poles/{path.name}", path.read_bytes())
    assert record is not None, problems
    assert not problems
    return plain(record.root), record.story.strip()


def changed_lines(before: str, after: str) -> list[str]:
    """The lines taken away and put in."""
    return [line for line in difflib.ndiff(before.splitlines(), after.splitlines()) if line[0] in "-+"]


def filled(editor: Editor) -> None:
    """A pole as a person would describe it, by mouse and keyboard."""
    page = editor.page
    editor.field("nom").click()
    page.keyboard.type("L’Étang & Cie (pôle d’Évry-sur-l’Œil) « Ça »")
    page.keyboard.press("Tab")
    page.locator("#c-commune").fill("Redon")
    page.get_by_role("option", name="Redon Ille-et-Vilaine").wait_for()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.locator("[data-lieu-dit] strong").wait_for()
    page.get_by_role("button", name="l’ajouter à son territoire").click()
    editor.part("territoire")
    departements = page.locator("[data-champ=departements] select")
    departements.select_option(label="35 Ille-et-Vilaine")
    departements.select_option(label="44 Loire-Atlantique")
    departements.select_option(label="56 Morbihan")
    page.get_by_label("Actif", exact=True).check()
    editor.field("recit").fill("Dans le pays de Redon, l’Étang & Cie cultive des légumes (bio).")
    page.locator("#recit-source").select_option(label="+ une nouvelle source…")
    page.get_by_label("Titre de la source").fill("Article d’« Ouest & Cie » : l’étang")
    page.get_by_label("Adresse de la page").fill("www.exemple.fr/article?x=1&y=2")
    page.keyboard.press("Enter")
    editor.field("recit").press("End")
    editor.part("activite")
    page.get_by_label("Agriculture et alimentation durables").check()
    page.get_by_label("Culture et industries créatives").check()

    editor.part("acteurs")
    row = editor.add_row("parties_prenantes")
    page.keyboard.type("Mairie de Redon")
    editor.field("famille", row).select_option("collectivite")
    editor.field("source", row).select_option(index=1)
    editor.part("cooperation")
    row = editor.add_row("projets")
    page.keyboard.type("Un atelier partagé : outils, four & vélos.")
    editor.field("source", row).select_option(index=1)
    editor.part("chiffres")
    row = editor.add_row("chiffres")
    page.keyboard.type("Surface")
    editor.field("valeur", row).fill("1 200,5")
    editor.field("unite", row).fill("hectares")
    editor.field("annee", row).fill("2024")
    editor.field("source", row).select_option(index=1)
    editor.screen("envoi")


def test_a_pole_is_created_checked_built_and_changed_by_one_line(editor, real, tmp_path, static_server):
    """Accents, apostrophes, ampersand, parentheses, three départements, no website; then one field is one line."""
    editor.open()
    filled(editor)
    assert editor.errors() == []
    editor.page.evaluate("() => { const make = URL.createObjectURL; URL.createObjectURL = (blob) => { window.sorte = blob.type; return make(blob); }; }")
    path = editor.download(tmp_path)
    assert path.name == "l-etang-cie-pole-d-evry-sur-l-oeil-ca.md"
    assert editor.page.evaluate("window.sorte") == "text/markdown;charset=utf-8"  # or a telephone adds « .txt » to its name
    assert examined(path) == []
    values, story = said(path)
    assert values["nom"] == "L’Étang & Cie (pôle d’Évry-sur-l’Œil) « Ça »"
    assert (values["region"], values["departement"], values["commune"], values["code_insee"]) == ("Bretagne", "Ille-et-Vilaine", "Redon", "35236")
    assert values["territoire"]["departements"] == ["35", "44", "56"]
    assert values["territoire"]["epci"] == ["243500741"]
    assert values["secteurs"] == ["agriculture-alimentation", "culture"]
    assert values["chiffres"][0]["valeur"] == "1200.5"
    (source,) = values["sources"]
    assert values["sources"][source]["url"] == "https://www.exemple.fr/article?x=1&y=2"
    assert f"[^{source}]" in story
    assert "site_web" not in values

    root = copied(real.parent, tmp_path)
    shutil.copy(path, root / "poles" / path.name)
    assert order.build(Inputs(root), tmp_path / "site", datetime.datetime.now().astimezone().date()).tally
    again = Editor(editor.page, static_server(tmp_path / "site", "/autre/")).open(f"?pole={path.stem}")
    before = path.read_text(encoding="utf-8")
    assert again.text() == before
    again.field("nom").fill("L’Étang & Cie")
    again.field("nom").blur()
    lines = changed_lines(before, again.text())
    assert [line[:6] for line in lines] == ["- nom:", "+ nom:"]


def test_what_is_not_touched_comes_back(editor):
    """Each record of the atlas opens with no change, and a change of its site is one line."""
    for path in sorted((PROJECT / "poles").glob("*.md"))[:8]:
        before = path.read_text(encoding="utf-8")
        editor.open(f"?pole={path.stem}")
        assert editor.text() == before
        editor.part("contact")
        editor.field("site_web").fill("https://exemple.fr/")
        assert len([line for line in changed_lines(before, editor.text()) if line.startswith("+")]) == 1
        editor.field("site_web").fill("")
        editor.page.evaluate("localStorage.clear()")


@pytest.mark.parametrize("record", some(RECORDS, 3), ids=lambda r: r.nom[:20])
def test_an_awkward_record_comes_out_as_typed(editor, record, tmp_path):
    """Hostile text typed through the form is valid, and the terminal reads what was typed."""
    editor.open()
    editor.field("nom").fill(record.nom)
    editor.page.locator("#c-departement").select_option("Ille-et-Vilaine")
    editor.page.get_by_label("Actif", exact=True).check()
    editor.field("recit").fill(record.recit)
    editor.part("activite")
    editor.field("activites").fill("\n".join(record.activites))
    editor.part("acteurs")
    editor.field("porteur").fill(record.porteur)
    row = editor.add_row("parties_prenantes")
    editor.field("nom", row).fill(record.partie)
    editor.field("famille", row).select_option("ess")
    editor.sourced(row, record.source)
    editor.screen("envoi")
    editor.page.locator("#nom-fichier").fill("piquant")
    path = editor.download(tmp_path)
    values, story = said(path)
    assert values["nom"] == record.nom
    assert values.get("porteur", "") == record.porteur
    assert values.get("activites", []) == list(record.activites)
    assert values["parties_prenantes"][0]["nom"] == record.partie
    assert [s["titre"] for s in values["sources"].values()] == [record.source]
    assert story == record.recit.strip()
    assert [p for p in examined(path) if not any(code in p for code in record.codes)] == []
    for code in record.codes:
        assert any(f"[{code}]" in p for p in examined(path)), code
    assert bool(editor.errors()) is bool(examined(path))


def test_work_is_restored_then_erased(editor):
    """After a reload everything is there, and said so; erased, nothing is kept."""
    editor.open()
    editor.field("nom").fill("Pôle repris")
    editor.page.locator("[data-garde]", has_text="Gardé dans ce navigateur").wait_for()
    editor.open()
    assert editor.field("nom").input_value() == "Pôle repris"
    notice = editor.page.locator("[data-sujet=reprise]")
    assert "repris où vous l’aviez laissé" in notice.inner_text()
    notice.get_by_role("button", name="Effacer").click()
    assert editor.field("nom").input_value() == ""
    assert editor.page.evaluate("Object.keys(localStorage)") == []
    editor.open()
    assert editor.page.locator("[data-sujet=reprise]").count() == 0


def test_two_tabs_do_not_fight(editor, context):
    """The tab that saves second asks, and each answer does what it says."""
    editor.open("?pole=epv")
    other = Editor(context.new_page(), editor.root).open("?pole=epv")
    editor.field("nom").fill("Le premier onglet")
    editor.page.locator("[data-garde]", has_text="Gardé").wait_for()
    other.field("nom").fill("Le second onglet")
    asked = other.page.locator("[data-sujet=onglets]")
    asked.wait_for()
    kept = "JSON.parse(localStorage.getItem('atlas-editeur:epv')).texte"
    assert "Le premier onglet" in other.page.evaluate(kept)
    bar = other.page.locator("[data-garde]")
    assert "Rien n’est gardé avant votre réponse" in bar.inner_text()
    closing = "dispatchEvent(new Event('beforeunload', { cancelable: true }))"
    assert not other.page.evaluate(closing), "fermer cet onglet se demande"
    bar.get_by_role("button", name="Répondre").click()
    assert asked.get_by_role("button", name="Celle de cet onglet").evaluate("e => e === document.activeElement")
    asked.get_by_role("button", name="Celle de cet onglet").click()
    assert "Gardé dans ce navigateur" in bar.inner_text()
    assert other.page.evaluate(closing)
    assert "Le second onglet" in other.page.evaluate(kept)
    editor.field("nom").fill("Le premier encore")
    asked = editor.page.locator("[data-sujet=onglets]")
    asked.wait_for()
    asked.get_by_role("button", name="Celle de l’autre onglet").click()
    assert editor.field("nom").input_value() == "Le second onglet"


def test_a_page_pasted_into_the_name_does_not_drive_the_fields_away(editor):
    """The title of the page shows the beginning; the field keeps all of it."""
    editor.open()
    pasted = "Une page entière collée là. " * 400
    editor.field("nom").fill(pasted)
    assert editor.page.locator("[data-titre]").inner_text().endswith("…")
    assert len(editor.page.title()) < 250
    assert editor.field("nom").input_value() == pasted


def test_a_bullet_and_tabs_of_a_word_processor_do_not_enter_a_value(editor):
    """Nor what cannot be seen; the spaces that French wants stay."""
    editor.open()
    for pasted in ("•\tPôle\tlaine\u00a0!", "\uf0b7\tPôle la\u00adi\u200bne\u00a0!"):
        editor.field("nom").fill(pasted)
        editor.page.locator("#c-commune").focus()
        assert "nom: Pôle laine\u00a0!" in editor.text()


def test_a_page_pasted_into_the_commune_does_not_freeze_the_editor(editor):
    """Two million signs are no place: said at once, and the next field can be filled in."""
    editor.open()
    place = editor.page.locator("#c-commune")
    place.evaluate("(field, text) => { field.value = text; field.dispatchEvent(new Event('input', { bubbles: true })); }", "Une page entière collée là. " * 75_000)
    editor.page.locator("#c-nom").focus()
    editor.field("nom").fill("Un pôle")
    assert [p["code"] for p in editor.problems() if p["code"] == "fichier-trop-gros"]


def test_a_draft_is_not_lost_to_a_file(editor):
    """A file chosen when a draft of the same record is kept: the person says which one goes on."""
    editor.open("?pole=epv")
    editor.field("nom").fill("Le brouillon")
    editor.page.locator("[data-garde]", has_text="Gardé").wait_for()
    editor.open()
    text = (PROJECT / "poles/epv.md").read_text(encoding="utf-8").replace("annee_creation: 2003", "annee_creation: 2004")
    editor.page.locator("[data-ouvrir-fichier]").set_input_files({"name": "epv.md", "mimeType": "text/markdown", "buffer": text.encode()})
    editor.page.get_by_role("button", name="Le brouillon").click()
    assert editor.field("nom").input_value() == "Le brouillon"


@pytest.mark.parametrize(("name", "words"), [("QuotaExceededError", "pleine"), ("SecurityError", "refuse")])
def test_a_browser_that_keeps_nothing_is_told(editor, name, words):
    """Storage full or refused: a sentence says so, and the page goes on."""
    editor.page.add_init_script(f"Storage.prototype.setItem = () => {{ throw new DOMException('non', '{name}'); }};")
    editor.open()
    editor.field("nom").fill("Pôle sans mémoire")
    editor.page.locator("[data-garde]", has_text=words).wait_for()
    assert "Pôle sans mémoire" in editor.text()


def test_the_new_file_page_of_github_is_filled(editor):
    """The address, decoded, is the file: folder with spaces and accents, branch with a slash."""
    editor.open()
    filled(editor)
    editor.errors()
    href = editor.page.get_by_role("link", name="Ouvrir la page, déjà remplie").get_attribute("href")
    parts = urlsplit(href)
    assert (parts.netloc, unquote(parts.path)) == ("forge.example", "/reseau/atlas/new/publication/2026")
    query = parse_qs(parts.query, strict_parsing=True)
    assert query == {"filename": ["sites/atlas des pôles/poles/l-etang-cie-pole-d-evry-sur-l-oeil-ca.md"], "value": [editor.text()]}


def test_a_file_too_long_for_an_address_is_copied(editor):
    """Above the limit, three steps say to copy, open and paste; what is copied is the file."""
    editor.open()
    filled(editor)
    editor.screen("fiche")
    editor.field("recit").fill(editor.field("recit").input_value() + "\n\nEncore une phrase. " * 400)
    editor.errors()
    way = editor.page.locator("[data-sortie='1']")
    assert "trop longue" in way.inner_text()
    way.get_by_role("button", name="Copier le texte de la fiche").click()
    way.get_by_text("Copié.").wait_for()
    assert editor.page.evaluate("navigator.clipboard.readText()") == editor.text()
    href = way.get_by_role("link").get_attribute("href")
    assert len(href) < 500
    assert parse_qs(urlsplit(href).query)["filename"][0].endswith("/poles/l-etang-cie-pole-d-evry-sur-l-oeil-ca.md")


def test_gitlab_gets_the_name_of_the_file(page, static_server, gitlab):
    """Its page takes the name alone: the text is copied; an issue takes title and text."""
    editor = Editor(page, static_server(gitlab, "/prefixe/")).open()
    filled(editor)
    editor.errors()
    way = page.locator("[data-sortie='1']")
    parts = urlsplit(way.get_by_role("link").get_attribute("href"))
    assert unquote(parts.path) == "/reseau/atlas/-/new/publication/2026"
    assert parse_qs(parts.query) == {"file_name": ["sites/atlas des pôles/poles/l-etang-cie-pole-d-evry-sur-l-oeil-ca.md"]}
    assert "se copie et se colle" in way.inner_text()
    issue = urlsplit(page.locator("[data-sortie='2']").get_by_role("link").first.get_attribute("href"))
    assert unquote(issue.path) == "/reseau/atlas/-/issues/new"
    query = parse_qs(issue.query)
    assert query["issue[title]"][0].startswith("Nouveau pôle\u00a0: L’Étang")
    assert editor.text().strip() in query["issue[description]"][0]


def test_correcting_leads_to_the_edit_page(editor):
    """For a record of the atlas: what changes in words, the new text to copy, the page of that very file."""
    editor.open("?pole=epv")
    editor.part("contact")
    editor.field("site_web").fill("https://exemple.fr/epv")
    editor.errors()
    told = editor.page.locator("[data-changements]").inner_text()
    assert "Site web" in told
    assert "https://epv.eolien-citoyen.fr/" in told
    assert "https://exemple.fr/epv" in told
    way = editor.page.locator("[data-sortie='1']")
    path = urlsplit(way.get_by_role("link").get_attribute("href")).path
    assert unquote(path) == "/reseau/atlas/edit/publication/2026/sites/atlas des pôles/poles/epv.md"
    way.get_by_role("button", name="Copier le nouveau texte").click()
    way.get_by_text("Copié.").wait_for()
    assert editor.page.evaluate("navigator.clipboard.readText()") == editor.text()


def test_still_exact_is_one_line(editor):
    """From the page of the pole: only the date of verification changes, and the ways to send are there at once."""
    today = "2027-02-03"
    editor.page.clock.set_fixed_time(f"{today}T12:00:00+01:00")
    editor.page.goto(f"{editor.root}poles/epv/")
    editor.page.get_by_role("link", name="Toujours exact").click()
    editor.page.wait_for_selector("[data-editeur][data-complet]")
    before = (PROJECT / "poles/epv.md").read_text(encoding="utf-8")
    verified = next(line for line in before.splitlines() if line.startswith("verifie_le: "))
    assert changed_lines(before, editor.text()) == [f"- {verified}", f"+ verifie_le: {today}"]
    assert editor.page.locator("[data-sortie]").count() == 3
    assert editor.page.locator(".changements li").count() == 1
    alone = editor.page.locator("[data-ligne-seule]")
    line = before.splitlines().index(verified) + 1
    assert f"la {line}e\u00a0:" in alone.inner_text()
    assert alone.locator("code").inner_text() == f"verifie_le: {today}"


def test_errors_close_the_forge_alone(editor):
    """With things to mend, the first way says so; the two others ask for help, and say what is left to mend."""
    editor.open()
    editor.field("nom").fill("Pôle à finir")
    assert len(editor.errors()) >= 3
    assert editor.page.locator("[data-sortie='1']").get_by_role("link").count() == 0
    issue = editor.page.locator("[data-sortie='2']").get_by_role("link").first.get_attribute("href")
    assert "il reste à corriger" in unquote(issue)
    mail = editor.page.locator("[data-courriel-pret]").get_attribute("href")
    assert mail.startswith("mailto:contact@atlas.example?subject=")
    assert "Pôle à finir" in unquote(mail)


def test_rows_come_from_a_spreadsheet(editor):
    """Pasted lines show what each column is, and enter only once accepted; families are known by their words."""
    editor.open()
    editor.screen("fiche")
    row = editor.add_row("sources")
    editor.field("titre", row).fill("Annuaire du réseau")
    editor.field("titre", row).blur()
    editor.part("acteurs")
    page = editor.page
    stakeholders = page.locator('[data-champ="parties_prenantes"]').first
    stakeholders.get_by_role("button", name="Coller depuis un tableur").click()
    pasted = "Famille\tNom\tRemarque\nEntreprises\tÀ l’Ouest : SARL\tx\nCollectivités locales\t\"Mairie \"\"A\"\"\nde B\"\ty\n"
    page.get_by_label("Collez ici").fill(pasted)
    columns = [page.get_by_label(f"Ce que dit «\u202f{title}\u202f»").evaluate("e => e.selectedOptions[0].textContent") for title in ("Famille", "Nom", "Remarque")]
    assert columns == ["Famille", "Nom", "Ne pas reprendre"]
    assert "À l’Ouest" not in editor.text()
    page.get_by_label("Source de ces lignes").select_option(label="Annuaire du réseau")
    page.get_by_role("button", name="Ajouter 2\u00a0lignes").click()
    values = editor.value("parties_prenantes")
    assert values == [
        {"famille": "entreprise", "nom": "À l’Ouest : SARL", "source": "annuaire-du-reseau"},
        {"famille": "collectivite", "nom": 'Mairie "A" de B', "source": "annuaire-du-reseau"},
    ]


def test_a_row_taken_away_comes_back(editor):
    """« Ôter », then « Remettre »: the very same bytes; moved, the order of the file follows."""
    before = editor.open("?pole=epv").text()
    editor.part("acteurs")
    rows = editor.page.locator('[data-champ="parties_prenantes"] [data-ligne]')
    count = rows.count()
    rows.nth(2).locator("[data-oter]").click()
    assert rows.count() == count - 1
    assert "Bégawatts\n" not in editor.text().split("recit")[0].split("gouvernance:")[0]
    editor.page.get_by_role("button", name="Remettre").click()
    assert rows.count() == count
    assert editor.text() == before
    rows.nth(1).locator("[data-monter]").click()
    names = [row["nom"] for row in editor.value("parties_prenantes")]
    assert names[:2] == ["Site à Watts Développement", "Site à Watts (SARL)"]


def test_a_problem_in_a_folded_row_leads_to_it(editor):
    """A long list shows its rows by name; the link of a problem opens the row and the field."""
    editor.open("?pole=epv")
    editor.part("acteurs")
    row = editor.page.locator('[data-champ="parties_prenantes"] [data-ligne]').nth(3)
    assert row.locator("[data-ligne-dit]").inner_text() == "Isac-Watts"
    assert editor.field("nom", row).is_hidden()
    row.locator("[data-pli]").click()
    editor.field("nom", row).fill("")
    row.locator("[data-pli]").click()
    editor.errors()
    editor.page.locator("[data-bilan]").get_by_role("link", name="Partie prenante 4, nom").click()
    assert editor.field("nom", row).evaluate("e => e === document.activeElement")


def test_a_file_is_dropped_and_mended(editor):
    """A dropped file opens; one that cannot be read shows its lines, and comes back to the form once mended."""
    page = editor.open().page
    drop = """(texte) => {
      const data = new DataTransfer();
      data.items.add(new File([texte], "mon-pole.md"));
      for (const nom of ["dragover", "drop"]) document.body.dispatchEvent(new DragEvent(nom, { dataTransfer: data, bubbles: true, cancelable: true }));
    }"""
    good = (PROJECT / "poles/epv.md").read_text(encoding="utf-8").replace("EPV – Éoliennes en Pays de Vilaine", "Mon pôle")
    page.evaluate(drop, good)
    page.locator("[data-titre]", has_text="Mon pôle").wait_for()
    assert editor.text() == good
    page.evaluate(drop, good.replace("nom: Mon pôle", "nom: Mon : pôle : cassé"))
    page.locator("[data-reparation]").wait_for()
    page.locator("[data-fautes-lignes] a", has_text="Ligne 2").wait_for()
    page.locator("[data-texte-brut]").fill(good.replace("Mon pôle", "Pôle réparé"))
    page.get_by_role("button", name="Relire ce texte").click()
    page.locator("[data-titre]", has_text="Pôle réparé").wait_for()
    assert "nom: Pôle réparé\n" in editor.text()


def test_without_javascript_the_fields_are_read(browser, static_server, github):
    """Each field with its help, no control that does nothing, and the way to write."""
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(static_server(github, "/prefixe/") + "contribuer/editeur/")
    for part in page.locator("[data-partie] > summary").all():
        part.click()
    words = page.locator("main").inner_text()
    for said_ in ("a besoin de JavaScript", "Parties prenantes", "Le nom d’usage du pôle", "D’où viennent les faits"):
        assert said_ in words
    assert page.locator("main :is(input, select, textarea, button)").evaluate_all("es => es.filter((e) => e.checkVisibility()).length") == 0
    assert page.locator("main a[href^='mailto:contact@atlas.example']").is_visible()
    context.close()


def test_problems_stand_beside_their_field(editor):
    """Once left, a wrong field says what is wrong, to eyes and to ears; mended, it says nothing more."""
    editor.open()
    editor.part("contact")
    build = editor.field("site_web")
    build.fill("pas une adresse")
    build.blur()
    fault = editor.page.locator("#c-site-web-fautes")
    fault.get_by_text("À corriger").wait_for()
    assert build.get_attribute("aria-invalid") == "true"
    assert fault.locator(f"#{build.get_attribute('aria-errormessage')}").is_visible()
    build.fill("www.exemple.fr")
    build.blur()
    assert build.input_value() == "https://www.exemple.fr"
    fault.wait_for(state="hidden")
    assert build.get_attribute("aria-invalid") is None


def test_the_second_screen_tells_what_is_missing(editor):
    """« Relire et envoyer » lists what is required, with links to it; the field then says it too."""
    page = editor.open().page
    editor.screen("envoi")
    told = page.locator("[data-bilan]")
    told.get_by_role("link", name="Nom").click()
    assert page.evaluate("document.activeElement.id") == "c-nom"
    page.locator("#c-nom-fautes").get_by_text("À corriger").wait_for()
    assert page.locator("[data-etape=envoi]").is_hidden()


def test_a_record_is_one_screen_and_the_first_field_is_near(editor):
    """On a telephone the first field stands in the first screen, four stops after « Aller au contenu »; the rest is folded."""
    page = editor.page
    page.set_viewport_size({"width": 360, "height": 740})
    editor.open()
    field = page.locator("#c-nom").bounding_box()
    assert field is not None
    assert field["y"] + field["height"] < page.locator("[data-barre]").bounding_box()["y"]
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    for _ in range(4):
        page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.id") == "c-nom"
    assert page.locator("[data-partie][open]").count() == 0
    for key in ("nom", "commune", "departement", "statut", "recit", "sources"):
        assert editor.field(key).is_visible(), key


def test_what_a_published_record_holds_is_open_to_correct(editor):
    """Nothing to unfold between the page of a pole and the value to correct, but for a row of a long list; what is empty stays folded."""
    editor.open("?pole=epv")
    parts = {part.get_attribute("data-partie"): part.get_attribute("open") is not None for part in editor.page.locator("[data-partie]").all()}
    assert parts["contact"]
    assert parts["acteurs"]
    for name, opened in parts.items():
        filled = editor.page.locator(f"[data-partie={name}] [data-partie-etat]").inner_text()
        assert opened or filled == "", name


def test_a_list_always_has_a_row_to_write_in(editor):
    """Written in, the empty row is a row of the record and another waits; emptied, it leaves the record."""
    editor.open()
    editor.part("acteurs")
    rows = editor.page.locator('[data-champ="parties_prenantes"] [data-ligne]')
    assert rows.count() == 1
    for count, name in enumerate(("Mairie de Redon", "La Fourmi-e"), start=1):
        editor.field("nom", rows.last).fill(name)
        assert rows.count() == count + 1
    assert [row["nom"] for row in editor.value("parties_prenantes")] == ["Mairie de Redon", "La Fourmi-e"]
    editor.field("nom", rows.nth(0)).fill("")
    assert [row["nom"] for row in editor.value("parties_prenantes")] == ["La Fourmi-e"]
    assert rows.last.locator("[data-oter]").is_hidden()


@pytest.mark.parametrize("width", [1280, 360])
def test_the_preview_follows_what_is_typed(editor, width):
    """Beside the form on a wide screen, folded under it on a narrow one."""
    page = editor.page
    page.set_viewport_size({"width": width, "height": 800})
    editor.open()
    seen = page.locator(".apercu-nom")
    if width < 1200:
        assert not page.locator("[data-apercu]").is_visible()
        page.locator("[data-apercu-page] > summary").click()
    editor.field("nom").fill("Le pôle des étangs")
    seen.get_by_text("Le pôle des étangs").wait_for()


def test_a_pole_that_may_exist_is_shown(editor):
    """A near name shows the pole, its page and its editor."""
    editor.open()
    editor.field("nom").fill("Éoliennes en pays de Vilaine")
    near = editor.page.locator("[data-deja]")
    near.get_by_role("link", name="EPV").first.wait_for()
    assert near.locator("a[href$='poles/epv/']").count() == 1
    assert near.locator("a[href='?pole=epv']").count() == 1


def test_the_light_list_of_the_poles_is_read_once(editor):
    """What tells a pole that may be there already is asked for once, and not the map's; a neighbour is no reason to speak."""
    asked: list[str] = []
    editor.page.on("request", lambda request: asked.append(urlsplit(request.url).path.rpartition("/")[2]))
    editor.open()
    editor.commune("Saint-Pierre-Azif", "Saint-Pierre-Azif")
    assert "Intercommunalité\u00a0: " in editor.page.locator("[data-lieu-dit]").inner_text()
    editor.field("nom").fill("Bouquetot")
    editor.page.locator("[data-deja] li").filter(has_text="Éco-domaine de Bouquetot, Saint-Pierre-Azif, Calvados (le nom se ressemble)").wait_for()
    assert (asked.count("poles.json"), asked.count("regles.json"), asked.count("poles.geojson")) == (1, 1, 0)


@pytest.mark.parametrize(("typed", "departement", "expected"), [
    ("redon", "", "Redon"), ("35000", "", "Rennes"), ("redon", "Ille-et-Vilaine", "Redon"),
    ("35600", "", ""), ("Paris 11", "", "Paris"), ("saint-denis", "", ""), ("red", "", ""),
])  # fmt: skip
def test_a_commune_typed_and_left_is_chosen_when_it_is_the_only_one(editor, typed, departement, expected):
    """Nobody has to know that a list is to be chosen from; homonyms, a shared postal code or a beginning leave the words as typed."""
    page = editor.open().page
    asked = browser.Asked(page)
    if departement:
        page.locator("#c-departement").select_option(departement)
    page.locator("#c-commune").fill(typed)
    page.locator("li[role=option]").first.wait_for()  # what the words mean is known
    page.keyboard.press("Tab")
    if expected:
        page.locator("[data-lieu-dit] strong").wait_for()
    asked.come()  # what a choice would ask for
    values = page.evaluate("atlasEditeur.etat.valeurs")
    assert bool(values.get("code_insee")) is bool(expected)
    assert values["commune"] == (expected or typed)
    assert values.get("departement", "") == ({"Paris": "Paris"}.get(expected, "Ille-et-Vilaine") if expected else departement)


def chosen(page, commune: str) -> None:
    """Type the name of a commune, leave the field, wait for what it gives."""
    page.locator("#c-commune").fill(commune)
    page.keyboard.press("Tab")
    page.wait_for_function("(nom) => document.querySelector('[data-lieu-dit]').textContent.startsWith(nom)", arg=commune)


def test_what_follows_from_the_commune_changes_with_it(editor):
    """Code, département and région of one town never stay beside another, nor beside nothing."""
    page = editor.open().page
    chosen(page, "Nantes")
    chosen(page, "Rennes")
    told = page.evaluate("atlasEditeur.etat.valeurs")
    assert [told[key] for key in ("code_insee", "departement", "region")] == ["35238", "Ille-et-Vilaine", "Bretagne"]
    page.locator("#c-commune").fill("")
    page.keyboard.press("Tab")
    page.wait_for_function("() => !atlasEditeur.etat.valeurs.code_insee")
    assert not {"commune", "code_insee", "departement", "region"} & {key for key, value in page.evaluate("atlasEditeur.etat.valeurs").items() if value}


def test_what_someone_wrote_is_asked_about(editor):
    """A département chosen by hand is neither overwritten nor left in silence beside a town elsewhere."""
    page = editor.open().page
    page.locator("#c-departement").select_option("Calvados")
    chosen(page, "Redon")
    asked = page.locator("[data-lieu-suites]:not([hidden]) p", has_text="le département est Ille-et-Vilaine")
    assert "« Calvados »" in asked.inner_text().replace("\u202f", " ")
    assert editor.value("departement") == "Calvados"
    asked.get_by_role("button", name="Changer").click()
    asked.wait_for(state="detached")
    assert editor.value("departement") == "Ille-et-Vilaine"


def test_a_file_is_known_by_its_name_however_it_was_kept(editor):
    """A second download is the same record; a name that is no address gives way to the one the pole's name makes."""
    page = editor.open().page
    text = (PROJECT / "poles/epv.md").read_bytes()
    page.locator("[data-ouvrir-fichier]").set_input_files({"name": "epv (1).md", "mimeType": "text/markdown", "buffer": text})
    browser.until(page, "atlasEditeur.etat.publie")
    assert page.evaluate("atlasEditeur.etat.chemin") == "poles/epv.md"
    mine = text.replace("EPV – Éoliennes en Pays de Vilaine".encode(), "L’Étang".encode())
    page.locator("[data-ouvrir-fichier]").set_input_files({"name": "Ma fiche à moi.md", "mimeType": "text/markdown", "buffer": mine})
    browser.until(page, "!atlasEditeur.etat.publie")
    assert page.evaluate("atlasEditeur.etat.chemin") == "poles/l-etang.md"


def test_a_file_that_is_not_utf_8_is_refused_before_it_is_read(editor):
    """So the rules of the page only ever see text; the record that was there stays."""
    page = editor.open("?pole=epv").page
    wrong = (PROJECT / "poles/epv.md").read_text(encoding="utf-8").encode("latin-1", "replace")
    page.locator("[data-ouvrir-fichier]").set_input_files({"name": "epv.md", "mimeType": "text/markdown", "buffer": wrong})
    page.get_by_text("n’est pas du texte en UTF-8").wait_for()
    assert page.evaluate("[atlasEditeur.etat.publie, atlasEditeur.etat.change]") == [True, False]


def test_the_menus_of_poles_are_there_before_a_finger(editor):
    """A telephone shows a menu as it is when it is touched: both are full by then, and choosing an heir writes his file's name."""
    page = editor.open("?pole=epv").page
    count = len(list((PROJECT / "poles").glob("*.md"))) + 1
    for menu in ("#ouvrir-pole", "#c-heritier"):
        browser.until(page, "([menu, count]) => document.querySelector(menu).length === count", [menu, count])
    page.get_by_label("Cessé", exact=True).check()
    editor.part("precisions")
    editor.field("heritier").select_option(label="Éco-domaine de Bouquetot")
    assert "\nheritier: eco-domaine-bouquetot\n" in editor.text()


def test_the_map_moves_the_point(editor):
    """A click places the point, arrows move it, a button goes back to the town hall."""
    page = editor.open().page
    editor.commune("Redon", "Redon Ille-et-Vilaine")
    editor.part("precisions")
    page.get_by_role("button", name="Placer le point sur une carte").click()
    marker = page.locator(".editeur-point-cadre")
    marker.wait_for()
    assert editor.value("coordonnees") is None
    page.locator(".carte-toile").click(position={"x": 60, "y": 60})
    browser.until(page, "atlasEditeur.etat.valeurs.coordonnees")
    first = editor.value("coordonnees")
    marker.focus()
    page.keyboard.press("ArrowDown")
    second = editor.value("coordonnees")
    assert float(second["latitude"]) < float(first["latitude"])
    assert editor.field("latitude").input_value() == second["latitude"]
    page.get_by_role("button", name="Revenir à la mairie").click()
    assert editor.value("coordonnees") is None


def test_nothing_typed_leaves_the_browser(editor):
    """From the first letter to the last step, no request holds a word of the record."""
    asked: list[str] = []
    editor.page.on("request", lambda request: asked.append(request.url + (request.post_data or "")))
    editor.open()
    editor.field("nom").fill("Zyxwabc")
    editor.screen("envoi")
    editor.preview()
    editor.page.locator(".apercu-nom").get_by_text("Zyxwabc").wait_for()
    assert not [url for url in asked if "zyxwabc" in url.lower()]


def test_the_preview_reads_text_as_text(editor):
    """Tags and javascript: links stay words in the preview; what the atlas allows is shown."""
    editor.open()
    editor.field("nom").fill("<img src=x onerror=alert(1)>")
    editor.field("recit").fill("## Titre\n\n**gras** et <script>alert(1)</script>\n\n- un\n- deux\n\n[bon](https://exemple.fr/) [faux](javascript:alert(1))")
    editor.screen("envoi")
    editor.preview()
    seen = editor.page.locator("[data-apercu]")
    seen.locator("h3").get_by_text("<img src=x onerror=alert(1)>", exact=True).wait_for()
    assert seen.locator("img, script").count() == 0
    assert [a.get_attribute("href") for a in seen.locator("a").all()] == ["https://exemple.fr/"]
    assert seen.locator(".apercu-recit li").count() == 2
    assert seen.locator(".apercu-recit strong").inner_text() == "gras"


@pytest.mark.parametrize("slug", ["epv", "eco-domaine-bouquetot", "phares", "sud-aquitain", "brie-nov"])
def test_the_preview_says_what_the_page_says(editor, slug):
    """Each member, cooperation, figure, source and line of the identity card of the built page stands in the preview."""
    page = editor.page
    page.goto(f"{editor.root}poles/{slug}/")
    plain = "e => { const c = e.cloneNode(true); c.querySelectorAll('.renvoi, .corriger').forEach((r) => r.remove()); return c.textContent.replace(/\\s+/g, ''); }"
    parts = {"members": ".familles li .role, .familles dt", "cooperations": ".cercles li", "figures": "#chiffres ~ .tableau :is(tbody th, small)", "sources": ".sources li a"}
    wanted = {name: page.locator(selector).evaluate_all(f"es => es.map({plain})") for name, selector in parts.items()}
    wanted["identity"] = page.locator(".identite > div").evaluate_all(f"es => es.filter(e => !/^(Siège|Territoire|S’étend|Département|Contact)/.test(e.textContent.trim())).flatMap(e => [...e.children].map({plain}))")
    wanted["values"] = page.locator("#chiffres ~ .tableau td.nombre").evaluate_all("es => es.map((e) => e.firstChild.textContent.replace(/\\s+/g, ''))")
    wanted["story"] = page.locator(".recit p").evaluate_all(f"es => es.map({plain})")
    editor.open(f"?pole={slug}")
    editor.screen("envoi")
    editor.preview()
    browser.until(page, "!/\\d{9}/.test(document.querySelector('.apercu-identite')?.textContent ?? '000000000')")
    seen = page.locator("[data-apercu]").evaluate(plain)
    for name, texts in wanted.items():
        for text in texts:
            assert text.lower() in seen.lower(), name
    assert ("s’étenddansmorbihan" in seen.lower()) == (slug == "epv")
    assert all(wanted[name] for name in ("story", "members", "sources", "identity"))


@pytest.mark.parametrize("width", [320, 360, 1280])
def test_no_screen_overflows(editor, width):
    """On a phone as on a screen, both screens of a full record stay within the page."""
    editor.page.set_viewport_size({"width": width, "height": 740})
    editor.open("?pole=epv")
    for part in editor.page.locator("[data-partie]").all():
        editor.part(part.get_attribute("data-partie"))
    for screen in ("fiche", "envoi"):
        editor.screen(screen)
        assert editor.page.evaluate("document.documentElement.scrollWidth") <= width, screen


def test_the_record_files_are_those_of_the_atlas(github):
    """Under the prefix too, what the editor opens is the file itself."""
    published = files(github / "contribuer/editeur/fiches")
    assert published == {p.name: p.read_bytes() for p in (PROJECT / "poles").glob("*.md")}
