"""The seed `demo`: Pavlodar Region as it might be today, with an account for every role.

It always looks alive, for days are counted back from the day of planting. Who signs in gets a new passphrase at every start,
for only hashes are kept.
"""

from collections.abc import Iterable, Sequence

import sqlalchemy as sa
from sqlmodel import Session

from mediation_cms.access import Actor
from mediation_cms.accounts.actions import reset_password
from mediation_cms.accounts.queries import find_account
from mediation_cms.audit.trail import note_reading
from mediation_cms.core import clock
from mediation_cms.core.db import table_of
from mediation_cms.core.errors import Refused
from mediation_cms.core.i18n import _
from mediation_cms.intake.models import Request
from mediation_cms.people.models import Account, AccountKind, Role
from mediation_cms.places.queries import tree
from mediation_cms.seeding import almaty_region, east_kazakhstan, republic, telling, volume
from mediation_cms.seeding.at_work import SeedAtWork
from mediation_cms.seeding.demo_admission import ask_to_enter
from mediation_cms.seeding.demo_archive import tell_archive
from mediation_cms.seeding.demo_bookings import fill_the_calendar
from mediation_cms.seeding.demo_cards import tell_of_themselves
from mediation_cms.seeding.demo_cases import at_the_table, ended, on_the_way
from mediation_cms.seeding.demo_conflicts import declare_all
from mediation_cms.seeding.demo_contacts import write_down
from mediation_cms.seeding.demo_crew import Crew, SignIn, gather, told_accounts
from mediation_cms.seeding.demo_follow_ups import ask_later
from mediation_cms.seeding.demo_gatherings import hold_all
from mediation_cms.seeding.demo_home import from_home
from mediation_cms.seeding.demo_invitations import invite_all
from mediation_cms.seeding.demo_lively import Lively
from mediation_cms.seeding.demo_matching import come_twice
from mediation_cms.seeding.demo_messages import deliver_what_was_told
from mediation_cms.seeding.demo_requests import requests
from mediation_cms.seeding.demo_screening import screen_all
from mediation_cms.seeding.demo_table import lay_the_table
from mediation_cms.seeding.planting import Planted, Watch, planted_before, remember
from mediation_cms.seeding.telling import Told

NAME = "demo"
WITH_REQUESTS = (east_kazakhstan.NAME, almaty_region.NAME, republic.NAME, volume.NAME)
PARTS = (requests, on_the_way, at_the_table, ended)


def plant(session: Session, actor: Actor, watch: Watch) -> Planted:
    """The region; where it is there already, new passphrases alone."""
    seed = SeedAtWork(session, actor, NAME)
    if planted_before(session, NAME):
        return Planted(new=False, lines=table(renew_passphrases(seed)))
    if has_people_of_its_own(session):
        raise Refused(
            _(
                "The seed demo adds invented people and their passphrases: load it into a database without requests and accounts."
            )
        )
    now = clock.now()
    crew = gather(seed, clock.local(now).date())
    tell_archive(seed, crew, clock.local(now), watch)
    live = Lively(seed, crew, clock.local(now))
    plots = [plot for part in PARTS for plot in part(live)]
    told = telling.tell(session, [[step for step in plot.steps if step.at <= now] for plot in plots], watch)
    screen_all(session, crew.desk("55-PAV"), told)
    invite_all(session, crew.actors["coordinator"], told, now)
    _look_at(session, crew, told)
    declare_all(session, crew, told)
    ask_later(seed, crew, clock.local(now))
    lay_the_table(session, crew, told)
    from_home(session, crew, clock.local(now))
    fill_the_calendar(session, crew, clock.local(now))
    tell_of_themselves(session, crew)
    hold_all(live)
    cabinet = next(iter(crew.cabinets.values())).unit
    district = tree(session).district_of(cabinet.id, clock.today())
    ask_to_enter(session, crew.actors["keeper"], tree(session).unit(district or cabinet.id), clock.local(now))
    come_twice(session, live)
    write_down(live, told)
    deliver_what_was_told(session, seed.actor, now)
    remember(session, NAME)
    return Planted(new=True, lines=table(crew.sign_ins))


def has_people_of_its_own(session: Session) -> bool:
    """Whether somebody has an account, or a request is there that no seed has planted: no seed but this one gives accounts."""
    accounts = sa.select(table_of(Account).c.id).where(table_of(Account).c.kind == AccountKind.PERSON)
    requests = sa.select(table_of(Request).c.id)
    others = [accounts] if any(planted_before(session, name) for name in WITH_REQUESTS) else [accounts, requests]
    return any(session.connection().execute(sa.select(sa.exists(found))).scalar() for found in others)


def _look_at(session: Session, crew: Crew, told: Sequence[Told]) -> None:
    """The coordinator has read every matter, its mediator the mediation; the manager was refused one. The auditor sees that."""
    coordinator, manager = crew.actors["coordinator"], crew.actors["manager"]
    readers = {hand.id: hand.actor for hand in crew.hands.values()}
    for matter in told:
        with clock.telling_of(matter.at):
            note_reading(session.connection(), coordinator, "requests.show", matter.request.id)
            if matter.request.mediator_id in readers:
                note_reading(session.connection(), readers[matter.request.mediator_id], "cases.show", matter.request.id)
    with clock.telling_of(told[-1].at):
        note_reading(session.connection(), manager, "parties.people", refused=True)


def renew_passphrases(seed: SeedAtWork) -> list[SignIn]:
    """A new passphrase for everybody who may be tried and is still there."""
    renewed = []
    for told in told_accounts(seed):
        account = find_account(seed.session, told["login"])
        if "try" in told and account is not None:
            passphrase = reset_password(seed.session, seed.actor, account)
            renewed.append(SignIn(Role(told["role"]), account.login, passphrase, told["try"]))
    return renewed


def table(sign_ins: Iterable[SignIn]) -> tuple[str, ...]:
    """Role, sign-in, passphrase, and what to try first: as the terminal shows it."""
    rows = [("role", "sign-in", "passphrase", "first try")]
    rows += [(str(each.role.label), each.login, each.passphrase, each.first) for each in sign_ins]
    widths = [max(len(row[place]) for row in rows) for place in range(3)]
    return tuple(
        "  ".join([*(cell.ljust(width) for cell, width in zip(row, widths, strict=False)), row[3]]) for row in rows
    )
