"""What administrators type about the words of messages."""

import re
from typing import Annotated

from pydantic import ValidationInfo, field_validator

from mediation_cms.core.i18n import Text, _
from mediation_cms.core.languages import Language
from mediation_cms.core.validation import EMPTY, AskedAnyway, Day, OptionalDay, Typed, line, words, wrong
from mediation_cms.disputes.placeholders import is_broken, named
from mediation_cms.notifications.kinds import KINDS, MessageKind
from mediation_cms.notifications.sms import MOST_PARTS, length
from mediation_cms.notifications.words import sms_of_sample

Subject = Annotated[str, line(120)]
Body = Annotated[str, words(2000)]
Sms = Annotated[str, line(300, needed=False), AskedAnyway]
SUBJECTS, BODIES, SMS = (tuple(f"{part}_{language}" for language in Language) for part in ("subject", "body", "sms"))
TELLING = re.compile(r"\b(?:дау|жанжал|қақтығыс|спор|конфликт|dispute|conflict)\w*", re.IGNORECASE)
"""What the line that everybody sees on a screen must not say: that there is a quarrel."""
TELLING_ALONE = re.compile(r"\bмедиа\w*|\bmediat\w*", re.IGNORECASE)
"""What an SMS must not say either: it stands on the screen as a whole."""


class TextIn(Typed):
    """The words of a kind of message in three languages, from a day on; of an SMS where it goes to people without an account."""

    kind: MessageKind
    subject_kk: Subject
    body_kk: Body
    sms_kk: Sms = ""
    subject_ru: Subject
    body_ru: Body
    sms_ru: Sms = ""
    subject_en: Subject
    body_en: Body
    sms_en: Sms = ""
    since: Day
    until: OptionalDay = None

    @field_validator(*SMS)
    @classmethod
    def _where_it_is_sent(cls, text: str, above: ValidationInfo) -> str:
        """Staff are told by mail; whoever has no account may be told by SMS alone."""
        kind = KINDS.get(above.data["kind"]) if "kind" in above.data else None
        if kind is None or kind.is_for_staff:
            return ""
        if not text:
            raise wrong(EMPTY)
        return text

    @field_validator(*SUBJECTS, *BODIES, *SMS)
    @classmethod
    def _of_the_list(cls, text: str, above: ValidationInfo) -> str:
        """What stands in braces is one of the list of this kind, and every brace has its other."""
        if is_broken(text):
            raise wrong(_("A brace stands alone. Close it, or take it out."))
        known = KINDS[above.data["kind"]].values if above.data.get("kind") in KINDS else ()
        if odd := [name for name in named(text) if name not in known]:
            raise wrong(_("There is no placeholder {%(name)s}. Choose from the list below.", name=odd[0]))
        return text

    @field_validator(*SUBJECTS)
    @classmethod
    def _neutral(cls, text: str) -> str:
        """The subject is read over shoulders."""
        if found := TELLING.search(text):
            raise wrong(_("Others see the subject. Leave out “%(word)s”: it tells what this is about.", word=found[0]))
        return text

    @field_validator(*SMS)
    @classmethod
    def _neutral_and_short(cls, text: str, above: ValidationInfo) -> str:
        """The whole SMS is read over shoulders, and paid by its parts."""
        if found := TELLING.search(text) or TELLING_ALONE.search(text):
            raise wrong(_("Others see an SMS. Leave out “%(word)s”: it tells what this is about.", word=found[0]))
        if text and (parts := length(sms_of_sample(above.data["kind"], _language(above), text)).parts) > MOST_PARTS:
            raise wrong(_("This would be %(n)s SMS. Say it in %(most)s at most.", n=parts, most=MOST_PARTS))
        return text

    @field_validator(*SUBJECTS[1:], *BODIES[1:], *SMS[1:])
    @classmethod
    def _as_in_kazakh(cls, text: str, above: ValidationInfo) -> str:
        """All languages say the same, so they use the same placeholders."""
        part = str(above.field_name).partition("_")[0]
        first = above.data.get(f"{part}_kk")
        if first is not None and (odd := set(named(text)) ^ set(named(first))):
            names = ", ".join(f"{{{name}}}" for name in sorted(odd))
            raise wrong(_("Not all languages have %(names)s. Use the same placeholders in each.", names=names))
        return text

    def subject_in(self, language: Language) -> str:
        """The subject in this language."""
        text: str = getattr(self, f"subject_{language}")
        return text

    def body_in(self, language: Language) -> str:
        """The words in this language."""
        text: str = getattr(self, f"body_{language}")
        return text

    def sms_in(self, language: Language) -> str:
        """The words of the SMS in this language; empty where there are none."""
        text: str = getattr(self, f"sms_{language}")
        return text


def _language(above: ValidationInfo) -> Language:
    return Language(str(above.field_name).rpartition("_")[2])


class TextEndIn(Typed):
    """The first day on which our own words are said again."""

    until: Day


NOT_BEFORE_TODAY: Text = _("What was said stays as it was. Give today or a later day.")
