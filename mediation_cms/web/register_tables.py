"""Tables of the registers for other programs: who was entitled on a day, and what changed."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from flask import g

from mediation_cms.core import clock
from mediation_cms.core.dates import short_day
from mediation_cms.core.i18n import Text, _, labels, said
from mediation_cms.core.names import full_name
from mediation_cms.mediators.afterthoughts import Afterthought
from mediation_cms.mediators.time_machine import Question, What
from mediation_cms.statistics.exports import Book, Cell, Column, Sheet


def entitled_book(
    asked: Question, place: str, rows: Iterable[Any], later: Mapping[Any, Sequence[Afterthought]], words: Mapping[str, Any]
) -> Book:  # fmt: skip
    """Each entry that entitled somebody, and what was put right afterwards."""
    columns = _columns(
        _("Full name"), _("Kind of mediator"), _("Which register"), _("Number"), _("Where"), _("In the register from"),
        _("Ground"), _("Corrected since"),
    )  # fmt: skip
    body = [(*_entry(row, words), row.since, row.ground_in, _afterwards(later.get(row.id, ()))) for row in rows]
    about = [
        (_("As of which day?"), asked.on.isoformat()), (_("Place"), place),
        (_("Which paper?"), asked.paper.label.in_(g.language)),
    ]  # fmt: skip
    return _book(_("Who was entitled on a day"), about, columns, body)


def changes_book(rows: Iterable[Any], written: Mapping[Any, Text | str], words: Mapping[str, Any]) -> Book:
    """Each change with its day, ground, deciding act, and who wrote it down."""
    columns = _columns(
        _("Day"), _("What happened"), _("Full name"), _("Kind of mediator"), _("Which register"), _("Number"), _("Where"),
        _("Ground"), _("Deciding act"), _("Who entered it"),
    )  # fmt: skip
    what = labels(What, g.language)
    body = [
        (
            row.day, what[row.what], *_entry(row, words), row.ground, act_said(row),
            said(written.get((row.what, row.key), ""), g.language),
        )
        for row in rows
    ]  # fmt: skip
    return _book(_("Changes of the registers"), [], columns, body)


def act_said(row: Any) -> str:
    """The deciding act of a change, as far as it is entered: number, day, whose."""
    day = short_day(row.act_on) if isinstance(row.act_on, date) else ""
    return ", ".join(part for part in (f"№ {row.act_no}" if row.act_no else "", day, row.act_by) if part)


def _entry(row: Any, words: Mapping[str, Any]) -> tuple[Cell, ...]:
    return (
        full_name(row.surname, row.given_name, row.patronymic), words["kind_words"][row.register_kind, row.kind],
        words["register_words"][row.register_kind], row.number, words["names"][row.district_id],
    )  # fmt: skip


def _afterwards(later: Sequence[Afterthought]) -> str:
    return "; ".join(
        f"{short_day(clock.local(each.at).date())} {said(each.sentence, g.language)}: "
        + ", ".join(f"{said(name, g.language)} {said(value, g.language)}" for name, value in each.details)
        for each in later
    )


def _columns(*titles: Text) -> tuple[Column, ...]:
    return tuple(Column(title.in_(g.language)) for title in titles)


def _book(
    title: Text, about: Sequence[tuple[Text, str]], columns: tuple[Column, ...], rows: Iterable[Sequence[Cell]]
) -> Book:
    made = [(_("Generated on").in_(g.language), clock.today().isoformat())]
    told = tuple((name.in_(g.language), value) for name, value in about)
    name = title.in_(g.language)
    return Book(name, clock.now(), (*told, *made), (Sheet(name, columns, rows),))
