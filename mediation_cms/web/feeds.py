"""One's own calendar in another program: its secret address, given out, replaced and ended; and what it says."""

from datetime import timedelta

from flask import Blueprint, Response, g, make_response, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from mediation_cms.access import Actor
from mediation_cms.access.sight import require_dealing
from mediation_cms.accounts.feed_actions import end_feed, give_feed
from mediation_cms.accounts.feeds import feed_behind, feed_of
from mediation_cms.accounts.queries import actor_of, own_account
from mediation_cms.cases.agenda import Item, ItemKind, Looked, agenda, mediators_of
from mediation_cms.consultations.booking_queries import READERS
from mediation_cms.core import clock
from mediation_cms.core.formats import raised
from mediation_cms.core.i18n import _, labels
from mediation_cms.mediators.modes import Mode
from mediation_cms.notifications.calendar import Entry, Line, feed_file
from mediation_cms.people.models import Role
from mediation_cms.web import transactions
from mediation_cms.web.forms import Form
from mediation_cms.web.saying import say
from mediation_cms.web.ways_in import let_in

feeds = Blueprint("feeds", __name__, url_prefix="/calendar")
BACK, AHEAD = timedelta(days=30), timedelta(days=180)
BUSY, NAME = _("Busy (Bitim)"), _("Bitim: my talks and meetings")


@feeds.get("/address")
def show() -> ResponseReturnValue:
    """Whether there is an address, and since when."""
    require_dealing(g.actor, READERS)
    feed = feed_of(g.session, own_account(g.session, g.actor))
    return render_template("calendar/address.html", feed=feed, form=Form())


@feeds.post("/address")
def give() -> ResponseReturnValue:
    """Give out a new address; it is shown on this one page alone."""
    require_dealing(g.actor, READERS)
    form = Form.sent()
    token = give_feed(g.session, g.actor, own_account(g.session, g.actor), with_names=bool(form.text("names")))
    transactions.leads_to(url_for(".show"))
    page = render_template("calendar/given.html", link=url_for(".file", secret=token, _external=True))
    answer = make_response(page)
    answer.headers["Cache-Control"] = "no-store"
    return answer


@feeds.post("/address/ending")
def ending() -> ResponseReturnValue:
    """The address leads nowhere from here on."""
    end_feed(g.session, g.actor, own_account(g.session, g.actor))
    say(_("The address leads nowhere any more."))
    return redirect(url_for(".show"), code=303)


@feeds.get("/<secret>.ics")
def file(secret: str) -> ResponseReturnValue:
    """The calendar behind a secret address: when its owner is busy; with whom only where the owner chose so."""
    feed, account = let_in("feed", lambda: feed_behind(g.session, secret))
    actor = actor_of(g.session, account)
    items = _items(actor) if not actor.roles.isdisjoint(READERS) else []
    if feed.with_names and items:
        g.actor = actor  # whose reading it is: the owner's, whatever program asks
        transactions.reading("feeds.file", shown=[item.number for item in items if item.number])
    lines = [_line(item, actor, with_names=feed.with_names) for item in items]
    answer = Response(feed_file(NAME.in_(actor.language), lines), mimetype="text/calendar")
    answer.headers["Cache-Control"] = "private, max-age=300"
    return answer


def _items(actor: Actor) -> list[Item]:
    """The own ones of a mediator; of the places of who works at the desk alone."""
    today, mediators = clock.today(), mediators_of(g.session, actor)
    own = actor.mediator_id if Role.MEDIATOR in actor.roles else None
    found = agenda(g.session, actor, Looked(today - BACK, today + AHEAD, mediator_id=own), mediators)
    return [item for item in found if item.kind is not ItemKind.LEAVE or own is not None]


def _line(item: Item, actor: Actor, *, with_names: bool) -> Line:
    entry = Entry(f"{item.thing_id}@bitim", item.changes, item.starts_at, item.ends_at, is_cancelled=item.is_cancelled)
    if not with_names:
        return Line(entry, BUSY.in_(actor.language))
    kind = raised(item.kind.label.in_(actor.language))
    mode = labels(Mode, actor.language)[item.mode.value] if item.mode else ""
    return Line(entry, f"{kind}: {item.number or item.who}" if item.number or item.who else kind, mode)
