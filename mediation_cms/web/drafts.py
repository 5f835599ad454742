"""Long forms that may be left and gone on with: saved by a button, quietly by the script, and when the session has ended.

A page joins by its title in `TITLES`, by `going_on` round its empty form, and by `forms.later()` beside its button.
What is typed while an older draft still waits is kept beside that one: nothing is written over unseen.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import parse_qs
from uuid import UUID

from flask import Blueprint, Response, current_app, g, jsonify, redirect, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import HTTPException, RequestEntityTooLarge

from mediation_cms.audit.drafts import (
    Values,
    claim,
    draft_of,
    drafts_kept,
    drafts_of_page,
    drop_draft,
    keep_draft,
    leave_waiting,
    opened_by,
    values_of,
)
from mediation_cms.audit.models import Draft
from mediation_cms.cases.queries import get_case
from mediation_cms.core import clock
from mediation_cms.core.dates import clock_time
from mediation_cms.core.errors import NotFound
from mediation_cms.core.i18n import Text, _
from mediation_cms.intake.queries import get_request
from mediation_cms.web import draft_slots, transactions
from mediation_cms.web.forms import Form
from mediation_cms.web.languages import current_language
from mediation_cms.web.lists import as_key
from mediation_cms.web.saying import say

drafts = Blueprint("drafts", __name__, url_prefix="/drafts")
TITLES = {
    "contacts.new": _("Log a conversation"),
    "contacts.open_day": _("A day of open doors"),
    "requests.new": _("New request"),
    "requests.consultation": _("Record a consultation"),
    "cases.contract": _("Mediation contract"),
    "cases.meeting": _("Add a meeting"),
    "agreements.draft": _("Settlement agreement"),
    "agreements.supplement": _("Supplementary agreement"),
}
"""The pages whose forms are kept, and what the desk calls each."""
DRAFTED = set(TITLES)
LATER = "later"
LONGEST_MARK, LONGEST_ADDRESS = 64, 200
"""What a form says of the state that it was opened on goes along with it: who goes on late is told like anybody else."""
TOO_LARGE = _("This is too much text for a draft. Shorten it, or send the form.")


@dataclass(frozen=True)
class Kept:
    """A draft that waits: the address under which it is kept, what its page is called, of which matter it is."""

    address: str
    saved_at: datetime
    title: Text | str = ""
    number: str = ""

    @property
    def hour(self) -> str:
        """The hour of saving on the clock of Kazakhstan."""
        return hour_of(self.saved_at)

    @property
    def drop_url(self) -> str:
        """Where the draft is given up."""
        return url_for("drafts.removal", page=self.address)

    @property
    def go_on_url(self) -> str:
        """Its page with what was typed."""
        return draft_slots.to_go_on(self.address)


@dataclass(frozen=True)
class Shown:
    """What the head of a form says of its draft: under which address it is kept, since when, and which others wait."""

    address: str
    hour: str
    others: list[Kept]

    @property
    def slot(self) -> str:
        """Which of the drafts of its page this one is."""
        return draft_slots.page_and_slot(self.address)[1]

    @property
    def keep_url(self) -> str:
        """Where the script saves to."""
        return url_for("drafts.keep", page=self.address)


def hour_of(instant: datetime) -> str:
    """The hour on the clock of Kazakhstan."""
    return clock_time(clock.local(instant).time())


def shown() -> Shown | None:
    """The draft of this page, for the head of its form; None where forms are not kept. A global of templates."""
    if request.endpoint not in DRAFTED or g.get("actor") is None:
        return None
    if "draft_shown" not in g:
        g.draft_shown = _opened() if request.method == "GET" else Shown(draft_slots.of_sent_form(), "", [])
    found_shown: Shown = g.draft_shown
    return found_shown


def _opened() -> Shown:
    """A page that shows a draft keeps on keeping it; one that shows none begins another beside those that wait."""
    draft = _gone_on_with()
    if draft is not None:
        return Shown(draft.address, hour_of(draft.saved_at), [])
    waiting = drafts_of_page(g.session, g.actor.account_id, draft_slots.page())
    return Shown(draft_slots.anew(draft_slots.page()), "", [Kept(each.address, each.saved_at) for each in waiting])


def going_on(form: Form) -> Form:
    """The form as it was left, where the address asks for that; else as it was given."""
    draft = _gone_on_with()
    if draft is not None:
        kept = values_of(g.session, draft)
        form.values, form.seen, form.version = kept["values"], kept["seen"] or form.seen, kept["version"]
    return form


def waiting_drafts(most: int) -> list[Kept]:
    """The newest drafts of the actor, for the desk; of matters that are in sight no longer none."""
    found: list[Kept] = []
    for draft in drafts_kept(g.session, g.actor.account_id):
        try:
            endpoint, fills = _matched(draft.address)
            number = _number_of(fills, draft.address)
        except NotFound:
            continue
        found.append(Kept(draft.address, draft.saved_at, TITLES[endpoint], number))
        if len(found) == most:
            break
    return found


# --- saving ------------------------------------------------------------------------------------------------------------


@drafts.post("")
def keep() -> ResponseReturnValue:
    """Save what stands in the form of a page; the script asks for it after a pause."""
    saved_at = keep_draft(g.session, g.actor.account_id, _page(), typed())
    if saved_at is None:
        raise RequestEntityTooLarge
    return jsonify(said=saved_words(saved_at).in_(current_language()))


@drafts.post("/removal")
def removal() -> ResponseReturnValue:
    """Give a draft up. What the page that offered it had typed besides, as the script says, is kept in its own place."""
    address = _page()
    page = draft_slots.page_and_slot(address)[0]
    drop_draft(g.session, g.actor.account_id, address)
    say(_("The draft is discarded."))
    anew = draft_slots.kept_as(page, request.form.get("draft", ""))
    if LATER in request.form and anew != address and keep_draft(g.session, g.actor.account_id, anew, typed()):
        return redirect(draft_slots.to_go_on(anew), code=303)
    return redirect(page, code=303)


def saved_for_later() -> Response | None:
    """The answer to the button that saves a form without sending it; None for every other request."""
    if request.method != "POST" or LATER not in request.form or request.endpoint not in DRAFTED or g.actor is None:
        return None
    address = draft_slots.of_sent_form()
    saved_at = keep_draft(g.session, g.actor.account_id, address, typed())
    say(saved_words(saved_at) if saved_at else TOO_LARGE, "done" if saved_at else "late")
    return current_app.make_response(redirect(draft_slots.to_go_on(address), code=303))


def saved_words(instant: datetime) -> Text:
    """That it is saved, and when."""
    return _("Draft saved, %(time)s", time=hour_of(instant))


# --- when the session has ended ----------------------------------------------------------------------------------------


def left_behind() -> str:
    """A token for what came from a form of ours after the session had ended; empty where nothing is kept."""
    if request.endpoint not in DRAFTED:
        return ""
    g.session.rollback()
    with transactions.database().transaction() as session:
        account_id = opened_by(session, request.form.get("form_key", ""))
        return leave_waiting(session, account_id, draft_slots.of_sent_form(), typed()) if account_id else ""


def found_again(account_id: UUID, token: str) -> str:
    """The address of the form that whoever has just signed in had sent before; empty where there is none."""
    address = claim(g.session, account_id, token) if token else ""
    return draft_slots.to_go_on(address) if address else ""


# --- inner parts -------------------------------------------------------------------------------------------------------


def typed() -> Values:
    """What stands in the form that was sent: never a file, never a password."""
    form = Form.sent()
    values = {name: value for name, value in form.values.items() if "password" not in name and name != LATER}
    return {"values": values} | {mark: request.form.get(mark, "")[:LONGEST_MARK] for mark in ("seen", "version")}


def _gone_on_with() -> Draft | None:
    """The draft that the address of this page asks for, if it is still kept."""
    slot = request.args.get("draft", "") if request.method == "GET" else ""
    if not slot:
        return None
    return draft_of(g.session, g.actor.account_id, draft_slots.kept_as(draft_slots.page(), slot))


def _page() -> str:
    """The address of the form that is kept. Raises NotFound for any other."""
    address = request.args.get("page", "")[:LONGEST_ADDRESS]
    _matched(address)
    return address


def _matched(address: str) -> tuple[str, dict[str, Any]]:
    """The page of a draft and what its address names. Raises NotFound where there is no such page or it is not kept."""
    path = draft_slots.page_and_slot(address)[0].partition("?")[0]
    try:
        endpoint, fills = current_app.url_map.bind("").match(path, method="GET")
    except HTTPException:
        raise NotFound from None
    if endpoint not in DRAFTED:
        raise NotFound
    return endpoint, dict(fills)


def _number_of(fills: dict[str, Any], address: str) -> str:
    """The number of the matter that a draft belongs to, empty where it is of none. Raises NotFound out of sight."""
    asked = parse_qs(draft_slots.page_and_slot(address)[0].partition("?")[2]).get("request", [""])[0]
    if "case_id" in fills:
        return get_case(g.session, g.actor, fills["case_id"]).number
    key = fills.get("request_id") or as_key(asked)
    return get_request(g.session, g.actor, key).number if key else ""
