"""How page data become HTML: our own autoescaping environment, around the base template the coat gives."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from jinja2 import (
    BytecodeCache,
    ChoiceLoader,
    DictLoader,
    Environment,
    FileSystemLoader,
    StrictUndefined,
    TemplateNotFound,
    nodes,
    pass_context,
)
from jinja2.bccache import Bucket
from jinja2.compiler import CodeGenerator, Frame
from jinja2.ext import Extension
from jinja2.lexer import Token, TokenStream
from jinja2.runtime import Context
from markupsafe import Markup, escape

from atlas import urls
from atlas.content.config import Licence
from atlas.french.typography import date, enumeration, french_markup, number, plural, printed
from atlas.machine.cache import Cache
from atlas.machine.refusals import RefusedError
from atlas.model.atlas import Atlas
from atlas.pages import jsonld
from atlas.pages.data import Page
from atlas.site import answers

MENU = (
    (urls.POLES, "Les pôles", "poles"),
    (urls.PRES, "Près de chez moi", "pres"),
    (urls.REGIONS, "Les régions", "regions"),
    (urls.SECTEURS, "Les secteurs", "secteurs"),
    (urls.COMPRENDRE, "Comprendre", "comprendre"),
    (urls.CHARTE, "La Charte", "charte"),
    (urls.REFERENTIEL, "Le référentiel", "referentiel"),
)
FOOT = (
    (urls.OBSERVATOIRE, "Observatoire"),
    (urls.NOUVEAUTES, "Quoi de neuf"),
    (urls.COLLECTIVITES, "Pour les collectivités"),
    (urls.GLOSSAIRE, "Glossaire"),
    (urls.CHERCHES, "Pôles cherchés"),
    (urls.CONTRIBUER, "Contribuer"),
    (urls.DONNEES, "Données"),
    (urls.ETAT, "État des fiches"),
    (urls.CONTACT, "Contact"),
    (urls.PLAN, "Plan du site"),
    (urls.MENTIONS, "Mentions légales"),
    (urls.DONNEES_PERSONNELLES, "Données personnelles"),
)
REMEMBERED = 8192  # texts that come back
_IN_MENUS = {entry[0] for entry in (*MENU, *FOOT)}


@dataclass(frozen=True, slots=True)
class SiteData:
    """What every template may see of the site."""

    titre: str
    adresse: str
    accessibilite: str
    licence: Licence
    date: str
    menu: tuple[tuple[str, str, str], ...]
    pied: tuple[tuple[str, str], ...]


class _FrenchText(Extension):
    """Sets the templates' own words, once, when they are compiled; `finalize` sets what is printed into them."""

    def filter_stream(self, stream: TokenStream) -> Iterator[Token]:
        """Every token of a template, its text set in French."""
        return (Token(t.lineno, t.type, french_markup(t.value)) if t.type == "data" else t for t in stream)


class _Printing(CodeGenerator):
    """Compiles « {{ x }} » to `finalize(x)` alone, whose result is escaped: Jinja would look at it once more, at each print."""

    def _output_child_pre(self, node: nodes.Expr, frame: Frame, finalize: CodeGenerator._FinalizeInfo) -> None:  # noqa: ARG002 - Jinja calls it so
        self.write(str(finalize.src))

    def _output_child_post(self, node: nodes.Expr, frame: Frame, finalize: CodeGenerator._FinalizeInfo) -> None:  # noqa: ARG002 - likewise
        self.write(")")


class _Environment(Environment):
    code_generator_class = _Printing


def site_data(atlas: Atlas) -> SiteData:
    """The site as templates see it."""
    config = atlas.config
    return SiteData(
        config.titre, config.adresse, config.accessibilite, config.licence,
        date(atlas.updated) or "(aucune fiche)", MENU, FOOT,
    )  # fmt: skip


def environment(
    templates: Path, base: str, versions: Mapping[str, str], icon: Callable[[str], Markup], compiled: BytecodeCache | None
) -> Environment:
    """Our environment: it escapes everything, refuses unknown names, and sets French as it prints.

    `base` is the text of `base.html`; `versions` the short digest of each published asset, put after its address so
    that browsers may keep it; `compiled` remembers compiled templates.
    """
    made = _Environment(
        autoescape=True,
        loader=ChoiceLoader([DictLoader({"base.html": base}), FileSystemLoader(templates)]),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_set,
        extensions=[_FrenchText],
        auto_reload=False,
        bytecode_cache=compiled,
    )

    @pass_context
    def asset(context: Context, path: str) -> str:
        version = versions.get(path, "")
        if versions and not version and path.startswith("assets/"):
            raise _missing(path)
        return f"{context['racine']}{path}?v={version}" if version else f"{context['racine']}{path}"

    made.filters |= {
        "actif": asset,
        "politique": answers.policy,
        "icone": icon,
        "nombre": number,
        "enumeration": enumeration,
        "compte": plural,
        "tel_quel": escape,  # of a code, which French typography would change
    }

    return made


class Compiled(BytecodeCache):
    """Compiled templates, remembered with all that they depend on beside their text: Jinja itself looks at that."""

    def __init__(self, cache: Cache, key: str) -> None:
        self._cache, self._key = cache, key

    def load_bytecode(self, bucket: Bucket) -> None:
        """What was compiled of a text, if it is all there."""
        content = self._cache.content(f"gabarits/{bucket.key}", self._key)
        if content is not None:
            bucket.bytecode_from_string(content)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Remember what was compiled of a text."""
        self._cache.keep_content(f"gabarits/{bucket.key}", self._key, bucket.bytecode_to_string())


def render(environment_: Environment, page: Page, site: SiteData) -> bytes:
    """One page as UTF-8 HTML. The page of errors is served at any depth: its addresses start from the site's root."""
    way = urls.up(page.url)
    if page.url == urls.NOT_FOUND:
        way = urls.prefix(site.adresse)
    here = page.url if page.url in _IN_MENUS else ""
    try:
        html = environment_.get_template(page.template).render(page=page, site=site, racine=way, ici=here, lie=jsonld.told(page, site.adresse))
    except TemplateNotFound as error:
        raise _missing(f"templates/{error.name}") from None
    return _tidy(html).encode()


def _missing(path: str) -> RefusedError:
    return RefusedError(f"{path} : ce fichier, dont des pages se servent, manque ; remettez-le, par exemple avec « git restore {path} ».")


_printed = lru_cache(maxsize=REMEMBERED)(printed)  # addresses, signs and labels come back on every page: they are set and escaped once


def _set(value: Any) -> Markup:  # noqa: ANN401 - whatever a template prints
    """What is printed, ready for a page: plain text is set in French and escaped, HTML left alone, the rest escaped."""
    kind = type(value)
    if kind is str:
        return _printed(value)
    html: Markup = value if kind is Markup else escape(value)
    return html


def _tidy(html: str) -> str:
    """No blank lines nor trailing spaces: templates stay readable and pages light."""
    return "\n".join(filter(None, map(str.rstrip, html.split("\n")))) + "\n"
