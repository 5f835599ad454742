"""What the product says when it cannot do a thing. Each error carries a sentence that tells what to do next."""

from collections.abc import Mapping

from mediation_cms.core.i18n import Text, _


class Problem(Exception):
    """A refusal that a person reads. `status` is the HTTP status that the edges answer with."""

    status = 409

    def __init__(self, sentence: Text) -> None:
        super().__init__(sentence)
        self.sentence = sentence


class Refused(Problem):
    """A rule of the field or the present state forbids it (409)."""


class Forbidden(Problem):
    """The actor has no right to do it (403)."""

    status = 403

    def __init__(self, sentence: Text | None = None) -> None:
        super().__init__(sentence or _("You may not do this. Ask the head of the cabinet."))


class NotFound(Problem):
    """It is not there, or the actor may not know that it is (404)."""

    status = 404

    def __init__(self, sentence: Text | None = None) -> None:
        super().__init__(sentence or _("There is no such page"))


class Invalid(Problem):
    """What was typed needs correcting (422). `fields` maps the name of a field to its sentence, in form order."""

    status = 422

    def __init__(self, fields: Mapping[str, Text]) -> None:
        super().__init__(_("What you typed is kept. Correct the marked fields and send again."))
        self.fields = dict(fields)

    def __str__(self) -> str:
        return "; ".join(f"{name}: {sentence}" for name, sentence in self.fields.items())


def stale() -> Refused:
    """Somebody was faster, perhaps the actor in another window: the record is no longer what was seen."""
    return Refused(
        _("This was changed meanwhile, perhaps by yourself in another window. Look at the new version and repeat.")
    )
