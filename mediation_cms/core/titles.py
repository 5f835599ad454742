"""A title in Kazakh and in Russian, of which one is enough."""

from typing import Annotated

from pydantic import Field, ValidationInfo, field_validator

from mediation_cms.core.i18n import _
from mediation_cms.core.validation import Typed, line, wrong

Title = Annotated[str, line(200, needed=False)]


class TitledIn(Typed):
    """Something with a title. Where one language is missing the other stands for it."""

    title_kk: Title = ""
    title_ru: Annotated[Title, Field(validate_default=True)] = ""

    @field_validator("title_ru")
    @classmethod
    def _in_one_language(cls, title_ru: str, above: ValidationInfo) -> str:
        """Papers and lists need something to call the thing by."""
        if not title_ru and not above.data.get("title_kk", " "):
            raise wrong(_("Give the title in Kazakh or in Russian."))
        return title_ru

    @property
    def titles(self) -> dict[str, str]:
        """Both titles, as the tables keep them."""
        return {"title_kk": self.title_kk or self.title_ru, "title_ru": self.title_ru or self.title_kk}
