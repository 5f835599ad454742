"""The red flags of an agreement as it stands in the database."""

from sqlmodel import Session

from mediation_cms.agreements.drafting import IN_LANGUAGES, words_of
from mediation_cms.agreements.flags import AgreementText, Flag, TermText, WordLists, red_flags
from mediation_cms.agreements.models import Agreement
from mediation_cms.cases.models import Case
from mediation_cms.core import clock
from mediation_cms.intake.models import Request, Side
from mediation_cms.intake.queries import parties_of
from mediation_cms.law.queries import value


def flags_of(session: Session, agreement: Agreement) -> list[Flag]:
    """What to look at in a draft before the sides sign it, by the words that are in force today."""
    today = clock.today()
    words = WordLists(
        weak=value(session, "agreement.words.weak", today),
        third_persons=value(session, "agreement.words.third_persons", today),
        guardianship=value(session, "agreement.words.guardianship", today),
        beyond_scope=value(session, "agreement.words.beyond_scope", today),
    )
    request = session.get_one(Request, session.get_one(Case, agreement.case_id).request_id)
    rows = parties_of(session, request.id)
    outside = [who.name for party, *both in rows if party.side is Side.THIRD for who in both if who is not None]
    texts = [f"what_{language}" for language in IN_LANGUAGES[agreement.language]]
    terms = [
        TermText(number, [term.words[field] for field in texts if term.words[field]], term.obligation.due_on)
        for number, term in enumerate(words_of(session, agreement).terms, start=1)
    ]
    minors = request.minor_involved or any(party.minor for party, *_both in rows)
    return red_flags(AgreementText(terms, outside, minors, agreement.minors_considered), words, today)
