"""The observatory says what the records say: each of its numbers is counted again here, from the files, by another way."""

from __future__ import annotations

import csv
import io
import json
import re
from collections import Counter, defaultdict
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
import yaml

from atlas.french.typography import date
from atlas.record.values import PartialDate
from tests import compact, pages
from tests.observatory import bare, count, inside, lines, plain, read_records, read_words, section
from tests.sites import PROJECT

LAST = max(record["verifie_le"] for record in read_records().values())
DAY = date(PartialDate(*map(int, LAST.split("-")))).replace("\u00a0", " ")


@pytest.fixture(scope="module")
def records():
    return read_records()


@pytest.fixture(scope="module")
def words():
    return read_words()


@pytest.fixture(scope="module")
def oracle(records, words):
    return count(records, words)


@pytest.fixture(scope="module")
def page(real):
    return pages.parse(real, real / "observatoire/index.html")


@pytest.fixture(scope="module")
def behind(real, page):
    """The slugs of the poles an address of the page leads to: decoded from the explorer's data, or read on a list."""
    rows = compact.decode((real / "poles/liste.json").read_text(encoding="utf-8"))
    facets = json.loads((real / "poles/liste.json").read_text(encoding="utf-8"))["facettes"]
    region = {departement: where for departement, _, where in facets["departement"]}
    told = {
        "region": lambda row: [region[row.departement]], "departement": lambda row: [row.departement], "secteur": lambda row: row.secteurs,
        "famille": lambda row: row.familles, "cooperation": lambda row: row.cooperations, "situation": lambda row: [row.situation],
        "type": lambda row: [row.type], "reconnaissance": lambda row: row.reconnaissances,
    }  # fmt: skip

    def slugs(address: str) -> set[str]:
        target, anchor = pages.target(page, address)
        if query := parse_qs(urlsplit(address).query, strict_parsing=True) if "?" in address else {}:
            assert target == "poles/"
            chosen = {facet: values[0].split(",") for facet, values in query.items()}
            assert all(value in [known for known, *_ in facets[facet]] for facet, values in chosen.items() for value in values)
            return {row.slug for row in rows if all(set(told[f](row)) & set(values) for f, values in chosen.items())}
        there = pages.parse(real, real / target / "index.html")
        if not anchor:  # what comes before those that know
            (part,) = [e for e in there.all("ul") if "etat-liste" in (e.get("class") or "")][:1]
        else:
            (heading,) = [e for e in there.all("h2") if e.get("id") == anchor]
            (part,) = [e for e in there.all("section") if heading in list(e)]
        links = [e.get("href") for e in part.iter() if isinstance(e.tag, str) and e.tag.endswith("}a")]
        return {href.split("/poles/")[1].strip("/") for href in links}

    return slugs


TABLES = ("regions", "secteurs", "types", "parties-prenantes", "cooperations", "gouvernance", "creation", "reconnaissances", "situations", "connu")


@pytest.mark.parametrize("id_", TABLES)
def test_every_number_of_a_table_is_that_of_the_records(page, oracle, id_):
    """Line by line, the table says how many records say it, and its bar is as long."""
    told, _ = oracle[id_]
    shown = lines(page, id_)
    assert {label: number for label, (number, _, _) in shown.items()} == {
        label: len(slugs) for label, slugs in told.items() if slugs or id_ != "situations" or label != "Situation inconnue"
    }
    assert all(number == length for number, _, length in shown.values())


@pytest.mark.parametrize("id_", TABLES)
def test_every_number_leads_to_the_poles_it_counts(page, oracle, behind, id_):
    """Behind each number are exactly these poles, and a zero leads nowhere."""
    told, _ = oracle[id_]
    for label, (number, address, _) in lines(page, id_).items():
        assert bool(address) == bool(number), label
        if address:
            assert behind(address) == told[label], label


@pytest.mark.parametrize("id_", TABLES)
def test_every_table_bears_its_base_and_its_date(page, oracle, records, behind, id_):
    """« 21 pôles sur 29 », the day of the data, and the poles left out with their list."""
    _, unknown = oracle[id_]
    note = plain(page, inside(section(page, id_), "p", "obs-base")[0])
    known = len(records) - len(unknown)
    assert note.startswith(f"Base : {known} pôle{'s' if known > 1 else ''} sur {len(records)}")
    assert f"Données du {DAY}" in note
    left_out = [a for a in inside(section(page, id_), "a") if "autre" in plain(page, a)]
    assert len(left_out) == bool(unknown)
    if unknown:
        assert plain(page, left_out[0]).split()[0] == str(len(unknown))
        assert behind(left_out[0].get("href")) == unknown


def test_every_number_of_the_sentences_is_that_of_the_tables(page, oracle, records):
    """No sentence says a number that cannot be counted again."""

    def said(id_):
        return [int(n) for n in re.findall(r"\d+", plain(page, inside(section(page, id_), "p", "obs-phrase")[0]))]

    def most(id_):
        return max(len(slugs) for slugs in oracle[id_][0].values())

    every = list(csv.DictReader((PROJECT / "content/geo/regions.csv").open(encoding="utf-8")))
    assert said("regions") == [len(oracle["regions"][0]), len(every), most("regions")]
    for id_ in ("secteurs", "parties-prenantes", "cooperations", "gouvernance"):
        assert said(id_) == [most(id_)], id_
    assert said("types") == [len(slugs) for slugs in oracle["types"][0].values()]
    years = sorted(map(int, oracle["creation"][0]))
    busiest = [year for year in years if len(oracle["creation"][0][str(year)]) == most("creation")]
    assert said("creation") == [years[0], years[-1], *busiest, most("creation")]
    assert said("situations") == [len(oracle["situations"][0]["Actif"]), len(oracle["situations"][1])]
    known = [len(slugs) for slugs in oracle["connu"][0].values()]
    assert said("connu") == [max(known), len(records), min(known), len(records)]
    assert f"Les points communs de {len(records)} pôles" in plain(page, inside(page.one("main"), "p", "chapo")[0])


@pytest.mark.parametrize(("id_", "title"), [("secteurs", "secteur"), ("regions", "atlas"), ("creation", "année")])
def test_a_sentence_names_what_has_most(page, oracle, id_, title):
    """What the sentence names is what the table has most of, all of it."""
    words_ = plain(page, inside(section(page, id_), "p", "obs-phrase")[0])
    counts = {label: len(slugs) for label, slugs in oracle[id_][0].items()}
    first = [label for label, n in counts.items() if n == max(counts.values())]
    assert title in words_
    assert all(label.lower() in words_.lower() for label in first)


def test_the_matrix_counts_each_sector_of_each_region(page, records, words, behind):
    """Every cell is that of the records, leads to its poles, and is deeper where there are more."""
    (table,) = inside(section(page, "secteurs-par-region"), "table", "obs-matrice")
    sectors = list(words["secteurs"])
    shown, depth = {}, {}
    for row in inside(inside(table, "tbody")[0], "tr"):
        region = plain(page, inside(row, "th")[0])
        for sector, cell in zip(sectors, inside(row, "td"), strict=True):
            assert f"secteur--{sector}" in cell.get("class").split()
            if links := inside(cell, "a"):
                shown[region, sector] = behind(links[0].get("href"))
                assert int(plain(page, links[0])) == len(shown[region, sector])
                depth[len(shown[region, sector])] = cell.get("class")[-1]
    there = {(r["region"], sector) for r in records.values() if r.get("region") for sector in r.get("secteurs", [])}
    told = {key: {s for s, r in records.items() if r.get("region") == key[0] and key[1] in r.get("secteurs", [])} for key in there}
    assert shown == told
    assert [depth[n] for n in sorted(depth)] == sorted(depth.values())
    note = plain(page, section(page, "secteurs-par-region"))
    base = sum(1 for r in records.values() if r.get("region") and r.get("secteurs"))
    assert f"Base : {base} pôles sur {len(records)}" in note
    assert f"Données du {DAY}" in note
    rows = len({r["region"] for r in records.values() if r.get("region") and r.get("secteurs")})
    assert f"{len(told)} cases remplies sur {rows * len(sectors)}" in note


def test_the_map_and_the_years_draw_the_same_numbers(page, oracle, behind):
    """Each circle and each column says its number, its words and its poles; areas and heights follow the numbers."""
    for id_, group in (("regions", "obs-cercles"), ("creation", "obs-colonnes")):
        found = {}
        sizes = {}
        (drawn,) = [e for e in section(page, id_).iter() if isinstance(e.tag, str) and group in (e.get("class") or "").split()]
        for link in inside(drawn, "a"):
            label, number = plain(page, inside(link, "title")[0]).split(" : ")
            number_ = int(plain(page, inside(link, "text")[0]))
            assert number == f"{number_} pôle{'s' if number_ > 1 else ''}"
            found[label] = behind(link.get("href"))
            assert len(found[label]) == number_
            if id_ == "regions":
                sizes[number_] = float(inside(link, "circle", "obs-cercle")[0].get("r")) ** 2 / number_
            else:
                top, base = re.fullmatch(r"M\S+ (\S+)h\S+V(\S+)H\S+z", inside(link, "path", "obs-plein")[0].get("d")).groups()
                sizes[number_] = (float(base) - float(top)) / number_
        assert found == oracle[id_][0]
        assert max(sizes.values()) == pytest.approx(min(sizes.values()), rel=0.02)


def test_the_names_found_in_several_poles_are_those_of_the_records(page, records):
    """The same names, with the same poles; a name of several régions is told as a doubt."""
    told = defaultdict(set)
    for slug, r in records.items():
        for name in [s["nom"] for s in r.get("parties_prenantes", [])] + ([r["porteur"]] if "porteur" in r else []):
            told[bare(name)].add(slug)
    several = {name: slugs for name, slugs in told.items() if len(slugs) > 1}
    part = section(page, "organisations")
    shown, sure = {}, {}
    for entry in inside(part, "li", "entree"):
        name = bare(page.words(inside(entry, "h3")[0]))
        shown[name] = {a.get("href").split("/poles/")[1].strip("/") for a in inside(entry, "a")}
        sure[name] = not inside(entry, "span", "obs-doute")
    assert shown == several
    assert list(shown) == sorted(shown), "in the order of the alphabet"
    for name, slugs in several.items():
        if len({records[slug].get("region") for slug in slugs}) > 1:
            assert not sure[name], name
    numbers = [int(n) for n in re.findall(r"\d+", plain(page, inside(part, "p", "obs-phrase")[0]))]
    assert numbers == [n for n in (sum(sure.values()), len(sure) - sum(sure.values())) if n]
    naming = sum(1 for r in records.values() if r.get("porteur") or r.get("parties_prenantes"))
    assert f"Base : {naming} pôles sur {len(records)}" in plain(page, part)
    assert f"Données du {DAY}" in plain(page, part)
    assert len(inside(part, "path", "obs-fil")) == sum(map(len, several.values()))
    assert len(inside(part, "path", "obs-fil--doute")) == sum(len(slugs) for name, slugs in several.items() if not sure[name])


def test_each_count_published_elsewhere_has_its_date_its_source_and_its_definition(page, records):
    """The table tells every count of `content/comptes.yaml` and ours, and nothing more; the picture those of the whole of France."""
    whole = yaml.load((PROJECT / "content/comptes.yaml").read_text(encoding="utf-8"), Loader=yaml.BaseLoader)["comptes"]  # noqa: S506
    part = section(page, "combien")
    rows = inside(inside(part, "tbody")[0], "tr")
    numbers = [int(re.findall(r"\d+", plain(page, inside(row, "td")[0]))[-1]) for row in rows]
    assert Counter(numbers) == Counter([*(int(c["nombre"]) for c in whole), len(records)])
    drawn = [int(re.findall(r"\d+", page.words(text))[-1]) for g in inside(part, "g", "obs-signe") for text in inside(g, "text")]
    assert Counter(drawn) == Counter([*(int(c["nombre"]) for c in whole if not c.get("lieu")), len(records)])
    everything = [int(c["nombre"]) for c in whole if c["nature"] == "ensemble" and not c.get("lieu")]
    assert f"de {min(everything)} à {max(everything)}" in plain(page, part)
    said = plain(page, part)
    for told in whole:
        (row,) = [plain(page, r) for r in rows if bare(told["compte"]) in bare(plain(page, r)) and told["date"][:4] in plain(page, r) and bare(told["definition"]) in bare(plain(page, r))]
        assert row.startswith(f"{told.get('nuance', '')} {told['nombre']}".strip())
        assert bare(told["source"]["titre"]) in bare(row)
        assert "url" not in told["source"] or told["source"]["url"] in [a.get("href") for a in inside(part, "a")]
    assert said.count("lu le") == sum("consulte_le" in c["source"] for c in whole)


def test_the_files_say_what_the_page_says(real, page, oracle, records):
    """Each CSV and the JSON hold the same lines, base and date as the tables, with whole addresses."""
    whole = json.loads((real / "api/v1/observatoire.json").read_text(encoding="utf-8"))
    assert (whole["poles"], whole["date"]) == (len(records), LAST)
    tables = {table["id"]: table for table in whole["tableaux"]}
    assert set(tables) == set(oracle)
    for id_, (told, unknown) in oracle.items():
        text = (real / f"api/v1/observatoire/{id_}.csv").read_bytes().decode()
        rows = list(csv.DictReader(io.StringIO(text, newline="")))
        counts = {row["libelle"]: int(row["poles"]) for row in rows}
        assert counts.pop("Non renseigné", 0) == len(unknown)
        assert {label: n for label, n in counts.items() if n} == {label: len(slugs) for label, slugs in told.items() if slugs}
        assert {(int(row["base"]), int(row["total"]), row["date"]) for row in rows} == {(len(records) - len(unknown), len(records), LAST)}
        assert all(row["adresse"].startswith("https://") == (row["poles"] != "0") for row in rows)
        assert tables[id_]["base"] == len(records) - len(unknown)
        assert [(line["libelle"], line["poles"]) for line in tables[id_]["lignes"]] == [(row["libelle"], int(row["poles"])) for row in rows]
    links = [a.get("href") for a in page.all("a") if a.get("download") is not None]
    assert len(links) == len(set(links)) == len(oracle) + 4
    assert all((real / pages.target(page, href)[0]).is_file() for href in links)


def test_the_page_is_light(page):
    """Less than 145 kB of HTML with a hundred poles, the counts published elsewhere and their sources among them."""
    assert len(page.text.encode()) < 145_000


def test_everybody_finds_it(real):
    """The home page, the plan, the foot of every page and the page of data lead there."""
    for url in ("index.html", "plan-du-site/index.html", "poles/epv/index.html", "donnees/index.html"):
        parsed = pages.parse(real, real / Path(url))
        targets = {pages.target(parsed, href) for tag, href in parsed.links() if tag == "a"}
        assert ("observatoire/", "") in targets, url
