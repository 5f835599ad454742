"""The check for a conflict of interest: what speaks against each of some mediators, as far as the actor may know."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from uuid import UUID

from sqlmodel import Session, col, select

from mediation_cms.access import Actor, Can, may
from mediation_cms.cases.conflict import Found, Ground, Hit, Strength, being, maybe_kin, opposed, shown, side_as
from mediation_cms.cases.conflict_facts import People, Somebody, like, mediators_like, people_of, side_by_side
from mediation_cms.cases.models import Case
from mediation_cms.core import clock
from mediation_cms.intake.barring import barrings_of
from mediation_cms.intake.models import Request
from mediation_cms.intake.queries import visible_to
from mediation_cms.mediators.tie_models import Tie, TieKind
from mediation_cms.mediators.tie_queries import ties_by, whose
from mediation_cms.people.likeness import Likeness, known, likeness, shared
from mediation_cms.people.models import Person

Matters = dict[UUID, list[tuple[UUID, Somebody]]]
LEAST_BETWEEN = 2
"""A mediation between people has two of them."""


def conflicts_of(session: Session, actor: Actor, case: Case) -> dict[UUID, tuple[Hit, ...]]:
    """What was found of each mediator, the strongest first; who is not in it, of them nothing was found.

    A fixed number of statements, however many mediators: nothing is looked up by them.
    """
    people = people_of(session, case)
    records = {one.id: one for one in like(session, people.persons, _linked(people))} if people.persons else {}
    theirs = {
        key: how for key, one in records.items() if (how := max(people.how(each, one) for each in people.persons))
    }
    sure = [key for key, how in theirs.items() if how >= Likeness.LIKELY]
    possible = [key for key, how in theirs.items() if how is Likeness.POSSIBLE]
    elsewhere = side_by_side(session, [*sure, *possible], case.request_id)
    in_sight = _in_sight(session, actor, elsewhere)
    found: dict[UUID, list[Hit]] = defaultdict(list)
    everything = (
        *_barred(session, case),
        *_among_these_people(session, people, elsewhere, theirs, in_sight),
        *_tied(session, actor, people),
        *_earlier(session, elsewhere, theirs, in_sight),
    )
    for each in everything:
        found[each.mediator_id].append(each.hit)
    told = {mediator_id: shown(hits) for mediator_id, hits in found.items()}
    return {mediator_id: hits for mediator_id, hits in told.items() if hits}


def _linked(people: People) -> frozenset[UUID]:
    return frozenset[UUID]().union(*people.circles.values())


def _barred(session: Session, case: Case) -> Iterator[Found]:
    for barring, _person in barrings_of(session, case.request_id):
        yield Found(barring.person_id, Hit(Ground.BARRED, Strength.CONFLICT))


# --- by who the mediator is ----------------------------------------------------------------------------------------------


def _among_these_people(
    session: Session, people: People, elsewhere: Matters, theirs: dict[UUID, Likeness], in_sight: dict[UUID, str]
) -> Iterator[Found]:
    """Mediators who may be a side here, or who stood in another matter with one of these people."""
    others = [one for matter in elsewhere.values() for key, one in matter if key not in theirs]
    keys = _linked(people) | {one.id for one in others}
    candidates = mediators_like(session, (*people.persons, *others), keys) if keys else []
    near = _by_signs(elsewhere)
    for mediator in candidates:
        for person in people.persons:
            how = people.how(person, mediator)
            if (strength := being(how)) is not None:
                ground = side_as(how, shared(person.known, mediator.known))
                yield Found(mediator.id, Hit(ground, strength, person.name))
        for request_id in frozenset[UUID]().union(*(near.get(sign, frozenset()) for sign in _signs(mediator))):
            yield from _opposed(mediator, elsewhere[request_id], theirs, request_id, in_sight)


def _by_signs(elsewhere: Matters) -> dict[object, set[UUID]]:
    """In which matters somebody has this key, name, IIN or phone, so that a mediator is not compared with everybody."""
    found: dict[object, set[UUID]] = defaultdict(set)
    for request_id, matter in elsewhere.items():
        for _key, one in matter:
            for sign in _signs(one):
                found[sign].add(request_id)
    return found


def _signs(one: Somebody) -> tuple[object, ...]:
    return tuple(sign for sign in (one.id, one.known.key, one.known.iin_index, *one.known.phones) if sign)


def _opposed(
    mediator: Somebody,
    matter: list[tuple[UUID, Somebody]],
    theirs: dict[UUID, Likeness],
    request_id: UUID,
    in_sight: dict[UUID, str],
) -> Iterator[Found]:
    mine = max((_how(mediator, key, one) for key, one in matter if key not in theirs), default=Likeness.NONE)
    for key, one in matter:
        strength = opposed(theirs.get(key, Likeness.NONE), mine)
        if strength is not None and key != mediator.id:
            seen = request_id in in_sight
            hit = Hit(Ground.OPPONENT, strength, one.name, in_sight.get(request_id, ""), in_sight=seen)
            yield Found(mediator.id, hit)


def _how(mediator: Somebody, key: UUID, other: Somebody) -> Likeness:
    return Likeness.CERTAIN if key == mediator.id else likeness(mediator.known, other.known)


def _in_sight(session: Session, actor: Actor, matters: Matters) -> dict[UUID, str]:
    """The numbers of those of these matters that the actor may see."""
    statement = select(Request.id, Request.number).where(col(Request.id).in_(list(matters)), visible_to(actor))
    return dict(session.exec(statement).all()) if matters else {}


def _earlier(
    session: Session, elsewhere: Matters, theirs: dict[UUID, Likeness], in_sight: dict[UUID, str]
) -> Iterator[Found]:
    """Who has mediated between these very people before: good to know, and no conflict."""
    between = [
        request_id
        for request_id, matter in elsewhere.items()
        if request_id in in_sight
        and sum(theirs.get(key, Likeness.NONE) >= Likeness.LIKELY for key, _one in matter) >= LEAST_BETWEEN
    ]
    if between:
        statement = select(Case.mediator_id, Case.number).where(col(Case.request_id).in_(between))
        for mediator_id, number in session.exec(statement.where(col(Case.mediator_id).is_not(None))):
            if mediator_id is not None:
                yield Found(mediator_id, Hit(Ground.EARLIER, Strength.INFORMATION, number))


# --- by what the mediator declared ---------------------------------------------------------------------------------------


def _tied(session: Session, actor: Actor, people: People) -> Iterator[Found]:
    """Mediators who declared a relative, a village or an organisation of this matter."""
    keys = {one.known.key for one in people.persons} | {*people.villages, *people.organisations, *people.sender}
    ties = ties_by(session, keys - {""}, clock.today())
    if not ties:
        return
    keepers = whose(session, {tie.mediator_id for tie in ties})
    known_to_actor = {key for key, of in keepers.items() if may(actor, Can.DECLARE_TIES, of)}
    surnames = _surnames(session, [tie.mediator_id for tie in ties if tie.kind is TieKind.VILLAGE])
    for tie in ties:
        for hit in _of_tie(tie, people, surnames.get(tie.mediator_id, "")):
            yield Found(tie.mediator_id, replace(hit, in_sight=tie.mediator_id in known_to_actor))


def _of_tie(tie: Tie, people: People, surname: str) -> Iterator[Hit]:
    if tie.kind is TieKind.RELATIVE:
        relative = known(tie.surname, tie.given_name, tie.patronymic, born_on=tie.born_on)
        for person in people.persons:
            if (strength := being(likeness(relative, person.known))) is not None:
                yield Hit(Ground.RELATIVE, strength, person.name)
    elif tie.kind is TieKind.ORGANISATION:
        if tie.key in people.organisations:
            yield Hit(Ground.EMPLOYER, Strength.CONFLICT, people.organisations[tie.key])
        if tie.key in people.sender:
            yield Hit(Ground.SENDER, Strength.POSSIBLE, people.sender[tie.key])
    elif tie.key in people.villages:
        yield Hit(Ground.VILLAGE, Strength.HINT, people.villages[tie.key][0].name)
        kin = [one for one in people.villages[tie.key] if maybe_kin(surname, one.surname)]
        yield from (Hit(Ground.KIN, Strength.HINT, one.name) for one in kin)


def _surnames(session: Session, mediators: list[UUID]) -> dict[UUID, str]:
    statement = select(Person.id, Person.surname).where(col(Person.id).in_(mediators))
    return dict(session.exec(statement).all()) if mediators else {}
