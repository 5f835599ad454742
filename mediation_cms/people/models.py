"""Who there is: people, organisations, ways to reach them, sign-ins and the roles that these hold in places."""

from datetime import date, datetime
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Field

from mediation_cms.core.columns import choice, instant, sealed, sorts_by_sign
from mediation_cms.core.db import Row, table_of
from mediation_cms.core.guards import changed, refuse
from mediation_cms.core.i18n import Labelled
from mediation_cms.core.languages import Language


class DocumentKind(Labelled, context="document"):
    """A document that shows who somebody is when there is no IIN."""

    FOREIGN_PASSPORT = "foreign_passport", "foreign passport"
    RESIDENCE_PERMIT = "residence_permit", "residence permit"
    BIRTH_CERTIFICATE = "birth_certificate", "birth certificate"
    STATELESS = "stateless", "stateless person's certificate"
    OTHER = "other", "other document"


class Channel(Labelled, context="way to reach"):
    """How somebody can be reached."""

    PHONE = "phone", "call"
    SMS = "sms", "SMS"
    EMAIL = "email", "e-mail"
    POST = "post", "letter"
    VISIT = "visit", "visit in person"


PHONES = (Channel.PHONE, Channel.SMS)
"""What is reached by a number."""


class OrganisationKind(Labelled, context="organisation"):
    """What an organisation is to us."""

    COMPANY = "company", "company"
    STATE_BODY = "state_body", "state body"
    COURT = "court", "court"
    POLICE = "police", "police"
    MEDIATORS = "mediators", "mediators' organisation"
    EDUCATION = "education", "school or university"
    COUNCIL = "council", "council or public body"
    OTHER = "other", "other organisation"


class Role(Labelled, context="role"):
    """What an account may be in a place. What each may do stands in `access`."""

    RECEPTIONIST = "receptionist", "reception officer"
    MEDIATOR = "mediator", "mediator"
    COORDINATOR = "coordinator", "coordinator"
    MANAGER = "manager", "manager"
    REGISTER_KEEPER = "register_keeper", "register keeper"
    ADMINISTRATOR = "administrator", "administrator"
    AUDITOR = "auditor", "auditor"


class AccountKind(Labelled, context="account"):
    """A person's sign-in, or one of the two reserved accounts that nobody signs in to."""

    PERSON = "person", "person"
    SYSTEM = "system", "system"
    VISITOR = "visitor", "visitor"


class Person(Row, table=True):
    """A human known to us. A person may have only a given name. The IIN is kept encrypted, with a keyed index beside it.

    `folded` is the name as it is searched, `short_key` the same without the patronymic.
    """

    surname: str = Field(default="", max_length=120)
    given_name: str = Field(max_length=120)
    patronymic: str = Field(default="", max_length=120)
    folded: str = Field(default="", max_length=400, index=True)
    short_key: str = Field(default="", max_length=400)
    sort_key: str = sorts_by_sign(400, default="")
    born_on: date | None = None
    iin_sealed: bytes | None = sealed()
    iin_index: str | None = Field(default=None, max_length=64, index=True)
    document_kind: DocumentKind | None = choice(DocumentKind, default=None, nullable=True)
    document_sealed: bytes | None = sealed()
    no_iin_reason: str = Field(default="", max_length=200)
    address_sealed: bytes | None = sealed()

    __table_args__ = (sa.Index(None, "short_key", "id"),)

    @property
    def name(self) -> str:
        """Surname, given name and patronymic, as in the identity document."""
        return " ".join(part for part in (self.surname, self.given_name, self.patronymic) if part)


class SamePerson(Row, table=True):
    """That two records are about one human, as staff decided. It is undone by a day, never deleted; nothing is merged.

    Who belongs together is whoever is joined by links that stand, however many lie between. Of the two records the older is
    `person_id`, so that one pair is one row whichever way round two of the staff link it.
    """

    person_id: UUID = Field(foreign_key="person.id", index=True, ondelete="CASCADE")
    other_id: UUID = Field(foreign_key="person.id", index=True, ondelete="CASCADE")
    linked_by_id: UUID = Field(foreign_key="account.id")
    linked_at: datetime = instant()
    undone_by_id: UUID | None = Field(default=None, foreign_key="account.id")
    undone_at: datetime | None = instant(default=None, nullable=True)

    __table_args__ = (
        sa.CheckConstraint("person_id < other_id", name="two"),
        sa.CheckConstraint("(undone_at IS NULL) = (undone_by_id IS NULL)", name="undone"),
        sa.Index("uq_same_person_standing", "person_id", "other_id", unique=True,
                 sqlite_where=sa.text("undone_at IS NULL"), postgresql_where=sa.text("undone_at IS NULL")),
    )  # fmt: skip


class Organisation(Row, table=True):
    """A party, partner, court, employer or mediators' organisation."""

    name: str = Field(max_length=300)
    name_ru: str = Field(default="", max_length=300)
    folded: str = Field(default="", max_length=600, index=True)
    kind: OrganisationKind = choice(OrganisationKind)
    bin: str | None = Field(default=None, max_length=12, unique=True)
    address: str = Field(default="", max_length=300)


class Contact(Row, table=True):
    """One way to reach one person or organisation: value, language, when it is safe, whether a message may be left.

    `folded` is a phone as it is searched, from its end; empty for anything else.
    """

    person_id: UUID | None = Field(default=None, foreign_key="person.id", index=True)
    organisation_id: UUID | None = Field(default=None, foreign_key="organisation.id", index=True)
    channel: Channel = choice(Channel)
    value: str = Field(max_length=200, index=True)
    folded: str = Field(default="", max_length=40)
    language: Language = choice(Language)
    safe_times: str = Field(default="", max_length=200)
    may_leave_message: bool = False
    preferred: bool = True

    __table_args__ = (sa.CheckConstraint("(person_id IS NULL) <> (organisation_id IS NULL)", name="whose"),)


class Account(Row, table=True):
    """A sign-in of one person, or a reserved account. The password is an argon2 hash."""

    kind: AccountKind = choice(AccountKind, default=AccountKind.PERSON)
    person_id: UUID | None = Field(default=None, foreign_key="person.id", index=True)
    login: str = sorts_by_sign(80, unique=True)
    email: str = Field(default="", max_length=200)
    password_hash: str = Field(default="", max_length=200, repr=False)
    language: Language = choice(Language, default=Language.KK)
    disabled_on: date | None = None


class RoleHeld(Row, table=True):
    """That an account holds a role in a place, from one day to another."""

    account_id: UUID = Field(foreign_key="account.id", index=True)
    role: Role = choice(Role)
    unit_id: UUID = Field(foreign_key="unit.id", index=True)
    since: date
    until: date | None = None

    __table_args__ = (sa.UniqueConstraint("account_id", "role", "unit_id", "since"),)


_LINKED = ("person_id", "other_id", "linked_by_id", "linked_at")
refuse(
    table_of(SamePerson), "same_person_stands", "UPDATE", f"OLD.undone_at IS NOT NULL OR {changed(*_LINKED)}",
    "a link is undone once and else stands as it was made",
)  # fmt: skip
