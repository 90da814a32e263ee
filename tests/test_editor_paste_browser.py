"""What people bring ready-made enters the editor by pasting: rows of a spreadsheet, the lines of a self-assessment."""

from __future__ import annotations

import pytest

from atlas.tables import spoken
from tests import browser
from tests.assessing import answers, put, view
from tests.editing import Editor
from tests.sites import PROJECT
from tests.test_editor_browser import changed_lines, examined, said

pytestmark = pytest.mark.browser


@pytest.fixture
def editor(page, static_server, real, context) -> Editor:
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    return Editor(page, static_server(real, "/atlas/"))


@pytest.mark.parametrize("pole", ["epv", ""], ids=["of the atlas", "new"])
def test_the_lines_of_a_self_assessment_enter_by_one_paste(editor, pole, tmp_path):
    """From the page that prepares them to the record, by two buttons, a link and a paste; no line is written by hand."""
    page, given = editor.page, answers()
    put(page, f"{editor.root}referentiel/autodiagnostic/", given, pole=pole, date="2026-10-02")
    view(page, "garder")
    page.get_by_role("button", name="Copier ces lignes").click()
    page.get_by_text("Les lignes sont copiées.").wait_for()
    page.get_by_role("link", name="L’éditeur de fiches, où les coller").click()
    page.wait_for_selector("[data-editeur][data-complet]")
    area = page.get_by_label("Les lignes que prépare la page de l’autodiagnostic")
    assert area.evaluate("e => e === document.activeElement")
    page.keyboard.press("Control+V")
    page.get_by_role("button", name="Reprendre ces lignes").click()
    assert "Un autodiagnostic du 2\xa0octobre 2026" in page.locator("[data-autodiagnostic-dit]").inner_text()
    path = editor.download(tmp_path)
    values, _ = said(path)
    wanted = {id_: {use: degree for use, degree in row.items() if degree} for id_, row in given.items()}
    assert values["autodiagnostic"]["reponses"] == {id_: row for id_, row in wanted.items() if row}
    assert values["sources"][values["autodiagnostic"]["source"]]["titre"] == "Autodiagnostic du pôle"
    if pole:
        before = (PROJECT / f"poles/{pole}.md").read_text(encoding="utf-8")
        assert not [line for line in changed_lines(before, editor.text()) if line.startswith("-")]
        assert examined(path) == []


def test_lines_that_are_no_self_assessment_are_refused(editor):
    """Nothing enters, and the page says what to copy."""
    editor.open("#c-autodiagnostic")
    before = editor.text()
    for lines in ("n’importe quoi : a : b", "nom: Un pôle", "autodiagnostic: oui"):
        editor.page.get_by_label("Les lignes que prépare la page de l’autodiagnostic").fill(lines)
        editor.page.get_by_role("button", name="Reprendre ces lignes").click()
        editor.page.get_by_role("alert").filter(has_text="ne se lisent pas").wait_for()
        assert editor.text() == before


def pasted(editor: Editor, key: str, lines: str, count: str) -> None:
    place = editor.page.locator(f'[data-champ="{key}"]').first
    place.get_by_role("button", name="Coller depuis un tableur").click()
    editor.page.get_by_label("Collez ici").fill(lines)
    editor.page.get_by_role("button", name=f"Ajouter {count}").click()


def test_sources_then_figures_come_from_a_spreadsheet(editor, tmp_path):
    """Numbers and dates as people write them; a source is known by its title; the terminal has nothing to say."""
    editor.open("?pole=epv")
    before = (PROJECT / "poles/epv.md").read_text(encoding="utf-8")
    editor.screen("fiche")
    pasted(editor, "sources", "Titre\tDate\tAdresse\nRapport : l’année 2023\t12/03/2024\twww.exemple.fr/rapport\nLes comptes\tjuin 2022\t\n", "2\u00a0lignes")
    editor.part("chiffres")
    pasted(
        editor, "chiffres",
        "Libellé\tValeur\tUnité\tAnnée\tSource\nSurface\t1 200,5\thectares\t2023\tRapport : l’année 2023\nSociétaires\t\"4\u202f000\"\tpersonnes\t2022\tLes comptes\n",
        "2\u00a0lignes",
    )  # fmt: skip
    path = editor.download(tmp_path)
    values, _ = said(path)
    assert values["sources"]["rapport-l-annee-2023"] == {"titre": "Rapport : l’année 2023", "date": "2024-03-12", "url": "https://www.exemple.fr/rapport"}
    assert values["sources"]["les-comptes"] == {"titre": "Les comptes", "date": "2022-06"}
    assert values["chiffres"][-2:] == [
        {"libelle": "Surface", "valeur": "1200.5", "unite": "hectares", "annee": "2023", "source": "rapport-l-annee-2023"},
        {"libelle": "Sociétaires", "valeur": "4000", "unite": "personnes", "annee": "2022", "source": "les-comptes"},
    ]
    assert examined(path) == []
    assert not [line for line in changed_lines(before, editor.text()) if line.startswith("-")]


def panel(editor: Editor, key: str, text: str):
    """The panel of a list, with this text pasted."""
    editor.shown(key)
    place = editor.page.locator(f'[data-formulaire] [data-champ="{key}"]').first
    place.get_by_role("button", name="Coller depuis un tableur").click()
    editor.page.get_by_label("Collez ici").fill(text)
    return place.locator("[data-coller]")


def mapped(frame) -> dict[str, str]:
    """What each column is said to mean: its title, the field."""
    return {th.locator(".colonne-titre").inner_text(): th.locator("select").evaluate("s => s.selectedOptions[0].textContent") for th in frame.locator("thead th").all()}


MEMBERS = "Structure{0}Type{0}Rôle{0}Commentaire\nFerme du Breil{0}Économie sociale et solidaire{0}porteur{0}depuis 2012\nMairie de Redon{0}Mairie{0}{0}\n"


@pytest.mark.parametrize("sign", ["\t", ";", ",", "|"], ids=["tabs", "semicolons", "commas", "bars"])
def test_every_column_of_a_table_of_members_has_its_place_or_is_told(editor, sign):
    """The header is recognised, no title becomes a member, what is not taken is said, and a word no list has is asked about."""
    editor.open()
    frame = panel(editor, "parties_prenantes", MEMBERS.format(sign))
    assert mapped(frame) == {"Structure": "Nom", "Type": "Famille", "Rôle": "Rôle", "Commentaire": "Ne pas reprendre"}
    assert frame.locator("[data-laisses]").inner_text() == "Ne sera pas repris\xa0: «\u202fCommentaire\u202f»."
    assert frame.locator("[data-lus]").all_inner_texts() == ["Famille, lu ainsi\xa0: «\u202fMairie\u202f» → Collectivités locales. Changer"]
    frame.get_by_label("Ce que dit «\u202fCommentaire\u202f»").select_option(label="Rôle")  # what one column takes, another leaves
    assert mapped(frame)["Rôle"] == "Ne pas reprendre"
    assert "«\u202fRôle\u202f»" in frame.locator("[data-laisses]").inner_text()
    frame.get_by_label("Ce que dit «\u202fRôle\u202f»").select_option(label="Rôle")
    frame.get_by_role("button", name="Ajouter 2\xa0lignes").click()
    assert editor.value("parties_prenantes") == [
        {"nom": "Ferme du Breil", "famille": "ess", "role": "porteur"}, {"nom": "Mairie de Redon", "famille": "collectivite"},
    ]  # fmt: skip


ROLES = (
    "Structure\tForme juridique\tRôle dans le PTCE\n"
    "La Halle\tSCIC\tco-fondatrice\nLe Fil\tassociation loi 1901\tchef de file\nL’Étal\tS.A.R.L.\tadhérent·e\nLe Four\tComité\tcuisine\n"
    "Redon\tCommune\tmembre du bureau\nLe Pré\tGuilde\tmaraîchage\nLa Cave\tscop\tcuisine\n"
)


def test_words_people_use_for_ours_are_read_and_the_others_are_one_choice(editor):
    """Each word that says one of ours is shown with what it is read as, and can be changed; all others together, and none is lost."""
    editor.open()
    frame = panel(editor, "parties_prenantes", ROLES)
    assert [text.split("\n")[0] for text in frame.locator("[data-lus] > summary").all_inner_texts()] == [
        "Famille, lu ainsi\xa0: «\u202fSCIC\u202f», «\u202fassociation loi 1901\u202f» et «\u202fscop\u202f» → Économie sociale et solidaire\u202f; «\u202fS.A.R.L.\u202f» → Entreprises\u202f; «\u202fCommune\u202f» → Collectivités locales. Changer",
        "Rôle, lu ainsi\xa0: «\u202fco-fondatrice\u202f», «\u202fadhérent·e\u202f» et «\u202fmembre du bureau\u202f» → Membre\u202f; «\u202fchef de file\u202f» → Porteur. Changer",
    ]
    families = frame.get_by_label("Famille\xa0: «\u202fComité\u202f» et «\u202fGuilde\u202f» ne sont pas dans nos listes")
    roles = frame.get_by_label("Rôle\xa0: «\u202fcuisine\u202f» et «\u202fmaraîchage\u202f» ne sont pas dans nos listes")
    assert frame.locator("[data-inconnus] select").filter(visible=True).count() == 2
    assert families.evaluate("m => m.selectedOptions[0].textContent") == "Choisir ensuite, dans chaque ligne"
    assert roles.evaluate("m => m.selectedOptions[0].textContent") == "Garder dans la remarque"
    roles.select_option(label="Ne pas reprendre")
    assert "rôle «\u202fcuisine\u202f» et «\u202fmaraîchage\u202f»" in frame.locator("[data-laisses]").inner_text()
    assert roles.evaluate("m => m === document.activeElement")
    roles.select_option(label="Garder dans la remarque")
    frame.locator("[data-lus=role] > summary").click()
    frame.get_by_label("Rôle\xa0: «\u202fco-fondatrice\u202f» est").select_option(label="Partenaire")
    frame.get_by_role("button", name="Ajouter 7\xa0lignes").click()
    assert [[p.get("famille"), p.get("role")] for p in editor.value("parties_prenantes")] == [
        ["ess", "partenaire"], ["ess", "porteur"], ["entreprise", "membre"], ["Comité", None], ["collectivite", "membre"], ["Guilde", None], ["ess", None],
    ]  # fmt: skip
    assert editor.value("remarques", "parties_prenantes") == "Rôle, dans les mots du tableau\xa0: Le Four, cuisine\u202f; Le Pré, maraîchage\u202f; La Cave, cuisine."
    assert [p["level"] for p in editor.problems("parties_prenantes[4].famille")] == ["erreur"]


SAID = {
    "roles": ("Co-fondateur", "fondateur·rice", "Adhérent(e)", "adhérent-e-s", "membre du CA", "porteur/porteuse", "fondateur et financeur", "non membre", "Adhérente depuis 2012", "", "constructor"),
    "familles": ("S.A.S", "Association loi 1901", "entreprise", "entreprise de services", "Entreprise d’insertion", "Lycée des métiers", "Autres", "Communauté de communes du Pays", "comité"),
}


def test_a_word_means_the_same_in_a_table_of_the_terminal(page):
    """The editor's reader of words and that of `import` are twins."""
    browser.give_sources(page)
    page.route("http://127.0.0.1/*", lambda route: route.fulfill(body="<!doctype html>", content_type="text/html"))
    page.goto("http://127.0.0.1/")
    asked = [[name, text] for name, texts in SAID.items() for text in texts]
    told = page.evaluate(
        """async ([dits, suites, cases]) => {
          const { lecteurDeVocables } = await import("/sources/editeur/vocables.js");
          const lire = lecteurDeVocables({ dits, suites });
          return cases.map(([liste, texte]) => lire(liste, texte));
        }""",
        [spoken.TABLE, sorted(spoken.AFTER), asked],
    )
    assert told == [spoken.said(name, text) for name, text in asked]
    assert told[:11] == ["membre", "membre", "membre", "membre", "membre", "porteur", "", "", "membre", "", ""]


def test_quotes_commas_and_line_breaks_inside_cells_are_kept(editor):
    """Doubled quotes, a separator or a line break inside quotes, a quote that nothing closes; a doubtful number is asked about in its line."""
    editor.open()
    frame = panel(
        editor, "chiffres",
        "Chiffres du rapport\n\nIndicateur;Valeur;Unité;Année;Commentaire\n\"Salles ; \"\"grandes\"\"\";\"1,234\";m²;2019;\"sur deux\nétages\"\n\"Le Breil\" seul;12 %;;2e semestre 2014;\nRepas;une centaine;repas;2020;\n",
    )  # fmt: skip
    assert mapped(frame) == {"Indicateur": "Libellé", "Valeur": "Valeur", "Unité": "Unité", "Année": "Année", "Commentaire": "Précision"}
    assert frame.locator("[data-laisses]").inner_text() == "Ne sera pas repris\xa0: «\u202fChiffres du rapport\u202f»."
    frame.get_by_role("button", name="Ajouter 3\xa0lignes").click()
    assert editor.value("chiffres") == [
        {"libelle": 'Salles ; "grandes"', "valeur": "1,234 ?", "unite": "m²", "annee": "2019", "precision": "sur deux étages"},
        {"libelle": '"Le Breil" seul', "valeur": "12", "unite": "%", "annee": "2014", "precision": "la source dit «\u202f2e semestre 2014\u202f»"},
        {"libelle": "Repas", "valeur": "100", "unite": "repas", "annee": "2020", "precision": "la source dit «\u202fune centaine\u202f»"},
    ]  # fmt: skip
    asked = editor.page.locator("[data-champ=valeur] [data-dit]")
    assert asked.get_by_role("button").all_inner_texts() == ["1,234", "1\u202f234"]
    asked.get_by_role("button", name="1\u202f234", exact=True).click()
    assert editor.value("chiffres", 0, "valeur") == "1234"


def test_a_unit_against_that_of_its_column_is_asked_about_in_its_line(editor):
    """Neither is taken unasked."""
    editor.open()
    frame = panel(editor, "chiffres", "Indicateur\tValeur\tUnité\nSurface\t12 km²\thectares\n")
    frame.get_by_role("button", name="Ajouter 1\xa0ligne").click()
    asked = editor.page.locator("[data-champ=valeur] [data-dit]")
    assert asked.get_by_role("button").all_inner_texts() == ["hectares", "km²"]
    asked.get_by_role("button", name="hectares").click()
    assert editor.value("chiffres", 0) == {"libelle": "Surface", "valeur": "12", "unite": "hectares"}


def test_phrases_with_commas_are_one_column_unless_told(editor):
    """A comma in a name is no separator; whoever wants it so says it."""
    editor.open()
    frame = panel(editor, "parties_prenantes", "Laine, filature et compagnie\nFerme du Breil\n")
    assert frame.locator("thead th").count() == 1
    frame.get_by_label("Les colonnes sont séparées par").select_option(label="des virgules")
    assert frame.locator("thead th").count() == 2
    frame.get_by_label("Les colonnes sont séparées par").select_option(label="rien\xa0: une seule colonne")
    frame.get_by_role("button", name="Ajouter 2\xa0lignes").click()
    assert editor.value("parties_prenantes") == [{"nom": "Laine, filature et compagnie"}, {"nom": "Ferme du Breil"}]


def test_a_source_named_in_a_column_is_declared(editor):
    """By its title or its address, once for all its lines; one that is there already is found."""
    editor.open()
    frame = panel(editor, "moyens", "Texte\tSource\nUn atelier partagé.\thttps://www.exemple.fr/rapport\nUn four commun.\tRapport annuel\nUn camion.\tRapport annuel\n")
    frame.get_by_role("button", name="Ajouter 3\xa0lignes").click()
    sources = editor.value("sources")
    assert {source["titre"] for source in sources.values()} == {"exemple.fr", "Rapport annuel"}
    lines = editor.value("cooperations", "moyens")
    assert [sources[line["source"]]["titre"] for line in lines] == ["exemple.fr", "Rapport annuel", "Rapport annuel"]


def test_the_source_chosen_for_pasted_lines_is_the_one_proposed_next(editor):
    """Of two sources declared, the last chosen goes with the value typed after, and is said."""
    editor.open()
    page = editor.page
    pasted(editor, "sources", "Titre\tDate\nLes comptes\t2024\nLe journal\t2025\n", "2\u00a0lignes")
    editor.part("acteurs")
    place = page.locator('[data-champ="parties_prenantes"]').first
    place.get_by_role("button", name="Coller depuis un tableur").click()
    page.get_by_label("Collez ici").fill("Nom\tFamille\nLa Halle\tEntreprises\nLe Lycée\tFormation\n")
    page.get_by_label("Source de ces lignes").select_option(label="Le journal (2025)")
    page.get_by_role("button", name="Ajouter 2\u00a0lignes").click()
    editor.part("chiffres")
    row = editor.add_row("chiffres")
    editor.field("libelle", row).fill("Budget")
    assert editor.field("source", row).input_value() == "le-journal"
    assert "La même source que juste avant." in row.inner_text()


@pytest.mark.parametrize(("family", "offered"), [("comité", []), ("Colectivités", ["Mettre Collectivités locales"])])
def test_a_word_of_another_list_is_not_taken_for_a_slip(editor, family, offered):
    """A family that the list has not is asked for, without a wrong one put forward; a misspelt one is known."""
    editor.open()
    editor.part("acteurs")
    pasted(editor, "parties_prenantes", f"Nom\tFamille\nLe Fil\t{family}\n", "1\u00a0ligne")
    editor.screen("envoi")
    told = editor.page.locator("[data-bilan] li").filter(has_text="Partie prenante 1, famille")
    told.wait_for()
    assert "Économie sociale et solidaire" in told.inner_text()
    assert told.get_by_role("button").all_inner_texts() == offered


def test_ten_lines_pasted_on_a_telephone_leave_little_to_do(editor):
    """The only source goes with them, a line stays open only when it waits for an answer, and one that repeats another is taken away by a press."""
    page = editor.page
    editor.open("#c-sources")
    page.set_viewport_size({"width": 360, "height": 740})
    pasted(editor, "sources", "Titre\tDate\nL’annuaire\t2024\n", "1\xa0ligne")
    frame = panel(editor, "parties_prenantes", "Structure\tStatut juridique\n" + "".join(f"Membre {n}\tasso loi 1901\n" for n in range(1, 9)) + "MEMBRE 2\tAssociation\nLe Pré\tGuilde\n")
    assert frame.get_by_label("Source de ces lignes").evaluate("m => m.selectedOptions[0].textContent") == "L’annuaire (2024)"
    frame.get_by_role("button", name="Ajouter 10\xa0lignes").click()
    rows = page.locator("[data-champ=parties_prenantes] [data-ligne]:not([data-vide])")
    assert rows.locator("[data-pli]").evaluate_all("all => all.map((e) => e.getAttribute('aria-expanded'))") == [*["false"] * 9, "true"]
    assert {row["source"] for row in editor.value("parties_prenantes")} == {"l-annuaire"}
    editor.screen("envoi")
    page.evaluate("atlasEditeur.verifier()")
    twice = page.locator("[data-bilan] li").filter(has_text="est déjà dans cette liste, au n°\xa02")
    assert twice.get_by_role("link").first.inner_text() == "Partie prenante 9, nom"
    twice.get_by_role("button", name="Ôter cette ligne").click()
    twice.wait_for(state="detached")
    assert rows.count() == 9
    assert [p["code"] for p in editor.problems() if p["field"].startswith("parties_prenantes")] == ["mot-inconnu"]


def test_ten_thousand_lines_pasted_in_the_story_do_not_freeze_the_page(editor):
    """The browser's own order takes more than a minute for them; the page takes them itself."""
    story = editor.open().page.locator("#c-recit")
    story.focus()
    spent = story.evaluate("""zone => {
      const collees = new DataTransfer(), avant = performance.now();
      collees.setData("text/plain", "une ligne de texte\\r\\n".repeat(10_000));
      zone.dispatchEvent(new ClipboardEvent("paste", { clipboardData: collees, bubbles: true, cancelable: true }));
      return performance.now() - avant;
    }""")
    assert spent < 10_000
    assert story.input_value().count("une ligne de texte") == 10_000
