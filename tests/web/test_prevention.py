"""Preventive measures on pages: counts and bodies, never persons."""

import pytest
from sqlmodel import select

from mediation_cms.people.models import Role
from mediation_cms.prevention.actions import add_measure
from mediation_cms.prevention.inputs import MeasureIn
from mediation_cms.prevention.models import MeasureKind, PreventiveMeasure
from tests import make
from tests.web.counting import same_for_thirty


@pytest.fixture
def country(session):
    return make.small_country(session)


@pytest.fixture
def coordinator(signed_in, country):
    return signed_in(Role.COORDINATOR, country.region)


def measure(session, place, **more):
    given = {"kind": "meeting", "held_on": "05.05.2024", "participants": "20", "note": "әкімдік"} | more
    return add_measure(session, make.system(session), place, MeasureIn.checked(given))


def fields(country, **more):
    return {
        "place_id": str(country.cabinet.id), "kind": "dialogue_platform", "held_on": "05.05.2024", "participants": "1 200",
        "note": "әкімдік\nполиция",
    } | more  # fmt: skip


def test_a_measure_is_entered_and_the_form_asks_for_nobody(session, coordinator, country):
    page = coordinator.get("/prevention/new").text
    assert "Ешкімнің этностық тегін жазбаңыз." in page
    answer = coordinator.send("/prevention/new", **fields(country))
    (held,) = session.exec(select(PreventiveMeasure)).all()

    assert answer.location == f"/prevention/{held.id}"
    assert (held.kind, held.participants, held.note) == (MeasureKind.DIALOGUE_PLATFORM, 1200, "әкімдік\nполиция")
    assert "Диалог алаңы, 2024 жылғы 5 мамыр" in coordinator.get(answer.location).text


def test_nothing_that_was_typed_is_lost(session, coordinator, country):
    coordinator.get("/prevention/new")
    answer = coordinator.send("/prevention/new", **fields(country, kind="", participants="-1"))

    assert answer.status_code == 422
    assert len(coordinator.errors) == 2
    assert 'value="-1"' in answer.text
    assert "әкімдік\nполиция</textarea>" in answer.text
    assert session.exec(select(PreventiveMeasure)).all() == []


def test_a_measure_is_corrected_and_its_history_says_so(session, coordinator, country):
    held = measure(session, country.cabinet)
    session.commit()
    coordinator.get(f"/prevention/{held.id}/correction")
    coordinator.send(f"/prevention/{held.id}/correction", **fields(country))

    session.refresh(held)
    assert held.participants == 1200
    history = coordinator.get(f"/prevention/{held.id}/history?lang=ru").text
    assert "Профилактическая мера исправлена" in history
    assert "20 → 1200" in history


def test_a_measure_is_taken_out_with_a_reason(session, coordinator, country):
    held = measure(session, country.cabinet)
    session.commit()
    coordinator.get(f"/prevention/{held.id}/removal")

    assert coordinator.send(f"/prevention/{held.id}/removal", reason="").status_code == 422
    assert coordinator.send(f"/prevention/{held.id}/removal", reason="екі рет").location == "/prevention"
    assert session.exec(select(PreventiveMeasure)).all() == []


def test_the_list_is_filtered_by_its_address(session, coordinator, country):
    measure(session, country.cabinet, note="бірінші")
    measure(session, country.district, note="екінші", kind="training", held_on="01.06.2024")
    session.commit()

    def notes(query):
        page = coordinator.get(f"/prevention?{query}").text
        return [note for note in ("бірінші", "екінші") if note in page]

    assert notes("") == ["бірінші", "екінші"]
    assert notes("kind=training") == ["екінші"]
    assert notes("held_to=31.05.2024") == ["бірінші"]
    assert notes("kind=none&lang=kk") == []


def test_thirty_measures_ask_no_more_than_one(session, coordinator, country):
    same_for_thirty(coordinator, session, "/prevention", lambda: measure(session, country.cabinet))


def test_rights_on_measures(session, signed_in, country):
    abai = make.region(session, country.republic, "10", "Абай облысы")
    held = measure(session, country.cabinet)
    session.commit()
    receptionist, stranger = signed_in(Role.RECEPTIONIST, country.cabinet), signed_in(Role.COORDINATOR, abai)

    assert [receptionist.get(f"/prevention/{path}").status_code for path in (held.id, "new", f"{held.id}/removal")] == [
        200, 403, 403,
    ]  # fmt: skip
    assert receptionist.send("/prevention/new", **fields(country)).status_code == 403
    assert stranger.get(f"/prevention/{held.id}").status_code == 404
    assert stranger.get(f"/prevention/{held.id}/correction").status_code == 404
