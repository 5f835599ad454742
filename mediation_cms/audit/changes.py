"""Correcting a row so that the history can say what it was before."""

from collections.abc import Mapping
from typing import Any

from mediation_cms.core.db import Row


def put(row: Row, fields: Mapping[str, Any]) -> dict[str, list[str]]:
    """Set the fields that differ; each of them with what it was and what it is now, for `record(changed=…)`. Open fields only."""
    changed: dict[str, list[str]] = {}
    for name, value in fields.items():
        old = getattr(row, name)
        if old != value:
            setattr(row, name, value)
            changed[name] = [_plain(old), _plain(value)]
    return changed


def _plain(value: Any) -> str:
    if isinstance(value, list):
        return ", ".join(map(str, value))
    return "" if value is None else str(value)
