"""The settings of each kind of host, made of the one table of `answers`: they stand in the built site, hidden from who reads it.

nginx and Caddy include theirs in a site of their own; Apache finds `.htaccess` by itself; the Pages of the forges take none,
and `.nojekyll` tells GitHub's to publish what is there as it is. `docs/hebergement.md` tells people what to do with them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from atlas import urls
from atlas.model.atlas import Atlas
from atlas.site.answers import COMPRESSED, HEADERS, TYPES, VERSION, Header, type_of

READS = ("config", "retired", "pole.slug", "pole.anciennes_adresses")
FOLDER = ".hebergement/"
_HIDDEN = r"(^|/)\.(?!well-known/)"  # what stands in the site and is no part of it
_NOTE = "# Écrit à chaque construction de l’atlas, qui remplace tout ce dossier : mode d’emploi dans docs/hebergement.md."


@dataclass(frozen=True, slots=True)
class _Site:
    """What servers must know of a site: the way to it on its host, where records went, and which were withdrawn."""

    prefix: str
    moved: tuple[tuple[str, str], ...]
    gone: tuple[str, ...]


def files(atlas: Atlas) -> Iterator[tuple[str, bytes]]:
    """The settings, by path. Servers each have their own way with odd signs in the address of a site: it then gets none."""
    prefix = urls.prefix(atlas.config.adresse)
    yield ".nojekyll", b""
    if not re.fullmatch(r"/[\w./~-]*", prefix, re.ASCII):
        return
    moved = tuple((urls.pole(old), urls.pole(pole.slug)) for old, pole in atlas.by_former.items())
    site = _Site(prefix, moved, tuple(urls.pole(entry.slug) for entry in atlas.retired))
    for path, lines in ((".htaccess", _apache), (f"{FOLDER}nginx.conf", _nginx), (f"{FOLDER}Caddyfile", _caddy)):
        yield path, "".join(f"{line}\n" for line in (_NOTE, *lines(site))).encode()


def _nginx(site: _Site) -> Iterator[str]:
    """To be included in a `server`. All values are variables: an empty one sends no header, and no `location` hides any of them."""
    at = site.prefix
    yield "index index.html;"
    yield "absolute_redirect off;"
    yield f"error_page 403 =404 {at}{urls.NOT_FOUND};"
    yield f"error_page 404 {at}{urls.NOT_FOUND};"
    yield "types {"
    yield from (f"    {kind} {ending};" for ending, kind in TYPES.items())
    yield "}"
    yield "default_type application/octet-stream;"
    yield "charset utf-8;"
    yield f"charset_types {_kinds(ending for ending in TYPES if 'charset' in type_of(f'.{ending}'))};"
    yield "gzip on;"
    yield "gzip_static on;"
    yield "gzip_vary on;"
    yield f"gzip_types {_kinds(COMPRESSED)};"
    for number, header in enumerate(HEADERS):
        name = f"$atlas_{number}"
        yield f'set {name} "{header.value}";'
        yield from (f'if ($uri ~ "^{at}{pattern}") {{ set {name} "{value}"; }}' for pattern, value in header.but)
        if header.versioned:
            yield f'if ($args ~ "^{VERSION}$") {{ set {name} "{header.versioned}"; }}'
            yield f'if ($uri = "{at}{urls.NOT_FOUND}") {{ set {name} "{header.value}"; }}'
        yield f"add_header {header.name} {name} always;"
    yield rf'location ~ "{_HIDDEN}" {{ return 404; }}'
    yield from (f"location = {at}{old} {{ return 301 {at}{new}; }}" for old, new in site.moved)
    yield from (f"location = {at}{url} {{ error_page 410 {at}{urls.file_of(url)}; return 410; }}" for url in site.gone)


def _kinds(endings: Iterator[str] | tuple[str, ...]) -> str:
    """Types for a list of nginx's, which always holds that of pages."""
    return " ".join(TYPES[ending] for ending in endings if ending != "html")


def _apache(site: _Site) -> Iterator[str]:
    """For the root of the site. A compressed twin is served under the name of its file."""
    at, packed = site.prefix, "|".join(COMPRESSED)
    yield "Options -Indexes -MultiViews"
    yield "DirectoryIndex index.html"
    yield f"ErrorDocument 403 {at}{urls.NOT_FOUND}"
    yield f"ErrorDocument 404 {at}{urls.NOT_FOUND}"
    yield "RemoveType .gz .br"
    yield "RemoveLanguage .br"  # Breton
    yield "AddEncoding gzip .gz"
    yield "AddEncoding br .br"
    yield from (f"AddType {kind} .{ending}" for ending, kind in TYPES.items())
    yield f"AddCharset utf-8 {' '.join(f'.{ending}' for ending in TYPES if 'charset' in type_of(f'.{ending}'))}"
    yield "<IfModule mod_headers.c>"
    for header in HEADERS:
        yield from (f"    {line}" for line in _apache_header(header, at))
    yield rf'    <FilesMatch "\.({packed})(\.gz|\.br)?$">'
    yield "        Header merge Vary Accept-Encoding"
    yield "    </FilesMatch>"
    yield "</IfModule>"
    yield "<IfModule mod_deflate.c>"
    yield f"    AddOutputFilterByType DEFLATE {' '.join(dict.fromkeys(TYPES[ending] for ending in COMPRESSED))}"
    yield "</IfModule>"
    yield "<IfModule mod_rewrite.c>"
    yield "    RewriteEngine On"
    yield f"    RewriteRule {_HIDDEN} - [R=404,L]"
    yield from (f"    RewriteRule ^{re.escape(old)}$ {at}{new} [R=301,L]" for old, new in site.moved)
    yield from (f"    RewriteRule ^{re.escape(url)}$ - [G,L]" for url in site.gone)
    yield "    RewriteCond %{REQUEST_FILENAME} -d"
    yield "    RewriteCond %{REQUEST_FILENAME}/index.html !-f"
    yield "    RewriteRule ^ - [R=404,L]"
    for name, ending in (("br", "br"), ("gzip", "gz")):
        yield rf"    RewriteCond %{{HTTP:Accept-Encoding}} \b{name}\b"
        yield rf"    RewriteCond %{{REQUEST_FILENAME}}.{ending} -f"
        yield rf"    RewriteRule \.({packed})$ %{{REQUEST_URI}}.{ending} [L]"
    yield "</IfModule>"
    for url in site.gone:
        yield f"<If \"%{{REQUEST_URI}} == '{at}{url}'\">"
        yield f"    ErrorDocument 410 {at}{urls.file_of(url)}"
        yield "</If>"


def _apache_header(header: Header, at: str) -> Iterator[str]:
    found = [f"%{{REQUEST_URI}} =~ m#^{at}{pattern}#" for pattern, _ in header.but]
    versioned = f"%{{QUERY_STRING}} =~ m#^{VERSION}$# && %{{REQUEST_URI}} != '{at}{urls.NOT_FOUND}'"
    cases = [(condition, value) for condition, (_, value) in zip(found, header.but, strict=True)]
    others = " && ".join(f"!({condition})" for condition in [*found, *([versioned] if header.versioned else [])])
    cases += [(others, header.value), (versioned, header.versioned)]
    for condition, value in cases:
        if value:
            yield f'Header always set {header.name} "{value}"' + (f' "expr={condition}"' if condition else "")


def _caddy(site: _Site) -> Iterator[str]:
    """To be imported into a site that says its `root`."""
    at = site.prefix
    for number, header in enumerate(HEADERS):
        yield from _caddy_header(header, at, f"@atlas_{number}")
    for ending in TYPES:
        yield f"@atlas_{ending} path *.{ending}"
        yield f'header @atlas_{ending} Content-Type "{type_of(f".{ending}")}"'
    yield "@atlas_entiers {"  # Caddy says of the compressed twin alone that there are two
    yield rf"    path_regexp (\.({'|'.join(COMPRESSED)})|/)$"
    yield "    not header Accept-Encoding *gzip*"
    yield "}"
    yield "header @atlas_entiers Vary Accept-Encoding"
    yield "encode gzip"
    yield from (f"redir {at}{old} {at}{new} 301" for old, new in site.moved)
    for url in site.gone:
        yield f"handle {at}{url} {{"
        yield f"    rewrite * /{urls.file_of(url)}"
        yield "    file_server {"
        yield "        status 410"
        yield "    }"
        yield "}"
    yield f"handle_path {at}* {{"
    yield "    file_server {"
    yield "        hide .*"
    yield "        precompressed br gzip"
    yield "    }"
    yield "}"
    yield "handle_errors {"
    yield f"    rewrite * /{urls.NOT_FOUND}"
    yield f'    header Content-Type "{type_of(urls.NOT_FOUND)}"'
    yield from (f"    header {header.name} {header.value}" for header in HEADERS if header.versioned)
    yield "    file_server"
    yield "}"


def _caddy_header(header: Header, at: str, name: str) -> Iterator[str]:
    for rank, (pattern, value) in enumerate(header.but):
        if value:
            yield f"{name}_{rank} path_regexp ^{at}{pattern}"
            yield f'header {name}_{rank} {header.name} "{value}"'
    if header.value:
        yield f"{name} {{"
        yield "    path *"
        yield from (f"    not path_regexp ^{at}{pattern}" for pattern, _ in header.but)
        yield "}"
        yield f'header {name} {header.name} "{header.value}"'
    if header.versioned:
        yield f"{name}_v expression {{query}}.matches('^{VERSION}$')"
        yield f'header {name}_v {header.name} "{header.versioned}"'
