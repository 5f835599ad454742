"""How people meet: the ways in which a mediator may be talked to."""

from mediation_cms.core.i18n import Labelled


class Mode(Labelled, context="mode"):
    """How people met."""

    IN_PERSON = "in_person", "in person"
    VIDEO = "video", "by video"
    PHONE = "phone", "by phone"
