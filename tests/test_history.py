"""What the history of the records tells, from real repositories; and what it never tells."""

from __future__ import annotations

import datetime as dt
import shutil
from collections import Counter

import pytest

from atlas.cli.building import NO_HISTORY
from atlas.cli.main import main
from atlas.machine.cache import Cache
from atlas.record.fields import FIELDS
from atlas.survey import change_words, changes, git
from tests.histories import AUTHOR, EMAIL, Repository, record
from tests.sites import PROJECT, files

pytestmark = pytest.mark.skipif(not shutil.which("git"), reason="git n’est pas installé")
OTHER = (("Ille-et-Vilaine", "Gard"), ("Le pôle exemple réunit", "Un autre pôle réunit"))


@pytest.fixture
def repository(tmp_path) -> Repository:
    return Repository(tmp_path)


def test_a_life_is_told_from_its_birth_to_its_end(repository):
    """Described, changed, moved, ended, another withdrawn: one event each, on its day, the newest first."""
    repository.commit("2026-01-10", pole_exemple=record(), pole_exemplaire=record("Pôle exemplaire", *OTHER))
    repository.commit("2026-02-10", pole_exemple=record("Pôle exemple", ("statut: actif", "statut: actif\nsite_web: https://exemple.fr/")))
    moved = ("statut: actif", "anciennes_adresses: [pole-exemple]\nstatut: actif\nsite_web: https://exemple.fr/")
    repository.commit("2026-03-10", pole_exemple=None, exemple_de_redon=record("Exemple de Redon", moved))
    ended = (moved[0], moved[1].replace("statut: actif", "statut: cesse"))
    repository.commit("2026-04-10", exemple_de_redon=record("Exemple de Redon", ended))
    repository.retire("[{adresse: pole-exemplaire, le: 2026-05-10, raison: erreur}]")
    repository.commit("2026-05-10", pole_exemplaire=None)

    assert repository.told() == [
        ("2026-05-10", "retire", "pole-exemplaire", ()),
        ("2026-04-10", "fini", "exemple-de-redon", ("situation : actif → cessé",)),
        ("2026-03-10", "adresse", "exemple-de-redon", ("avant : poles/pole-exemple/", "nouveau nom : Exemple de Redon")),
        ("2026-02-10", "change", "exemple-de-redon", ("nouveau site web",)),
        ("2026-01-10", "nouveau", "exemple-de-redon", ()),
    ]


def test_an_event_keeps_its_name_when_the_record_moves(repository):
    """A feed reader must not see old news again: ids say the step and the name the file then had."""
    step = repository.commit("2026-01-10", pole_exemple=record())
    before = repository.news().events[0].id
    moved = ("statut: actif", "anciennes_adresses: [pole-exemple]\nstatut: actif")
    repository.commit("2026-03-10", pole_exemple=None, exemple_de_redon=record("Exemple de Redon", moved))

    assert before == f"{step[:12]}/pole-exemple"
    assert before in [event.id for event in repository.news().events]


def test_what_changes_only_the_form_is_no_news(repository):
    """Quotes, comments, codes for names, order, line ends, a new verification: nothing is announced."""
    changes_ = [
        ("nom: Pôle exemple", 'nom:   "Pôle exemple"   # un commentaire'),
        ("departement: Ille-et-Vilaine", 'departement: "35"'),
        ("    titre: La publication de 2014\n    date: 2014", "    date: 2014\n    titre: La publication de 2014"),
        ("Le pôle exemple réunit des structures", "Le pôle exemple\nréunit   des structures"),
        ("verifie_le: 2026-01-15", "verifie_le: 2026-02-20"),
        ("statut: actif", "statut: actif\nprovenance: {statut: publication-2014}"),
        ("statut: actif", "region: Bretagne\nstatut: actif"),
    ]
    repository.commit("2026-01-10", pole_exemple=record())
    for day, (old, new) in enumerate(changes_, 1):
        assert old in record()
        repository.commit(f"2026-02-{day:02}", pole_exemple=record().replace(old, new))

    assert [(kind, day) for day, kind, *_ in repository.told()] == [("nouveau", "2026-01-10")]


@pytest.mark.parametrize(
    ("key", "name", "code"),
    [("communes", "Béganne", '"56011"'), ("epci", "Communauté d’agglomération Redon Agglomération", '"243500741"'), ("departements", "Morbihan", '"56"'), ("regions", "Bretagne", '"53"')],
)
def test_a_place_of_a_territory_by_its_name_then_by_its_code_is_no_news(repository, key, name, code):
    """Nor by its code, then by its name; another place is news."""
    places = [record("Pôle exemple", ("statut: actif", f"statut: actif\nterritoire: {{libelle: Le pays, {key}: [{text}]}}")) for text in (name, code, name)]
    for month, text in enumerate(places, 1):
        repository.commit(f"2026-0{month}-10", pole_exemple=text)
    assert [kind for _, kind, *_ in repository.told()] == ["nouveau"]
    repository.commit("2026-05-10", pole_exemple=record())
    assert [kind for _, kind, *_ in repository.told()] == ["change", "nouveau"]


def test_typography_is_no_news(repository):
    """A straight apostrophe made round, a no-break space put in: the same words."""
    story = ("structures voisines.", "structures voisines : c'est l'usage !")
    repository.commit("2026-01-10", pole_exemple=record("Pôle exemple", story))
    repository.commit("2026-02-10", pole_exemple=record("Pôle exemple", (story[0], "structures voisines\u00a0: c’est l’usage\u202f!")))

    assert [kind for _, kind, *_ in repository.told()] == ["nouveau"]


SAID = [
    ("statut: actif", "statut: actif\ncommune: Redon", ("commune du siège indiquée",)),
    ("departement: Ille-et-Vilaine", "departement: Gard", ("siège dans un autre département",)),
    ("structures voisines.", "structures voisines. Elles sont neuf, et elles partagent un atelier.", ("récit complété",)),
    ("structures voisines.", "structures lointaines.", ("récit revu",)),
    ("statut: actif", "statut: fusionne", ("situation : actif → fusionné",)),
    ("statut: actif", "statut: inconnu", ("situation : actif → inconnue",)),
    ("statut: actif", "statut: actif\ncontact: {courriel: contact@exemple.fr}", ("contact indiqué",)),
    ("statut: actif", "statut: actif\nparties_prenantes:\n  - {nom: A, famille: ess, source: publication-2014}\n  - {nom: B, famille: ess, source: publication-2014}", ("2 parties prenantes de plus",)),
    ("statut: actif", "statut: actif\nsecteurs: [culture]\nannee_creation: 2010", ("année de création indiquée", "secteurs indiqués")),
]  # fmt: skip


def test_what_changed_is_said_in_words(repository):
    """Each kind of change has its sentence; a contact is said to have changed, never quoted."""
    for number, (old, new, _) in enumerate(SAID, 1):
        repository.commit(f"2026-01-{2 * number - 1:02}", pole_exemple=record())
        repository.commit(f"2026-01-{2 * number:02}", pole_exemple=record("Pôle exemple", (old, new)))

    said = {day: tuple(word.replace("\u00a0", " ") for word in words) for day, _, _, words in repository.told()}
    assert [said[f"2026-01-{2 * number:02}"] for number in range(1, len(SAID) + 1)] == [words for *_, words in SAID]


def test_every_field_has_its_words_or_its_silence():
    """A field added to the table must be given what the news say of it."""
    assert Counter((*change_words.PHRASES, *change_words.COUNTED, *change_words.SPECIAL, *change_words.SILENT)) == Counter(field.key for field in FIELDS)


def test_what_a_merge_brings_came_on_the_day_of_the_merge(repository):
    """A branch of several steps is one event, when it was published; a name it gave up on its way was never an address."""
    repository.commit("2026-01-10", pole_exemple=record())
    repository.git("checkout", "--quiet", "-b", "proposition")
    repository.commit("2026-02-01", brouillon_exemplaire=record("Pôle exemplaire", *OTHER))
    repository.commit("2026-02-02", brouillon_exemplaire=None, pole_exemplaire=record("Pôle exemplaire", *OTHER))
    repository.commit("2026-02-03", pole_exemplaire=record("Pôle exemplaire", *OTHER, ("statut: actif", "statut: cesse")))
    repository.git("checkout", "--quiet", "main")
    repository.commit("2026-02-04", pole_exemple=record("Pôle exemple", ("structures voisines", "structures lointaines")))
    repository.git("merge", "--quiet", "--no-ff", "--message", "Réunir", "proposition", day="2026-03-01")

    assert repository.told() == [
        ("2026-03-01", "nouveau", "pole-exemplaire", ()),
        ("2026-02-04", "change", "pole-exemple", ("récit revu",)),
        ("2026-01-10", "nouveau", "pole-exemple", ()),
    ]
    assert repository.codes() == []


def test_a_treatment_of_the_whole_says_nothing_of_each(repository, monkeypatch):
    """A step that changes more records than the limit is no news, and does not hide what came before."""
    monkeypatch.setattr(changes, "TOGETHER", 1)
    both = {"pole_exemple": record(), "pole_exemplaire": record("Pôle exemplaire", *OTHER)}
    repository.commit("2026-01-10", **both)
    repository.commit("2026-02-10", **{name: text.replace("statut: actif", "statut: cesse") for name, text in both.items()})

    assert [kind for _, kind, *_ in repository.told()] == ["nouveau", "nouveau"]


def test_comparisons_are_remembered(repository, monkeypatch, tmp_path):
    """A second reading gives the same news without looking into a file again; a broken memory is no harm."""
    repository.commit("2026-01-10", pole_exemple=record())
    repository.commit("2026-02-10", pole_exemple=record("Pôle exemple", ("structures voisines", "structures lointaines")))
    first = repository.news(tmp_path / "cache")
    with monkeypatch.context() as patched:
        patched.setattr(changes, "read_values", None)
        assert repository.news(tmp_path / "cache") == first
    for kept in (tmp_path / "cache").iterdir():
        head = kept.read_text(encoding="utf-8").splitlines()[0]
        kept.write_text(f"{head}\n[1, 2", encoding="utf-8")
    assert repository.news(tmp_path / "cache") == first


def test_what_is_remembered_of_the_past_follows_it(repository, tmp_path):
    """Steps added, taken back, rewritten, merged from the other side: the memory gives what a fresh reading gives."""
    cache = Cache(tmp_path / "memoire")

    def agree(count: int) -> None:
        fresh = git.commits(repository.root, Cache(tmp_path / "vide" / str(count)))
        assert git.commits(repository.root, cache) == fresh
        assert len(fresh) == count

    repository.commit("2026-01-10", pole_exemple=record())
    agree(1)
    repository.commit("2026-02-10", pole_exemple=record("Pôle exemple", ("structures voisines", "structures lointaines")))
    last = repository.commit("2026-02-11", pole_exemplaire=record("Pôle exemplaire", *OTHER))
    agree(3)
    repository.git("reset", "--quiet", "--hard", "HEAD~1")
    agree(2)
    repository.commit("2026-02-12", pole_autre=record("Pôle autre", *OTHER))
    (repository.root / ".cache").mkdir(exist_ok=True)
    repository.git("checkout", "--quiet", last)
    agree(3)
    repository.git("merge", "--quiet", "--no-ff", "--message", "Réunir", "main", day="2026-03-01")
    agree(4)


def test_a_remembered_history_that_is_cut_is_read_again(repository, tmp_path):
    """Cut at any of its lines or in half: no step is lost, and none is invented."""
    cache = Cache(tmp_path / "memoire")
    repository.commit("2026-01-10", pole_exemple=record())
    repository.commit("2026-02-10", pole_exemple=record("Pôle exemple", ("structures voisines", "structures lointaines")))
    repository.commit("2026-02-11", pole_exemplaire=record("Pôle exemplaire", *OTHER))
    known = git.commits(repository.root, cache)
    piece = tmp_path / "memoire/historique"
    whole = piece.read_bytes()
    for kept in {len(whole) // 2, *(at for at, byte in enumerate(whole) if byte in b"\n\0")}:
        piece.write_bytes(whole[:kept])
        assert git.commits(repository.root, cache) == known


def test_without_a_whole_history_nothing_is_said(repository, tmp_path):
    """No Git, a shallow clone, a folder Git does not know: no news, no warning, and no invented birth."""
    repository.commit("2026-01-10", pole_exemple=record())
    repository.commit("2026-02-10", pole_exemple=None, pole_exemplaire=record("Pôle exemplaire"))
    shallow = tmp_path / "mince"
    repository.git("clone", "--quiet", "--depth=1", f"file://{repository.root}", str(shallow))
    outside = tmp_path / "dehors"
    (outside / "poles").mkdir(parents=True)
    inside = repository.root / "content/inconnu"
    (inside / "poles").mkdir(parents=True)

    cache = Cache(tmp_path / "memoire")
    for root in (shallow, outside, inside, tmp_path / "absent"):
        assert git.commits(root, cache) is None, root
        assert git.left(root, cache, frozenset()) == {}, root
    assert git.day(outside) is None
    assert git.day(shallow) == dt.date(2026, 2, 10)


def test_a_build_says_that_it_does_not_know_the_past(repository, tmp_path, capsys):
    """In a shallow clone, the terminal says that nothing is announced."""
    repository.git("add", "site_config.yaml")
    repository.commit("2026-01-10", pole_exemple=record())
    shallow = tmp_path / "mince"
    repository.git("clone", "--quiet", "--depth=1", f"file://{repository.root}", str(shallow))
    for name in ("content", "templates", "assets"):
        (shallow / name).symlink_to(repository.root / name, target_is_directory=True)

    assert main(["build", "--output", str(tmp_path / "site")], shallow) == 0
    assert NO_HISTORY in capsys.readouterr().out


def test_git_is_not_asked_where_no_folder_above_is_its_own(repository, monkeypatch):
    """Who took the atlas as an archive does not wait for five answers of Git that say nothing."""
    repository.commit("2026-01-10", pole_exemple=record())
    below = repository.root / "poles"
    asked = git.head(below)
    monkeypatch.setattr(git.subprocess, "run", lambda *_, **__: pytest.fail("asked"))
    shutil.rmtree(repository.root / ".git")

    assert asked
    assert git.head(below) == ""


def test_a_partial_clone_fetches_nothing(repository, tmp_path):
    """A clone without past contents: nothing is asked of the network, nothing is said, and nothing wrong is remembered."""
    repository.commit("2026-01-10", pole_exemple=record())
    repository.commit("2026-02-10", pole_exemple=record("Pôle exemple", ("structures voisines", "structures lointaines")))
    repository.git("config", "uploadpack.allowFilter", "true")
    atlas, partial = repository.atlas(), tmp_path / "partiel"
    repository.git("clone", "--quiet", "--filter=blob:none", f"file://{repository.root}", str(partial))
    cache = Cache(tmp_path / "memoire")

    assert not changes.read(partial, atlas, cache).known
    assert len(changes.read(repository.root, atlas, cache).events) == 2


def test_only_one_room_asks_git():
    """No other module runs it."""
    rooms = [path.name for path in (PROJECT / "atlas").rglob("*.py") if '"git"' in path.read_text(encoding="utf-8")]
    assert rooms == ["git.py"]


def test_a_machine_without_git_builds_all_the_same(repository, monkeypatch):
    """No program, no history: the page says so, the feeds are there, and the check says nothing of the past."""
    repository.commit("2026-01-10", pole_exemple=record(), ancien_exemple=record("Ancien exemple", *OTHER))
    repository.commit("2026-02-10", ancien_exemple=None)
    monkeypatch.setenv("PATH", "")

    assert repository.codes() == []
    assert not repository.news().known


def test_a_lost_address_is_told_until_it_leads_somewhere(repository):
    """A record renamed or removed, in a step or not yet: a warning, until the address is redirected or withdrawn."""
    repository.commit("2026-01-10", pole_exemple=record(), perdu_exemple=record("Perdu, exemple", *OTHER))
    lost = [("poles/perdu-exemple.md", "adresse-perdue")]
    (repository.root / "poles/perdu-exemple.md").unlink()
    assert repository.codes() == lost
    repository.commit("2026-02-10")
    assert repository.codes() == lost
    repository.retire("[{adresse: perdu-exemple, le: 2026-02-10, raison: demande}]")
    assert repository.codes() == []
    repository.retire("")
    repository.write("pole-exemple", record("Pôle exemple", ("statut: actif", "statut: actif\nanciennes_adresses: [perdu-exemple]")))
    assert repository.codes() == []


def test_the_record_that_was_renamed_is_told_what_to_write(repository):
    """By its name, by its SIREN or by its story, the record that moved is found, and told the line that keeps its links."""
    for old, new in (
        (record(), record("Pôle exemple", ("structures voisines", "structures lointaines"))),
        (record(), record("Exemple neuf", ("statut: actif", "statut: actif\nautres_noms: [pole EXEMPLE]"), ("voisines", "lointaines"))),
        (record(), record("Exemple neuf")),
        tuple(record(name, ("statut: actif", "statut: actif\nsiren: 775672272"), words) for name, words in (("Pôle exemple", ("voisines", "proches")), ("Exemple neuf", ("voisines", "lointaines")))),
    ):
        repository.commit("2026-01-10", vieux_nom=old)
        (repository.root / "poles/vieux-nom.md").unlink()
        repository.write("nouvel-exemple", new)
        (problem,) = repository.problems()
        assert (problem.path, problem.code) == ("poles/nouvel-exemple.md", "adresse-perdue")
        assert "anciennes_adresses: [vieux-nom]" in problem.fix
        (repository.root / "poles/nouvel-exemple.md").unlink()


def test_an_address_comes_back_to_its_pole_only(repository):
    """A file that was removed, days or steps ago: another pole may not take its name; the same pole may, changed or not."""
    repository.commit("2026-01-10", pole_exemple=record(), ancien_exemple=record("Ancien exemple", *OTHER))
    repository.commit("2026-02-10", ancien_exemple=None)
    repository.commit("2026-03-10", pole_exemple=record("Pôle exemple", ("voisines", "lointaines")))
    repository.write("ancien-exemple", record("Exemple tout autre", OTHER[0], ("Le pôle exemple", "Un tout autre pôle")))
    taken = [("poles/ancien-exemple.md", "adresse-reprise")]
    assert repository.codes() == taken
    assert "«\u202fAncien exemple\u202f»" in repository.problems()[0].read
    repository.commit("2026-04-10")
    assert repository.codes() == taken
    repository.commit("2026-04-11", ancien_exemple=record("Exemple tout autre", OTHER[0], ("Le pôle exemple", "Et encore un autre pôle")))
    assert repository.codes() == taken
    repository.write("ancien-exemple", record("Ancien exemple", OTHER[0], ("Le pôle exemple", "Revenu, ce pôle")))
    assert repository.codes() == []


def test_a_name_of_a_proposal_was_no_address(repository):
    """What a branch gave up on its way was never published: nothing is lost, and its name is free. What it took away was."""
    repository.commit("2026-01-10", pole_exemple=record(), ancien_exemple=record("Ancien exemple", *OTHER))
    repository.git("checkout", "--quiet", "-b", "proposition")
    repository.commit("2026-02-01", brouillon_exemplaire=record("Brouillon exemplaire", ("Ille-et-Vilaine", "Creuse"), ("Le pôle", "Un brouillon de pôle")))
    repository.commit("2026-02-02", brouillon_exemplaire=None)
    repository.commit("2026-02-03", brouillon_exemplaire=record("Exemplaire", ("Ille-et-Vilaine", "Creuse"), ("Le pôle", "Un pôle, lui,")))
    assert [code for _, code in repository.codes()] == ["adresse-reprise"]
    assert repository.codes("main") == []
    repository.commit("2026-02-04", ancien_exemple=None)
    repository.git("checkout", "--quiet", "main")
    repository.commit("2026-02-05", venu_depuis_exemple=record("Exemple venu depuis", ("Ille-et-Vilaine", "Creuse"), ("Le pôle", "Venu, le pôle")))
    repository.git("checkout", "--quiet", "proposition")
    base = git.base(repository.root, "main")
    assert base
    assert repository.codes(base) == [("poles/ancien-exemple.md", "adresse-perdue")]


def test_nobody_is_named(repository, tmp_path, capsys):
    """Neither the name nor the address of who wrote, nor the words of a step, is anywhere in the site or the memory. Where all is known, nothing is said of it."""
    repository.commit("2026-01-10", pole_exemple=record())
    repository.commit("2026-02-10", pole_exemple=record("Pôle exemple", ("statut: actif", "statut: cesse")))
    assert main(["build", "--output", str(tmp_path / "site")], repository.root) == 0
    assert NO_HISTORY not in capsys.readouterr().out

    told = files(tmp_path / "site") | files(repository.root / ".cache")
    assert b"2026-02-10" in told["flux.xml"]
    for path, content in told.items():
        for secret in (AUTHOR, EMAIL, "Un pas"):
            assert secret.encode() not in content, path


def test_a_name_withdrawn_on_request_is_not_told_again(repository):
    """Of a record withdrawn on request the news say nothing: neither its going, nor its name, nor what it once said."""
    repository.commit("2026-01-10", pole_exemple=record(), pole_confie=record("Pôle confié de Madame Untel", *OTHER))
    repository.commit("2026-02-10", pole_confie=record("Pôle confié de Madame Untel", *OTHER, ("statut: actif", "statut: cesse")))
    repository.retire("[{adresse: pole-confie, le: 2026-03-10, raison: demande}]")
    repository.commit("2026-03-10", pole_confie=None)

    events = repository.news().events
    assert [(event.kind, event.slug) for event in events] == [("nouveau", "pole-exemple")]
    assert "Untel" not in repr(events)
    assert "Untel" not in b"".join(files(repository.root / ".cache").values()).decode()


def test_a_hostile_history_is_harmless(repository):
    """Odd names, links, giants, broken records, impossible dates, nested folders: what can be told is, the rest is left."""
    poles = repository.root / "poles"
    repository.commit("2026-01-10", pole_exemple=record())
    for name in ("saut\nde ligne.md", "guillemet\"'.md", ":100644 100644 0 0 M", "é.md", "--help.md", "$(touch piege).md"):
        (poles / name).write_text(record("Autre"), encoding="utf-8")
    (poles / "lien.md").symlink_to("/etc/passwd")
    (poles / "sous").mkdir()
    (poles / "sous/pole-exemple.md").write_text(record("Autre"), encoding="utf-8")
    repository.commit("2026-02-01")
    repository.commit("2026-02-02", pole_exemple="---\n" + "a: [" * 5_000)
    repository.commit("2026-02-03", pole_exemple="x" * 3_000_000)
    repository.commit("2026-02-04", pole_exemple=record("Pôle exemple", ("statut: actif", "statut: cesse")))
    for path in poles.iterdir():
        if path.name != "pole-exemple.md":
            shutil.rmtree(path) if path.is_dir() and not path.is_symlink() else path.unlink()
    repository.commit("2026-02-05")
    tree, head = repository.git("rev-parse", "HEAD^{tree}"), repository.git("rev-parse", "HEAD")
    lines = (f"tree {tree}", f"parent {head}", "author x <x> 99999999999999999 +9999", "committer x <x> 99999999999999999 +9999", "", "x")
    (repository.root / "impossible").write_text("\n".join(lines), encoding="utf-8")
    made = repository.git("hash-object", "-t", "commit", "-w", "--literally", "impossible")
    repository.git("reset", "--quiet", "--hard", made)
    repository.write("pole-exemple", record("Pôle exemple", ("statut: actif", "statut: actif\nsite_web: https://exemple.fr/")))
    repository.commit("2026-02-06")

    assert not (repository.root / "piege").exists()
    assert [(kind, slug) for _, kind, slug, _ in repository.told()] == [("change", "pole-exemple"), ("nouveau", "pole-exemple")]
    assert repository.codes() == []


def test_no_date_of_git_breaks_a_calendar():
    """A moment that no calendar knows is put at the beginning."""
    for text in ("", "demain", "99999-01-01T00:00:00Z", "2026-01-01T00:00:00", "0001-01-01T00:00:00+14:00"):
        assert git._instant(text).year == 1970, text  # noqa: SLF001
    assert git._instant("2026-02-03T23:30:00+01:00").date() == dt.date(2026, 2, 3)  # noqa: SLF001


def test_settings_of_who_builds_change_nothing(repository, monkeypatch):
    """Git's own variables and taste (colours, renames, signatures, another repository) are not listened to."""
    repository.commit("2026-01-10", pole_exemple=record())
    expected = repository.told()
    for key, value in (("color.ui", "always"), ("log.showSignature", "true"), ("diff.renames", "copies"), ("log.showRoot", "false"), ("core.quotePath", "true")):
        repository.git("config", key, value)
    monkeypatch.setenv("GIT_DIR", "/nulle/part")
    monkeypatch.setenv("GIT_EXTERNAL_DIFF", "false")

    assert repository.told() == expected
