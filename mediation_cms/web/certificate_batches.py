"""Certificates that were issued together: how far the printing is, all of them as one file, taking them back."""

from uuid import UUID

from flask import Blueprint, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from mediation_cms.access import Can, authorize, may
from mediation_cms.certification.certificate_inputs import CopyIn, RevocationIn
from mediation_cms.certification.certificate_models import CertificateBatch, RevocationGround
from mediation_cms.certification.certificate_queries import get_batch, open_copy, printed_of, rows_of_batch, standing_of
from mediation_cms.certification.certificate_rules import CertificateState
from mediation_cms.certification.copy_actions import note_copies
from mediation_cms.certification.models import Course
from mediation_cms.certification.revocation_actions import revoke_batch
from mediation_cms.certification.sheaf import one_file
from mediation_cms.core.errors import NotFound
from mediation_cms.core.i18n import labels, ngettext
from mediation_cms.web import certificate_pages as shown
from mediation_cms.web import transactions
from mediation_cms.web.choices import options
from mediation_cms.web.downloads import attachment
from mediation_cms.web.forms import Form
from mediation_cms.web.saying import say

certificate_batches = Blueprint(
    "certificate_batches", __name__, url_prefix="/courses/certificates/issued/<uuid:batch_id>"
)


@certificate_batches.get("")
def show(batch_id: UUID) -> ResponseReturnValue:
    """How many of them are printed: a page that looks again by itself until all are."""
    return _page(get_batch(g.session, g.actor, batch_id), Form())


@certificate_batches.post("/copies")
def copies(batch_id: UUID) -> ResponseReturnValue:
    """Note that all of them are taken as one file, and lead to it."""
    batch, form = get_batch(g.session, g.actor, batch_id), Form.sent()
    with form.catching():
        copy = note_copies(g.session, g.actor, batch, CopyIn.checked(form.tree()))[0]
        return redirect(url_for(".file", batch_id=batch_id, copy_id=copy.id), code=303)
    return _page(batch, form)


@certificate_batches.get("/copies/<uuid:copy_id>")
def file(batch_id: UUID, copy_id: UUID) -> ResponseReturnValue:
    """All of them as one PDF, in the order of their numbers."""
    batch = get_batch(g.session, g.actor, batch_id)
    standing = standing_of(g.session, batch)
    if open_copy(g.session, g.actor, copy_id).certificate_id not in {each.id for each in standing}:
        raise NotFound
    transactions.reading("courses.certificates", shown=[each.label for each in standing])
    return attachment(one_file(g.session, standing))


@certificate_batches.route("/revocation", methods=["GET", "POST"])
def revocation(batch_id: UUID) -> ResponseReturnValue:
    """Take back everything that was issued together."""
    batch = get_batch(g.session, g.actor, batch_id)
    course = g.session.get_one(Course, batch.course_id)
    authorize(g.actor, Can.KEEP_COURSES, course)
    form = Form.sent() if request.method == "POST" else Form({"ground": RevocationGround.MISTAKE.value})
    with form.catching():
        if request.method == "POST":
            revoked = revoke_batch(g.session, g.actor, batch, RevocationIn.checked(form.tree()))
            say(ngettext("%(n)s certificate is revoked.", "%(n)s certificates are revoked.", len(revoked)))
            return redirect(url_for(".show", batch_id=batch_id), code=303)
    many, grounds = len(standing_of(g.session, batch)), options(RevocationGround)
    return render_template(
        "courses/certificate_batch_revocation.html", form=form, batch=batch, course=course, many=many, grounds=grounds
    ), form.status


def _page(batch: CertificateBatch, form: Form) -> ResponseReturnValue:
    rows = rows_of_batch(g.session, g.actor, batch)
    course = g.session.get_one(Course, batch.course_id)
    transactions.reading("courses.certificates", shown=[row.label for row in rows])
    done = printed_of(rows)
    return render_template(
        "courses/certificate_batch.html",
        form=form,
        batch=batch,
        course=course,
        rows=rows,
        done=done,
        waits=sum(row.status == "queued" for row in rows),
        failed=sum(row.status == "failed" for row in rows),
        states={row.id: shown.state(row) for row in rows},
        state_words=labels(CertificateState, g.language),
        keeps=may(g.actor, Can.KEEP_COURSES, course),
    ), form.status
