"""What the pages of requests show: defaults, choices, and words for what is stored."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from flask import g, render_template
from flask import request as http
from flask.typing import ResponseReturnValue

from mediation_cms.access import Can, authorize, may
from mediation_cms.cases.mandates import why_no_mediation
from mediation_cms.consultations.models import Consultation, ContactLog, Mode, Result
from mediation_cms.consultations.queries import goes_to_mediation
from mediation_cms.core import clock
from mediation_cms.core.db import unseal
from mediation_cms.core.errors import stale
from mediation_cms.core.i18n import Joined, Text, _
from mediation_cms.disputes.models import Catalogue
from mediation_cms.disputes.queries import full_name, path
from mediation_cms.intake.following import linked_to
from mediation_cms.intake.inputs import MOST_PARTIES
from mediation_cms.intake.models import (
    OUTCOMES_BEFORE_CONTRACT,
    REFUSALS,
    WITH_PROCEEDINGS,
    Capacity,
    IntakeChannel,
    Outcome,
    Request,
    Source,
)
from mediation_cms.intake.queries import joined_with
from mediation_cms.intake.workflow import RequestStatus
from mediation_cms.people.models import Channel, DocumentKind, OrganisationKind
from mediation_cms.people.queries import organisation_name
from mediation_cms.web import entry_check, screening_forms, talks
from mediation_cms.web.choices import (
    Options,
    cabinets,
    dispute_types,
    every_cabinet,
    home_cabinet,
    in_groups,
    options,
)
from mediation_cms.web.entry_check import Checked
from mediation_cms.web.forms import Form
from mediation_cms.web.invitation_cards import invited_sides
from mediation_cms.web.matters import Matter, matter

MOST_OTHERS = 10
SCREEN_LANGUAGES: Options = [("kk", "қазақша"), ("ru", "русский"), ("en", "English")]
FIELDS = (
    "channel", "source", "source_note", "external_registration_no", "language", "subject", "dispute_code", "inter_ethnic",
    "minor_involved", "court_referral", "urgent", "court_case_no",
)  # fmt: skip


def today_typed(name: str) -> dict[str, str]:
    """A field that holds today, as it is typed."""
    return {name: f"{clock.today():%d.%m.%Y}"}


def fresh() -> Form:
    """An empty form of a new request: today, at the actor's own cabinet, somebody came in, one other side."""
    values = today_typed("received_on") | {
        "cabinet_id": home_cabinet(cabinets(Can.REGISTER_REQUEST)),
        "channel": IntakeChannel.IN_PERSON.value,
        "source": Source.SELF.value,
        "language": g.language,
        "applicant-kind": "person",
        "others-0-kind": "person",
    }
    return Form(values | reached_by_phone("applicant") | reached_by_phone("others-0"))


def reached_by_phone(prefix: str) -> dict[str, str]:
    """A party is most often reached by phone, in the language of the page."""
    return by_phone(f"{prefix}-person") | by_phone(f"{prefix}-organisation")


def by_phone(who: str) -> dict[str, str]:
    """The same of one person or organisation."""
    return {f"{who}-contact-channel": Channel.PHONE.value, f"{who}-contact-language": g.language}


def others_of(form: Form) -> list[int]:
    """The numbers of the other sides that the form holds, one at least."""
    return form.rows("others", MOST_PARTIES)


def redrawn(form: Form, asked: str) -> Form:
    """The same form with what was asked for: one more other side; otherwise the mediators of the chosen cabinet."""
    others = others_of(form)
    if asked == "other" and len(others) < MOST_OTHERS:
        added = f"others-{others[-1] + 1}"
        form.values |= {f"{added}-kind": "person"} | reached_by_phone(added)
    return form


def checked(form: Form) -> Checked:
    """Whom the people of a new request may be, and which open matters it may be part of."""
    return entry_check.of_request(form, others_of(form))


def typed(form: Form, joining: dict[str, Any] | None = None) -> dict[str, Any]:
    """The form as an input takes it: sides that were left empty and a talk that was not held are left out."""
    tree = form.tree() | {"join": joining}
    tree.pop("booking_id", None)  # of which talk it is, no field of a request
    tree["applicant"] = form.part("applicant") | {"side": "applicant"}
    tree["others"] = [{**other, "side": "other"} for other in tree.get("others", []) if _filled(other)]
    if tree.pop("heard", "") != "yes":
        tree.pop("talk", None)
    elif isinstance(tree.get("talk"), dict):
        tree["talk"].setdefault("held_on", tree.get("received_on", ""))
        tree["talk"].setdefault("language", tree.get("language", ""))
    return tree


def new(form: Form, check: Checked | None = None) -> ResponseReturnValue:
    """The page of a new request; with the question who is known already, once something was found."""
    offered = choices()
    cabinet = next((UUID(key) for key, _name in offered["cabinets"] if key == form.text("cabinet_id")), None)
    held = talks.held_by(cabinet, form.text("received_on"))
    others = others_of(form)
    facts = {"form": form, "check": check, "others": others, "within": _sides_of_errors(form, others)} | held | offered
    return render_template("requests/new.html", **facts), form.status


def _sides_of_errors(form: Form, others: list[int]) -> dict[str, Text]:
    """Of which side each field with an error is: the labels are the same for all."""
    sides = {"applicant-": _("Side %(n)s, applicant", n=1)}
    sides |= {f"others-{row}-": _("Side %(n)s", n=number) for number, row in enumerate(others, start=2)}
    return {name: word for name in form.errors for head, word in sides.items() if f"{name}-".startswith(head)}


def fresh_talk(found: Request) -> Form:
    """A consultation of today in the language of the applicant, held by who deals with the matter."""
    return Form(today_typed("held_on") | {"language": found.language, "mediator_id": str(found.mediator_id or "")})


def consultation(found: Request, form: Form) -> ResponseReturnValue:
    """The page of a consultation, with the mediators who might have held it."""
    held = talks.held_by(found.cabinet_id, form.text("held_on"), found.mediator_id)
    return step("requests/consultation.html", found, form, Can.HOLD_CONSULTATION, **held)


def correction(found: Request, form: Form) -> ResponseReturnValue:
    """The page that corrects a request."""
    authorize(g.actor, Can.CHANGE_REQUEST, found)
    return render_template(
        "requests/correction.html", form=form, matter=matter(found.id, "requests.correction"), **choices(found)
    ), form.status


def choices(found: Request | None = None) -> dict[str, Any]:
    """Everything to choose from on the pages of a request; what was chosen before stays among it."""
    source, dispute = (found.source, found.dispute_code) if found else ("", "")
    return {
        "cabinets": cabinets(Can.REGISTER_REQUEST),
        "channels": options(IntakeChannel),
        "sources": in_groups(Catalogue.SOURCE, clock.today(), source),
        "screen_languages": SCREEN_LANGUAGES,
        "dispute_types": dispute_types(dispute),
        "documents": options(DocumentKind),
        "ways": options(Channel),
        "organisation_kinds": options(OrganisationKind),
        "capacities": options(Capacity, Capacity.POWER_OF_ATTORNEY, Capacity.PARENT, Capacity.GUARDIAN),
        "modes": options(Mode),
        "results": options(Result),
        "outcomes": options(Outcome, *(each for each in OUTCOMES_BEFORE_CONTRACT if each not in REFUSALS)),
        "all_cabinets": every_cabinet(),
    }


def as_typed(found: Request, narrative: str | None) -> dict[str, Any]:
    """A stored request as the fields of its form."""
    values = {name: _typed(getattr(found, name)) for name in FIELDS}
    organisation = source_name(found)
    at = found.received_at
    return values | {
        "narrative": narrative or "",
        "source_organisation": organisation,
        "received_at": f"{at:%H:%M}" if at else "",
    }


def source_name(found: Request) -> str:
    """The name of the organisation that sent the applicant; empty when nobody did."""
    return organisation_name(g.session, found.source_organisation_id)


def step(template: str, found: Request, form: Form, can: Can, **facts: Any) -> ResponseReturnValue:
    """A page with one step on a request, for whoever may take it."""
    authorize(g.actor, can, found)
    found_matter = matter(found.id, str(http.endpoint))
    return render_template(template, form=form, matter=found_matter, **facts, **choices()), form.status


def overview(found: Matter) -> ResponseReturnValue:
    """The first page of a matter."""
    request = found.request
    return render_template(
        "requests/show.html",
        matter=found,
        screening=screening_forms.summary(request),
        took_in=joined_with(g.session, g.actor, request),
        invited=invited_sides(found),
        linked=linked_to(g.session, g.actor, request),
        narrative=narrative(request),
        sent_by=sent_by(request),
        with_proceedings=request.court_referral or Source.of(request.source) in WITH_PROCEEDINGS,
        dispute_type=full_name(g.session, Catalogue.DISPUTE_TYPE, request.dispute_code, g.language),
        no_mediation=why_no_mediation(g.session, request.cabinet_id, clock.today()),
        goes_on=request.status is RequestStatus.REGISTERED and goes_to_mediation(g.session, request),
        never_mediated=why_no_mediation(g.session, request.cabinet_id, request.received_on) is not None,
    )


def fresh_follow_on(found: Request) -> Form:
    """A matter that goes on: today, by phone, about what it was about, under a neutral subject."""
    subject = _("Performance of an earlier agreement").in_(found.language)
    values = {"channel": IntakeChannel.PHONE.value, "subject": subject, "dispute_code": found.dispute_code}
    return Form(today_typed("received_on") | values)


def follow_on(found: Request, form: Form) -> ResponseReturnValue:
    """The page that goes on with an ended matter."""
    if found.status is not RequestStatus.ENDED:
        raise stale()
    return step("requests/follow_on.html", found, form, Can.REGISTER_REQUEST)


def sent_by(found: Request) -> Text:
    """Who sent the applicant, with the organisation and the words that were noted."""
    said: list[Text | str] = [*path(g.session, Catalogue.SOURCE, found.source), source_name(found), found.source_note]
    return Joined(tuple(part for part in said if part), " · ")


def narrative(found: Request) -> str | None:
    """What happened, for whoever may read it."""
    return unseal(g.session, found, "narrative_sealed") if may(g.actor, Can.READ_NARRATIVE, found) else None


def notes(found: Request, held: Sequence[Consultation | ContactLog]) -> dict[str, str | None]:
    """The notes of consultations and contacts by key, for whoever may read them: all of them, or each its author."""
    can, all_of_them = Can.READ_CONSULTATION_NOTES, may(g.actor, Can.READ_CONSULTATION_NOTES, found)
    readable = [talk for talk in held if all_of_them or may(g.actor, can, talk)]
    return {str(talk.id): unseal(g.session, talk, "notes_sealed") for talk in readable}


def _filled(other: Any) -> bool:
    if not isinstance(other, dict) or other.get("kind") == "unnamed":
        return isinstance(other, dict)
    return any(_has_text(value) for name, value in other.items() if name not in {"kind", "side"})


def _has_text(value: Any) -> bool:
    if isinstance(value, dict):
        return any(_has_text(inner) for name, inner in value.items() if name not in {"language", "channel", "kind"})
    return bool(str(value).strip())


def _typed(value: object) -> str:
    return ("yes" if value else "") if isinstance(value, bool) else str(value)
