"""Settings: the words of messages, in three languages and from a day on, and what did not arrive."""

from dataclasses import dataclass
from uuid import UUID

from flask import Blueprint, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from mediation_cms.access import Can, authorize, may
from mediation_cms.administration.message_actions import end_text, try_again, write_text
from mediation_cms.administration.message_inputs import TextEndIn, TextIn
from mediation_cms.administration.queries import get
from mediation_cms.audit.queries import history_of_kind, history_of_things
from mediation_cms.core import clock
from mediation_cms.core.dated import last_day
from mediation_cms.core.errors import NotFound
from mediation_cms.core.i18n import _
from mediation_cms.core.languages import Language
from mediation_cms.notifications.kinds import KINDS, VALUES, Group, MessageKind
from mediation_cms.notifications.models import WORDS, Message, MessageText
from mediation_cms.notifications.queries import text_on, texts_of, texts_on, undelivered
from mediation_cms.notifications.sms import Length, length
from mediation_cms.notifications.words import Said, Written, sample
from mediation_cms.web.forms import Form
from mediation_cms.web.message_lines import told_lines
from mediation_cms.web.saying import say
from mediation_cms.web.site import site
from mediation_cms.web.typed import as_typed, today_as_typed

settings_messages = Blueprint("settings_messages", __name__, url_prefix="/settings/messages")
NAMES = {Language.KK: "қазақша", Language.RU: "русский", Language.EN: "English"}


@dataclass(frozen=True)
class Sample:
    """A message as it reads in one language; `sms`: how long it is as an SMS, None where it goes out by mail alone."""

    language: Language
    name: str
    said: Said
    sms: Length | None


@settings_messages.get("")
def index() -> ResponseReturnValue:
    """Every kind of message, by what it is about, and what did not arrive."""
    authorize(g.actor, Can.OPEN_SETTINGS)
    manages = may(g.actor, Can.MANAGE_MESSAGES)
    return render_template(
        "settings/messages.html",
        groups=[(group, [kind for kind in KINDS if KINDS[kind].group is group]) for group in Group],
        kinds=KINDS,
        written=texts_on(g.session, clock.today()),
        failed=told_lines(undelivered(g.session), staff_only=True) if manages else None,
        manages=manages,
    )


@settings_messages.get("/history")
def history() -> ResponseReturnValue:
    """Who changed the words of messages."""
    authorize(g.actor, Can.OPEN_SETTINGS)
    return render_template("settings/messages_history.html", lines=history_of_kind(g.session, MessageText))


@settings_messages.get("/<kind>")
def show(kind: str) -> ResponseReturnValue:
    """How a kind of message reads now, in three languages, and what was written for it."""
    authorize(g.actor, Can.OPEN_SETTINGS)
    found = _kind(kind)
    texts = texts_of(g.session, found)
    return render_template(
        "settings/message.html",
        kind=found,
        must=KINDS[found].must,
        for_staff=KINDS[found].is_for_staff,
        texts=list(reversed(texts)),
        last_day=last_day,
        read=_read(found, text_on(g.session, found, clock.today())),
        lines=history_of_things(g.session, [text.id for text in texts]),
        manages=may(g.actor, Can.MANAGE_MESSAGES),
    )


@settings_messages.route("/<kind>/words", methods=["GET", "POST"])
def words(kind: str) -> ResponseReturnValue:
    """Other words from a day on: first as they read with sample values, if that is wanted, then for good."""
    authorize(g.actor, Can.MANAGE_MESSAGES)
    found, preview = _kind(kind), None
    if request.method == "POST":
        form = Form.sent()
    else:
        held = text_on(g.session, found, clock.today())
        form = Form((as_typed(held, *WORDS) if held else {}) | {"since": today_as_typed()})
    with form.catching():
        if request.method == "POST":
            given = TextIn.checked(form.tree() | {"kind": found.value})
            if "add" not in request.form:
                write_text(g.session, g.actor, given)
                say(_("Saved"))
                return redirect(url_for(".show", kind=found.value), code=303)
            preview = _read(found, given)
    page = render_template(
        "settings/message_words.html",
        form=form,
        kind=found,
        preview=preview,
        ours=_read(found, None),
        values={name: VALUES[name].what for name in KINDS[found].values},
        for_staff=KINDS[found].is_for_staff,
    )
    return page, form.status


@settings_messages.route("/words/<uuid:text_id>/ending", methods=["GET", "POST"])
def ending(text_id: UUID) -> ResponseReturnValue:
    """Our own words again from a day on."""
    authorize(g.actor, Can.MANAGE_MESSAGES)
    text = get(g.session, MessageText, text_id)
    form = Form.sent() if request.method == "POST" else Form({"until": today_as_typed()})
    with form.catching():
        if request.method == "POST":
            kind = text.kind.value
            end_text(g.session, g.actor, text, TextEndIn.checked(form.tree()))
            say(_("Saved"))
            return redirect(url_for(".show", kind=kind), code=303)
    return render_template("settings/message_ending.html", form=form, text=text), form.status


@settings_messages.post("/undelivered/<uuid:message_id>/again")
def again(message_id: UUID) -> ResponseReturnValue:
    """Try once more what did not arrive."""
    try_again(g.session, g.actor, get(g.session, Message, message_id))
    say(_("It leaves again in the next working hour."))
    return redirect(url_for(".index", _anchor="undelivered"), code=303)


def _kind(code: str) -> MessageKind:
    """The kind of the address. Raises NotFound for none, and for what goes to a side."""
    if code not in {kind.value for kind in KINDS}:
        raise NotFound
    return MessageKind(code)


def _read(kind: MessageKind, written: Written | None) -> list[Sample]:
    """The message with sample values in each language, and how long its SMS is where it goes out as one."""
    base_url = site()
    found = []
    for language in Language:
        said = sample(kind, language, written, base_url)
        found.append(Sample(language, NAMES[language], said, None if KINDS[kind].is_for_staff else length(said.sms)))
    return found
