"""What the answers of the sides ask of the coordinator, whether they were heard by phone or came from home."""

from sqlmodel import Session, col, select

from mediation_cms.access import Actor
from mediation_cms.cases.follow_up_models import FollowUp, FollowUpKind, Reply
from mediation_cms.cases.models import Case
from mediation_cms.tasks.models import TaskKind
from mediation_cms.tasks.opening import open_task


def see_to(session: Session, actor: Actor, case: Case, call: FollowUp) -> None:
    """What the answers of one term ask of the coordinator: a breach, two words against each other, a change to be written."""
    if call.result is None:
        return
    same_term = select(FollowUp.result).where(
        FollowUp.case_id == case.id,
        FollowUp.kind == FollowUpKind.AGREEMENT,
        FollowUp.after_days == call.after_days,
        col(FollowUp.result).is_not(None),
    )
    results = set(session.exec(same_term))
    kinds = []
    if call.result is Reply.NOT_KEPT:
        kinds.append(TaskKind.NOT_KEPT)
    if call.result is Reply.CHANGED:
        kinds.append(TaskKind.CHANGED_BY_CONSENT)
    if len(results) > 1:
        kinds.append(TaskKind.SIDES_DIFFER)
    for kind in kinds:
        open_task(session, actor, kind, case.id, cabinet_id=case.cabinet_id, matter_id=case.request_id)
