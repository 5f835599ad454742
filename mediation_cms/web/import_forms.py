"""What the pages of imports show and read: columns with a few of their cells, rows with what is wrong, counts."""

from collections.abc import Iterator
from typing import Any

from flask import g, render_template, request
from flask.typing import ResponseReturnValue

from mediation_cms.access import authorize, may
from mediation_cms.certification.models import CourseKind
from mediation_cms.core.errors import Invalid
from mediation_cms.core.i18n import _, labels, said
from mediation_cms.core.validation import CHOOSE
from mediation_cms.imports.actions import RIGHTS, begin_import
from mediation_cms.imports.cells import sample
from mediation_cms.imports.csv_files import ENCODINGS, SEPARATORS
from mediation_cms.imports.fields import COLUMNS, WHOLE_COURSE, columns_by_code
from mediation_cms.imports.inputs import MappingIn
from mediation_cms.imports.kinds import KINDS
from mediation_cms.imports.models import Import, ImportKind, ImportRow, ImportState, Outcome
from mediation_cms.imports.problems import PROPOSING, Problem
from mediation_cms.imports.queries import left_count, rows_of, told_of
from mediation_cms.imports.reading import first_rows, look
from mediation_cms.imports.sheets import LARGEST, MEGABYTES, MOST_ROWS, letters
from mediation_cms.imports.spoken import read_again
from mediation_cms.imports.staging import content, headings_of, opened, shape_of
from mediation_cms.mediators.models import MediatorKind, RegisterKind
from mediation_cms.places.models import Level
from mediation_cms.web import transactions
from mediation_cms.web.choices import options
from mediation_cms.web.forms import Form
from mediation_cms.web.languages import address
from mediation_cms.web.placing import chosen_place, first_place, names_of_places, places_for

PAGE = 50
SAMPLES = 3
WIDEST = 60
LEVELS = (Level.REGION, Level.DISTRICT, Level.CABINET, Level.REPUBLIC)
BADGES = {"make": "new", "update": "part", "same": "done", "choice": "wait", "refused": "late"}


def facts(whole: Import) -> dict[str, Any]:
    """What the head of every page of an import needs."""
    return {
        "whole": whole,
        "kind_word": labels(ImportKind, g.language)[whole.kind],
        "state_word": labels(ImportState, g.language)[whole.state],
        "place": names_of_places([whole.unit_id])[whole.unit_id],
        "about": [said(read_again(one), g.language) for one in whole.about],
        "keeps": may(g.actor, RIGHTS[ImportKind(whole.kind)], whole),
    }


# --- upload ------------------------------------------------------------------------------------------------------------


def fresh() -> Form:
    """An empty form, in the actor's own place."""
    return Form({"place_id": first_place(_places()), "kind": ImportKind.REGISTER.value})


def _places() -> Any:
    groups: dict[str, Any] = {}
    for can in dict.fromkeys(RIGHTS.values()):
        groups |= dict(places_for(can, levels=LEVELS))
    return list(groups.items())


def upload_page(form: Form) -> ResponseReturnValue:
    """The form with which a spreadsheet is uploaded."""
    kinds = [(kind, word) for kind, word in options(ImportKind) if kind in set(KINDS)]
    page = render_template(
        "imports/new.html", form=form, kinds=kinds, places=_places(), megabytes=str(MEGABYTES), most=MOST_ROWS
    )
    return page, form.status


def uploaded(form: Form) -> Import:
    """The import that a form begins. Raises Invalid beside its fields."""
    kind = form.text("kind")
    if kind not in set(KINDS):
        raise Invalid({"kind": CHOOSE})
    place = chosen_place(form.values.get("place_id"))
    sent = request.files.get("file")
    if sent is None or not sent.filename:
        raise Invalid({"file": _("Attach a file.")})
    authorize(g.actor, RIGHTS[ImportKind(kind)], place)
    content = sent.stream.read(LARGEST + 1)
    with transactions.aside():
        sheet = look(content)
    return begin_import(g.session, g.actor, place, ImportKind(kind), sent.filename, content, sheet)


# --- columns -----------------------------------------------------------------------------------------------------------


def mapped(whole: Import) -> Form:
    """The columns as they were guessed, remembered or chosen."""
    shape = whole.shape
    values = {f"columns-{place}": code for place, code in whole.columns.items()}
    values |= {f"given-{name}": value for name, value in whole.given.items()}
    return Form(values | {name: str(shape[name]) for name in ("heading", "lines", "sheet", "encoding", "separator")})


def given_mapping(form: Form) -> MappingIn:
    """What was chosen."""

    def those(prefix: str) -> dict[str, Any]:
        return {
            name.removeprefix(prefix): value for name, value in form.values.items() if name.startswith(prefix) and value
        }

    plain = {name: form.text(name) for name in ("heading", "lines", "sheet", "encoding") if form.text(name)}
    separator = form.values.get("separator", "")
    return MappingIn.checked(plain | {"separator": separator, "columns": those("columns-"), "given": those("given-")})


def mapping_page(whole: Import, form: Form) -> ResponseReturnValue:
    """The columns of the file with a few of their cells, and what each may tell."""
    transactions.reading("imports.mapping")
    kind, shape = ImportKind(whole.kind), shape_of(whole)
    rows = first_rows(content(g.session, whole), shape)[shape.heading + shape.lines - 1 :][:SAMPLES]
    columns = [
        {
            "name": f"columns-{place}",
            "letter": letters(place),
            "heading": heading,
            "cells": [shown for row in rows if place < len(row) and (shown := sample(row[place])[:WIDEST])],
        }
        for place, heading in enumerate(headings_of(g.session, whole))
    ]
    for name, value in mapped(whole).values.items():
        form.values.setdefault(name, value)
    page = render_template(
        "imports/mapping.html",
        form=form,
        columns=columns,
        tells=[(column.code, said(column.label, g.language)) for column in COLUMNS[kind]],
        needed=[said(column.label, g.language) for column in COLUMNS[kind] if column.needed],
        registers=options(RegisterKind),
        mediator_kinds=options(MediatorKind),
        course_kinds=options(CourseKind),
        of_course=[
            (f"given-{column.code}", said(column.label, g.language))
            for column in WHOLE_COURSE
            if column.code != "course_kind"
        ],
        encodings=list(ENCODINGS.items()),
        separators=[(sign, said(_("Tab"), g.language) if word == "Tab" else word) for sign, word in SEPARATORS.items()],
        **facts(whole),
    )
    return page, form.status


# --- rows --------------------------------------------------------------------------------------------------------------


def rows_page(whole: Import, form: Form) -> ResponseReturnValue:
    """The preview before it is written, the result afterwards: counts, and the rows of one page."""
    transactions.reading("imports.show")
    asked = _asked()
    rows = rows_of(g.session, whole, **asked)
    more, rows = len(rows) > PAGE, rows[:PAGE]
    lines = [_line(whole, row) for row in rows]
    offered = told_of(g.session, {key for line in lines for key in line["offered"]})
    counts = whole.counts
    problem_words = labels(Problem, g.language)
    page = render_template(
        "imports/rows.html",
        form=form,
        lines=lines,
        offered=offered,
        outcomes=[(one.value, word, counts.get(one.value, 0), BADGES[one.value]) for one in Outcome
                  if (word := labels(Outcome, g.language)[one.value])],
        problems=[(one.value, problem_words[one.value], counts[f"p:{one.value}"]) for one in Problem
                  if counts.get(f"p:{one.value}")],
        proposals=[(one.value, problem_words[one.value], counts[f"proposed:{one.value}"]) for one in PROPOSING
                   if counts.get(f"proposed:{one.value}")],
        outcome_words=labels(Outcome, g.language),
        badges=BADGES,
        asked=request.args,
        next_url=address(after=str(rows[-1].number)) if more else "",
        left=left_count(g.session, whole) if whole.state is ImportState.UNDONE else 0,
        **facts(whole),
    )  # fmt: skip
    return page, form.status


def _asked() -> dict[str, Any]:
    """Which rows the address asks for; a word that nobody knows asks for nothing."""
    outcome, kind, after = (request.args.get(name, "") for name in ("outcome", "problem", "after"))
    return {
        "outcome": Outcome(outcome) if outcome in set(Outcome) else None,
        "kind": kind if kind in set(Problem) else "",
        "left": request.args.get("left") == "yes",
        "after": int(after) if after.isascii() and after.isdecimal() and len(after) < len("1000000") else 0,
    }


def _line(whole: Import, row: ImportRow) -> dict[str, Any]:
    """One row as the page shows it: who, where in the file each problem is, and who is offered."""
    typed, found, offered, _cells = opened(g.session, row)
    places = {code: int(place) for place, code in whole.columns.items()}
    known = columns_by_code(ImportKind(whole.kind))
    name = typed.get("full_name") or " ".join(
        part for part in (typed.get("surname"), typed.get("given_name"), typed.get("patronymic")) if part
    )
    return {
        "row": row,
        "name": name,
        "number": typed.get("number") or typed.get("label", ""),
        "found": [
            {
                "cell": f"{letters(places[one.column])}{row.number}" if one.column in places else "",
                "column": said(known[one.column].label, g.language) if one.column in known else "",
                "sentence": said(one.sentence, g.language),
                "stops": one.stops,
            }
            for one in found
        ],
        "offered": offered if row.outcome is Outcome.CHOICE else [],
    }


def chosen(form: Form) -> Iterator[tuple[int, str]]:
    """The rows for which somebody was chosen."""
    for name, value in form.values.items():
        number = name.removeprefix("chosen-")
        if name != number and number.isascii() and number.isdecimal() and isinstance(value, str) and value:
            yield int(number[:6]), value
