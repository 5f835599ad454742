"""Who issues a certificate, in words of the day: whoever keeps the cabinet, else the house of the region."""

import re
from datetime import date
from uuid import UUID

from sqlmodel import Session

from mediation_cms.core.dated import in_force
from mediation_cms.core.i18n import Words
from mediation_cms.core.kazakh import Case, inflected
from mediation_cms.documents.letterhead import in_both
from mediation_cms.law.queries import versions
from mediation_cms.places.models import Owner
from mediation_cms.places.queries import tree

POSSESSED = re.compile(r"(облысы|қаласы)$")
OF_REGION = (
    (re.compile(r"^(.+)ая область$"), r"\1ой области"),
    (re.compile(r"^[Оо]бласть (.+)$"), r"области \1"),
    (re.compile(r"^[Гг]ород (.+)$"), r"города \1"),
)
"""How Russian says whose house it is; another name follows a comma."""


def issuer(session: Session, cabinet_id: UUID | None, district_id: UUID, on: date) -> Words:
    """Who issues it: «Шығыс Қазақстан облысының Достық үйі», or the organisation that keeps the cabinet."""
    places = tree(session)
    if cabinet_id is not None:
        keeper = places.owner(cabinet_id, on).value
        if keeper.kind is not Owner.ANK and keeper.name:
            return Words(keeper.name, keeper.name)
    region = in_both(places.words(places.region_of(district_id, on) or district_id, on))
    house = in_force(versions(session, "name.house"), on)
    return region if house is None else house_of(in_both(house.words), region)


def house_of(house: Words, region: Words) -> Words:
    """The house with the region that it belongs to."""
    kk = f"{region.kk}, {house.kk}"
    if POSSESSED.search(region.kk):
        kk = f"{inflected(region.kk, Case.OF, possessed=True)} {house.kk}"
    for pattern, genitive in OF_REGION:
        if pattern.match(region.ru):
            return Words(kk, f"{house.ru} {pattern.sub(genitive, region.ru)}")
    return Words(kk, f"{house.ru}, {region.ru}")
