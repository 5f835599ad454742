"""People and organisations in bulk: the rows of `people.records`."""

from datetime import datetime
from typing import Any

from mediation_cms.people.inputs import ContactIn, OrganisationIn, PersonIn
from mediation_cms.people.models import Contact, Organisation, Person
from mediation_cms.people.records import folded_contact, folded_organisation, named_so
from mediation_cms.seeding.sheaf import Sheaf, Values, typed


def put_person(sheaf: Sheaf, at: datetime, given: PersonIn) -> Values:
    """A new person, with the contact that was given. The people of seeds show no document."""
    known = {"born_on": given.born_on, "no_iin_reason": given.no_iin_reason}
    person = sheaf.add(Person, at, **named_so(given), **known)
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
        folded=folded_organisation(given.name, given.name_ru),
    )
    _put_contact(sheaf, at, given.contact, organisation_id=organisation["id"])
    return organisation


def _put_contact(sheaf: Sheaf, at: datetime, given: ContactIn | None, **whose: Any) -> None:
    if given is not None and given.value:
        sheaf.add(Contact, at, **whose, folded=folded_contact(given), **typed(given))
