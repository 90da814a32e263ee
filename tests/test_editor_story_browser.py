"""Prose pasted into the story stays prose, whoever wrote it; what cannot be kept is said, and nothing hostile enters."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests import browser
from tests.editing import Editor

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Page

pytestmark = pytest.mark.browser
READ = """async ([html, texte]) => {
  const { proseDe } = await import("/sources/editeur/recit/prose.js");
  return proseDe({ html, texte });
}"""
PASTE = """(zone, [html, texte]) => {
  const donnees = new DataTransfer();
  if (html) donnees.setData("text/html", html);
  donnees.setData("text/plain", texte);
  zone.focus();
  return zone.dispatchEvent(new ClipboardEvent("paste", { clipboardData: donnees, bubbles: true, cancelable: true }));
}"""
WORD = """<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><style>p.MsoNormal { margin: 0 }</style></head><body><!--StartFragment-->
<p class=MsoNormal>Le p&ocirc;le r&eacute;unit&nbsp;: <b style='mso-bidi-font-weight:normal'>trois
structures</b><o:p></o:p></p>
<p class=MsoListParagraphCxSpFirst style='text-indent:-18.0pt;mso-list:l0 level1 lfo1'><![if !supportLists]><span style='font-family:Symbol'><span style='mso-list:Ignore'>·<span style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp;&nbsp; </span></span></span><![endif]>la coop&eacute;rative<o:p></o:p></p>
<p class=MsoListParagraphCxSpMiddle style='mso-list:l0 level2 lfo1'><span style='mso-list:Ignore'>o<span>&nbsp; </span></span>son atelier<o:p></o:p></p>
<p class=MsoListParagraphCxSpLast style='mso-list:l0 level1 lfo1'><span style='mso-list:Ignore'>·</span>la mairie<a href="#_ftn1"><span class=MsoFootnoteReference>[1]</span></a></p>
<p class=MsoNormal>Une coopé\u00adra\u00adtive.</p><!--EndFragment--></body></html>"""
LIBREOFFICE = """<body lang="fr-FR"><p style="line-height: 100%">Un paragraphe
coupé.</p><ol><li><p>un</p></li><li><p>deux</p><ul><li><p>a</p></li></ul></li></ol><p><br/></p><h1>Le lieu</h1><p>Il est <i>beau</i>.</p></body>"""
GOOGLE = """<meta charset="utf-8"><b style="font-weight:normal;" id="docs-internal-guid-1"><p dir="ltr"><span style="font-weight:700">Gras</span><span> et </span><span style="font-style:italic">italique</span></p>
<ul><li dir="ltr"><p><span>a</span></p></li><ul><li><p>b</p></li></ul><li><p>c</p></li></ul></b>"""
CASES = {
    "Word": (WORD, "x", "Le pôle réunit\u00a0: **trois structures**\n\n- la coopérative\n  - son atelier\n- la mairie\n\nUne coopérative.", ["appel de note"]),
    "LibreOffice": (LIBREOFFICE, "x", "Un paragraphe coupé.\n\n1. un\n2. deux\n   - a\n\n## Le lieu\n\nIl est *beau*.", []),
    "Google": (GOOGLE, "x", "**Gras** et *italique*\n\n- a\n  - b\n- c", []),
    "web": ("<p>Voir <a href='https://exemple.fr/a_(b)'>la page</a>, <a href='../x'>ici</a>.</p><img src=x><p>Fin</p>", "x", "Voir [la page](https://exemple.fr/a_%28b%29), ici.\n\nFin", ["image", "lien"]),
    "table": ("<table><tr><th>Structure</th><th>Rôle</th></tr><tr><td>Laine</td><td>porteur</td></tr><tr><td>Bois</td><td></td></tr></table>", "x", "Structure, Rôle\u00a0:\n\n- Laine\u00a0: porteur\n- Bois", ["tableau"]),
    "typed bullets": ("<p>Ceci :</p><p>• a</p><p>• b</p><p>1982. Un comité.</p>", "x", "Ceci :\n\n- a\n- b\n\n1982. Un comité.", []),
    "signs": ("<p>2*3 salles, C#, *étoile* &lt;b&gt; a_b # x</p><p># pas un titre</p><p>Vu.[^site]</p>", "x", "2\\*3 salles, C#, \\*étoile\\* \\<b> a\\_b # x\n\n\\# pas un titre\n\nVu.[^site]", []),
    "spaces": ("<p>Un&nbsp;pôle&nbsp;: 5&nbsp;000&nbsp;€ &laquo;&nbsp;oui&nbsp;&raquo;</p>", "x", "Un pôle\u00a0: 5\u00a0000\u00a0€ «\u00a0oui\u00a0»", []),
    "code of a text editor": ("<div style='font-family: monospace'><span>- a</span><br><span>  - b[^site]</span></div>", "- a\n  - b[^site]", "- a\n  - b[^site]", []),
    "nothing but text": ("", "Le pôle naît en 2014.\nIl réunit trois structures.\n\tUn retrait.", "Le pôle naît en 2014.\n\nIl réunit trois structures.\n\nUn retrait.", []),
    "wrapped lines": ("", "Le pôle naît en 2014 autour de trois structures du pays\nde Redon, et il s’étend depuis à toute la vallée de la\nVilaine.", "Le pôle naît en 2014 autour de trois structures du pays\nde Redon, et il s’étend depuis à toute la vallée de la\nVilaine.", []),
    "bullets of text": ("", "Le pôle réunit :\n•\tla coopérative\no\tson atelier\n•\tla mairie\nFin.", "Le pôle réunit :\n\n- la coopérative\n- son atelier\n- la mairie\n\nFin.", []),
    "nested text": ("", "Ceci :\n• a\n  – b\n    – c\n• d", "Ceci :\n\n- a\n  - b\n    - c\n- d", []),
    "numbers": ("", "1) a\n2) b\n   - c\n3) d", "1. a\n2. b\n   - c\n3. d", []),
    "years": ("", "1982. Un comité.\n31. décembre 2015\n- 20 % d’emplois", "1982. Un comité.\n\n31. décembre 2015\n\n- 20 % d’emplois", []),
    "rows": ("", "Laine\tporteur\t2014\nBois\tmembre\t", "- Laine\u00a0: porteur, 2014\n- Bois\u00a0: membre", ["tableau"]),
    "Markdown": ("", "## Titre\n\nUn *mot*.[^site]\n\n> cité\n> encore\n\n1. a\n   - b\n2. c", "## Titre\n\nUn *mot*.[^site]\n\n> cité\n> encore\n\n1. a\n   - b\n2. c", []),
    "invisible": ("", "coopé\u00adra\u200btion\ufeff", "coopération", []),
    "script": ("<p onclick='x()'>Un <script>window.touche = 1</script><b>mot</b><img src=x onerror='window.touche = 1'></p><iframe src='javascript:1'></iframe><svg onload='window.touche = 1'><p>a</p></svg>", "x", "Un **mot**\n\na", ["image"]),
    "javascript": ("<p><a href='javascript:alert(1)'>clic</a> <a href=' JaVaScRiPt:x'>clac</a></p>", "x", "clic clac", ["liens"]),
    "hidden": ("<p>Vu<span style='display:none'>caché</span></p><p hidden>caché</p>", "x", "Vu", []),
}  # fmt: skip


@pytest.fixture
def blank(page: Page, miniature: Path, static_server) -> Page:
    browser.give_sources(page)
    page.goto(static_server(miniature, "/"))
    return page


def test_what_is_pasted_is_prose(blank, complaints):
    """Paragraphs, lists, tables, spaces: the text, and what is said of what it lost."""
    for name, (html, text, expected, said) in CASES.items():
        told = blank.evaluate(READ, [html, text])
        assert told["texte"] == expected, name
        assert len(told["dits"]) == len(said), name
        assert all(any(word in one.lower() for one in told["dits"]) for word in said), name
    assert blank.evaluate("window.touche") is None
    complaints[:] = [said for said in complaints if "Content Security Policy" not in said]  # what was pasted asked for it, and was refused


@pytest.fixture
def editor(page: Page, miniature: Path, static_server) -> Editor:
    return Editor(page, static_server(miniature, "/atlas/")).open()


def test_a_paste_enters_the_record_says_what_it_lost_and_can_be_undone(editor):
    """Through the form's own field: the text, the sentence under it, the record, then « Annuler »."""
    story = editor.field("recit")
    story.evaluate("zone => { for (let e = zone; e; e = e.parentElement) { if (e.hidden) e.hidden = false; if (e.tagName === 'DETAILS') e.open = true; } }")
    html, text, expected, _ = CASES["table"]
    assert story.evaluate(PASTE, [html, text]) is False
    assert story.input_value() == expected
    editor.page.locator(".recit-colle").get_by_text("Le tableau est devenu une liste").wait_for()
    browser.until(editor.page, "atlasEditeur.etat.texte.includes('- Laine')")
    story.press("Control+Z")
    assert story.input_value() == ""


def test_a_plain_line_is_pasted_as_it_is(editor):
    """Nothing is done where nothing is to do: the browser pastes."""
    assert editor.field("recit").evaluate(PASTE, ["", "Le pôle réunit trois structures."]) is True


def test_the_preview_shows_years_and_amounts_as_typed(editor):
    """Typed in the form, seen in the page to come: nothing became a list."""
    story = editor.field("recit")
    story.evaluate("(zone, texte) => { zone.value = texte; zone.dispatchEvent(new Event('input', { bubbles: true })); }", "1982. Un comité.\n\n- 20 % d’emplois\n\n31. décembre 2015\n\n> 50 structures")
    browser.until(editor.page, "atlasEditeur.etat.texte.includes('1982')")
    editor.page.locator("[data-apercu-page]").evaluate("e => { e.open = true; }")
    browser.until(editor.page, "document.querySelectorAll('.apercu-recit > *').length === 4")
    shown = editor.page.locator(".apercu-recit > *").evaluate_all("es => es.map((e) => `${e.tagName} ${e.textContent}`)")
    assert shown == ["P 1982. Un comité.", "P - 20 % d’emplois", "P 31. décembre 2015", "P > 50 structures"]
