"""People and organisations in bulk: the rows of `people.records`."""

from datetime import datetime
from typing import Any

from mediation_cms.core.names import fold, full_name, search_key, sort_key
from mediation_cms.people.inputs import ContactIn, OrganisationIn, PersonIn
from mediation_cms.people.models import Contact, Organisation, Person
from mediation_cms.people.records import LONGEST_FOLDED, LONGEST_KEY
from mediation_cms.seeding.sheaf import Sheaf, Values, typed


def put_person(sheaf: Sheaf, at: datetime, given: PersonIn) -> Values:
    """A new person, with the contact that was given. The people of seeds show no document."""
    name = full_name(given.surname, given.given_name, given.patronymic)
    person = sheaf.add(
        Person,
        at,
        surname=given.surname,
        given_name=given.given_name,
        patronymic=given.patronymic,
        folded=search_key(name)[:LONGEST_KEY],
        sort_key=sort_key(name)[:LONGEST_KEY],
        born_on=given.born_on,
        no_iin_reason=given.no_iin_reason,
    )
    sheaf.seal(Person, person, "address_sealed", given.address)
    _put_contact(sheaf, at, given.contact, person_id=person["id"])
    return person


def put_organisation(sheaf: Sheaf, at: datetime, given: OrganisationIn) -> Values:
    """A new organisation. Those of seeds have no BIN, by which one would be known again."""
    organisation = sheaf.add(
        Organisation,
        at,
        name=given.name,
        name_ru=given.name_ru,
        kind=given.kind,
        address=given.address,
        folded=fold(f"{given.name} {given.name_ru}")[:LONGEST_FOLDED],
    )
    _put_contact(sheaf, at, given.contact, organisation_id=organisation["id"])
    return organisation


def _put_contact(sheaf: Sheaf, at: datetime, given: ContactIn | None, **whose: Any) -> None:
    if given is not None and given.value:
        sheaf.add(Contact, at, **whose, **typed(given))
