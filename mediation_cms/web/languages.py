"""Language and vision of this request: `?lang=`, else the cookie (set from the account at sign-in), else Kazakh."""

from typing import Any
from urllib.parse import urlencode

from flask import Response, current_app, g, has_app_context, request

from mediation_cms.core.languages import Language

NAMES = {Language.KK: ("Қаз", "Қазақша"), Language.RU: ("Рус", "Русский"), Language.EN: ("Eng", "English")}
VISIONS = ("normal", "low")
YEAR = 365 * 24 * 3600


def choose_language() -> None:
    """Settle language and vision for this request."""
    asked = request.args.get("lang", "")
    g.language = _language(asked) or _language(request.cookies.get("lang", "")) or Language.KK
    g.keep_language = bool(_language(asked))
    vision = request.args.get("vision", "")
    g.keep_vision = vision in VISIONS
    g.vision = vision if g.keep_vision else "low" if request.cookies.get("vision") == "low" else "normal"


def own_name(language: Language) -> str:
    """What a language is called in itself: a filter of pages."""
    return NAMES[language][1]


def current_language() -> Language:
    """The language of this request."""
    return g.get("language", Language.KK) if has_app_context() else Language.KK


def keep_choices(response: Response) -> Response:
    """Remember what was chosen on this page."""
    for name, value, keep in (
        ("lang", g.get("language"), g.get("keep_language")),
        ("vision", g.get("vision"), g.get("keep_vision")),
    ):
        if keep:
            secure = current_app.settings.secure  # type: ignore[attr-defined]  # our own Flask
            response.set_cookie(name, str(value), max_age=YEAR, httponly=True, samesite="Lax", secure=secure)
    return response


def languages() -> list[tuple[str, str, str, str]]:
    """For the switch: code, short name, own name, address of this page in it."""
    return [(code.value, short, name, address(lang=code.value)) for code, (short, name) in NAMES.items()]


def address(**changed: Any) -> str:
    """The address of this page with some parts of its query changed; None takes a part out."""
    kept = {**request.args.to_dict(), **changed}
    query = urlencode({name: value for name, value in kept.items() if value is not None})
    return f"{request.path}?{query}" if query else request.path


def _language(code: str) -> Language | None:
    return Language(code) if code in set(Language) else None
