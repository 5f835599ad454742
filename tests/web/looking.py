"""Templates without a site around them: the real ones, in the real languages, with a reader that the test chooses."""

from pathlib import Path
from types import SimpleNamespace

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from mediation_cms.core.i18n import Language
from mediation_cms.core.templating import speak
from mediation_cms.documents.uploads import MEGABYTES
from mediation_cms.web.choices import drawn_options
from mediation_cms.web.errors_listed import labelled

ROOT = Path(__file__).parents[2]
STATIC = ROOT / "mediation_cms" / "web" / "static"
TEMPLATES = ROOT / "templates"


def form(
    values: dict[str, object] | None = None, errors: dict[str, str] | None = None, key: str = "", seen: str = ""
) -> SimpleNamespace:
    """A form as templates see it: what was typed, what is wrong, the key against double sending, the mark of what was seen."""
    return SimpleNamespace(values=values or {}, errors=errors or {}, key=key, seen=seen, anew="")


def wing(key: str, icon: str, label: str) -> SimpleNamespace:
    """One door of the rail."""
    return SimpleNamespace(key=key, icon=icon, label=label, url=f"/{key}")


def environment(language: Language = Language.KK) -> Environment:
    """The environment that pages are drawn in. A name that nobody gave is an error here, never silence."""
    made = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
    )
    speak(made, language)
    made.filters["labelled"] = labelled
    made.globals.update(
        static=lambda path: f"/static/{path}",
        largest_file=str(MEGABYTES),
        csrf_token=lambda: "token",
        draft_of_page=lambda: None,
        drawn_options=drawn_options,
        get_flashed_messages=lambda **_: [("done", "Сақталды")],
    )
    return made


def drawn(
    template: str, language: Language = Language.KK, *, vision: str = "normal", staff: bool = False, **facts: object
) -> str:
    """A whole page for a visitor or for somebody of the staff."""
    wings = facts.pop("wings", [wing("requests", "write", "Өтініштер"), wing("cases", "people", "Істер")])
    doors = {"wings": wings, "here": facts.pop("here", "cases")}
    drawing = environment(language)
    reader = SimpleNamespace(name="Сәуле Тілеуқызы Байжанова", role_line="медиатор, Өскемен қаласы") if staff else None
    shell: dict[str, object] = {
        "language": language.value,
        "languages": [(code, code, name, f"?lang={code}") for code, name in (("kk", "Қазақша"), ("ru", "Русский"))],
        "vision": vision,
        "vision_url": "?vision=low",
        "kiosk": 0,
        "actor": reader,
        "wings": wings,
        "rail": drawing.get_template("doors.html").make_module(doors | {"listed": True}),
        "thumbs": drawing.get_template("doors.html").make_module(doors | {"listed": False}),
        "demo": True,
    }
    return drawing.get_template(template).render(shell | facts)


def part(source: str, language: Language = Language.KK, **facts: object) -> str:
    """A few lines of a template with both macro files at hand, as one line without the spaces between tags."""
    macros = '{% import "macros/forms.html" as forms %}{% import "macros/parts.html" as parts %}'
    words = environment(language).from_string(macros + source).render(facts)
    return " ".join(words.split()).replace("> <", "><")
