"""The one box: what was typed is looked for in everything that the actor may see."""

from typing import Any

from flask import Blueprint, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from mediation_cms.search.asking import iin_in
from mediation_cms.search.queries import index_of
from mediation_cms.web import search_results, transactions
from mediation_cms.web.lists import NULL

search = Blueprint("search", __name__, url_prefix="/search")
LONGEST = 100
LARGEST_PLACE = 2**31 - 1


@search.post("")
def ask() -> ResponseReturnValue:
    """Lead to the page of the results. An IIN comes no further than this: the address has its keyed index instead."""
    return redirect(url_for(".index", **of_box(request.form.get("q", ""))), code=303)


@search.get("")
def index() -> ResponseReturnValue:
    """What was found by `q`, or of the person with the keyed index `person`; the matter that a number means is opened."""
    typed, person = (line(request.args.get(name, "")) for name in ("q", "person"))
    if iin_in(typed):
        return redirect(url_for(".index", **of_box(typed)), code=303)
    after = request.args.get("after", "")[:LONGEST]
    place = min(int(after), LARGEST_PLACE) if after.isdecimal() else None
    found = search_results.found(typed, person, place)
    if found.alone:
        return redirect(found.alone)
    transactions.reading("search.index", shown=found.numbers)
    return render_template("search/index.html", typed=typed, person=person, found=found, further=place is not None)


def line(typed: str) -> str:
    """What was typed into a box, on one line and no longer than anybody means it."""
    return "" if NULL in typed else " ".join(typed.split())[:LONGEST]


def of_box(typed: str) -> dict[str, Any]:
    """How an address asks for what was typed into a box: by the words, for an IIN by its keyed index (ADR 0008)."""
    words = line(typed)
    number = iin_in(words)
    return {"person": index_of(g.session, number)} if number else {"q": words} if words else {}
