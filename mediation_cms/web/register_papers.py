"""Papers of a register entry: asked for, waited for, taken."""

from uuid import UUID

from flask import Blueprint, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from mediation_cms.access import Can, authorize
from mediation_cms.cases.models import ContractLanguage
from mediation_cms.core import clock
from mediation_cms.core.errors import Invalid
from mediation_cms.core.i18n import labels
from mediation_cms.core.validation import CHOOSE
from mediation_cms.documents.inputs import PaperIn
from mediation_cms.documents.models import PaperKind, PaperStatus
from mediation_cms.documents.queries import printed
from mediation_cms.mediators.register_paper_actions import (
    get_register_paper,
    make_register_extract,
    make_register_order,
)
from mediation_cms.mediators.register_papers import OF_REGISTER, papers_of_entry
from mediation_cms.mediators.register_queries import Card, card_of
from mediation_cms.web import register_forms as shown
from mediation_cms.web import transactions
from mediation_cms.web.choices import options
from mediation_cms.web.downloads import attachment
from mediation_cms.web.forms import Form

register_papers = Blueprint("register_papers", __name__, url_prefix="/registers/<uuid:entry_id>/papers")
MAKE = {PaperKind.REGISTER_ORDER.value: make_register_order, PaperKind.REGISTER_EXTRACT.value: make_register_extract}


@register_papers.route("", methods=["GET", "POST"])
def of_entry(entry_id: UUID) -> ResponseReturnValue:
    """The papers of an entry, and the form that asks for one."""
    card = _kept(entry_id)
    form = (
        Form.sent()
        if request.method == "POST"
        else Form({"what": PaperKind.REGISTER_EXTRACT.value, "languages": "kk+ru"})
    )
    with form.catching():
        if request.method == "POST":
            given, make = PaperIn.checked({"languages": form.values.get("languages", "")}), MAKE.get(form.text("what"))
            if make is None:
                raise Invalid({"what": CHOOSE})
            make(g.session, g.actor, card.stand.entry, given.languages)
            return redirect(url_for(".of_entry", entry_id=entry_id), code=303)
    return render_template(
        "registers/papers.html",
        form=form,
        to_make=options(PaperKind, *OF_REGISTER),
        written_in=options(ContractLanguage),
        language_words=labels(ContractLanguage, g.language),
        kind_words=labels(PaperKind, g.language),
        status_words=labels(PaperStatus, g.language),
        rows=papers_of_entry(g.session, card.stand.entry),
        **shown.facts(card),
    ), form.status


@register_papers.get("/<uuid:paper_id>/file")
def file(entry_id: UUID, paper_id: UUID) -> ResponseReturnValue:
    """The PDF of a paper."""
    card = _kept(entry_id)
    ready = printed(g.session, get_register_paper(g.session, g.actor, card.stand.entry, paper_id))
    transactions.reading("papers.file", shown=[card.stand.entry.number])
    return attachment(ready)


def _kept(entry_id: UUID) -> Card:
    """The card behind an entry that the actor keeps."""
    card = card_of(g.session, g.actor, entry_id, clock.today())
    authorize(g.actor, Can.KEEP_REGISTER, card.stand.entry)
    return card
