"""The cast of a cabinet in front of its screens."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from html import unescape
from io import BytesIO
from typing import Any

import pikepdf
from sqlmodel import Session

from mediation_cms.access import Actor
from mediation_cms.agreements.queries import draft_of
from mediation_cms.cases.models import Case
from mediation_cms.core.db import Database
from mediation_cms.people.models import Role
from tests.make import matters
from tests.web.visitor import Visitor


@dataclass(frozen=True)
class Stage:
    """A cast, and a browser for each of them; what was made is committed before anybody looks."""

    session: Session
    database: Database
    cast: matters.Cast
    sign_in: Callable[..., Visitor]

    def at_the_desk_of(self, who: Actor, role: Role) -> Visitor:
        """The browser of this actor."""
        return self.sign_in(role, account=matters.account_of(self.session, who))

    @property
    def mediator(self) -> Visitor:
        """The browser of the mediator."""
        return self.at_the_desk_of(self.cast.mediator, Role.MEDIATOR)

    @property
    def coordinator(self) -> Visitor:
        """The browser of the coordinator."""
        return self.at_the_desk_of(self.cast.coordinator, Role.COORDINATOR)

    @property
    def receptionist(self) -> Visitor:
        """The browser of the receptionist."""
        return self.at_the_desk_of(self.cast.receptionist, Role.RECEPTIONIST)

    def again(self, case: Case) -> Case:
        """The case as it is stored now."""
        self.session.refresh(case)
        return case


def buttons(page: Visitor) -> list[str]:
    """The words of the one full button of the page and of the quieter ones."""
    assert page.page is not None
    found = re.findall(r'class="button[^"]*"[^>]*>([^<]+)<', page.page.text.partition("<main")[2])
    return [unescape(word).strip() for word in found]


def words(page: Visitor) -> str:
    """The page as it is read, in one line."""
    assert page.page is not None
    main = page.page.text.partition("<main")[2].replace("<wbr>", "")
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", main)).split())


def read(page: Visitor, case: Case, below: str = "") -> str:
    """The page of a case, or one below it, in English."""
    answer = page.get(f"/cases/{case.id}{below}?lang=en")
    assert answer.status_code == 200, answer.text
    return words(page)


def draft_form(stage: Stage, case: Case, **changed: Any) -> dict[str, Any]:
    """What a mediator sends: a draft that is fit for signing, its terms as rows."""
    fields = matters.agreement_typed(stage.session, case)
    terms = {
        f"terms-{row}-{name}": value for row, term in enumerate(fields.pop("terms")) for name, value in term.items()
    }
    return fields | terms | {"version": ""} | changed


def scanned() -> BytesIO:
    """A scan of one page."""
    scan, kept = pikepdf.new(), BytesIO()
    scan.add_blank_page()
    scan.save(kept)
    kept.seek(0)
    return kept


def signing_form(stage: Stage, case: Case, **changed: Any) -> dict[str, Any]:
    """What a mediator sends: both sides signed on paper, with the scan."""
    draft = draft_of(stage.session, case)
    both = [str(party.id) for party in matters.parties(stage.session, case)]
    return {
        "signed_on": "14.06.2022", "place": "Өскемен қаласы", "signing": "paper", "signed_by": both,
        "scan": (scanned(), "келісім.pdf"), "version": str(draft.version) if draft else "",
    } | changed  # fmt: skip
