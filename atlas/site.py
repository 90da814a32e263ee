"""The order of a build: search index and map beside, pages, data, and one swap at the end."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from atlas import (
    carte,
    coat,
    explorer,
    exports,
    nearfiles,
    news,
    observatory,
    preparation,
    publication,
    rendering,
    report,
    scripts,
    search,
    urls,
)
from atlas.caching import Cache, key_of
from atlas.documents import documents
from atlas.exports import atom, json_poles, observatoire, regles, robots, sitemap, territoires
from atlas.house import House
from atlas.model import Atlas, Pole
from atlas.pages import Life, Page, PoleTools, general_pages, pole_tools
from atlas.pages.pole import TEMPLATE as POLE_TEMPLATE
from atlas.pages.pole import page as pole_page
from atlas.pages.tools import GROUNDS, Pictures
from atlas.pages.writings import Writings
from atlas.pictures import plates
from atlas.preparation import Preparation
from atlas.publication import Publication, Tally
from atlas.text import story_renderer
from atlas.workers import Task, cores, shares

ALONE = "coque/dossier.js"  # the one script that is no module: it runs where modules do not
PARALLEL_FROM = 60  # poles; below, a second process costs more than it brings


@dataclass(frozen=True, slots=True)
class Site:
    """What every page is made with. `source` is the project, where the records are."""

    atlas: Atlas
    source: Path
    output: Publication
    render: Callable[[Page], bytes]
    pictures: Pictures


def build(house: House, atlas: Atlas, target: Path, prepared: Preparation | None = None) -> Tally:
    """Build the whole site of a checked atlas into `target`; the old site stays whole until the last moment.

    Raises:
        OutputError: when `target` cannot be used.
        ContentError: when one of our own texts cannot be used.
    """
    content = house.root / "content"
    prepared = prepared or Preparation(house)
    written = prepared.written()
    output = publication.begin(target, house.root)
    try:
        cache = Cache(house.root / ".cache")
        known = Task(partial(news.read, house.root, atlas, cache))
        index = Task(partial(_write_index, output, cache, atlas, written))
        grounds = plates.load(content / "plates")
        assets = dict(_assets(house, grounds))
        prepared.wait_for_poles()
        site = _site(house, atlas, output, cache, assets, grounds)
        tools = pole_tools(atlas, story_renderer(), site.pictures, written.glossaire)
        # Pagefind is the longest thread and cannot be shared: whatever can be gives it its core.
        # The general pages are about one share of work: this process takes them, and the others all the poles.
        tasks = [Task(partial(_write_poles, site, tools, share), giving_way=True) for share in _shared(atlas.poles)]
        life = Life(known.result(), report.of(atlas, report.day(atlas, house.root)), observatory.of(atlas))
        pages = general_pages(atlas, written, tools, life)
        prepared.wait_for_others()
        tally = output.write_all(assets.items())
        tally += output.adopt(content / "gazetteer", urls.LIEUX, "index.json")
        tally += output.adopt(content / "lieux-editeur", urls.EDITEUR_LIEUX, "index.json")
        tally += output.write_all((urls.file_of(page.url), site.render(page)) for page in pages)
        tally += output.write_all(_data(atlas, pages))
        tally += output.write_all((path, text.encode()) for path, text in atom.files(atlas, life.news))
        tally += output.write_all((path, text.encode()) for path, text in observatoire.files(atlas, life.observatory))
        written_poles = [task.result() for task in tasks]
        tally += sum((share.tally for share in written_poles), Tally(0, 0))
        told = {slug: text for share in written_poles for slug, text in share.told.items()}
        tally += output.write(exports.paths.POLES_JSON, json_poles.together(atlas, (told[pole.slug] for pole in atlas.poles)))
        tally += output.write(f"assets/{carte.SCRIPT}", carte.remembered(Cache(content / "plates"), cache).encode())
        tally += index.result()
        output.publish()
    finally:
        output.abandon()
    return tally


def _shared(poles: Sequence[Pole]) -> list[Sequence[Pole]]:
    return shares(poles, cores() if len(poles) >= PARALLEL_FROM else 1)


def _write_index(output: Publication, cache: Cache, atlas: Atlas, written: Writings) -> Tally:
    """The search index; that of the old site where it was made of the same documents, which a change of looks leaves alone."""
    known = tuple(documents(atlas, written.textes, written.glossaire))
    key = key_of(search.fingerprint(), repr(known))
    there = search.digests_of(cache.found("index", key) or "")
    if there and (kept := output.keep({urls.SEARCH + path: digest for path, digest in there.items()})):
        return kept
    files = search.bundle(known)
    cache.keep("index", key, search.digests(files))
    return output.write_all((urls.SEARCH + path, content) for path, content in files.items())


@dataclass(frozen=True, slots=True)
class _Share:
    """What one process wrote, and each of its poles as JSON, by slug: they stand together in another file."""

    tally: Tally
    told: dict[str, bytes]


def _write_poles(site: Site, tools: PoleTools, poles: Iterable[Pole]) -> _Share:
    told: dict[str, bytes] = {}
    return _Share(site.output.write_all(_pole_files(site, poles, partial(pole_page, site.atlas, tools=tools), told)), told)


def _pole_files(site: Site, poles: Iterable[Pole], page_of: Callable[[Pole], Page], told: dict[str, bytes]) -> Iterator[tuple[str, bytes]]:
    for pole in poles:
        yield urls.file_of(urls.pole(pole.slug)), site.render(page_of(pole))
        told[pole.slug] = json_poles.told(site.atlas, pole).encode()
        data = json_poles.alone(site.atlas, pole, told[pole.slug])
        for slug in (pole.slug, *pole.anciennes_adresses):  # the addresses of data are promises too
            yield f"{urls.API}poles/{slug}.json", data
        yield f"{urls.EDITEUR_FICHES}{pole.slug}.md", (site.source / urls.source_file(pole.slug)).read_bytes()


def _site(
    house: House, atlas: Atlas, output: Publication, cache: Cache, assets: dict[str, bytes], grounds: plates.Plates
) -> Site:
    versions = {path: rendering.digest(content) for path, content in assets.items()}
    versions[f"assets/{carte.SCRIPT}"] = carte.key()[:8]
    versions[f"{urls.LIEUX}index.json"] = rendering.digest((house.root / "content" / "gazetteer" / "index.json").read_bytes())
    environment = preparation.environment(house.root, cache, versions)
    environment.get_template(POLE_TEMPLATE)  # now, for all the processes that will be copied from this one
    pictures = Pictures(
        grounds.frames,
        tuple(f"assets/{name}" for name in carte.ASSETS.styles),
        tuple(f"assets/{name}" for name in carte.ASSETS.scripts),
    )
    return Site(atlas, house.root, output, partial(rendering.render, environment, site=rendering.site_data(atlas)), pictures)


def _assets(house: House, grounds: plates.Plates) -> Iterator[tuple[str, bytes]]:
    folder = house.root / "assets"
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
        yield f"assets/{name}", (house.root / "content" / "geo" / source).read_bytes()
    for name, content in grounds.files.items():
        yield GROUNDS + name, content


def _data(atlas: Atlas, pages: Iterable[Page]) -> Iterator[tuple[str, bytes]]:
    for path, render in exports.FILES.items():
        if path != exports.paths.POLES_JSON:  # put together from what the poles say of themselves
            yield path, render(atlas).encode()
    for path, text in territoires.by_departement(atlas):
        yield path, text.encode()
    for path, text in nearfiles.files(atlas):
        yield path, text.encode()
    yield urls.EXPLORER, explorer.render(atlas).encode()
    yield urls.EDITEUR_REGLES, regles.render(atlas).encode()
    yield urls.EDITEUR_POLES, regles.render_poles(atlas).encode()
    addresses = [(page.url, page.modified) for page in pages if page.listed]
    addresses += [(urls.pole(pole.slug), str(pole.verifie_le)) for pole in atlas.poles]
    yield "sitemap.xml", sitemap.render(atlas.config.adresse, addresses).encode()
    yield "robots.txt", robots.render(atlas.config.adresse).encode()
