"""Where the link of a question leads: a page with buttons, for who has no account. Opening it answers nothing; a tap does."""

from uuid import UUID

from flask import Blueprint, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from mediation_cms.accounts.link_models import PersonalLink, Purpose
from mediation_cms.accounts.links import end_link, note_use
from mediation_cms.accounts.queries import reserved
from mediation_cms.agreements.home_actions import answer_from_home
from mediation_cms.cases.follow_up_inputs import QUESTIONS
from mediation_cms.cases.follow_up_models import RESULTS, FollowUp, FollowUpKind, Reply
from mediation_cms.cases.home import takes_answer
from mediation_cms.cases.home_actions import hold_opinion, want_no_questions
from mediation_cms.cases.home_queries import case_of, held_of, said_in
from mediation_cms.core import clock
from mediation_cms.core.errors import Invalid, NotFound, Refused
from mediation_cms.core.i18n import Text, _
from mediation_cms.core.validation import CHOOSE
from mediation_cms.documents.letterhead import letterhead
from mediation_cms.people.models import AccountKind
from mediation_cms.web import follow_up_pages as shown
from mediation_cms.web.saying import say
from mediation_cms.web.ways_in import by_link, nowhere

from_home = Blueprint("from_home", __name__)
WORDS: dict[Reply, Text] = {
    Reply.KEPT: _("Yes, it is kept"),
    Reply.PARTLY: _("Only in part"),
    Reply.NOT_KEPT: _("No, it is not kept"),
    Reply.CHANGED: _("We have agreed otherwise"),
}
NONE, NEVER, DONE = "none", "never", "done"


@from_home.route("/f/<code>", methods=["GET", "POST"])
def answer(code: str) -> ResponseReturnValue:
    """The question behind a link. The first tap is kept; until the link closes another takes its place."""
    try:
        link = by_link(Purpose.FOLLOW_UP, code)
        call = _call(link.thing_id)
    except NotFound:
        return nowhere()
    visitor = reserved(g.session, AccountKind.VISITOR)
    if not takes_answer(call, visitor):
        return _page(call, link, takes=False)
    if request.method == "POST":
        try:
            _take(call, link)
        except Refused:  # a colleague was faster, by phone
            return redirect(url_for(".answer", code=code), code=303)
        if link.ended_at is not None:
            return _page(call, link, takes=False)
        return redirect(url_for(".answer", code=code), code=303)
    return _page(call, link, takes=True)


def _call(key: UUID) -> FollowUp:
    call: FollowUp | None = g.session.get(FollowUp, key)
    if call is None:
        raise NotFound
    return call


def _take(call: FollowUp, link: PersonalLink) -> None:
    """One tap."""
    visitor, tapped = reserved(g.session, AccountKind.VISITOR), request.form
    if tapped.get("reply") in {NONE, NEVER}:
        want_no_questions(g.session, visitor, call, link, ever=tapped["reply"] == NEVER)
        return
    if call.kind is FollowUpKind.AGREEMENT:
        if tapped.get("reply") not in set(Reply):
            raise Invalid({"reply": CHOOSE})
        answer_from_home(g.session, visitor, call, Reply(tapped["reply"]))
        say(_("Noted. Thank you."))
    elif tapped.get("reply") == DONE:
        if held_of(g.session, call) is None:
            raise Invalid({"reply": CHOOSE})
        end_link(g.session, link)
        return
    else:
        said = {name: tapped[name] for name in QUESTIONS if name in tapped}
        if not all(score in {"0", "1", "2", "3", "4", "5"} for score in said.values()):
            raise Invalid({"reply": CHOOSE})
        hold_opinion(g.session, visitor, call, {name: int(score) for name, score in said.items()})
    note_use(g.session, link)


def _page(call: FollowUp, link: PersonalLink, *, takes: bool) -> ResponseReturnValue:
    cabinet_id = case_of(g.session, call).cabinet_id
    said = said_in(g.session, held_of(g.session, call)) if takes and call.kind is FollowUpKind.OPINION else {}
    return render_template(
        "links/follow_up.html",
        takes=takes,
        about_agreement=call.kind is FollowUpKind.AGREEMENT,
        result=call.result,
        replies=[(reply, WORDS[reply]) for reply in RESULTS],
        questions=[
            (name, question, [(str(no), word) for no, word in enumerate(words, start=1)])
            for name, question, words in shown.QUESTIONS
        ],
        not_said=shown.DO_NOT_WANT,
        said={name: str(score) for name, score in said.items()},
        until=link.until,
        house=letterhead(g.session, cabinet_id, clock.today()),
        cabinet_id=cabinet_id,
    )
