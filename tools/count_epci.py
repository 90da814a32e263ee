"""Count what each intercommunalité is made of: `content/geo/intercommunalites.csv`, from `communes.csv`, for its page.

    python -m tools.count_epci

Run it after `tools/derive_geo.py`. A build then need not walk 34,875 communes; a test says when the file is stale.
"""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from atlas.geo import places

PROJECT = Path(__file__).resolve().parent.parent
NAME = "intercommunalites.csv"


def counted(known: places.Places) -> str:
    """The file: SIREN, number of communes in each département, population, INSEE code of the most populous commune."""
    communes: dict[str, Counter[str]] = {siren: Counter() for siren in known.epci}
    people: Counter[str] = Counter()
    greatest: dict[str, tuple[int, str]] = {}
    for code in known.rows:
        commune = known.commune(code)
        if commune is None or not commune.epci:
            continue
        communes[commune.epci][commune.departement] += 1
        people[commune.epci] += commune.population
        # Between equals, the lowest code: the file must always come out the same.
        greatest[commune.epci] = min(greatest.get(commune.epci, (1, "")), (-commune.population, code))
    lines = ["code,communes,population,principale"]
    for siren in sorted(communes):
        shares = " ".join(f"{departement}:{count}" for departement, count in sorted(communes[siren].items()))
        lines.append(f"{siren},{shares},{people[siren]},{greatest[siren][1]}")
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    folder = PROJECT / "content" / "geo"
    (folder / NAME).write_text(counted(places.load(folder)), encoding="utf-8")
