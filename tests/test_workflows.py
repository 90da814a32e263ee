"""The forges' files pass their linters, and their steps do what they say when they are run here.

Linters: zizmor (security), check-jsonschema (the forges' own schemas, which it brings), shellcheck. None asks the network.
"""

from __future__ import annotations

import json
import re
import shlex
import subprocess

import pytest
import yaml
from click.testing import CliRunner

from atlas.cli.commands import parser
from tests.fake_forge import forge
from tests.fake_runner import PROGRAMS, Runner
from tests.sites import PROJECT, build, linked

FOLDER = PROJECT / ".github" / "workflows"
WORKFLOWS = {path.stem: yaml.load(path.read_text(encoding="utf-8"), yaml.BaseLoader) for path in sorted(FOLDER.glob("*.yml"))}  # noqa: S506 - texts only
GITLAB = yaml.load((PROJECT / ".gitlab-ci.yml").read_text(encoding="utf-8"), yaml.BaseLoader)  # noqa: S506 - likewise
GITEA = yaml.load((PROJECT / ".gitea/workflows/fiches.yml").read_text(encoding="utf-8"), yaml.BaseLoader)  # noqa: S506 - likewise
SCHEMAS = {
    "vendor.github-workflows": (".gitea/workflows/fiches.yml", *sorted(FOLDER.glob("*.yml"))),
    "vendor.dependabot": (".github/dependabot.yml",),
    "vendor.gitlab-ci": ("--data-transform", "gitlab-ci", ".gitlab-ci.yml"),
    "vendor.github-issue-config": (".github/ISSUE_TEMPLATE/config.yml",),
    "vendor.github-issue-forms": sorted(path for path in PROJECT.glob(".github/ISSUE_TEMPLATE/*.yml") if path.stem != "config"),
}


def jobs():
    return [(f"{name}.{key}", job) for name, workflow in WORKFLOWS.items() for key, job in workflow["jobs"].items()]


def steps(workflow, job):
    return {step["name"]: step for step in WORKFLOWS[workflow]["jobs"][job]["steps"] if "name" in step}


def runs():
    """Every piece of shell, by where it stands."""
    found = {f"{where} {step.get('name', number)}": step["run"] for where, job in jobs() for number, step in enumerate(job.get("steps", [])) if "run" in step}
    found |= {f"gitea.{step['name']}": step["run"] for step in GITEA["jobs"]["fiches"]["steps"]}
    for name, job in GITLAB.items():
        if isinstance(job, dict) and name != "default":
            found |= {f"gitlab.{name} {part}": "\n".join(job[part]) for part in ("before_script", "script") if part in job}
    return found


def program(name, *arguments):
    return subprocess.run([PROGRAMS / name, *arguments], cwd=PROJECT, capture_output=True, text=True, encoding="utf-8", check=False)


def test_zizmor_finds_nothing():
    """No injection, no unpinned action, no needless right, no kept credential; a finding passed over has its reason beside it."""
    answer = program("zizmor", "--offline", "--no-progress", "--strict-collection", ".github")

    assert answer.returncode == 0, answer.stdout
    for path in FOLDER.glob("*.yml"):
        lines = path.read_text(encoding="utf-8").splitlines()
        assert all(lines[n - 1].strip().startswith("#") for n, line in enumerate(lines) if "zizmor: ignore" in line)


def test_zizmor_would_find_something(tmp_path):
    """A workflow that pastes a title into its shell is refused: the test above can fail."""
    bad = tmp_path / "mauvais.yml"
    bad.write_text("on: pull_request_target\njobs:\n  a:\n    runs-on: x\n    steps:\n      - run: echo ${{ github.event.pull_request.title }}\n", encoding="utf-8")

    answer = program("zizmor", "--offline", "--no-progress", str(bad))

    assert answer.returncode != 0
    assert "template-injection" in answer.stdout


@pytest.mark.parametrize("schema", SCHEMAS)
def test_each_file_has_the_form_its_forge_wants(schema, monkeypatch):
    """By the schema of that forge; in this process, which reads what it takes once for all."""
    from check_jsonschema import main  # noqa: PLC0415 - slow to load

    monkeypatch.chdir(PROJECT)
    answer = CliRunner().invoke(main, ["--builtin-schema", schema, *map(str, SCHEMAS[schema])])

    assert answer.exit_code == 0, answer.output


def test_shellcheck_finds_nothing(tmp_path):
    """Nor does an expression of the forge stand in a piece of shell: values come by the environment."""
    for number, (where, shell) in enumerate(runs().items()):
        (tmp_path / f"{number}.sh").write_text(f"# {where}\nset -e\n{shell}\n", encoding="utf-8")

    answer = program("shellcheck", "--shell=bash", *sorted(map(str, tmp_path.iterdir())))

    assert answer.returncode == 0, answer.stdout
    assert [where for where, shell in runs().items() if "${{" in shell] == []


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.yml")), ids=lambda path: path.stem)
def test_actions_are_pinned_to_commits(path):
    """A tag can be moved, a commit cannot; the version is said beside, and is the same everywhere."""
    used = re.findall(r"uses: (\S+)(?: # (\S+))?", path.read_text(encoding="utf-8"))

    for action, version in used:
        if not action.startswith("./"):
            assert re.fullmatch(r"actions/[a-z-]+@[0-9a-f]{40}", action)
            assert re.fullmatch(r"v\d+\.\d+\.\d+", version)
    every = {a for p in FOLDER.glob("*.yml") for a in re.findall(r"uses: (actions/\S+)", p.read_text(encoding="utf-8"))}
    assert len({action.split("@")[0] for action in every}) == len(every)


@pytest.mark.parametrize(("where", "job"), jobs(), ids=[where for where, _ in jobs()])
def test_a_job_has_the_rights_it_names_and_an_end(where, job):
    """Nothing at the top, few things by job, a time-out, no credential kept by the checkout."""
    assert WORKFLOWS[where.split(".")[0]]["permissions"] == {}
    assert job["permissions"]
    assert "uses" in job or int(job["timeout-minutes"]) <= 90
    for step in job.get("steps", []):
        if step.get("uses", "").startswith("actions/checkout@"):
            assert step["with"]["persist-credentials"] == "false"
            assert "ref" not in step["with"], "nothing of a proposal is fetched where something may be written"


def test_writing_and_a_strangers_code_never_meet():
    """What runs for a proposal reads; what writes runs from the main branch."""
    for where, job in jobs():
        writes = {right for right, degree in job["permissions"].items() if degree == "write"}
        triggers = WORKFLOWS[where.split(".")[0]]["on"]
        assert not (writes and "pull_request" in triggers), where
        assert "pull_request_target" not in triggers
    assert {where for where, job in jobs() if "write" in job["permissions"].values()} == {"commentaire.commentaire", "publier.publier", "liens.liens"}


def test_nothing_is_published_untested():
    """The site is built after the tests, published after the build."""
    publier = WORKFLOWS["publier"]["jobs"]
    assert publier["construire"]["needs"] == "essais"
    assert publier["publier"]["needs"] == "construire"
    assert publier["essais"]["uses"] == "./.github/workflows/essais.yml"
    assert GITLAB["stages"].index(GITLAB["essais"]["stage"]) < GITLAB["stages"].index(GITLAB["pages"]["stage"])


def test_the_comment_follows_the_check():
    """It waits for the workflow of that name, and takes the files that workflow leaves."""
    from tools import comment  # noqa: PLC0415 - only here

    assert WORKFLOWS["commentaire"]["on"]["workflow_run"]["workflows"] == [WORKFLOWS["fiches"]["name"]]
    left = {step["with"]["name"]: step["with"]["path"] for step in WORKFLOWS["fiches"]["jobs"]["fiches"]["steps"] if "upload-artifact" in step.get("uses", "")}
    assert set(left) == {comment.ARTIFACT, comment.PREVIEW}
    assert left[comment.ARTIFACT].endswith(f"/{comment.FILE}")


@pytest.fixture
def runner(miniature, tmp_path):
    return Runner(tmp_path, miniature)


BROKEN = "---\nnom: Essai neuf\nstatut: actiff\ndepartement: Creuse\nsources:\n  x: {titre: Un, date: 2020}\nverifie_le: 2026-01-15\n---\n\n@equipe <b>gras</b>[^x]\n"


def test_a_broken_record_is_annotated_and_summed_up(runner):
    """The check fails and annotates the line; the summary and the comment's file are there nonetheless."""
    runner.propose("essai-neuf.md", BROKEN)
    fiches = steps("fiches", "fiches")

    assert runner.run(fiches["Résumer"]["run"]).returncode == 0
    check = runner.run(fiches["Relire les fiches"]["run"])

    assert check.returncode == 1
    assert "::error file=poles/essai-neuf.md,line=3,col=9,title=mot-inconnu::" in check.stdout
    summary = runner.summary.read_text(encoding="utf-8")
    assert "### 2 choses à corriger dans 1 fiche\n\nFiche relue : `poles/essai-neuf.md`.\n" in summary
    left = runner.temp / "verification" / "verification.json"
    assert {p["code"] for p in json.loads(left.read_text(encoding="utf-8"))} == {"mot-inconnu", "html-interdit"}


def test_a_sound_record_gets_its_preview(runner):
    """The site is built, and the summary leads to it."""
    runner.propose("essai-neuf.md", BROKEN.replace("actiff", "actif").replace("@equipe <b>gras</b>", "Ils coopèrent."))
    fiches = steps("fiches", "fiches")
    runner.before(runner.temp / "apercu", "poles/essai-neuf")

    for name in ("Résumer", "Relire les fiches", "Construire l’aperçu", "Donner l’adresse de l’aperçu"):
        answer = runner.run(fiches[name]["run"], APERCU="https://forge.example/apercu")
        assert answer.returncode == 0, answer.stdout + answer.stderr
    assert (runner.temp / "apercu" / "poles" / "essai-neuf" / "index.html").is_file()
    summary = runner.summary.read_text(encoding="utf-8")
    assert "Tout est en ordre, merci !" in summary
    assert "(https://forge.example/apercu)" in summary


def test_the_site_is_built_for_the_address_of_pages(runner):
    """Pages say where they are, with a prefix or without; both forges' steps build for it. Of what was built for that address, one file is missing.

    What goes beside the pages, an archive and compressed twins, is asked for in words that the command takes, and not made here.
    """
    address = "https://reseau.example/atlas"
    build(runner.root, runner.root / "public", address)
    for shell, site, variable in (
        (steps("publier", "construire")["Construire"]["run"], runner.temp / "site", "ADRESSE"),
        ("\n".join(GITLAB["pages"]["script"]), runner.root / "public", "CI_PAGES_URL"),
    ):
        if not site.is_dir():
            linked(runner.root / "public", site)
        (site / "sitemap.xml").unlink()
        asked = parser().parse_args(shlex.split(shell)[2:])
        assert asked.archive
        answer = runner.run(shell.replace("--comprime", "").replace("--archive", ""), **{variable: address})
        assert answer.returncode == 0, answer.stdout + answer.stderr
        assert f"{address}/" in (site / "sitemap.xml").read_text(encoding="utf-8")


def test_gitlab_gets_its_report(runner):
    """The report is there when the check fails, and says the same."""
    runner.propose("essai-neuf.md", BROKEN)
    lines = GITLAB["fiches"]["script"]

    answer = runner.run("\n".join(lines), CI_MERGE_REQUEST_DIFF_BASE_SHA="HEAD^1")

    assert answer.returncode == 1
    assert "2 choses à corriger dans 1 fiche" in answer.stdout
    kept = GITLAB["fiches"]["artifacts"]
    assert kept["when"] == "always"
    assert "2 choses à corriger dans 1 fiche" in (runner.root / kept["paths"][0]).read_text(encoding="utf-8")
    report = json.loads((runner.root / GITLAB["fiches"]["artifacts"]["reports"]["codequality"]).read_text(encoding="utf-8"))
    assert {issue["check_name"] for issue in report} == {"mot-inconnu", "html-interdit"}


def test_gitlab_shows_the_answer_in_the_merge_request(runner):
    """One file a link, in letters GitLab takes; a report of the main branch to compare with, empty and never thrown away; a preview."""
    for job, only in (("fiches", "relecture.txt"), ("apercu", "apercu/")):
        kept = GITLAB[job]["artifacts"]
        assert re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9 _-]*", kept["expose_as"])
        assert kept["paths"] == [only]
    reference = GITLAB["reference"]
    assert {rule["if"] for rule in reference["rules"]} == {'$CI_PIPELINE_SOURCE == "schedule"', '$CI_PIPELINE_SOURCE == "push" && $CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH'}
    assert runner.run("\n".join(reference["script"])).returncode == 0
    assert json.loads((runner.root / reference["artifacts"]["reports"]["codequality"]).read_text(encoding="utf-8")) == []
    assert reference["artifacts"]["expire_in"] == "never"
    runner.propose("essai-neuf.md", BROKEN.replace("actiff", "actif").replace("@equipe <b>gras</b>", "Ils coopèrent."))
    runner.before(runner.root / "apercu", "poles/essai-neuf")
    for job in ("fiches", "apercu"):
        answer = runner.run("\n".join(GITLAB[job]["script"]), CI_MERGE_REQUEST_DIFF_BASE_SHA="HEAD^1")
        assert answer.returncode == 0, answer.stdout + answer.stderr
    assert "Tout est en ordre, merci" in (runner.root / "relecture.txt").read_text(encoding="utf-8")
    assert (runner.root / "apercu" / "poles" / "essai-neuf" / "index.html").is_file()


@pytest.mark.parametrize(("text", "code", "told"), [(BROKEN, 1, "2 choses à corriger dans 1 fiche"), (BROKEN.replace("actiff", "actif").replace("@equipe <b>gras</b>", "Ils coopèrent."), 0, "Tout est en ordre, merci")], ids=["broken", "sound"])
def test_gitea_and_forgejo_check_a_proposal(runner, text, code, told):
    """Their own workflow fetches the proposal from a public copy, merges it, and its last step says what is to be mended; it uses no action."""
    runner.git("checkout", "-q", "-b", "proposition")
    (runner.root / "poles" / "essai-neuf.md").write_text(text, encoding="utf-8")
    runner.commit("Deux")
    runner.git("update-ref", "refs/pull/7/head", "proposition")
    runner.git("checkout", "-q", "main")
    job = GITEA["jobs"]["fiches"]
    assert not [step for step in job["steps"] if "uses" in step]
    given = {step["name"]: step for step in job["steps"]}

    taken = runner.run(given["Prendre la proposition"]["run"], DEPOT=str(runner.root), CIBLE="main", NUMERO="7")
    assert taken.returncode == 0, taken.stderr
    for name in ("build.py", "content", "templates", "assets"):  # what the little repository does not keep
        if not (runner.root / "atlas" / name).exists():
            (runner.root / "atlas" / name).symlink_to(runner.root / name)
    program_ = (runner.root / "build.py").read_text(encoding="utf-8").replace(f"Path({str(runner.root)!r})", f"Path({str(runner.root / 'atlas')!r})")
    (runner.root / "atlas" / "build.py").unlink()
    (runner.root / "atlas" / "build.py").write_text(program_, encoding="utf-8")
    answer = runner.run(given["Relire les fiches"]["run"])

    assert answer.returncode == code, answer.stderr
    assert told in answer.stdout


def test_dead_links_do_not_fail_the_weekly_job_but_its_own_failure_does(runner):
    """1, links are dead: the issue says so. 2, nothing could be asked: the job fails."""
    shell = steps("liens", "liens")["Suivre les liens"]["run"]
    (runner.root / "tools").mkdir()
    program_ = (PROJECT / "tools" / "check_links.py").read_text(encoding="utf-8").replace("pause: float = 1.0", "pause: float = 0.0")  # between two requests
    (runner.root / "tools" / "check_links.py").write_text(program_, encoding="utf-8")
    (runner.root / "content").unlink()
    with forge({}) as nothing:
        for path in (runner.root / "poles").iterdir():
            path.write_text(f"Voir {nothing.address}/mort.\n", encoding="utf-8")
        answer = runner.run(shell, DEPOT="https://forge.example/reseau/atlas")

    assert answer.returncode == 0, answer.stderr
    assert len(json.loads((runner.temp / "liens.json").read_text(encoding="utf-8"))["morts"]) == 5
    (runner.root / "tools" / "check_links.py").write_text("raise SystemExit(2)", encoding="utf-8")
    assert runner.run(shell, DEPOT="x").returncode != 0
