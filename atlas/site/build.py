"""The order of a build, from top to bottom: what we wrote, the records, the pages, the data, and one swap at the end."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from atlas import client, exports, urls
from atlas.client import search, search_lines
from atlas.client.search_documents import documents
from atlas.content import library
from atlas.content.library import Writings
from atlas.french.markdown_html import story_renderer
from atlas.machine import publication
from atlas.machine.cache import Cache, key_of
from atlas.machine.publication import Publication, Tally
from atlas.machine.workers import Task, shares
from atlas.model.atlas import Atlas
from atlas.model.pole import Pole
from atlas.pages import Page, PoleTools, general_pages, pole_tools
from atlas.pages.pole import TEMPLATE as POLE_TEMPLATE
from atlas.pages.pole import page as pole_page
from atlas.pages.tools import GROUNDS, Pictures
from atlas.pictures import plates
from atlas.site import carte, coat, examination, house, rendering, robots, scripts
from atlas.site.examination import Verdict
from atlas.site.house import House
from atlas.survey import changes, freshness, observatory
from atlas.survey.whole import Survey


ALONE = "coque/dossier.js"  # the one script that is no module: it runs where modules do not


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a build found, and what it wrote: nothing when a record has an error."""

    verdict: Verdict
    tally: Tally | None


def build(root: Path, target: Path, today: datetime.date, base_url: str = "") -> Outcome:
    """Check the records of a project and build its site into `target`; the old site stays whole until the last moment.

    Raises:
        ContentError: when one of our own texts cannot be used.
        OutputError: when `target` cannot be used.
        AddressError: when `base_url` is no address.
        CarteError, WorkerError: when a tool we stand on fails.
    """
    ours = house.load(root)
    if base_url:
        ours = ours.at(base_url)
    verdict = examination.examine(ours, examination.record_files(root), today)
    if verdict.atlas is None:
        return Outcome(verdict, None)
    return Outcome(verdict, _publish(ours, verdict.atlas, target))


def _publish(ours: House, atlas: Atlas, target: Path) -> Tally:
    content, cache = ours.root / "content", Cache(ours.root / ".cache")
    writings = library.load(content, ours.config, ours.vocabularies, ours.places, {"fichiers": exports.listing()})
    output = publication.begin(target, ours.root)
    try:
        index = Task(partial(_write_index, output, cache, atlas, writings))
        news = Task(partial(changes.read, ours.root, atlas, cache))
        grounds = plates.load(content / "plates")
        assets = dict(_assets(ours, grounds, carte.remembered(Cache(content / "plates"), cache)))
        render = _renderer(ours, atlas, cache, assets)
        tools = pole_tools(atlas, story_renderer(), _pictures(grounds), writings.glossaire)
        poles = [Task(partial(_write_poles, ours.root, output, render, atlas, tools, share), giving_way=True) for share in shares(atlas.poles)]
        # The general pages and the data are about one share of work: this process takes them.
        report = freshness.of(atlas, freshness.day(atlas, ours.root))
        survey = Survey(atlas, news.result(), report, observatory.of(atlas))
        pages = general_pages(survey, writings, tools)
        tally = output.write_all(assets.items())
        tally += output.adopt(content / "gazetteer", urls.LIEUX, "index.json")
        tally += output.write_all((urls.file_of(page.url), render(page)) for page in pages)
        tally += output.write_all(exports.files(survey))
        tally += output.write_all(client.files(atlas))
        tally += output.write_all(_for_robots(atlas, pages))
        tally += sum((task.result() for task in poles), Tally(0, 0))
        tally += index.result()
        output.publish()
    finally:
        output.abandon()
    return tally


def _write_index(output: Publication, cache: Cache, atlas: Atlas, writings: Writings) -> Tally:
    """The files of the search, whose lines are remembered: only what a document changes is read again."""
    key = search.fingerprint(writings.synonymes)
    old = cache.found("recherche", key) or ""
    lines, files = search.files(documents(atlas, writings.textes, writings.glossaire, writings.cherches), writings.synonymes, search_lines.remembered(old))
    if (text := lines.text()) != old:
        cache.keep("recherche", key, text)
    return output.write_all((urls.SEARCH + path, content) for path, content in files)


def _assets(ours: House, grounds: plates.Plates, map_script: str) -> Iterator[tuple[str, bytes]]:
    folder = ours.root / "assets"
    for path in sorted(p for p in folder.rglob("*") if p.is_file()):
        name = path.relative_to(folder).as_posix()
        if path.name == scripts.ENTRY:
            yield f"assets/{name}", scripts.bundle(folder, name)
        elif path.suffix != ".js" or name == ALONE:
            yield f"assets/{name}", path.read_bytes()
    yield from coat.assets().items()
    for name, content in carte.libraries().items():
        yield f"assets/{name}", content
    for name, source in carte.OUTLINES.items():
        yield f"assets/{name}", (ours.root / "content" / "geo" / source).read_bytes()
    for name, content in grounds.files.items():
        yield GROUNDS + name, content
    yield f"assets/{carte.SCRIPT}", map_script.encode()


def _renderer(ours: House, atlas: Atlas, cache: Cache, assets: dict[str, bytes]) -> Callable[[Page], bytes]:
    """What makes HTML of a page, its templates compiled for all the processes that will be copied from this one."""
    templates = ours.root / "templates"
    versions = {path: rendering.digest(content) for path, content in assets.items()}
    versions[f"{urls.LIEUX}index.json"] = rendering.digest((ours.root / "content" / "gazetteer" / "index.json").read_bytes())
    shell = key_of(coat.fingerprint(), (templates / "coque" / "coque.html").read_bytes())
    base = cache.text("base.html", shell, partial(coat.base_template, templates))
    environment = rendering.environment(templates, base, versions, coat.icon, cache.room("templates", rendering.fingerprint()))
    environment.get_template(POLE_TEMPLATE)
    return partial(rendering.render, environment, site=rendering.site_data(atlas))


def _pictures(grounds: plates.Plates) -> Pictures:
    return Pictures(
        grounds.frames,
        grounds.names,
        tuple(f"assets/{name}" for name in carte.ASSETS.styles),
        tuple(f"assets/{name}" for name in carte.ASSETS.scripts),
    )


def _write_poles(
    source: Path, output: Publication, render: Callable[[Page], bytes], atlas: Atlas, tools: PoleTools, poles: Iterable[Pole]
) -> Tally:
    """The page of each pole, and its record for the editor."""

    def files() -> Iterator[tuple[str, bytes]]:
        for pole in poles:
            yield urls.file_of(urls.pole(pole.slug)), render(pole_page(atlas, pole, tools))
            yield f"{urls.EDITEUR_FICHES}{pole.slug}.md", (source / urls.source_file(pole.slug)).read_bytes()

    return output.write_all(files())


def _for_robots(atlas: Atlas, pages: Iterable[Page]) -> Iterator[tuple[str, bytes]]:
    addresses = [(page.url, page.modified) for page in pages if page.listed]
    addresses += [(urls.pole(pole.slug), str(pole.verifie_le)) for pole in atlas.poles]
    yield "sitemap.xml", robots.sitemap(atlas.config.adresse, addresses).encode()
    yield "robots.txt", robots.robots(atlas.config.adresse).encode()
