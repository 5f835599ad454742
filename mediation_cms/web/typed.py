"""What is stored, as somebody would type it into a form."""

from datetime import date
from enum import Enum
from typing import Any

from mediation_cms.core import clock


def as_typed(row: object, *names: str, prefix: str = "") -> dict[str, Any]:
    """These fields of a row as the fields of a form: days as day.month.year, a choice as its value, nothing as empty."""
    return {f"{prefix}{name}": _typed(getattr(row, name)) for name in names}


def today_as_typed() -> str:
    """Today, as it is typed."""
    return f"{clock.today():%d.%m.%Y}"


def _typed(value: Any) -> Any:
    typed: Any = value
    if value is None or value is False:
        typed = ""
    elif value is True:
        typed = "yes"
    elif isinstance(value, date):
        typed = f"{value:%d.%m.}{value.year:04d}"
    elif isinstance(value, Enum):
        typed = value.value
    elif isinstance(value, list):
        typed = [str(item) for item in value]
    else:
        typed = str(value)
    return typed
