"""Words that somebody entered once for all languages (a string) or once for each (`{"kk": …, "ru": …, "en": …}`)."""

from mediation_cms.core.i18n import Words

Wording = str | dict[str, str]


def wording(entered: Wording) -> Words:
    """The entered words as a text for people; a language that is missing shows what there is, Kazakh first."""
    if isinstance(entered, str):
        return Words(entered, entered, entered)
    anything = next((entered[language] for language in ("kk", "ru", "en") if entered.get(language)), "")
    return Words(*(entered.get(language) or anything for language in ("kk", "ru", "en")))
