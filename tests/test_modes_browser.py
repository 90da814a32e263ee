"""Every template as a reader may want it: light, dark, forced colours, less motion, 400 %, letters twice as large or spaced out, the keyboard.

A template is opened once, on one page that it makes, with what is folded opened; all that is asked of it is asked there.
"""

from __future__ import annotations

import pytest

from tests.sites import PROJECT

pytestmark = pytest.mark.browser

PAGES = {
    "404": "404.html", "accueil": "", "autodiagnostic": "referentiel/autodiagnostic/", "autodiagnostic-grille": "referentiel/autodiagnostic/grille/",
    "charte": "charte/", "codes": "contribuer/codes/", "collectivites": "collectivites/", "comprendre": "comprendre/", "contribuer": "contribuer/",
    "departement": "departements/26/", "departements": "departements/", "donnees": "donnees/", "editeur": "contribuer/editeur/?pole=epv",
    "embed-code": "donnees/integrer/", "epci": "epci/200022986/", "epci-index": "epci/", "etat": "etat-des-fiches/",
    "etat-liste": "etat-des-fiches/sans-siege/", "glossaire": "glossaire/", "hors-connexion": "hors-connexion/", "observatoire": "observatoire/",
    "observatoire-liste": "observatoire/creation/", "plan": "plan-du-site/",
    "pole": "poles/epv/", "poles": "poles/", "poles-cherches": "poles-cherches/", "pres-de-chez-moi": "pres-de-chez-moi/?commune=26362",
    "quoi-de-neuf": "quoi-de-neuf/", "recherche": "recherche/#q=réemploi", "referentiel": "referentiel/", "region": "regions/bretagne/",
    "regions": "regions/", "secteur": "secteurs/culture/", "secteurs": "secteurs/", "style": "style/", "texte": "accessibilite/",
    "embed/carte": "embed/", "embed/fiche": "embed/poles/epv/", "embed/territoire": "embed/regions/bretagne/",
}  # fmt: skip
"""A page of each template, and the address that shows the most of it."""
UNSEEN = {"lecture", "macros", "territoire", "observatoire-organisations", "fiche-deplacee", "fiche-retiree", "poles-suite", "embed/cadre"}
"""What is no page, the pages of two lines that an address of before leads to, and those that wait for more poles or organisations."""
READY = {"editeur": "[data-editeur][data-pret]", "pres-de-chez-moi": "[data-pres-phrase]:not(:empty)", "recherche": "[data-recherche-resultats] a", "poles": "[data-pret]"}
SPACED = "* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important } p { margin-bottom: 2em !important }"
ADOPT = "css => { const sheet = new CSSStyleSheet(); sheet.replaceSync(css); document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet]; }"
FORGET = "() => { document.adoptedStyleSheets = []; document.documentElement.style.fontSize = ''; }"

# Words that a box cuts, and no scrolling shows: neither those only read aloud, nor those cut on purpose by an ellipsis.
CUT = """() => [...document.querySelectorAll('body *')].filter((e) => {
  if (!e.checkVisibility() || !e.textContent.trim() || e.closest('svg, .lu-seul, [data-carte]')) return false;
  const { overflowX, overflowY, textOverflow, webkitLineClamp } = getComputedStyle(e), shut = (flow) => ['hidden', 'clip'].includes(flow);
  if (e.clientHeight < 2 || textOverflow === 'ellipsis' || webkitLineClamp !== 'none') return false;
  return (shut(overflowX) && e.scrollWidth > e.clientWidth + 2) || (shut(overflowY) && e.scrollHeight > e.clientHeight + 2);
}).map((e) => `${e.tagName}.${e.className} ${e.textContent.trim().slice(0, 40)}`)"""

# Text under 4.5:1 (3:1 when large) on the colour behind it; over a picture, what the picture's own test says.
PALE = """() => {
  const parse = (c) => { const [r, g, b, a = 1] = (c.match(/[\\d.]+/g) ?? []).map(Number); return c.startsWith('color(') ? [r * 255, g * 255, b * 255, a] : [r, g, b, a]; };
  const over = ([r, g, b, a], [R, G, B]) => [r * a + R * (1 - a), g * a + G * (1 - a), b * a + B * (1 - a), 1];
  const light = ([r, g, b]) => [r, g, b].map((v) => v / 255).map((v) => (v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4)).reduce((sum, v, i) => sum + v * [0.2126, 0.7152, 0.0722][i], 0);
  const ground = (e) => { const own = parse(getComputedStyle(e).backgroundColor); return own[3] === 1 ? own : over(own, e.parentElement ? ground(e.parentElement) : [255, 255, 255, 1]); };
  const found = new Set();
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const e = node.parentElement;
    if (!node.data.trim() || e.closest('svg, .lu-seul, [disabled], [aria-disabled=true], option') || !e.checkVisibility({ opacityProperty: true })) continue;
    const style = getComputedStyle(e), behind = ground(e), ink = over(parse(style.color), behind);
    const [a, b] = [light(ink), light(behind)].sort((x, y) => y - x), size = parseFloat(style.fontSize);
    if ((a + 0.05) / (b + 0.05) < (size >= 24 || (size >= 18.6 && style.fontWeight >= 700) ? 3 : 4.495)) found.add(`${e.tagName}.${e.className} ${node.data.trim().slice(0, 30)} ${style.color} ${behind.map(Math.round)}`);
  }
  return [...found];
}"""

# What can have the focus and does not show it: no outline of its own, of its label or of what holds it. (A shadow is nothing in forced colours.)
UNMARKED = """() => [...document.querySelectorAll('a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex="0"]')].filter((e) => {
  if (!e.checkVisibility({ visibilityProperty: true }) || e.disabled || e.closest('[inert]')) return false;
  e.focus({ preventScroll: true });
  if (document.activeElement !== e) return false;
  const held = [e, e.nextElementSibling, ...(e.labels ?? []), e.parentElement, e.querySelector('*')].filter(Boolean).map((at) => getComputedStyle(at));
  const drawn = (style) => style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) > 0 && style.outlineColor !== 'rgba(0, 0, 0, 0)';
  return !held.some(drawn) && !(e.closest('svg') && [e, ...e.querySelectorAll('*')].some((at) => getComputedStyle(at).stroke !== 'none'));
}).map((e) => `${e.tagName}.${e.getAttribute('class')} ${e.textContent.trim().slice(0, 40)}`)"""

MOVING = """() => [...document.querySelectorAll('*')].filter((e) => {
  const { transitionDuration, animationDuration, animationName, scrollBehavior } = getComputedStyle(e);
  return scrollBehavior === 'smooth' || (animationName !== 'none' && parseFloat(animationDuration) > 0.01) || transitionDuration.split(',').some((time) => parseFloat(time) > 0.01);
}).map((e) => `${e.tagName}.${e.className}`)"""


def test_every_template_is_looked_at():
    """A template that is added is given a page here."""
    known = {path.relative_to(PROJECT / "templates").as_posix().removesuffix(".html") for folder in ("", "embed/") for path in (PROJECT / "templates").glob(f"{folder}*.html")}
    assert known == set(PAGES) | UNSEEN


@pytest.mark.parametrize("template", PAGES)
def test_a_page_bends_to_its_reader(page, home, template):
    """Nothing sticks out nor is cut at 400 %, at twice the letters or spaced out; words stand out; the focus is seen; nothing moves unasked."""
    page.set_viewport_size({"width": 1280, "height": 900})
    page.emulate_media(reduced_motion="reduce")
    page.goto(home + PAGES[template])
    if ready := READY.get(template):
        page.locator(ready).first.wait_for()
    page.evaluate("document.querySelectorAll('details').forEach((d) => { d.open = true; })")
    wrong: dict[str, object] = {}

    def ask(name: str, found: object) -> None:
        if found:
            wrong[name] = found

    def sticks_out(width: int, name: str) -> None:
        page.set_viewport_size({"width": width, "height": 900})
        reached = page.evaluate("document.documentElement.scrollWidth")
        ask(f"dépasse, {name}", reached if reached > width else 0)
        ask(f"coupé, {name}", page.evaluate(CUT))

    for width in (768, 360, 320):
        sticks_out(width, f"{width} px")
    page.evaluate(ADOPT, SPACED)
    sticks_out(320, "320 px, espacé")
    sticks_out(1280, "espacé")
    page.evaluate(FORGET)
    page.evaluate("document.documentElement.style.fontSize = '250%'")  # twice the page’s own 125 %
    sticks_out(1280, "lettres doublées")
    page.evaluate(FORGET)
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        ask(f"pâle, {scheme}", page.evaluate(PALE))
    page.keyboard.press("Tab")  # from now on the focus is that of a keyboard
    ask("focus", page.evaluate(UNMARKED))
    page.emulate_media(forced_colors="active")
    ask("focus, couleurs forcées", page.evaluate(UNMARKED))
    ask("bouge", page.evaluate(MOVING))
    ask("ordre du clavier", page.locator("[tabindex]").evaluate_all("all => all.filter((e) => e.tabIndex > 0).map((e) => e.outerHTML.slice(0, 80))"))
    assert wrong == {}, f"{template} {wrong}"
