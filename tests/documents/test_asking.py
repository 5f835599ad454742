"""Asking for a paper: the same facts are the same paper, other facts a new one that replaces it, and anybody can verify."""

import re
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest
from sqlalchemy.exc import DatabaseError
from sqlmodel import col, select

from mediation_cms.audit.models import Entry
from mediation_cms.core import clock
from mediation_cms.core.db import Database
from mediation_cms.core.errors import Forbidden, Invalid, NotFound, Refused
from mediation_cms.core.languages import Language
from mediation_cms.documents.codes import as_printed, new_code
from mediation_cms.documents.engine import Rendered
from mediation_cms.documents.facts import same
from mediation_cms.documents.inputs import PaperIn
from mediation_cms.documents.issuing import ask_for_paper, issue, note_failure, outdate, to_print
from mediation_cms.documents.models import Paper, PaperKind, PaperStatus
from mediation_cms.documents.queries import Verified, get_paper, papers_of, printed, verify
from mediation_cms.people.models import Role
from tests import make
from tests.documents import samples

PDF = Rendered(b"%PDF-1.7 printed", 2, "0" * 64)
FACTS = samples.contract(samples.KK)
CORRECTED = replace(FACTS, place=same("Риддер қаласы"))


@pytest.fixture
def country(session):
    return make.small_country(session)


@pytest.fixture
def clerk(session, country):
    return make.actor(session, Role.COORDINATOR, country.cabinet)


@pytest.fixture
def ask(session, country, clerk):
    def asked(facts=FACTS, **options):
        thing = country.cabinet.id  # any thing has a key
        return ask_for_paper(session, clerk, facts, thing_id=thing, matter_id=thing, cabinet_id=thing, **options)

    return asked


def in_force(session) -> list[Paper]:
    return [paper for paper in session.exec(select(Paper).order_by(col(Paper.id))) if paper.replaced_by_id is None]


def test_a_paper_waits_with_its_facts_sealed(session, ask, clerk):
    paper = ask()

    assert (paper.status, paper.kind, paper.number) == (PaperStatus.QUEUED, PaperKind.CONTRACT, FACTS.number)
    assert FACTS.sides[0].id_number.encode() not in (paper.facts_sealed or b"")
    assert [(entry.action, entry.account_id) for entry in session.exec(select(Entry))] == [
        ("paper.asked", clerk.account_id)
    ]


def test_the_same_facts_asked_twice_are_the_same_paper(session, ask):
    assert ask().id == ask(replace(FACTS, verification_code="another", demo=True)).id
    assert len(session.exec(select(Paper)).all()) == 1


def test_the_same_facts_in_another_language_are_another_paper_and_both_are_in_force(session, ask):
    kazakh, russian = ask(), ask(replace(FACTS, languages=samples.RU))

    assert kazakh.code != russian.code
    assert in_force(session) == [kazakh, russian]


def test_changed_facts_are_a_new_paper_that_replaces_the_old_in_all_languages(session, ask):
    kazakh, russian = ask(), ask(replace(FACTS, languages=samples.RU))
    corrected = ask(CORRECTED)

    assert (kazakh.replaced_by_id, russian.replaced_by_id) == (corrected.id, corrected.id)
    assert in_force(session) == [corrected]


def test_a_paper_whose_facts_hold_again_is_in_force_again(session, ask):
    first, corrected = ask(), ask(CORRECTED)

    assert ask().id == first.id
    assert in_force(session) == [first]
    assert corrected.replaced_by_id == first.id


def test_a_paper_that_is_out_of_date_is_in_force_again_when_it_is_asked_for_and_says_the_same(session, country, ask):
    paper = ask()
    outdate(session, country.district.id)
    assert (paper.outdated_on, verify(session, paper.code).in_force) == (None, True)

    outdate(session, country.cabinet.id)
    assert (paper.outdated_on, verify(session, paper.code).in_force) == (clock.today(), False)

    assert ask().id == paper.id
    assert (paper.outdated_on, verify(session, paper.code).in_force) == (None, True)


def test_a_newer_paper_takes_the_place_of_one_that_is_out_of_date(session, country, ask):
    paper = ask()
    outdate(session, country.cabinet.id)
    corrected = ask(CORRECTED)

    assert (paper.outdated_on, paper.replaced_by_id) == (None, corrected.id)
    assert in_force(session) == [corrected]


ISSUED = (
    "sha256 = 'b'",
    "number = 'x'",
    "dated_on = '2020-01-01'",
    "draft = NOT draft",
    "code = 'x'",
    "file_id = NULL",
)


@pytest.mark.parametrize("change", ISSUED)
def test_no_hand_on_the_database_changes_what_was_issued(session, ask, clerk, change):
    paper = ask()
    issue(session, clerk, paper, PDF)

    with pytest.raises(DatabaseError, match="an issued paper stays as it is"), session.begin_nested():
        session.connection().exec_driver_sql(f"UPDATE paper SET {change}")


def test_a_paper_that_bears_the_day_of_asking_keeps_the_first(session, ask):
    notice = samples.termination(samples.KK)
    first = ask(notice, dated_by_asking=True)
    again = ask(replace(notice, made_on=date(2026, 8, 1)), dated_by_asking=True)

    assert (again.id, again.dated_on) == (first.id, notice.made_on)


def test_another_day_that_is_a_fact_is_another_paper(ask):
    assert ask(replace(FACTS, made_on=date(2026, 6, 4))).id != ask().id


def test_what_is_printed_has_the_code_the_address_and_the_mark_of_a_demo(session, ask):
    paper = ask()
    facts = to_print(session, paper, "https://bitim.example", demo=True)

    assert facts == replace(
        FACTS, verification_code=paper.code, verification_url=f"https://bitim.example/papers/{paper.code}", demo=True
    )


def test_an_issued_paper_is_never_drawn_again_and_its_facts_are_dropped(session, ask, clerk):
    paper = ask()
    issue(session, clerk, paper, PDF)
    issue(session, clerk, paper, Rendered(b"%PDF-1.7 drawn again", 1, "1" * 64))

    assert (paper.status, paper.pages, paper.facts_sealed) == (PaperStatus.READY, 2, None)
    shown = printed(session, paper)
    assert (shown.name, shown.media_type, shown.content) == (
        f"{FACTS.number}-contract-kk.pdf",
        "application/pdf",
        PDF.pdf,
    )
    assert ask().id == paper.id


def test_a_paper_that_is_not_ready_says_so(session, ask):
    paper = ask()
    with pytest.raises(Refused, match="being prepared"):
        printed(session, paper)
    note_failure(session, paper, "the press broke down", final=True)
    with pytest.raises(Refused, match="could not be made"):
        printed(session, paper)


def test_one_that_could_not_be_made_is_tried_again_when_it_is_asked_for(session, ask):
    paper = ask()
    paper.tries = 3
    note_failure(session, paper, "the press broke down", final=True)

    assert ask().id == paper.id
    assert (paper.status, paper.tries, paper.problem) == (PaperStatus.QUEUED, 0, "")


def test_eight_who_ask_at_once_get_one_paper(own_engine, keyring, tmp_path):
    database = Database(own_engine, keyring, tmp_path)
    with database.transaction() as session:
        account = make.actor(session, Role.COORDINATOR, make.small_country(session).cabinet)

    def ask(number: int) -> UUID:
        with database.transaction() as session:
            facts = FACTS if number % 2 else CORRECTED
            return ask_for_paper(session, account, facts, thing_id=account.account_id).id

    with ThreadPoolExecutor(8) as people:
        keys = list(people.map(ask, range(8)))

    with database.session(writes=False) as session:
        assert {paper.id for paper in session.exec(select(Paper))} == set(keys)
        assert (len(set(keys)), len(in_force(session))) == (2, 1)


# --- who may read --------------------------------------------------------------------------------------------------------


def test_the_reception_desk_reads_receipts_but_no_terms(session, country, ask, clerk):
    desk = make.actor(session, Role.RECEPTIONIST, country.cabinet)
    receipt, agreement = ask(samples.receipt(samples.KK)), ask(samples.agreement(samples.KK))

    assert get_paper(session, desk, country.cabinet, receipt.id) == receipt
    assert get_paper(session, clerk, country.cabinet, agreement.id) == agreement
    with pytest.raises(Forbidden):
        get_paper(session, desk, country.cabinet, agreement.id)


def test_a_paper_of_another_matter_is_not_there(session, country, ask, clerk):
    paper = ask()

    assert papers_of(session, country.cabinet) == [paper]
    assert papers_of(session, country.district) == []
    with pytest.raises(NotFound):
        get_paper(session, clerk, country.district, paper.id)


# --- verification --------------------------------------------------------------------------------------------------------


def test_anybody_learns_number_kind_date_cabinet_and_digest_but_no_name(session, country, ask, clerk):
    paper = ask()
    issue(session, clerk, paper, PDF)
    found = verify(session, paper.code)

    assert replace(found, cabinet=None) == Verified(
        number=FACTS.number, kind=PaperKind.CONTRACT, dated_on=FACTS.made_on, cabinet=None, sha256=paper.sha256,
        in_force=True, outdated_on=None, draft=False,
    )  # fmt: skip
    assert found.cabinet is not None
    assert found.cabinet.in_(Language.KK) == "Өскемен қаласының медиация кабинеті"
    assert not any(side.name.kk in repr(found) for side in FACTS.sides)


def test_a_replaced_paper_says_that_it_is(session, ask):
    paper = ask()
    ask(CORRECTED)

    assert verify(session, paper.code).in_force is False


def test_a_code_is_found_however_it_is_typed_and_an_unknown_one_is_not_there(session, ask):
    paper = ask()

    assert (
        verify(session, f" {paper.code.lower().replace('-', ' ').replace('0', 'o').replace('1', 'l')} ").number
        == FACTS.number
    )
    for nonsense in ("", "0000-0000-0000-0000", "ҚҚҚҚ", "' OR 1=1 --", "A" * 10_000):
        with pytest.raises(NotFound):
            verify(session, nonsense)


def test_codes_are_80_bits_of_letters_that_nobody_confuses():
    codes = {new_code() for _ in range(500)}

    assert len(codes) == 500
    assert all(re.fullmatch(r"(?:[0-9A-HJKMNP-TV-Z]{4}-){3}[0-9A-HJKMNP-TV-Z]{4}", code) for code in codes)
    assert all(as_printed(code) == code for code in codes)


# --- languages -----------------------------------------------------------------------------------------------------------


def test_a_paper_is_asked_for_in_kazakh_russian_or_both():
    chosen = [PaperIn.checked({"languages": typed}).languages for typed in ("kk", "ru", "kk+ru")]

    assert chosen == [samples.KK, samples.RU, samples.BOTH]
    for typed in ("en", "", "ru+kk", None):
        with pytest.raises(Invalid):
            PaperIn.checked({"languages": typed})
