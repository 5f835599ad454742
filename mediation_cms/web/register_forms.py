"""What the pages of registers show and read: labels of the day, choices, forms in three parts."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from typing import Any

from flask import g, render_template
from flask.typing import ResponseReturnValue

from mediation_cms.access import Can, may
from mediation_cms.accounts.queries import account_of_person
from mediation_cms.certification.models import CourseKind
from mediation_cms.certification.queries import certificates_of_person, courses_of_person
from mediation_cms.core import clock
from mediation_cms.core.dated import in_force
from mediation_cms.core.i18n import Text, labels
from mediation_cms.disputes.models import Catalogue
from mediation_cms.disputes.queries import labels as dispute_labels
from mediation_cms.law.queries import versions
from mediation_cms.mediators.account_queries import may_open_account
from mediation_cms.mediators.entries import Unconfirmed
from mediation_cms.mediators.inputs import CorrectionIn, EntryIn, PracticeIn
from mediation_cms.mediators.models import MediatorKind, RegisterKind
from mediation_cms.mediators.qualification import lapses
from mediation_cms.mediators.register_queries import Card
from mediation_cms.mediators.rules import Unmet
from mediation_cms.mediators.tie_queries import whose
from mediation_cms.people.inputs import IdentifiedPersonIn, PersonIn
from mediation_cms.people.models import DocumentKind
from mediation_cms.places.facts import Place
from mediation_cms.places.models import Level
from mediation_cms.web.choices import Options, dispute_types, every_cabinet, options
from mediation_cms.web.forms import Form
from mediation_cms.web.inputs import beside, several, together
from mediation_cms.web.placing import chosen_place, first_place, names_of_places, places_for
from mediation_cms.web.typed import as_typed, today_as_typed

LANGUAGES: Options = [
    ("kk", "қазақша"), ("ru", "русский"), ("en", "English"), ("uz", "oʻzbekcha"), ("ug", "уйғурчә"), ("tr", "Türkçe"),
    ("de", "Deutsch"),
]  # fmt: skip
ENTRY = (
    "register_kind",
    "kind",
    "number",
    "since",
    "ground_in",
    "certificate_no",
    "certificate_on",
    "act_in_no",
    "act_in_on",
    "act_in_by",
)
OUT = ("until", "ground_out", "act_out_no", "act_out_on", "act_out_by")
# Where the form keeps a field that an action says something about.
FORM_NAMES = {name: f"entry-{name}" for name in (*ENTRY, "organisation", *OUT, "in_spite_of", "in_spite_ground")} | {
    "cabinet_id": "practice-cabinet_id", "dispute_codes": "practice-dispute_codes", "born_on": "person-born_on",
    "iin": "person-iin",
}  # fmt: skip
PERSON = ("surname", "given_name", "patronymic", "born_on", "no_iin_reason")


def kind_words(on: date) -> dict[tuple[str, str], str]:
    """What a mediator of each kind is called in each register on that day: labels are dated (decision 10)."""
    usual = labels(MediatorKind, g.language)
    words = {}
    for register in RegisterKind:
        for kind in MediatorKind:
            label = in_force(versions(g.session, f"label.mediator.{kind.value}.{register.value}"), on)
            words[register.value, kind.value] = label.words.in_(g.language) if label else usual[kind.value]
    return words


# --- the card ----------------------------------------------------------------------------------------------------------


def card_page(card: Card) -> ResponseReturnValue:
    """Who stands behind an entry: entries, suspensions, courses and certificates."""
    mediator = card.mediator
    whose_card = whose(g.session, [mediator.id])[mediator.id]
    today = clock.today()
    words, offered = dict(LANGUAGES), dispute_labels(g.session, Catalogue.DISPUTE_TYPE, g.language)
    return render_template(
        "registers/show.html",
        lapsed=lapses(g.session, [mediator.id], today, today),
        languages_of=[words.get(code, code) for code in mediator.languages],
        fields_of=[offered.get(code, code) for code in mediator.dispute_codes],
        certificates=certificates_of_person(g.session, g.actor, card.person.id),
        courses=courses_of_person(g.session, g.actor, card.person.id),
        course_words=labels(CourseKind, g.language),
        account=account_of_person(g.session, g.actor, card.person.id),
        may_see_ties=may(g.actor, Can.DECLARE_TIES, whose_card),
        may_keep_card=may(g.actor, Can.KEEP_CARD, whose_card),
        may_open_account=may_open_account(g.session, g.actor, mediator),
        **facts(card),
    )


def facts(card: Card) -> dict[str, Any]:
    """What the head of every page of an entry needs."""
    units = [stand.entry.district_id for stand in card.stands]
    return {
        "card": card,
        "kinds": kind_words(clock.today()),
        "register_words": labels(RegisterKind, g.language),
        "names": names_of_places([*units, card.mediator.cabinet_id]),
        "keeps": may(g.actor, Can.KEEP_REGISTER, card.stand.entry),
    }


# --- forms -------------------------------------------------------------------------------------------------------------


def fresh() -> "EntryForm":
    """An empty form of a new entry, in the actor's own district."""
    return EntryForm({
        "place_id": first_place(places_for(Can.KEEP_REGISTER, levels=[Level.DISTRICT])),
        "entry-register_kind": RegisterKind.ANK.value,
        "entry-since": today_as_typed(),
        "practice-languages": ["kk"],
    })  # fmt: skip


def stored_entry(card: Card) -> dict[str, Any]:
    """An entry as the fields of the form that corrects it."""
    entry = card.stand.entry
    values = as_typed(entry, *ENTRY, *OUT, prefix="entry-")
    return values | {"place_id": str(entry.district_id), "entry-organisation": card.stand.organisation}


def stored_person(card: Card) -> dict[str, Any]:
    """Name, requisites and practice as the fields of the form that corrects them. What is encrypted is not shown again."""
    practice = as_typed(card.mediator, "cabinet_id", "languages", "dispute_codes", prefix="practice-")
    return as_typed(card.person, *PERSON, prefix="person-") | practice


def given_anew(form: Form) -> tuple[Place, IdentifiedPersonIn, PracticeIn, EntryIn]:
    """The place, the person, the practice and the entry of a form."""
    typed = form.tree()
    place, who, practice, entry = together(
        lambda: chosen_place(typed.get("place_id")),
        lambda: IdentifiedPersonIn.checked(typed.get("person", {}), "person"),
        lambda: _practice(typed),
        lambda: EntryIn.checked(typed.get("entry", {}), "entry"),
    )
    return place, who, practice, entry


def given_entry(form: Form) -> tuple[Place, EntryIn]:
    """The place and the entry of a form."""
    typed = form.tree()
    place, entry = together(
        lambda: chosen_place(typed.get("place_id")), lambda: EntryIn.checked(typed.get("entry", {}), "entry")
    )
    return place, entry


def given_correction(form: Form) -> tuple[Place, CorrectionIn]:
    """The place and the entry of a form that corrects one."""
    typed = form.tree()
    place, entry = together(
        lambda: chosen_place(typed.get("place_id")), lambda: CorrectionIn.checked(typed.get("entry", {}), "entry")
    )
    return place, entry


def given_person(form: Form) -> tuple[PersonIn, PracticeIn]:
    """The person and the practice of a form."""
    typed = form.tree()
    who, practice = together(lambda: PersonIn.checked(typed.get("person", {}), "person"), lambda: _practice(typed))
    return who, practice


class EntryForm(Form):
    """A form of an entry, and what the entry does not show of what the law asks, once that is to be confirmed."""

    unmet: Sequence[Unmet] = ()

    @property
    def to_confirm(self) -> list[tuple[str, Text]]:
        """Each demand that is to be confirmed, in words with its source."""
        return [(one.asked.value, one.rule) for one in self.unmet]

    @property
    def confirmed(self) -> list[str]:
        """The demands that were ticked; kept while something else is corrected."""
        return several(self.values.get("entry-in_spite_of"))

    @contextmanager
    def beside(self) -> Iterator[None]:
        """What an action says comes beside the fields that the form has for it."""
        with beside(FORM_NAMES):
            try:
                yield
            except Unconfirmed as problem:
                self.unmet = problem.found
                raise


def form_page(template: str, form: Form, card: Card | None = None) -> ResponseReturnValue:
    """A form of an entry or of a person."""
    also = card.stand.entry.district_id if card else None
    shown = facts(card) if card else {}
    page = render_template(
        template,
        form=form,
        places=places_for(Can.KEEP_REGISTER, also, [Level.DISTRICT]),
        registers=options(RegisterKind),
        mediator_kinds=options(MediatorKind),
        documents=options(DocumentKind),
        cabinets=_cabinets(card),
        languages_to_choose=_languages(card),
        dispute_types=[members[0] for _group, members in dispute_types()],
        **shown,
    )
    return page, form.status


def _practice(typed: dict[str, Any]) -> PracticeIn:
    given = typed.get("practice", {})
    if isinstance(given, dict):
        given = given | {name: several(given.get(name)) for name in ("languages", "dispute_codes")}
    return PracticeIn.checked(given, "practice")


def _cabinets(card: Card | None) -> Options:
    """The cabinets that are open, and the one where the mediator works though it may be closed."""
    found, own = every_cabinet(), card.mediator.cabinet_id if card else None
    if own is not None and str(own) not in dict(found):
        found.append((str(own), names_of_places([own])[own]))
    return found


def _languages(card: Card | None) -> Options:
    """The languages to choose from, and those that the mediator has already."""
    known = dict(LANGUAGES)
    return LANGUAGES + [(code, code) for code in (card.mediator.languages if card else []) if code not in known]
