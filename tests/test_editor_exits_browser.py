"""What is sent from the last step: the change, whole, in words and in a form that applies; with consent; to somebody."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest

from tests.editing import Editor
from tests.sites import GITHUB, PROJECT, configured

pytestmark = pytest.mark.browser
LONG = "emergence-beauvaisis"  # the longest record of the atlas: it never fitted in an address
CONSENT = re.compile(r"Mes ajouts peuvent être publiés sous Licence Ouverte\s2\.0\. Je n’ai mis ici aucune donnée personnelle\.")


@pytest.fixture
def editor(page, static_server, github, context) -> Editor:
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    return Editor(page, static_server(github, "/prefixe/"))


def record(slug: str) -> str:
    return (PROJECT / f"poles/{slug}.md").read_text(encoding="utf-8")


def ticket(editor: Editor) -> str:
    """The text of the issue that the second way opens."""
    href = editor.page.locator("[data-sortie='2'] a[href*='issues']").get_attribute("href")
    return parse_qs(urlsplit(href).query, strict_parsing=True)["body"][0]


def mail(editor: Editor) -> str:
    """The text of the e-mail that the third way writes."""
    href = editor.page.locator("[data-courriel-pret]").get_attribute("href")
    assert len(href) <= 1_800
    return parse_qs(urlsplit(href).query, strict_parsing=True)["body"][0].replace("\r\n", "\n")


def applied(folder: Path, slug: str, before: str, message: str, *command: str) -> str:
    """The record after a message, whole, was given to `git apply` or to another program."""
    path = folder / "poles" / f"{slug}.md"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(before.encode())
    done = subprocess.run(command or ("git", "apply", "-"), cwd=folder, input=message.encode(), capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode()
    return path.read_bytes().decode()


def changed(editor: Editor, slug: str, before: str, after: str) -> None:
    """The last step of a correction, whichever way it was typed."""
    editor.page.evaluate("([slug, base, texte]) => { atlasEditeur.etat.ouvrir({ texte, base, slug, publie: true }); atlasEditeur.aller('envoi'); }", [slug, before, after])


def with_a_sentence(text: str, sentence: str) -> str:
    """A sentence put in the middle of the longest paragraph."""
    head, body = text.split("\n---\n", 1)
    longest = max(body.split("\n\n"), key=len)
    ends = [found.end() for found in re.finditer(r"\. ", longest)] or [0]
    at = ends[len(ends) // 2]
    return f"{head}\n---\n{body.replace(longest, longest[:at] + sentence + ' ' + longest[at:], 1)}"


def test_the_correction_of_any_record_travels_whole(editor, tmp_path):
    """Of each record, one value and one sentence: the issue holds each in words and as a difference that `git apply` takes."""
    editor.open(f"?pole={LONG}")
    editor.screen("envoi")
    sentence = "Depuis, une troisième structure les a rejoints."
    for path in sorted((PROJECT / "poles").glob("*.md")):
        before = path.read_text(encoding="utf-8")
        verified = re.sub(r"(?m)^verifie_le: .*$", "verifie_le: 2027-02-03", before, count=1)
        for after, words in ((verified, "2027-02-03"), (with_a_sentence(before, sentence), sentence)):
            changed(editor, path.stem, before, after)
            told = ticket(editor)
            assert words in told.split("\n~~~diff", 1)[0], path.stem
            assert applied(tmp_path, path.stem, before, told) == after, path.stem


@pytest.mark.parametrize("slug", [LONG, "epv", "cartoucherie"])
def test_an_email_holds_a_value_whole_and_a_sentence_in_words(editor, tmp_path, slug):
    """A link of an e-mail is short: a value rides as a difference too; a sentence in words, and the file is joined, which is said."""
    before = record(slug)
    editor.open(f"?pole={slug}")
    editor.screen("envoi")
    after = re.sub(r"(?m)^verifie_le: .*$", "verifie_le: 2020-02-03", before, count=1)
    changed(editor, slug, before, after)
    assert applied(tmp_path, slug, before, mail(editor)) == after
    changed(editor, slug, before, with_a_sentence(before, "Depuis, une troisième structure les a rejoints."))
    assert "Depuis, une troisième structure les a rejoints." in mail(editor)
    assert f"Le fichier {slug}.md est joint" in mail(editor)
    assert "joignez le fichier" in editor.page.locator("[data-sortie='3'] [data-trop-long]").inner_text()


def test_the_words_that_differ_are_shown(editor, tmp_path):
    """One word typed anew in the middle of a long paragraph: the page and the issue show it with its neighbours, not the first signs twice."""
    before = record(LONG)
    paragraph = max(before.split("\n---\n", 1)[1].split("\n\n"), key=len)
    words = list(re.finditer(r"[a-zéèà]{6,}", paragraph))
    word = next(w for w in words[len(words) // 2 :] if paragraph.count(w[0]) == 1)
    editor.open(f"?pole={LONG}")
    story = editor.shown("recit")
    story.fill(story.input_value().replace(word[0], "chamboulé"))
    editor.errors()
    line = editor.page.locator(".changements li")
    assert line.count() == 1
    assert line.locator("del").inner_text().endswith(word[0])
    assert line.locator("ins").inner_text().endswith("chamboulé")
    shown = line.evaluate("e => e.textContent")
    assert re.match(r"Récit, \d+e?r? paragraphe\u00a0: …", shown)
    assert len(shown) < 250
    assert paragraph[word.start() - 8 : word.start()] + "avant " in shown
    told = ticket(editor)
    said = next(row for row in told.splitlines() if row.startswith("- Récit"))
    assert re.search(rf"«\u202f….*{word[0]}.*…\u202f» → «\u202f….*chamboulé.*…\u202f»$", said)
    after = editor.text()
    assert after == before.replace(paragraph, paragraph.replace(word[0], "chamboulé"))
    assert applied(tmp_path / "a", LONG, before, told) == after
    assert applied(tmp_path / "b", LONG, before, told.replace(" \n", "\n")) == after  # ends of lines as some pages lose them
    inside = tmp_path / "c" / "sites" / "atlas"
    inside.mkdir(parents=True)
    subprocess.run(["git", "init", "-q", str(tmp_path / "c")], check=True, capture_output=True)  # noqa: S607 - this machine's Git
    assert applied(inside, LONG, before, told) == after


def test_a_citation_is_shown_by_the_title_of_its_source(editor):
    """Among what changes, no mark of the file: the reader sees which source is cited, before and after."""
    editor.open("?pole=epv")
    first, second, *_ = editor.value("sources").items()
    story = editor.shown("recit")
    story.fill(story.input_value() + f"\n\nUne phrase.[^{first[0]}][^{second[0]}][^nulle-part]")
    editor.errors()
    shown = editor.page.locator(".changements").inner_text()
    assert f"Une phrase. (source\u00a0: {first[1]['titre'][:40]}" in shown
    assert f"(source\u00a0: {second[1]['titre'][:40]}" in shown
    assert "[^nulle-part]" in shown
    assert shown.count("[^") == 1


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("sans fin de ligne", "sans fin de ligne, et plus long"),
        ("~~~\ncode\n~~~~\nun\n", "~~~\ncode\n~~~~\ndeux\n"),
        ("- un\n--- deux\n+++ trois\n", "- un\n--- deux et\n+++ trois et\n@@ -1,1 +1,1 @@\n"),
        ("un\n\n\n\ndeux\n", "\n\nun\n\n\ndeux\n\n"),
        ("fin\n", "fin de tout"),
    ],
)
def test_an_awkward_text_applies_too(editor, tmp_path, before, after):
    """No last line feed, fences, lines that look like a difference: the message gives the very bytes."""
    head = record("epv").split("\n---\n", 1)[0] + "\n---\n\nUne phrase.[^epv]\n\n"
    editor.open("?pole=epv")
    editor.screen("envoi")
    changed(editor, "epv", head + before, head + after)
    assert applied(tmp_path, "epv", head + before, ticket(editor)) == head + after


def test_what_does_not_fit_is_said_and_copied(editor, tmp_path):
    """A story written anew is too long for a link: said before the link, and what is copied holds the change whole."""
    before = record(LONG)
    editor.open(f"?pole={LONG}")
    editor.shown("recit").fill("Une tout autre histoire, et rien de l’ancienne. " * 150 + "[^rtes]")
    editor.errors()
    for rank in (2, 3):
        way = editor.page.locator(f"[data-sortie='{rank}']")
        assert "trop long pour tenir tout entier dans le lien" in way.locator("[data-trop-long]").inner_text()
        assert way.evaluate("e => Boolean(e.querySelector('[data-trop-long]').compareDocumentPosition(e.querySelector('ol')) & Node.DOCUMENT_POSITION_FOLLOWING)")
        way.get_by_role("button", name="Copier la suite").click()
        way.get_by_text("Copié.").wait_for()
        rest = editor.page.evaluate("navigator.clipboard.readText()")
        assert "Une tout autre histoire" in rest.split("~~~diff", 1)[0]
        assert applied(tmp_path, LONG, before, rest) == editor.text()
    assert "Le reste, à coller ici" in ticket(editor)


def test_a_short_correction_needs_no_copy(editor):
    """One value: the link of the issue and that of the e-mail are whole, and say so."""
    editor.open(f"?pole={LONG}")
    editor.shown("site_web").fill("https://www.exemple.fr/neuf")
    editor.errors()
    assert editor.page.locator("[data-trop-long]").count() == 0
    assert editor.page.get_by_text("Il dit tout ce que vous changez.").is_visible()
    assert editor.page.get_by_text("Tout ce que vous changez y est.").is_visible()


def test_words_of_a_list_are_those_of_the_form(editor):
    """A sector is told by its label, not by the word of the file."""
    editor.open("?pole=epv")
    before = record("epv")
    changed(editor, "epv", before, before.replace("secteurs: [eco-activites]", "secteurs: [eco-activites, numerique]"))
    assert "Numérique" in editor.page.locator(".changements ins").inner_text()
    assert "numerique" not in ticket(editor).split("~~~diff")[0]


def test_a_file_of_ones_own_is_sent_whole(editor):
    """Nobody else has the file it was opened from: a difference would apply to nothing."""
    editor.open()
    text = (PROJECT / "tests/valid/minimal.md").read_text(encoding="utf-8")
    editor.page.locator("[data-ouvrir-fichier]").set_input_files({"name": "pole-exemple.md", "mimeType": "text/markdown", "buffer": text.encode()})
    editor.page.locator("[data-titre]", has_text="Pôle exemple").wait_for()
    editor.shown("nom").fill("Pôle d’exemple")
    editor.errors()
    assert "@@ " not in ticket(editor)
    assert editor.text().strip() in ticket(editor)


def test_sending_says_the_consent(editor):
    """Its words stand before the ways to send, which need no other gesture; the messages that are sent say them too."""
    editor.open("?pole=epv")
    page = editor.page
    editor.shown("site_web").fill("https://www.exemple.fr/neuf")
    editor.screen("envoi")
    told = page.locator("[data-accord]")
    assert CONSENT.search(told.inner_text())
    assert "Ni numéro de portable" in told.inner_text()
    assert told.evaluate("e => Boolean(e.compareDocumentPosition(document.querySelector('[data-sortie]')) & Node.DOCUMENT_POSITION_FOLLOWING)")
    assert page.locator("[data-sortie]:visible").count() == 3
    assert CONSENT.search(ticket(editor))
    assert CONSENT.search(mail(editor))


def test_nothing_changed_asks_for_nothing(editor):
    """No consent without anything to send."""
    editor.open("?pole=epv")
    editor.screen("envoi")
    assert editor.page.locator("[data-accord]").is_hidden()
    assert "il n’y a rien à envoyer" in editor.page.locator("[data-sorties]").inner_text()


@pytest.mark.parametrize(("depot", "ways"), [('depot:\n  forge: ""\n', 1), (GITHUB, 3)], ids=["no forge", "a forge"])
def test_without_an_address_no_mail_goes_to_nobody(page, static_server, tmp_path, miniature, depot, ways):
    """The site has no e-mail address: the file is handed over, and the page says to whom; no link writes to nobody."""
    editor = Editor(page, static_server(configured(tmp_path, miniature, depot, email=""))).open()
    editor.shown("nom").fill("Pôle à finir")
    editor.errors()
    assert page.locator("[data-sortie]").count() == ways
    assert page.locator("main a[href^='mailto:']").count() == 0
    assert ("ne reçoit pas encore de fiche en ligne" in page.locator("[data-sorties]").inner_text()) is (ways == 1)
    told = page.locator("[data-sortie='3']").inner_text()
    assert "Ce site ne donne pas encore d’adresse" in told
    assert "la personne du réseau qui tient l’atlas" in told
    assert editor.download(tmp_path).read_text(encoding="utf-8") == editor.text()
