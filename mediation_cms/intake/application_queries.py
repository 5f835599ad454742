"""Reading what somebody writes from home: for the one browser in which it was begun."""

from uuid import UUID

from sqlmodel import Session, select

from mediation_cms.core.db import unseal
from mediation_cms.core.errors import NotFound
from mediation_cms.documents.models import Paper, PaperKind
from mediation_cms.intake.application_models import Application
from mediation_cms.intake.application_rules import NAME, Written
from mediation_cms.intake.models import Request


def application_behind(session: Session, application_id: UUID) -> Application:
    """What a personal link of an application leads to. Raises NotFound."""
    found = session.get(Application, application_id)
    if found is None:
        raise NotFound
    return found


def written_so_far(session: Session, application: Application) -> Written:
    """What was written so far. Whoever shows it has looked whose browser it is."""
    return Written.read(unseal(session, application, "said_sealed"))


def request_of(session: Session, application: Application) -> Request | None:
    """The request that it became; None before it is sent."""
    return session.get(Request, application.request_id) if application.request_id else None


def receipt_of(session: Session, request: Request) -> Paper | None:
    """The receipt of a request that stands, if one was asked for."""
    wanted = (Paper.thing_id == request.id, Paper.kind == PaperKind.RECEIPT)
    papers = session.exec(select(Paper).where(*wanted)).all()
    return next((paper for paper in papers if paper.replaced_by_id is None), None)


def full_name(told: Written) -> str:
    """Surname, given name and patronymic as they were typed."""
    name = told.of(NAME)
    return " ".join(filter(None, (name.get("surname"), name.get("given_name"), name.get("patronymic"))))
