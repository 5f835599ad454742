"""Long lists are carried out by the jobs, each in short transactions; whoever looks meanwhile sees how far it is."""

from sqlmodel import col, func, select

from mediation_cms.imports import carrying, staging
from mediation_cms.imports.actions import begin_import, confirm, discard, map_columns, undo
from mediation_cms.imports.inputs import ConfirmationIn, MappingIn
from mediation_cms.imports.models import Import, ImportKind, ImportState
from mediation_cms.jobs.carrying_imports import carry_imports
from mediation_cms.mediators.models import RegisterEntry
from mediation_cms.people.models import Role
from tests import make
from tests.imports.conftest import AKHMETOV, HEADINGS, SERIKOVA, xlsx


def uploaded(session, keeper, country, *rows):
    whole = begin_import(session, keeper, country.district, ImportKind.REGISTER, "list.xlsx", xlsx(HEADINGS, *rows))
    map_columns(session, keeper, whole, MappingIn.checked({"columns": whole.columns}))
    session.commit()
    return whole


def entries(session):
    return session.exec(select(func.count(col(RegisterEntry.id)))).one()


def test_the_jobs_read_write_and_undo_whatever_waits(session, shift):
    country = make.small_country(session)
    keeper = make.actor(session, Role.REGISTER_KEEPER, country.district)
    whole = uploaded(session, keeper, country, SERIKOVA, AKHMETOV)
    other = uploaded(session, keeper, country, SERIKOVA)
    carry_imports(shift)
    session.expire_all()
    assert (whole.state, other.state, whole.counts["make"], entries(session)) == (
        ImportState.READY, ImportState.READY, 2, 0,
    )  # fmt: skip

    confirm(session, keeper, whole, ConfirmationIn())
    session.commit()
    carry_imports(shift)
    session.expire_all()
    assert (whole.state, entries(session)) == (ImportState.DONE, 2)

    undo(session, keeper, whole)
    session.commit()
    carry_imports(shift)
    session.expire_all()
    assert (whole.state, entries(session)) == (ImportState.UNDONE, 0)


def test_a_file_without_rows_goes_back_to_its_sender_with_the_reason(session, shift):
    country = make.small_country(session)
    whole = uploaded(session, make.actor(session, Role.REGISTER_KEEPER, country.district), country)
    carry_imports(shift)

    session.expire_all()
    assert whole.state is ImportState.MAPPING
    assert whole.about[0]["m"].startswith("Below the headings there is not a single row.")


def test_what_is_discarded_while_it_is_read_is_gone(session, shift):
    country = make.small_country(session)
    keeper = make.actor(session, Role.REGISTER_KEEPER, country.district)
    whole = uploaded(session, keeper, country, SERIKOVA)
    prepared = carrying.prepare(session, whole)
    discard(session, keeper, whole)
    session.commit()

    assert carrying.finish(session, prepared)
    carry_imports(shift)
    assert session.exec(select(Import.id)).all() == []


def test_two_who_carry_out_one_import_write_it_once(session, shift):
    country = make.small_country(session)
    keeper = make.actor(session, Role.REGISTER_KEEPER, country.district)
    whole = uploaded(session, keeper, country, SERIKOVA)
    carry_imports(shift)
    session.expire_all()
    confirm(session, keeper, whole, ConfirmationIn())
    session.commit()
    first, second = carrying.prepare(session, whole), carrying.prepare(session, whole)

    assert (carrying.finish(session, first), carrying.finish(session, second), entries(session)) == (True, True, 1)


def test_rows_that_were_judged_while_the_lists_changed_are_not_written(session, shift):
    country = make.small_country(session)
    keeper = make.actor(session, Role.REGISTER_KEEPER, country.district)
    whole, faster = (uploaded(session, keeper, country, SERIKOVA) for _ in range(2))
    carry_imports(shift)
    session.expire_all()
    for each in (faster, whole):
        confirm(session, keeper, each, ConfirmationIn())
    prepared = carrying.prepare(session, whole)
    carrying.carry(session, faster)

    assert (carrying.finish(session, prepared), whole.state, entries(session)) == (False, ImportState.WRITING, 1)
    session.commit()
    carry_imports(shift)
    session.expire_all()
    assert (whole.state, whole.counts["same"], entries(session)) == (ImportState.READY, 1, 1)


def test_how_far_it_is_can_be_seen_while_it_is_at_work(session, shift, monkeypatch):
    country = make.small_country(session)
    keeper = make.actor(session, Role.REGISTER_KEEPER, country.district)
    whole = uploaded(session, keeper, country, SERIKOVA, AKHMETOV)
    monkeypatch.setattr(carrying, "PAUSE", 0)
    seen: list[tuple[int, int, str]] = []

    def looked(looked, expected):
        progress(looked, expected)
        session.refresh(whole)
        seen.append((whole.looked, whole.expected, whole.state.value))

    progress = carrying.Progress(shift.database, whole.id)
    assert staging.is_short(session, whole)
    carrying.prepare(session, whole, looked)
    assert seen == [(0, 0, "reading"), (0, 2, "reading"), (2, 2, "reading")]
