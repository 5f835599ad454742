"""The demo's public cards: what some mediators tell of themselves, and a report of an inaccuracy that waits."""

from sqlmodel import Session

from mediation_cms.accounts.queries import reserved
from mediation_cms.mediators.card_actions import keep_card
from mediation_cms.mediators.card_inputs import CardIn
from mediation_cms.mediators.card_queries import keeping_card
from mediation_cms.mediators.inaccuracy_actions import report_inaccuracy
from mediation_cms.mediators.inaccuracy_inputs import InaccuracyIn
from mediation_cms.mediators.models import Mediator
from mediation_cms.mediators.queries import entries_of
from mediation_cms.people.models import AccountKind
from mediation_cms.seeding.demo_crew import Crew

ABOUT_KK = (
    "Отбасы мен көршілер арасындағы дауларды он жылдан астам жүргізіп келемін. Асықпаймын, екі жақты да тыңдаймын."
)
ABOUT_RU = "Больше десяти лет веду споры в семьях и между соседями. Не тороплю и слушаю обе стороны."
# Who tells, by the key of the account; how one can talk, since which year, a phone that nobody can have.
CARDS = (
    ("mediator", ["in_person", "video", "phone"], "2012", "+77182000921"),
    ("mediator2", ["in_person", "phone"], "2018", "+77182000922"),
)
WRONG = "Бұл медиатор енді орысша да жүргізеді / Этот медиатор теперь ведёт и на русском"


def tell_of_themselves(session: Session, crew: Crew) -> None:
    """Fill the cards by the mediators' own hands; somebody reports what is wrong with the first of them."""
    for key, modes, since, phone in CARDS:
        actor = crew.actors.get(key)
        mediator = session.get(Mediator, actor.mediator_id) if actor is not None and actor.mediator_id else None
        if actor is None or mediator is None:
            continue
        given = CardIn.checked({
            "languages": mediator.languages, "dispute_codes": mediator.dispute_codes, "modes": modes,
            "practising_since": since, "about_kk": ABOUT_KK, "about_ru": ABOUT_RU,
            "contacts": [{"kind": "phone", "value": phone, "public": "yes"}],
        })  # fmt: skip
        keep_card(session, actor, keeping_card(session, actor, mediator.id), given)
        if key == CARDS[0][0]:
            visitor, district_id = reserved(session, AccountKind.VISITOR), entries_of(session, mediator)[-1].district_id
            report_inaccuracy(session, visitor, mediator.id, district_id, InaccuracyIn(words=WRONG))
