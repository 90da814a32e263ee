"""One file a page: its entry and what it imports, in order, or a sentence that says why not."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from atlas.site import scripts
from tests.sites import PROJECT

ENTRIES = sorted(p.parent.name for p in (PROJECT / "assets").glob("*/page.js"))


def written(root: Path, texts: dict[str, str]) -> Path:
    """Modules of a folder `a`, by their name."""
    for name, text in texts.items():
        path = root / "a" / f"{name}.js"
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return root


@pytest.fixture
def joined(tmp_path):
    """Writes modules by path, and joins what `a/page.js` imports."""

    def join(**modules):
        return scripts.bundle(written(tmp_path, modules), "a/page.js").decode()

    return join


def test_what_is_imported_comes_first_and_once(joined):
    """Dependencies before those who ask, each once; neither imports nor exports are left, and nothing else is touched."""
    text = joined(
        page='/* Tout. */\nimport { deux } from "./deux.js";\nimport {\n  un,\n} from "./un.js";\nimport "./geste.js";\n\ndeux(un);\n',
        deux='import { un } from "./un.js";\nexport function deux() { return un; }\n',
        un="export const un = 1;\n",
        geste="addEventListener('x', () => import('./y.js'));\n",
    )
    assert text == "export const un = 1;\nfunction deux() { return un; }\naddEventListener('x', () => import('./y.js'));\ndeux(un);\n".replace("export ", "")


def test_an_entry_keeps_what_it_exports(joined):
    """It may be asked for by `import(address)`."""
    assert joined(page='import { un } from "./un.js";\nexport const deux = un;\n', un="export const un = 1;\n").endswith("export const deux = un;\n")


@pytest.mark.parametrize(
    ("modules", "said"),
    [
        (
            {"page": 'import "./x.js";\n', "x": '\nimport "./y.js";\n', "y": 'import "./x.js";\n'},
            "a/y.js, ligne 1 : les modules s’importent en rond : x.js → y.js → x.js.",
        ),
        ({"page": '// rien\nimport "./x.js";\n'}, "a/page.js, ligne 2 : le module « x.js » n’existe pas."),
        ({"page": 'import "../../x.js";\n'}, "a/page.js, ligne 1 : le module « x.js » n’existe pas."),
        ({"page": 'import { b } from "./x.js";\n', "x": "export const a = 1;\nconst b = 2;\n"}, "a/page.js, ligne 1 : « b » n’est pas exporté par x.js."),
        ({"page": 'import "./x.js";\nconst a = 1;\n', "x": "\nfunction a() {}\n"}, "a/page.js, ligne 2 : « a » est déjà déclaré dans a/x.js, ligne 2"),
        ({"page": 'import "./x.js";\nclass a {}\n', "x": "let [\n  b, a,\n] = [1, 2];\n"}, "a/page.js, ligne 2 : « a » est déjà déclaré dans a/x.js, ligne 1"),
        ({"page": 'import "./x.js";\nasync function a() {}\n', "x": "const { b: a } = c;\n"}, "« a » est déjà déclaré"),
    ],
)
def test_what_cannot_be_joined_is_refused(joined, modules, said):
    """A circle, a missing module, a name not exported, a name declared twice: the file, the line, and why."""
    with pytest.raises(scripts.ScriptError, match=re.escape(said)):
        joined(**modules)


@pytest.mark.parametrize(
    "form",
    ['import a from "./x.js";', 'import * as a from "./x.js";', 'import { a as b } from "./x.js";', 'import { a } from "x";', "import { a } from './x.js';", 'import "./x.js"'],
)
def test_other_forms_of_import_are_refused(joined, form):
    """Default, namespace, renaming, a bare name: none is taken."""
    with pytest.raises(scripts.ScriptError, match=r"^a/page\.js, ligne 2 : "):
        joined(page=f"// rien\n{form}\n", x="export const a = 1;\n")


@pytest.mark.parametrize("form", ["export default 1;", 'export { a } from "./y.js";', "export { a };", 'export * from "./y.js";'])
def test_only_declarations_are_exported(joined, form):
    """Neither default, nor list, nor what another module exports."""
    with pytest.raises(scripts.ScriptError, match=r"^a/x\.js, ligne 2 : seule une déclaration s’exporte"):
        joined(page='import "./x.js";\n', x=f"const a = 1;\n{form}\n")


def test_what_is_for_readers_is_not_sent(joined):
    """Comments, indents and empty lines stay in the source; what looks like a comment in a text goes along."""
    text = joined(page="""/* De quoi il s’agit,
 * en deux lignes. */
// Et ceci.

const a = {
  // plus bas
  b: "/* non */", // oui
  /** @type {string} */ c: "d // e",
  f: `https://g // h`,
};
""")
    assert text == 'const a = {\nb: "/* non */",\n/** @type {string} */ c: "d // e",\nf: `https://g // h`,\n};\n'


READER = "for (const path of process.argv.slice(1)) new vm.SourceTextModule(fs.readFileSync(path, 'utf8'), { identifier: path })"


def test_every_entry_of_the_site_joins(tmp_path):
    """Each page's script joins, and a JavaScript reader, where there is one, finds no fault in it."""
    made = {tmp_path / f"{name.replace('/', '-')}.mjs": scripts.bundle(PROJECT / "assets", f"{name}/{scripts.ENTRY}") for name in ENTRIES}
    assert [path for path, text in made.items() if b'from "./' in text] == []
    if node := shutil.which("node"):
        for path, text in made.items():
            path.write_bytes(text)
        done = subprocess.run((node, "--no-warnings", "--experimental-vm-modules", "--eval", READER, *made), check=False, capture_output=True, text=True)
        assert done.returncode == 0, done.stderr


def test_modules_leave_nothing_on_the_window():
    """No module hands anything over by `window`, nor goes strict or closes its scope by hand: modules do."""
    for path in (PROJECT / "assets").rglob("*.js"):
        if path.parent.name != "editeur":
            text = path.read_text(encoding="utf-8")
            assert not re.search(r"window\.\w+ = |[\"']use strict[\"']|^\(\(\) =>", text, re.MULTILINE), path


def test_a_late_piece_asks_for_what_came_before_it(tmp_path):
    """A page's late pieces repeat nothing: they import by address, and the page exports what they want of it besides its own."""
    written(tmp_path, {
        "page": 'import { un } from "./un.js";\nexport const page = un;\n',
        "un": "export const un = 1;\n",
        "suite": 'import { un } from "./un.js";\nimport { deux } from "./deux.js";\nun(deux);\n',
        "deux": 'import { page } from "./page.js";\nexport const deux = page;\n',
        "reste": 'import { deux } from "./deux.js";\nimport { un } from "./un.js";\nexport const reste = [un, deux];\n',
    })  # fmt: skip
    made = {name: content.decode() for name, content in scripts.pieces(tmp_path, "a/page.js", lambda content: str(len(content)))}
    first, second = (len(made[f"a/{name}.js"]) for name in ("page", "suite"))
    assert made == {
        "a/page.js": "const un = 1;\nexport const page = un;\nexport { un };\n",
        "a/suite.js": f'import {{ page, un }} from "./page.js?v={first}";\nconst deux = page;\nun(deux);\nexport {{ deux }};\n',
        "a/reste.js": f'import {{ deux }} from "./suite.js?v={second}";\nimport {{ un }} from "./page.js?v={first}";\nexport const reste = [un, deux];\n',
    }


def test_a_name_that_two_pieces_declare_is_not_asked_of_both(tmp_path):
    """Each piece has a scope of its own, and may call its things as it likes; one that comes after both may not ask for two things by one name."""
    written(tmp_path, {
        "page": 'import { un } from "./x.js";\nun();\n',
        "x": "export const un = 1;\n",
        "suite": 'import { un } from "./y.js";\nun();\n',
        "y": "export const un = 2;\n",
        "reste": 'import { un } from "./y.js";\nimport "./z.js";\nun();\n',
        "z": 'import { un } from "./x.js";\nun();\n',
    })  # fmt: skip
    with pytest.raises(scripts.ScriptError, match=r"a/reste\.js, ligne 1 : « un » est demandé à \./(page|suite)\.js\?v=1 et à \./(page|suite)\.js\?v=1"):
        list(scripts.pieces(tmp_path, "a/page.js", lambda _: "1"))
