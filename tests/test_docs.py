"""What people read about the records says what the code knows, word for word; its examples are what they claim to be."""

from __future__ import annotations

import json
import re
import subprocess
from dataclasses import replace
from urllib.parse import parse_qs, urlsplit

import pytest
import yaml

from atlas import documentation, urls
from atlas.cli.main import main
from atlas.content import forge, retired, vocabularies
from atlas.documentation import questions
from atlas.exports import json_schema
from atlas.model.atlas import Atlas
from atlas.pages import signaler
from atlas.pages.editeur import STORY
from atlas.problems.phrases import CODES
from atlas.problems.report import AVERTISSEMENT, Problem
from atlas.record.fields import FIELDS, path_of
from atlas.site import examination, house
from tests import pages
from tests.examples import problems_with
from tests.sites import TODAY

GUIDES = ("CONTRIBUTING.md", "README.md", *(f"docs/{name}.md" for name in ("champs", "codes", "developper", "editeur-de-texte", "forge", "hebergement", "securite")))
TEXTS = {name: (documentation.ROOT / name).read_text(encoding="utf-8") for name in GUIDES}
TEXT, FIELDS_PAGE, CODES_PAGE = (TEXTS[name] for name in ("CONTRIBUTING.md", "docs/champs.md", "docs/codes.md"))
LONGEST_GUIDE = 300  # lines
FORMS = documentation.ROOT / ".github" / "ISSUE_TEMPLATE"


def test_what_is_written_by_the_code_is_up_to_date():
    """Otherwise: `python -m atlas.documentation`."""
    assert [name for name, text in documentation.files() if (documentation.ROOT / name).read_text(encoding="utf-8") != text] == []


def test_the_guide_is_short_and_leads_to_the_fields_and_the_codes():
    """It is for people who correct a record; both are explained on pages of their own."""
    assert len(TEXT.splitlines()) <= LONGEST_GUIDE
    assert documentation.fields_list() in TEXT
    assert documentation.codes_list() in TEXT
    assert documentation.fields_table() in FIELDS_PAGE


def test_every_field_is_documented():
    assert [field.key for field in FIELDS if f'| <a id="{field.key}"></a>`{field.key}` | **{field.label}.**' not in FIELDS_PAGE] == []


def test_every_code_is_an_anchor():
    """Of the page of codes, and still of CONTRIBUTING, where links were given, which leads there."""
    assert [code.id for code in CODES if CODES_PAGE.count(f"\n### {code.id}\n\n**{code.title}.** {code.meaning}") != 1] == []
    assert [code.id for code in CODES if TEXT.count(f'<a id="{code.id}"></a>[`{code.id}`](docs/codes.md#{code.id})') != 1] == []


def test_the_site_explains_the_same_codes_in_the_same_order(real):
    """Each an anchor, with its title, its meaning and its example as it is typed: no typography is set in it."""
    page = pages.parse(real, real / urls.CODES / "index.html")
    told = page.words()

    assert [found.get("id") for found in page.all("h3")] == [code.id for code in CODES]
    assert [page.words(found) for found in page.all("h3")] == [" ".join(code.title.split()) for code in CODES]
    assert ["".join(found.itertext()) for found in page.all("pre")] == [text for code in CODES for text in (code.wrong, code.right)]
    assert [code.id for code in CODES if " ".join(code.meaning.split()) not in told] == []


def test_each_example_is_what_it_says():
    """What is wrong gets that code, as an error or as a warning; what is right gets no code at all."""
    for code in CODES:
        if code.place != "ailleurs":
            told = [problem for problem in problems_with(code, code.wrong) if problem.code == code.id]

            assert told, code.id
            assert code.warns == all(problem.level == AVERTISSEMENT for problem in told), code.id
            assert [str(problem) for problem in problems_with(code, code.right)] == [], code.id


def test_few_codes_have_no_example_that_can_be_run():
    """Two: what a text cannot show."""
    assert [code.id for code in CODES if code.place == "ailleurs"] == ["fichier-trop-gros", "encodage"]


def anchors(text):
    """Where a link into a Markdown text may lead, as the forges name it."""
    titles = re.findall(r"^#+ (.+)$", re.sub(r"^```.*?^```$", "", text, flags=re.MULTILINE | re.DOTALL), re.MULTILINE)
    return {re.sub(r"[^\w -]", "", title.lower()).replace(" ", "-") for title in titles} | set(re.findall(r'<a id="([^"]+)">', text))


def test_each_test_that_the_threat_model_names_is_there():
    """Every threat has a test that shows what stops it."""
    text = (documentation.ROOT / "docs/securite.md").read_text(encoding="utf-8")
    named = set(re.findall(r"`(tests/[\w/]+\.py)`", text))
    assert len(named) > 20
    assert {name for name in named if not (documentation.ROOT / name).is_file()} == set()
    tables = re.findall(r"^\|[^\n]*L’essai \|\n\| ---[^\n]*\n((?:\|[^\n]*\n)+)", text, re.MULTILINE)
    assert len(tables) >= 7
    assert [row for table in tables for row in table.splitlines() if "`tests/" not in row.rsplit(" | ", 1)[1]] == []


@pytest.mark.parametrize("name", GUIDES)
def test_links_of_the_guides_lead_somewhere(name):
    """To a file that exists, a picture for instance, and to one of its anchors where the link names one."""
    here = documentation.ROOT / name
    prose = re.sub(r"^```.*?^```$|`[^`\n]*`", "", TEXTS[name], flags=re.MULTILINE | re.DOTALL)
    for path, anchor in re.findall(r"\]\((?!https?://)([^)#]*)(?:#([^)]*))?\)", prose):
        target = here.parent / path if path else here
        assert target.exists(), path
        if anchor:
            assert anchor in anchors(target.read_text(encoding="utf-8")), (path, anchor)


def generated(names):
    """Those of these paths that `.gitattributes` marks as generated."""
    command = ["git", "check-attr", "--stdin", "linguist-generated"]
    told = subprocess.run(command, input="\n".join(names), cwd=documentation.ROOT, text=True, capture_output=True, check=True).stdout
    return {line.split(": ")[0] for line in told.splitlines() if line.endswith(": set")}


def test_what_is_generated_is_marked_so():
    """A forge folds it in a review: what `atlas.documentation` and `tools` write wholly, and what locks the versions of others' code."""
    written = {name for name, _ in documentation.files()} - {"CONTRIBUTING.md"}
    folders = ("content/gazetteer", "content/plates", "content/geo/contours")
    drawn = {f"{folder}/{path.name}" for folder in folders for path in (documentation.ROOT / folder).iterdir()}
    derived = {f"content/geo/{path.name}" for path in (documentation.ROOT / "content/geo").iterdir() if path.suffix in (".csv", ".geojson")}
    names = written | drawn | derived | {"package-lock.json", *(f"tests/{kind}.empreintes" for kind in ("publication-2014", "pages-lues"))}

    assert len(drawn) > 500
    assert names - generated(names) == set()
    assert generated(["CONTRIBUTING.md", "poles/epv.md", "docs/decisions.md", "content/geo/README.md", ".github/ISSUE_TEMPLATE/config.yml"]) == set()


def test_an_issue_form_is_filled_by_the_keys_of_the_fields():
    """An address can fill `?template=nouveau-pole.yml&nom=…`: each id is the key of a field, and says what its label says."""
    form = yaml.safe_load((FORMS / "nouveau-pole.yml").read_text(encoding="utf-8"))
    asked = {part["id"]: part for part in form["body"] if "id" in part and part["id"] != "accord"}

    assert tuple(asked) == questions.NEW_POLE
    for key, part in asked.items():
        field = STORY if key == STORY.key else path_of(key)[0]
        assert part["attributes"]["label"].replace("\u202f", " ") == field.label
        assert part.get("validations", {}).get("required", False) == field.required


@pytest.mark.parametrize("kind", ["github", "gitlab", "gitea"])
def test_what_tells_a_mistake_fills_the_forge_s_own_form(kind):
    """On GitHub, fields of the form by their ids, never a menu, which an address cannot fill; elsewhere, the form's questions."""
    form = yaml.safe_load((FORMS / "correction.yml").read_text(encoding="utf-8"))
    texts = {part["id"]: part["attributes"]["label"] for part in form["body"] if part["type"] in ("input", "textarea")}
    the_house = house.load(documentation.ROOT)
    atlas = examination.examine(the_house, examination.record_files(documentation.ROOT), TODAY).atlas
    depot = forge.at(kind, "https://forge.example/reseau/atlas")
    atlas = replace(atlas, config=replace(atlas.config, adresse="https://atlas.example/prefixe/", depot=depot))

    asked = {key: value for key, (value,) in parse_qs(urlsplit(signaler.address(atlas, atlas.by_slug["epv"])).query, strict_parsing=True).items()}

    name = "issue[{}]" if kind == "gitlab" else "{}"
    title, body = asked.pop(name.format("title")), asked.pop(name.format("description" if kind == "gitlab" else "body"))
    assert title == form["title"] + "EPV – Éoliennes en Pays de Vilaine"
    assert re.findall("^### (.+)$", body, re.MULTILINE) == list(texts.values())
    assert "https://atlas.example/prefixe/poles/epv/" in body
    if kind == "github":
        assert (FORMS / asked.pop("template")).is_file()
        assert asked.pop("pole") in body
    assert asked == {}


def test_a_form_is_looked_for_at_the_root_of_the_repository_alone():
    """An atlas in a folder of a repository, or of a forge without forms, has a plain issue."""
    plain = forge.at("github", "https://forge.example/r/a", "main", "sites/atlas/")
    assert plain.report("t", "p", "c") == plain.issue("t", "c")
    config = yaml.safe_load((FORMS / "config.yml").read_text(encoding="utf-8"))
    assert config["blank_issues_enabled"]  # or GitHub would send whoever brings a title and a text back to the choice of forms


def test_an_issue_form_offers_the_words_of_the_closed_lists():
    """All of them, by their labels, several where the field takes several."""
    form = yaml.safe_load((FORMS / "nouveau-pole.yml").read_text(encoding="utf-8"))
    lists = vocabularies.load(documentation.ROOT / "content" / "vocabulaires.yaml")
    offered = {part["id"]: part["attributes"] for part in form["body"] if part["type"] == "dropdown"}

    assert offered["statut"]["options"] == [term.label for term in lists["statuts"].values()]
    assert offered["secteurs"]["options"] == [term.label for term in lists["secteurs"].values()]
    assert (offered["statut"]["multiple"], offered["secteurs"]["multiple"]) == (False, True)


def test_both_forges_ask_the_same():
    """GitLab's descriptions have GitHub's questions, in the same order."""
    for name in ("nouveau-pole", "correction"):
        form = yaml.safe_load((FORMS / f"{name}.yml").read_text(encoding="utf-8"))
        labels = [part["attributes"]["label"] for part in form["body"] if part.get("id", "accord") != "accord"]
        template = (documentation.ROOT / ".gitlab" / "issue_templates" / f"{name}.md").read_text(encoding="utf-8")
        assert [title.removesuffix(" (obligatoire)") for title in re.findall(r"^### (.+)$", template, re.MULTILINE)] == labels


def test_the_guide_s_settings_find_the_problems():
    """The task for an editor reads file, line and column in what `check` says, errors and warnings apart."""
    tasks = json.loads(re.search(r"^  ```json\n(.*?)^  ```$", TEXTS["docs/editeur-de-texte.md"], re.MULTILINE | re.DOTALL)[1])
    error = Problem("poles/a.md", 4, 14, "x", "statut", "a", "b", "c")
    for matcher, problem in zip(tasks["tasks"][0]["problemMatcher"], (error, replace(error, level=AVERTISSEMENT)), strict=True):
        pattern = matcher["pattern"]
        found = re.search(pattern["regexp"], str(problem))
        assert [found[pattern[part]] for part in ("file", "line", "column")] == ["poles/a.md", "4", "14"]
        assert not re.search(pattern["regexp"], str(replace(problem, level="autre")))


def test_the_guide_s_register_can_be_read(tmp_path):
    """What the guide shows of `content/retires.yaml` is an entry of it, heir and reason included, and each reason is explained."""
    shown = re.search(r"^  ```yaml\n(  retires:.*?)^  ```$", TEXT, re.MULTILINE | re.DOTALL)[1]
    (tmp_path / "retires.yaml").write_text(shown, encoding="utf-8")

    (entry,) = retired.load(tmp_path / "retires.yaml")

    assert (entry.slug, entry.reason, entry.heir) == ("pole-laine", "erreur", "filature")
    assert all(f"`{reason}`" in TEXT for reason in retired.REASONS)


def test_the_commands_people_read_are_those_of_the_program(capsys):
    """README names every command and option of `build.py`, and neither it nor the guide names another."""

    def helped(*arguments):
        with pytest.raises(SystemExit):
            main([*arguments, "--help"])
        return capsys.readouterr().out

    commands = re.findall(r"^    ([a-z]+)", helped(), re.MULTILINE)
    known = {name: set(re.findall(r"--[a-z-]+", helped(name))) - {"--aide", "--help"} for name in commands}
    readme = (documentation.ROOT / "README.md").read_text(encoding="utf-8").split("## Toutes les commandes")[1]
    told = re.findall(r"^\| `([a-z]+)\b([^`]*)`", readme, re.MULTILINE)
    inline = re.findall(rf"`(?:python )?(?:build\.py )?({'|'.join(known)})\b([^`]*)`", "\n".join(TEXTS[name] for name in GUIDES if name != "README.md"))

    assert {name for name, _ in told} == set(known)
    for name, options in known.items():
        assert {option for said, rest in told if said == name for option in re.findall(r"--[a-z-]+", rest)} == options, name
    assert len(inline) > 5
    for name, rest in inline:
        assert set(re.findall(r"--[a-z-]+", rest)) <= known[name], (name, rest)


def test_the_schema_explains_what_an_editor_shows():
    """Every key has a title and an explanation, every word of a closed list too; a simple value has an example."""
    the_house = house.load(documentation.ROOT)
    schema = json.loads(json_schema.render(Atlas(the_house.config, the_house.vocabularies, the_house.places, the_house.referentiel, ())))

    def walk(properties, fields):
        for field in fields:
            told = properties[field.key]
            assert told["title"]
            assert told["description"]
            inner = told["items"] if field.many else told
            if field.example:
                assert told["examples"]
            for word in inner.get("oneOf", ()):
                assert word.get("title"), field.key
                assert word.get("description") or "enum" in word or word.get("type") == "null", field.key
            if field.kind == "groupe":
                walk(inner["properties"], field.fields)
            if field.kind == "table" and field.fields:
                walk(next(iter(inner["patternProperties"].values()))["properties"], field.fields)

    walk(schema["properties"], FIELDS)
