"""What people type as they write it on paper becomes what a record holds, or is asked about; a pole that is there already is told by its name."""

from __future__ import annotations

import pytest

from tests.editing import Editor

pytestmark = pytest.mark.browser


@pytest.fixture
def editor(page, static_server, real, context) -> Editor:
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    return Editor(page, static_server(real, "/atlas/")).open()


# ---- A pole that may be there already ----


@pytest.mark.parametrize(("key", "typed", "told"), [
    ("nom", "bouquetot", "Éco-domaine de Bouquetot, Saint-Pierre-Azif, Calvados (le nom se ressemble)"),
    ("nom", "Ecodomaine de Bouquetto", "Éco-domaine de Bouquetot, Saint-Pierre-Azif, Calvados (le nom se ressemble)"),
    ("porteur", "L’association Ecopya", "Éco-domaine de Bouquetot, Saint-Pierre-Azif, Calvados (la structure porteuse est la même)"),
    ("site_web", "http://www.epv.eolien-citoyen.fr", "EPV – Éoliennes en Pays de Vilaine, Ille-et-Vilaine (le site est le même)"),
])  # fmt: skip
def test_a_pole_of_the_same_name_or_structure_is_shown_under_the_field_that_tells_it(editor, key, typed, told):
    """Whatever the case, the accents, a slip, the legal form, `www`."""
    editor.shown(key).fill(typed)
    near = editor.page.locator("[data-deja]")
    near.locator("li").filter(has_text=told).first.wait_for()
    assert near.evaluate("e => e.previousElementSibling.dataset.champ") == key


def test_a_neighbour_is_not_taken_for_the_same_pole(editor):
    """In a big town, among poles of the same place and with its name in one's own, nothing is said."""
    page = editor.page
    editor.commune("Lille", "Lille Nord")
    editor.field("nom").fill("Les Menuiseries de Lille")
    editor.field("nom").blur()
    page.evaluate("atlasEditeur.verifier()")
    editor.field("nom").fill("bouquetot")  # then it speaks, of what it should: the silence before was no delay
    page.locator("[data-deja] li").first.wait_for()
    assert page.locator("[data-deja] li").count() == 1
    assert "Lille" not in page.locator("[data-deja]").inner_text()


def test_two_poles_of_one_name_in_two_departements_are_a_warning(editor):
    """The record stays right, and its file has a name of its own; in one département, it is an error."""
    page = editor.page
    editor.field("nom").fill("CoopAxis")
    editor.commune("Lille", "Lille Nord")
    page.locator("[data-deja] li").first.wait_for()
    assert [(p["level"], p["code"]) for p in editor.problems("nom")] == [("avertissement", "nom-en-double")]
    assert page.evaluate("atlasEditeur.etat.slug") == "coopaxis-lille"
    editor.commune("Loches", "Loches Indre-et-Loire")
    assert [(p["level"], p["code"]) for p in editor.problems("nom")] == [("erreur", "nom-en-double")]


# ---- Lists ----


def chips(editor: Editor, key: str) -> list[str]:
    """The elements of a list as they stand on the screen."""
    return editor.page.locator(f'[data-champ="{key}"]:not([data-chemin]) [data-pastilles] li > span:first-child').all_inner_texts()


LISTS = [
    ("spiruline, tourisme vert", ["spiruline", "tourisme vert"]),
    ("spiruline ; tourisme vert;serres", ["spiruline", "tourisme vert", "serres"]),
    ("spiruline\ntourisme vert", ["spiruline", "tourisme vert"]),
    ("- légumes, fruits\n- 1,5 ha de serres", ["légumes, fruits", "1,5 ha de serres"]),
    ("légumes (carottes, navets), 1,5 ha de serres", ["légumes (carottes, navets)", "1,5 ha de serres"]),
]  # fmt: skip


@pytest.mark.parametrize("key", ["activites", "autres_noms"])
def test_a_list_is_a_list_however_it_is_typed(editor, key):
    """By commas, semicolons or lines: one chip each, in the record as on the screen, and each can be taken away."""

    def held() -> list[str]:
        return editor.value(key) or []

    for typed, expected in LISTS:
        editor.shown(key).fill(typed)
        assert held() == expected, typed  # before it is left, nothing is lost
        editor.field(key).blur()
        assert chips(editor, key) == held() == expected, typed
        for rank, name in enumerate(expected, 1):
            editor.page.get_by_role("button", name=f"Ôter {name}", exact=True).click()
            assert chips(editor, key) == held() == expected[rank:], typed


def test_what_commas_do_is_told_and_undone(editor):
    """A comma inside one name is kept by a button; one kept between lines is cut by a button; the Enter key is enough."""
    page = editor.page
    editor.shown("autres_noms").press_sequentially("Laine, filature et compagnie")
    page.keyboard.press("Enter")
    assert chips(editor, "autres_noms") == ["Laine", "filature et compagnie"]
    page.get_by_role("button", name="N’en faire qu’un").click()
    assert chips(editor, "autres_noms") == ["Laine, filature et compagnie"]
    page.keyboard.type("Sigle; Ancien nom, 2012")
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Séparer aussi aux virgules (3\xa0éléments)").click()
    assert chips(editor, "autres_noms") == ["Laine, filature et compagnie", "Sigle", "Ancien nom", "2012"]
    assert editor.value("autres_noms") == chips(editor, "autres_noms")
    assert editor.problems("autres_noms") == []


# ---- Numbers ----


NUMBERS = [
    ("1 200 000 €", {"valeur": "1200000", "unite": "euros"}),
    ("1,2 million", {"valeur": "1200000"}),
    ("1,1 M€", {"valeur": "1100000", "unite": "euros"}),
    ("3,5 %", {"valeur": "3.5", "unite": "%"}),
    ("1.200,50", {"valeur": "1200.5"}),
    ("une vingtaine", {"valeur": "20", "precision": "la source dit «\u202fune vingtaine\u202f»"}),
    ("une centaine de milliers d’euros", {"valeur": "100000", "unite": "euros", "precision": "la source dit «\u202fune centaine de milliers d’euros\u202f»"}),
    ("environ 50", {"valeur": "50", "precision": "environ"}),
    ("plus de 30 structures en 2019", {"valeur": "30", "unite": "structures", "precision": "plus de", "annee": "2019"}),
    ("50 (dont 12 en insertion)", {"valeur": "50", "precision": "dont 12 en insertion"}),
    ("douze salles", {"valeur": "12", "unite": "salles"}),
    ("68", {"valeur": "68"}),
    ("quelques dizaines", {"valeur": "quelques dizaines"}),
]  # fmt: skip


def test_a_number_is_typed_as_it_is_written(editor):
    """Its unit, its year and the words of the source go to their fields, and the page says so; what is not understood stays as typed."""
    editor.shown("chiffres")
    for rank, (typed, expected) in enumerate(NUMBERS):
        row = editor.add_row("chiffres")
        editor.field("valeur", row).fill(typed)
        editor.field("valeur", row).blur()
        assert editor.value("chiffres", rank) == expected
        told = row.locator("[data-champ=valeur] [data-dit]")
        assert told.count() == (len(expected) > 1 or expected["valeur"] == "1200000"), typed
        for value in list(expected.values())[1:]:
            assert value.removeprefix("la source dit «\u202f").removesuffix("\u202f»") in told.inner_text()


DOUBTFUL = [
    ("1.200", ["1\u202f200", "1,2"], "1\u202f200", {"valeur": "1200"}),
    ("1,234 €", ["1,234", "1\u202f234"], "1,234", {"valeur": "1.234", "unite": "euros"}),
    ("15 à 20 salariés", ["15", "20"], "20", {"valeur": "20", "unite": "salariés", "precision": "la source dit «\u202f15 à 20\u202f»"}),
]  # fmt: skip


def test_a_doubtful_number_is_asked_about(editor):
    """Nothing is guessed: until a button says it, the record is not right."""
    editor.shown("chiffres")
    for rank, (typed, choices, chosen, expected) in enumerate(DOUBTFUL):
        row = editor.add_row("chiffres")
        value = editor.field("valeur", row)
        value.fill(typed)
        value.blur()
        asked = row.locator("[data-champ=valeur] [data-dit]")
        assert asked.get_by_role("button").all_inner_texts() == choices, typed
        assert any(p["level"] == "erreur" for p in editor.problems(f"chiffres[{rank + 1}].valeur"))
        asked.get_by_role("button", name=chosen, exact=True).click()
        assert editor.value("chiffres", rank) == expected
        assert editor.problems(f"chiffres[{rank + 1}].valeur") == [], typed
        assert value.evaluate("e => e === document.activeElement")


@pytest.mark.parametrize(("typed", "buttons", "expected"), [
    ("1.200", ["Mettre 1\u202f200", "Mettre 1,2"], {"valeur": "1.2"}),
    ("3 à 5", ["Mettre 3", "Mettre 5"], {"valeur": "5", "precision": "la source dit «\u202f3 à 5\u202f»"}),
])  # fmt: skip
def test_a_doubt_left_alone_is_asked_again_on_the_second_screen(editor, typed, buttons, expected):
    """The same readings, none of them put forward, and the words of the source kept."""
    editor.shown("chiffres")
    row = editor.add_row("chiffres")
    editor.field("valeur", row).fill(typed)
    editor.field("valeur", row).blur()
    editor.screen("envoi")
    told = editor.page.locator("[data-bilan] li").filter(has_text="Chiffre 1, valeur")
    told.wait_for()
    assert "?" in told.inner_text().partition("Pourquoi")[0]
    assert told.get_by_role("button").all_inner_texts() == buttons
    told.get_by_role("button", name=buttons[1], exact=True).click()
    assert editor.value("chiffres", 0) == expected
    assert editor.problems("chiffres[1].valeur") == []


def test_a_doubt_left_alone_is_asked_again_after_a_reload(editor):
    """The draft keeps the doubt, and whoever comes to the field meets the question."""
    page = editor.page
    editor.field("nom").fill("Pôle d’essai")
    editor.shown("chiffres")
    row = editor.add_row("chiffres")
    editor.field("valeur", row).fill("1.200")
    editor.field("valeur", row).blur()
    page.locator("[data-garde]").filter(has_text="gardé").wait_for()
    editor.open()
    editor.shown("chiffres")
    page.locator("[data-champ=chiffres] [data-pli]").first.wait_for()
    editor.field("valeur").focus()
    assert page.locator("[data-champ=valeur] [data-dit]").get_by_role("button").all_inner_texts() == ["1\u202f200", "1,2"]


def test_a_unit_typed_against_the_unit_there_is_asked_about(editor):
    """Neither is thrown away unasked."""
    editor.shown("chiffres")
    row = editor.add_row("chiffres")
    editor.field("unite", row).fill("hectares")
    editor.field("valeur", row).fill("environ 12 km²")
    editor.field("valeur", row).blur()
    asked = row.locator("[data-champ=valeur] [data-dit]")
    assert asked.get_by_role("button").all_inner_texts() == ["hectares", "km²"]
    asked.get_by_role("button", name="km²").click()
    assert editor.value("chiffres", 0) == {"valeur": "12", "unite": "km²", "precision": "environ"}


# ---- Dates ----


DATES = [
    ("mars 2014", "2014-03"), ("1er mars 2014", "2014-03-01"), ("12/03/2019", "2019-03-12"), ("le lundi 12 mars 2014", "2014-03-12"),
    ("2014/3/9", "2014-03-09"), ("2e semestre 2014", "2014"), ("fin mars 2014", "2014-03"), ("2014", "2014"), ("31/02/2014", "31/02/2014"),
]  # fmt: skip


def test_a_date_is_typed_as_it_is_written(editor):
    """The page says what it read, where that is not what was typed."""
    field = editor.shown("statut_constate_le")
    for typed, expected in DATES:
        field.fill(typed)
        field.blur()
        assert editor.value("statut_constate_le") == expected
        assert editor.page.locator("[data-champ=statut_constate_le] [data-dit]").count() == (typed != expected), typed


def test_what_surrounds_a_value_is_taken_off_and_nothing_else(editor):
    """A label, a scheme badly written, the name around an address; two values stay as they are, and what is wrong is told."""
    page = editor.page
    for key, typed, expected in (
        ("courriel", "Pôle laine <contact@exemple.fr>", "contact@exemple.fr"), ("courriel", "mailto:contact@exemple.fr", "contact@exemple.fr"),
        ("courriel", "contact@exemple.fr, info@exemple.fr", "contact@exemple.fr, info@exemple.fr"), ("courriel", "contact@exemple,fr", "contact@exemple,fr"),
        ("telephone", "Tél. : 02 31 00 00 01", "02 31 00 00 01"), ("site_web", "http:/exemple.fr", "http://exemple.fr"), ("siren", "SIRET 732 829 320 00074", "732829320"),
        ("verifie_le", "aujourd’hui", page.evaluate("new Date().toLocaleDateString('sv')")), ("annee_creation", "an 2014", "2014"),
    ):  # fmt: skip
        control = page.locator(f'[data-champ="contact"] [data-champ="{key}"] [data-saisie]').first if key in ("courriel", "telephone") else editor.shown(key)
        if key in ("courriel", "telephone"):
            control.evaluate("e => { for (let pli = e.closest('details'); pli; pli = pli.parentElement.closest('details')) pli.open = true; }")
        control.fill(typed)
        control.blur()
        assert control.input_value() == expected, typed
    phone = page.locator('[data-champ="contact"] [data-champ="telephone"]').first
    phone.locator("[data-saisie]").fill("31 00 00 01")
    phone.locator("[data-saisie]").blur()
    page.evaluate("atlasEditeur.verifier()")
    phone.get_by_text("n’est pas un numéro français").wait_for()  # and no other number is offered, which would be someone’s
    assert "SIRET" in page.locator('[data-champ="siren"] > [data-dit]').first.inner_text()


def test_the_second_click_of_a_double_click_does_not_come_back(editor):
    """The button that leads back stands where the one that leads on was."""
    editor.page.locator("[data-barre] [data-aller=envoi]").dblclick()
    editor.page.locator("[data-etape=envoi]").wait_for()
    assert editor.here() == "envoi"


def test_a_doubtful_date_is_asked_about(editor):
    """In words, one button for each way of reading it."""
    field = editor.shown("statut_constate_le")
    field.fill("01/02/19")
    field.blur()
    asked = editor.page.locator("[data-champ=statut_constate_le] [data-dit]")
    assert asked.get_by_role("button").all_inner_texts() == ["1er\xa0février 2019", "2\xa0janvier 2019", "19\xa0février 2001"]
    asked.get_by_role("button", name="1er\xa0février 2019").click()
    assert editor.value("statut_constate_le") == "2019-02-01"


@pytest.mark.parametrize("typed", ["2e semestre 2014", "12/03/2014", "vers 2014"])
def test_what_a_year_cannot_say_is_kept_in_its_remark(editor, typed):
    """The words of the source stay beside the year."""
    field = editor.shown("annee_creation")
    field.fill(typed)
    field.blur()
    assert editor.value("annee_creation") == "2014"
    assert editor.value("remarques", "annee_creation") == f"la source dit «\u202f{typed}\u202f»"
    assert typed in editor.page.locator("[data-champ=annee_creation] > [data-dit]").inner_text()


def asked(editor: Editor, key: str, typed: str) -> list[str]:
    """The question under a field once this is typed there, and its buttons."""
    field = editor.shown(key)
    field.fill(typed)
    field.blur()
    note = editor.page.locator(f"[data-champ={key}]:not([data-chemin]) > [data-dit]")
    buttons = note.get_by_role("button").all_inner_texts()
    return [note.evaluate("e => e.firstChild.textContent.trim()"), *buttons]


def test_two_years_or_two_digits_are_asked_about_in_words(editor):
    """« 2022-2023 », « 23 », a day without its year: each reading is a button, here and on the second screen; the words of the source stay."""
    page = editor.page
    page.clock.set_fixed_time("2026-11-29T12:00:00+01:00")
    one_year = "la fiche prend une seule année, et garde les mots de la source. Laquelle\u202f?"
    ways = "peut se lire de plusieurs façons. Que voulez-vous dire\u202f?"
    assert asked(editor, "annee_creation", "23") == [f"«\u202f23\u202f» {ways}", "2023", "1923"]
    assert asked(editor, "annee_creation", "98") == ["«\u202f98\u202f», est-ce bien\xa0:", "1998"]
    for typed in ("2022-2023", "2022/2023", "de 2022 à 2023", "2022 – 23"):
        assert asked(editor, "annee_creation", typed) == [f"«\u202f{typed}\u202f»\xa0: {one_year}", "2022", "2023"]
    assert asked(editor, "statut_constate_le", "12/03") == [f"«\u202f12/03\u202f» {ways}", "12\xa0mars 2026", "décembre 2003"]
    assert asked(editor, "statut_constate_le", "30 novembre") == ["«\u202f30 novembre\u202f», est-ce bien\xa0:", "30\xa0novembre 2025"]
    assert asked(editor, "statut_constate_le", "mars 14") == [f"«\u202fmars 14\u202f» {ways}", "mars 2014", "14\xa0mars 2026"]
    editor.screen("envoi")
    page.evaluate("atlasEditeur.verifier()")
    told = page.locator("[data-bilan] li")
    year = told.filter(has_text="Année de création")
    assert one_year in year.inner_text()
    year.get_by_role("button", name="Mettre 2022").click()
    told.filter(has_text="Situation constatée").get_by_role("button", name="Mettre mars 2014").click()
    assert [editor.value("annee_creation"), editor.value("remarques", "annee_creation"), editor.value("statut_constate_le")] == [
        "2022", "la source dit «\u202f2022 – 23\u202f»", "2014-03",
    ]  # fmt: skip


def test_the_date_of_a_source_typed_on_the_spot_is_read_as_any_other(editor):
    """A doubtful one is asked about, and keeps the source from being added until it is answered."""
    page = editor.page
    page.clock.set_fixed_time("2026-11-29T12:00:00+01:00")
    page.locator("#recit-source").select_option(label="+ une nouvelle source…")
    new = page.locator("[data-source-neuve]")
    new.get_by_label("Titre de la source").fill("Le journal")
    date = new.get_by_label("Sa date")
    date.fill("avril 2021")
    date.blur()
    assert "Lu avril 2021." in new.inner_text()
    date.fill("12/03")
    new.get_by_role("button", name="Ajouter cette source").click()
    assert editor.value("sources") is None
    assert new.locator("[data-dit]").get_by_role("button").all_inner_texts() == ["12\xa0mars 2026", "décembre 2003"]
    new.get_by_role("button", name="12\xa0mars 2026").click()
    assert date.evaluate("e => e === document.activeElement && e.value") == "2026-03-12"
    page.keyboard.press("Enter")
    assert [source["date"] for source in editor.value("sources").values()] == ["2026-03-12"]


@pytest.mark.parametrize("changed", ["valeur", "unite"])
def test_a_question_goes_with_the_value_that_raised_it(editor, changed):
    """« 12% » contradicts the unit: typed over, or the unit typed over, nothing asks about it any more."""
    editor.part("chiffres")
    row = editor.add_row("chiffres")
    editor.field("unite", row).fill("partenaires")
    editor.field("valeur", row).fill("12%")
    editor.field("valeur", row).blur()
    asked = row.locator("[data-dit]", has_text="que garder")
    asked.wait_for()
    editor.field(changed, row).fill("-4" if changed == "valeur" else "salariés")
    assert asked.count() == 0


# ---- A commune that is not named yet ----


def test_a_postal_code_of_several_communes_asks_which_one(editor):
    """The hint says that a postal code may be typed: its communes are offered under the field, the largest first, and one click takes it."""
    page = editor.page
    editor.field("commune").fill("64240")
    editor.field("commune").blur()
    page.locator("#c-departement").focus()
    place = page.locator("[data-champ=commune]").first
    asked = place.get_by_text("« 64240 » est le code postal de 9 communes. Laquelle est-ce ? Choisissez-la ici, ou tapez son nom.")
    asked.wait_for()
    place.get_by_role("button", name="Hasparren (Pyrénées-Atlantiques)").click()
    assert (editor.value("commune"), editor.value("departement")) == ("Hasparren", "Pyrénées-Atlantiques")


@pytest.mark.parametrize(("part", "field", "told"), [
    ("", "[data-champ=commune]", "On peut taper une commune, d’aujourd’hui ou ancienne, ou son code postal. D’un quartier"),
    ("territoire", "[data-champ=epci]", "On peut taper le nom d’une intercommunalité."),
])  # fmt: skip
def test_a_field_that_finds_nothing_says_what_it_can_take(editor, part, field, told):
    """An intercommunalité, a département, have no place in the field of a commune, nor a commune in theirs."""
    place = (editor.part(part) if part else editor.page).locator(field).first
    place.locator("[data-lieu] input").first.fill("zzqxzzqx")
    place.get_by_text(told).wait_for()
    assert "un département" not in place.locator("[data-lieu-etat]").inner_text()
