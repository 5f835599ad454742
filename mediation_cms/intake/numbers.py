"""The number of a request: region, cabinet, year, sequence, as in 63-OSK-2022-000123. Never changed, never reused."""

import re
from datetime import date
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import Session

from mediation_cms.core.db import table_of
from mediation_cms.core.keys import new_key
from mediation_cms.core.marks import NUMBER, REGION, SHORT, YEAR
from mediation_cms.core.names import fold, words
from mediation_cms.intake.cabinets import OpenCabinet
from mediation_cms.intake.models import NumberSeries
from mediation_cms.places.queries import tree

SERIES = table_of(NumberSeries)
OF_A_PAPER = re.compile(r"-[ABCELNRSTАБВЕЛНРСТ]\d*$", re.IGNORECASE)
"""What a paper adds to the number of its matter: Latin, or typed in Cyrillic as it looks or sounds."""
WHOLE = re.compile(r"(\d\d)-(\w+)-(\d{4})-(\d+)")
NOT_WRITTEN = re.compile(r"[\s№]+")
DASHES = re.compile("[\u2010-\u2015\u2212]")
END = re.compile(r"(?:(?:(?:(?P<region>\d\d)-)?(?P<short>\w{2,8})-)?(?P<year>\d{4})-)?(?P<number>\d{1,9})")
LONGEST_FOLDED = 600

LONGEST_NUMBER = 9

# --- given -------------------------------------------------------------------------------------------------------------


def next_number(session: Session, cabinet: OpenCabinet, year: int) -> str:
    """Take the next number of the cabinet in that year. Two takers at once get two numbers: the database counts."""
    return written(cabinet.region_code, cabinet.short, year, take(session, cabinet.id, year)[0])


def written(region_code: str, short: str, year: int, number: int) -> str:
    """The number as people read it."""
    return f"{region_code}-{short}-{year}-{number:06d}"


def following(first: str, count: int) -> list[str]:
    """So many numbers from this one on, as one list of a day got them; none when it is no number."""
    head, _hyphen, number = first.rpartition("-")
    if not head or not number.isascii() or not number.isdigit() or len(number) > LONGEST_NUMBER:
        return []
    return [f"{head}-{each:06d}" for each in range(int(number), int(number) + count)]


def take(session: Session, cabinet_id: UUID, year: int, count: int = 1) -> range:
    """Take so many numbers of the cabinet in that year, one after the other."""
    insert = sqlite.insert if session.get_bind().dialect.name == "sqlite" else postgresql.insert
    first = insert(SERIES).values(id=new_key(), cabinet_id=cabinet_id, year=year, last=count)
    taken = first.on_conflict_do_update(index_elements=["cabinet_id", "year"], set_={"last": SERIES.c.last + count})
    last: int = session.execute(taken.returning(sa.column("last"))).scalar_one()
    return range(last - count + 1, last + 1)


# --- looked for --------------------------------------------------------------------------------------------------------


def folded(number: str, subject: str, *of_others: str) -> str:
    """What a request is found by besides its parties: its number, its subject line, and the numbers that others gave it."""
    found = [*marks(number), *words(subject), *(word for other in of_others for word in words(other))]
    return " ".join(dict.fromkeys(found))[:LONGEST_FOLDED].rstrip()


def marks(number: str) -> list[str]:
    """What each part of a number is found by, and its year and sequence as one, for who leaves out the dashes."""
    parts = WHOLE.fullmatch(number)
    if parts is None:
        return words(number)
    region, short, year, place = parts.groups()
    shorts = [SHORT + word for word in words(short)]
    return [REGION + region, *shorts, YEAR + year, f"{NUMBER}{int(place)}", YEAR + year + place]


def meant(session: Session, typed: str) -> list[str]:
    """The numbers that somebody may mean who types one or its end: 63-OSK-2022-000014, OSK-2022-14, 2022-14, 14. None is none.

    Letters small or large, Latin or Cyrillic, and spaces do not matter; what a paper adds to the number of its matter neither.
    They are worked out from the series, one for each cabinet and year that came so far, so each is found by the index of
    numbers, however many requests there are. Whether there is such a request, and who may see it, is not asked here.
    """
    found = END.fullmatch(OF_A_PAPER.sub("", DASHES.sub("-", NOT_WRITTEN.sub("", typed.upper()))))
    if found is None:
        return []
    region, short, year, number = found["region"], found["short"], found["year"], int(found["number"])
    begun = sa.select(SERIES.c.cabinet_id, SERIES.c.year).where(SERIES.c.last >= number)
    if year:
        begun = begun.where(SERIES.c.year == int(year))
    # A whole number is meant as it stands, whatever the tree says today.
    numbers = [written(region, short, int(year), number)] if region else []
    places = tree(session)
    for cabinet_id, of_year in session.connection().execute(begun):
        cabinet = places.unit(cabinet_id)
        if not short or fold(short) == fold(cabinet.short):
            codes = (places.unit(unit_id).code for unit_id in places.regions_from(cabinet_id, date(of_year, 1, 1)))
            numbers += [written(code, cabinet.short, of_year, number) for code in codes if region in {None, code}]
    return numbers
