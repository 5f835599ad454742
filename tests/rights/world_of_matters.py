"""The matters of the world: one of the first cabinet in every state, with something secret in every text, and their papers."""

import hashlib
from datetime import timedelta
from typing import Any
from uuid import UUID

from sqlmodel import Session, col, select

from mediation_cms.accounts.feed_actions import give_feed
from mediation_cms.agreements.actions import sign_agreement
from mediation_cms.agreements.follow_up_actions import record_reply
from mediation_cms.agreements.inputs import ProposalIn
from mediation_cms.agreements.models import Agreement, Obligation
from mediation_cms.agreements.paper_actions import make_agreement
from mediation_cms.agreements.proposal_actions import make_proposal
from mediation_cms.cases.actions import end_mediation, write_private_note
from mediation_cms.cases.assignment_actions import accept_offer, admit, assign_mediator
from mediation_cms.cases.away_actions import close_cabinet, enter_leave
from mediation_cms.cases.companion_actions import add_companion, end_companion
from mediation_cms.cases.date_actions import propose_dates
from mediation_cms.cases.date_inputs import DatesIn
from mediation_cms.cases.date_models import DateReply
from mediation_cms.cases.follow_up_inputs import ReplyIn
from mediation_cms.cases.follow_up_models import FollowUp, FollowUpKind
from mediation_cms.cases.home_actions import ask_at_home
from mediation_cms.cases.inputs import AdmissionIn, CompanionIn, EndingIn, NoteIn, PartingIn
from mediation_cms.cases.models import Case
from mediation_cms.cases.paper_actions import make_contract
from mediation_cms.consultations.actions import record_consultation
from mediation_cms.consultations.booking_actions import confirm, hold
from mediation_cms.consultations.booking_inputs import SlotIn, WhoIn
from mediation_cms.consultations.inputs import ConsultationIn
from mediation_cms.core import clock
from mediation_cms.core.db import unseal
from mediation_cms.core.languages import Language
from mediation_cms.documents.engine import Rendered
from mediation_cms.documents.files import store
from mediation_cms.documents.issuing import issue
from mediation_cms.documents.models import Paper
from mediation_cms.intake import reply_actions
from mediation_cms.intake.access_codes import give_code
from mediation_cms.intake.actions import close_request
from mediation_cms.intake.application_models import ConsentPurpose
from mediation_cms.intake.barring import bar
from mediation_cms.intake.barring_models import BarGround
from mediation_cms.intake.consents import keep_consents
from mediation_cms.intake.inputs import ClosingIn, JoinIn, RepresentativeIn
from mediation_cms.intake.invitation_actions import send_invitation
from mediation_cms.intake.invitation_inputs import AddressReplyIn
from mediation_cms.intake.invitation_models import Invitation, InvitationChannel
from mediation_cms.intake.invitation_settling import code_of
from mediation_cms.intake.join_actions import join_request
from mediation_cms.intake.message_actions import hand_in_file, write_to_applicant, write_to_cabinet
from mediation_cms.intake.message_inputs import MessageIn
from mediation_cms.intake.message_models import HandedFile
from mediation_cms.intake.models import Party, Request
from mediation_cms.intake.own_word_actions import begin_own_word, send_own_word, write_own_word
from mediation_cms.intake.own_word_models import OwnWord
from mediation_cms.intake.paper_actions import make_receipt
from mediation_cms.intake.party_actions import add_representative
from mediation_cms.intake.same_person_actions import link_people
from mediation_cms.intake.screening_actions import allow_joint_meeting, ask_side, set_risk
from mediation_cms.intake.screening_inputs import JointIn, RiskIn, SafetyIn
from mediation_cms.intake.screening_queries import sides_to_ask
from mediation_cms.intake.screening_rules import Risk
from mediation_cms.mediators.availability_actions import keep_other_day
from mediation_cms.mediators.availability_inputs import ClosedDaysIn, LeaveIn, OtherDayIn
from mediation_cms.mediators.availability_models import Leave
from mediation_cms.mediators.availability_queries import keeping_hours
from mediation_cms.mediators.models import Mediator
from mediation_cms.mediators.openings import openings
from mediation_cms.mediators.register_paper_actions import make_register_extract
from mediation_cms.notifications.models import Message
from mediation_cms.people.models import Channel, Contact, Person
from mediation_cms.statistics.paper_actions import make_report_paper
from mediation_cms.statistics.report import asked, half_year, year_before
from mediation_cms.tasks.models import Task
from tests import make
from tests.make import invitations, matters
from tests.make.availability import week
from tests.rights.ground import (
    COLLEAGUE,
    DAY,
    OPEN_WORDS,
    PDF,
    SCAN,
    SECRETS,
    World,
)
from tests.web.stage import scanned


def typed(**changed: Any) -> dict[str, Any]:
    """A request with something secret in every field that is kept from others."""
    applicant = {
        "side": "applicant",
        "person": {
            "surname": OPEN_WORDS["surname"], "given_name": "Қайрат", "iin": SECRETS["iin"], "address": SECRETS["address"],
            "contact": {"channel": "phone", "value": "+7 (7232) 00-00-01", "language": "kk"},
        },
    }  # fmt: skip
    return {"narrative": SECRETS["narrative"], "subject": OPEN_WORDS["neutral"], "applicant": applicant} | changed


def build_matters(world: World, cast: matters.Cast) -> None:
    session, cabinet = world.session, cast.country.cabinet
    registered = make.request(session, cast.receptionist, cabinet, DAY, **typed())
    record_consultation(session, cast.receptionist, registered, talk("at the reception"))
    agreed = (ConsentPurpose.CASE, ConsentPurpose.QUESTIONS)
    keep_consents(session, make.visitor(session), registered, OPEN_WORDS["surname"], agreed, Language.KK)
    world.keys["consent purpose"] = ConsentPurpose.QUESTIONS.value
    closed = make.request(session, cast.receptionist, cabinet, DAY, **typed())
    close_request(session, cast.receptionist, closed, ClosingIn.checked({"outcome": "withdrawn", "on": "30.05.2022"}))
    joined = make.request(session, cast.receptionist, cabinet, DAY, **typed())
    duplicate = JoinIn.checked({"kind": "duplicate", "reason": "Сол өтініш телефон арқылы да түскен."})
    join_request(session, cast.receptionist, joined, registered, duplicate)
    cases = {
        "admitted": matters.admitted(session, cast, DAY, **typed()),
        "offered": matters.offered(session, cast, DAY, **typed()),
        "offered away": matters.offered_away(session, cast, DAY, **typed()),
        "in_work": _heard_before(world, cast),
    }
    for name in ("in_mediation", "drafted", "signed", "ended"):
        cases[name] = _mediated(world, cast)
    draft = matters.drafted(session, cast, cases["drafted"], **words(session, cases["drafted"]))
    offer = matters.term_typed(session, cases["drafted"], what_kk=SECRETS["proposal"], due_on="20.07.2100")
    proposal = make_proposal(
        session, cast.mediator, cases["drafted"], ProposalIn.checked(offer | {"side": "applicant-1"})
    )
    signed = _signed(world, cast, cases["signed"])
    _asked_later(world, cases["signed"])
    ending = {"ending": "both_refused", "on": "20.06.2022", "reason": "Екі тарап бас тартты."}
    end_mediation(session, cast.mediator, cases["ended"], EndingIn.checked(ending))
    for name, case in cases.items():
        world.keys |= {f"{name} case": case.id, f"{name} request": case.request_id}
    world.keys["companion"] = _who_was_beside(world, cast, cases["in_mediation"])
    parties = select(Party).where(Party.request_id == registered.id).order_by(col(Party.id))
    applicant, other = session.exec(parties).all()
    speaks = {"given_name": "Дәулет", "contact": {"value": "8 701 000 00 03", "language": "ru"}}
    powers = {"capacity": "power_of_attorney", "document_no": "17", "document_on": "20.05.2022", "document_seen": "yes"}
    brought = session.exec(select(Party).where(Party.request_id == joined.id, Party.side == "applicant")).one()
    people = [session.get_one(Person, party.person_id) for party in (applicant, brought)]
    link = link_people(session, cast.receptionist, *people)
    world.keys |= {"applicant person": people[0].id, "link": link.id, "joined request": joined.id}
    speaker = add_representative(
        session, cast.receptionist, registered, other, RepresentativeIn.checked({"person": speaks} | powers)
    )
    barred = make.account_for(session, "Асан Шеттетілген").person_id
    assert barred is not None
    barring = bar(session, cast.coordinator, registered, barred, BarGround.RECORDED)
    _invitations(world, cast, registered, session.get_one(Request, cases["in_work"].request_id))
    _screened(world, cast, registered)
    _came_back(world, cast, session.get_one(Request, cases["in_work"].request_id))
    world.keys |= {
        "barring": barring.id if barring else "",
        "registered request": registered.id, "closed request": closed.id, "applicant": applicant.id, "other side": other.id,
        "representative": speaker.id,
        "first number": session.get_one(Request, cases["in_work"].request_id).number,
        "proposal": proposal.id,
        "draft": draft.id, "agreement": signed.id,
        "obligation": session.exec(select(Obligation.id).where(Obligation.agreement_id == signed.id)).one(),
    }  # fmt: skip


def _screened(world: World, cast: matters.Cast, request: Request) -> None:
    """A request of which both sides were asked, with something secret in each text that people wrote about it."""
    session, said = world.session, {"asked_on": "27.05.2022", "answers": {"order": "yes"}, "unwilling": "yes"}
    for side in sides_to_ask(session, request):
        given = SafetyIn.checked(said | {"order_no": SECRETS["order of protection"]})
        ask_side(session, cast.receptionist, request, side, given)
    set_risk(session, cast.receptionist, request, RiskIn(risk=Risk.HIGH, reason=SECRETS["why the risk is high"]))
    decision = JointIn(joint_from=DAY, reason=SECRETS["why they may meet"])
    allow_joint_meeting(session, cast.coordinator, request, decision)


def _invitations(world: World, cast: matters.Cast, registered: Request, in_work: Request) -> None:
    """One that left and was answered by its address, one by e-mail that the mediator deals with; each with a secret note."""
    session = world.session
    sent = invitations.sent(session, cast.receptionist, registered)
    told = {"channel": "call", "result": "reached", "note": SECRETS["try"]}
    invitations.tried(session, cast.receptionist, sent, **told)
    reply_actions.record_reply(
        session, cast.receptionist, sent, invitations.reply_in("thinking", said=SECRETS["answer"])
    )
    given = AddressReplyIn.checked({"answer": "call", "phone": "8 701 000 00 04"})
    reply = reply_actions.receive_reply(session, make.visitor(session), sent, given, Language.RU)
    mailed = invitations.permitted(session, cast.mediator, in_work)
    other = session.get_one(Person, invitations.other_side(session, in_work).person_id)
    mail = Contact(person_id=other.id, channel=Channel.EMAIL, value="invited@example.kz", language=Language.RU)
    mail.may_leave_message = True
    session.add(mail)
    send_invitation(session, cast.mediator, mailed, InvitationChannel.EMAIL)
    _wrote_from_home(world, mailed)
    _a_date_is_sought(world, cast, mailed)
    _a_talk_is_booked(world, cast)
    world.keys |= {
        "invitation": sent.id, "reply": reply.id, "invitation code": code_of(session, sent), "mailed invitation": mailed.id,
    }  # fmt: skip


def _came_back(world: World, cast: matters.Cast, request: Request) -> None:
    """The applicant has a code, wrote and sent a file; the mediator answered."""
    session, visitor = world.session, make.visitor(world.session)
    give_code(session, cast.receptionist, request)
    write_to_cabinet(session, visitor, request, MessageIn(body=SECRETS["message"]))
    hand_in_file(session, visitor, request, "менің қағазым.pdf", scanned())
    write_to_applicant(session, cast.mediator, request, MessageIn(body=SECRETS["answer to the applicant"]))
    write_to_cabinet(session, visitor, request, MessageIn(body="Рақмет."))  # waits on the desks
    world.keys["handed file"] = session.exec(select(HandedFile.id)).one()


def _wrote_from_home(world: World, invitation: Invitation) -> None:
    """The side agrees by its address and writes what it is about for it, and that it is afraid of nobody."""
    session, visitor = world.session, make.visitor(world.session)
    reply = reply_actions.receive_reply(
        session, visitor, invitation, AddressReplyIn.checked({"answer": "agreed"}), Language.RU
    )
    begin_own_word(session, visitor, invitation, reply)
    word = session.exec(select(OwnWord)).one()
    calm = {sign: {"answer": "no"} for sign in ("afraid", "threatened", "hurt")}
    said = {
        "about": {"about": SECRETS["own word"]},
        **calm,
        "alone": {"alone": "no"},
        "language": {},
        "reach": {},
        "times": {},
    }
    for step, typed in said.items():
        write_own_word(session, visitor, invitation, word, step, typed)
    send_own_word(session, visitor, invitation, word)


def _a_date_is_sought(world: World, cast: matters.Cast, invitation: Invitation) -> None:
    """The mediator proposes a time; the side that may be written to has its link."""
    session = world.session
    case = session.exec(select(Case).where(Case.request_id == invitation.request_id)).one()
    ahead = f"{clock.today() + timedelta(days=9):%d.%m.%Y}"
    typed = {"minutes": "60", "closes_on": ahead, "times": [{"day": ahead, "hour": "10:00"}]}
    finding = propose_dates(session, cast.mediator, case, DatesIn.checked(typed))
    asked = session.exec(select(Message).where(Message.template == "dates_asked")).one()
    reply = session.exec(select(DateReply).where(DateReply.finding_id == finding.id)).first()
    assert reply is not None
    world.keys |= {"dates code": unseal(session, asked, "code_sealed") or "", "date reply": reply.id}


def _a_talk_is_booked(world: World, cast: matters.Cast) -> None:
    """Somebody without an account has booked the soonest talk by video."""
    session, visitor = world.session, make.visitor(world.session)
    week(session, cast.entry, cast.country.cabinet, tuple((weekday, 9 * 60, 18 * 60) for weekday in range(7)))
    talk = {"cabinet_id": cast.country.cabinet.id, "mode": "video", "language": "kk"}
    today = clock.today()
    soonest = openings(session, cast.country.cabinet.id, first=today, last=today + timedelta(days=14), minutes=30)[0]
    held = hold(session, visitor, SlotIn.checked(talk | {"starts_at": soonest.starts_at.isoformat()}))
    who = {"name": "Жазылған Адам", "phone": "+7 701 000 00 71", "told_by": "sms"}
    booked = confirm(session, visitor, held.booking, WhoIn.checked(who))
    stamp = f"{soonest.starts_at + timedelta(days=1):%Y%m%dT%H%MZ}"
    world.keys |= {"booking code": booked.code, "booking": booked.booking.id, "booking time": stamp}
    _is_away(world, cast)


def _is_away(world: World, cast: matters.Cast) -> None:
    """The mediator is away on some days, and the cabinet closed on others; a calendar has an address."""
    session, system, first = world.session, make.system(world.session), clock.today() + timedelta(days=200)
    of = keeping_hours(session, cast.mediator, cast.entry.mediator_id)
    other = OtherDayIn.checked({"day": f"{first:%d.%m.%Y}"})
    leave = {"kind": "vacation", "first_day": f"{first:%d.%m.%Y}", "reason": "Медиатор демалыста"}
    closing = {"first_day": f"{first:%d.%m.%Y}", "reason": "Жөндеу"}
    enter_leave(session, system, of, LeaveIn.checked(leave), {})
    closed, _outcome = close_cabinet(session, system, cast.country.cabinet, ClosedDaysIn.checked(closing))
    feed = give_feed(session, cast.mediator, matters.account_of(session, cast.mediator), with_names=True)
    world.keys |= {
        "day that differs": keep_other_day(session, system, of, cast.country.cabinet.id, other).id,
        "leave": session.exec(select(Leave.id)).one(),
        "closing": closed.id,
        "feed code": feed,
    }


def _asked_later(world: World, case: Case) -> None:
    """A side says that the agreement is not kept, in words that only the mediator and the coordinator read."""
    session = world.session
    calls = session.exec(select(FollowUp).where(FollowUp.case_id == case.id).order_by(col(FollowUp.id))).all()
    about = [call for call in calls if call.kind is FollowUpKind.AGREEMENT]
    typed = {"reply": "not_kept", "asked_on": "14.07.2022", "channel": "phone", "note": SECRETS["words of a side"]}
    given = ReplyIn.checked(typed | {"answered_by": str(about[0].party_id)})
    record_reply(session, world.actors["receptionist"], about[0], given)
    side = session.get_one(Party, about[1].party_id)
    mail = Contact(person_id=side.person_id, channel=Channel.EMAIL, value="invited2@example.kz", language=Language.RU)
    mail.may_leave_message = True
    session.add(mail)
    ask_at_home(session, world.actors["receptionist"], about[1])
    sent = session.exec(select(Message).where(Message.template == "questions")).one()
    world.keys |= {
        "follow-up code": unseal(session, sent, "code_sealed") or "",
        "call": about[1].id,
        "opinion call": next(call.id for call in calls if call.kind is FollowUpKind.OPINION),
        "task": session.exec(select(Task.id)).one(),
    }


def talk(where: str, result: str = "continues") -> ConsultationIn:
    """A consultation with something secret in its notes."""
    given = {"held_on": "27.05.2022", "mode": "in_person", "language": "kk", "result": result}
    return ConsultationIn.checked(given | {"notes": SECRETS[f"talk {where}"]})


def words(session: Session, case: Case) -> dict[str, Any]:
    """An agreement with something secret in each of its texts."""
    term = matters.term_typed(session, case, what_kk=SECRETS["terms"], what_ru=SECRETS["terms"])
    said = dict.fromkeys(("consequences_kk", "consequences_ru"), SECRETS["consequences"])
    return {"subject_kk": SECRETS["subject"], "subject_ru": SECRETS["subject"], "terms": [term]} | said


def _heard_before(world: World, cast: matters.Cast) -> Case:
    """A case in work; its applicant was heard at the reception before there was a mediator."""
    session = world.session
    request = make.request(session, cast.receptionist, cast.country.cabinet, DAY, **typed())
    record_consultation(session, cast.receptionist, request, talk("before it was given to a mediator", "to_mediation"))
    case = admit(session, cast.receptionist, request, AdmissionIn(on=DAY))
    assign_mediator(session, cast.coordinator, case, matters.mediator_of(session, cast))
    accept_offer(session, cast.mediator, case, matters.NO_INTEREST)
    return case


def _mediated(world: World, cast: matters.Cast) -> Case:
    session = world.session
    case = matters.in_work(session, cast, DAY, **typed())
    request = session.get_one(Request, case.request_id)
    record_consultation(session, cast.mediator, request, talk("with the mediator", "to_mediation"))
    matters.contract(session, cast, case, subject=SECRETS["subject"])
    matters.meeting(session, cast, case, record=SECRETS["minutes"])
    write_private_note(session, cast.mediator, case, NoteIn(text=SECRETS["note"]))
    return case


def _who_was_beside(world: World, cast: matters.Cast, case: Case) -> UUID:
    """The colleague looked on at a mediation and has left it: they see nothing of it."""
    session, today = world.session, f"{clock.today():%d.%m.%Y}"
    colleague = session.get_one(Mediator, world.actors[COLLEAGUE].person_id)
    given = CompanionIn.checked({"mediator_id": str(colleague.id), "part": "observer", "sides_agree": "yes"})
    companion = add_companion(session, cast.coordinator, case, colleague, given)
    parting = PartingIn.checked({"on": today, "reason": "Тәжірибесі аяқталды."})
    end_companion(session, cast.coordinator, case, companion, parting)
    return companion.id


def _signed(world: World, cast: matters.Cast, case: Case) -> Agreement:
    session = world.session
    agreement = matters.drafted(session, cast, case, **words(session, case))
    scan = store(
        session, SCAN, name="scan.pdf", media_type="application/pdf", uploaded_by_id=cast.mediator.account_id,
        matter_id=case.request_id,
    )  # fmt: skip
    sign_agreement(session, cast.mediator, agreement, matters.signing(session, cast, agreement), scan)
    return agreement


def build_papers(world: World, cast: matters.Cast) -> None:
    session = world.session
    case = session.get_one(Case, world.keys["signed case"])
    request = session.get_one(Request, case.request_id)
    place = cast.country.region
    wanted = asked(session, place.code, "2022-H1")
    report = half_year(session, cast.coordinator, wanted.place, wanted.period, wanted.borders)
    before = year_before(session, cast.coordinator, report)
    made = {
        "receipt": make_receipt(session, cast.receptionist, request),
        "contract paper": make_contract(session, cast.mediator, case),
        "agreement paper": make_agreement(session, cast.mediator, session.get_one(Agreement, world.keys["agreement"])),
        "register paper": make_register_extract(
            session, make.system(session), cast.entry, (cast.coordinator.language,)
        ),
        "report paper": make_report_paper(session, cast.coordinator, report, before, (cast.coordinator.language,)),
    }
    for name, paper in made.items():
        issue(session, make.system(session), paper, _printed(paper))
        world.keys[name] = paper.id
    world.keys["code"] = made["receipt"].code


def _printed(paper: Paper) -> Rendered:
    pdf = PDF + str(paper.id).encode()
    return Rendered(pdf, 1, hashlib.sha256(pdf).hexdigest())
