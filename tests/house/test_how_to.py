"""The how-tos are followed, step by step: a page that is no longer true fails here."""

import re
import shutil
import tomllib
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any, ClassVar, Literal
from uuid import uuid4

import pytest

from mediation_cms.access import RULES, Actor, Can, authorize, may_somewhere
from mediation_cms.core import clock
from mediation_cms.core.i18n import _
from mediation_cms.core.languages import Language
from mediation_cms.documents.facts import PaperFacts
from mediation_cms.documents.rendering import Press
from mediation_cms.people.models import AccountKind, Role
from mediation_cms.places.queries import tree
from mediation_cms.seeding.reference import REFERENCE
from mediation_cms.seeding.reference_catalogues import plant_catalogues
from mediation_cms.statistics.borders import Borders, Scope
from mediation_cms.statistics.periods import Period
from mediation_cms.statistics.reports.kinds import ReportKind
from mediation_cms.web.wings import wings_of
from tests import make
from tests.documents import samples
from tests.documents.conftest import TEMPLATES
from tests.house.code import CHECKOUT, files, none_of, read
from tests.web.visitor import Visitor

pytestmark = pytest.mark.database("sqlite")  # whether a page is true does not hang on the database
PAGES = files("docs/how-to/*.md")
MADE_BY_FOLLOWING = {
    "mediation_cms/statistics/reports/categories.py",
    "pdf_templates/cases/handover.html",
    "docs/guide/kk/trainer.md",
    "docs/guide/ru/trainer.md",
}
IN_BACKTICKS = re.compile(r"`([\w./-]+)`")
A_FILE = re.compile(r"(?:mediation_cms|pdf_templates|templates|migrations|tests|seed|docs|scripts)/[\w./-]*")


def page(name: str) -> str:
    """The text of a how-to."""
    return read(Path("docs/how-to") / f"{name}.md")


def example(name: str, language: str) -> str:
    """The first block of code of a how-to, without the margin of its step."""
    (block, *_rest) = re.findall(rf"^( *)```{language}\n(.*?)^ *```", page(name), re.MULTILINE | re.DOTALL)
    margin, code = block
    return re.sub(rf"^{margin}", "", code, flags=re.MULTILINE)


# --- what every page names ---------------------------------------------------------------------------------------------


def named() -> Iterator[tuple[Path, str]]:
    """Every file or folder of the checkout that a how-to names."""
    for path in PAGES:
        yield from ((path, found) for found in IN_BACKTICKS.findall(read(path)) if A_FILE.fullmatch(found))


def test_every_file_that_a_how_to_names_is_there():
    found = list(named())

    assert {path.stem for path, _name in found} == {path.stem for path in PAGES}
    none_of(
        f"{path}: {name}" for path, name in found if name not in MADE_BY_FOLLOWING and not (CHECKOUT / name).exists()
    )


def test_the_examples_are_still_examples():
    told = {name for _path, name in named()}

    assert told >= MADE_BY_FOLLOWING
    none_of(f"{name} is there: choose another example" for name in MADE_BY_FOLLOWING if (CHECKOUT / name).exists())


def test_every_name_stands_in_the_file_in_which_a_how_to_says_it_stands():
    """`MAKE` and `LISTS` of\n`mediation_cms/cli/paper.py`."""
    said = re.compile(r"`(\w+)`(?: and `(\w+)`)? (?:in|of)\s+`([\w/.]+\.py)`")
    found = [(path, *match) for path in PAGES for match in said.findall(read(path))]

    assert ("add_item", "", "mediation_cms/administration/catalogue_actions.py") in {told[1:] for told in found}
    none_of(
        f"{path}: {name} is not in {file}"
        for path, *names, file in found
        for name in filter(None, names)
        if file not in MADE_BY_FOLLOWING and not re.search(rf"\b{name}\b", read(Path(file)))
    )


# --- a new dispute type ------------------------------------------------------------------------------------------------


@pytest.fixture
def parking() -> dict[str, str]:
    """The type of the page: its whole code, its category, its words."""
    (category,) = tomllib.loads(example("new-dispute-type", "toml"))["dispute_type"]
    (item,) = category["items"]
    return {**item, "code": f"{category['code']}.{item['code']}", "parent_code": category["code"]}


@pytest.fixture
def country(session):
    """A small country with its law and its catalogues."""
    country = make.small_country(session)
    make.law(session)
    return country


def offered(browser: Visitor) -> str:
    """The dispute types in the form of a request, as HTML."""
    (choices,) = re.findall(
        r'<select[^>]*name="dispute_code".*?</select>', browser.get("/requests/new").text, re.DOTALL
    )
    return str(choices)


def test_a_dispute_type_that_an_administrator_adds_is_offered_in_the_form(country, signed_in, parking):
    receptionist = signed_in(Role.RECEPTIONIST, country.cabinet)
    assert parking["kk"] not in offered(receptionist)
    administrator = signed_in(Role.ADMINISTRATOR, country.republic)
    page_of_all = administrator.get("/settings").text
    address = "/settings/catalogues/dispute_type"
    assert 'href="/settings/catalogues"' in page_of_all
    assert f'href="{address}/items/new"' in administrator.get(address).text

    administrator.get(f"{address}/items/new")
    answer = administrator.send(f"{address}/items/new", **parking, since="", until="")

    assert answer.location == address
    choices = offered(receptionist)
    neighbours = choices.split('label="Көршілер арасындағы"')[1].split("</optgroup>")[0]
    assert f'<option value="{parking["code"]}">{parking["kk"]}</option>' in neighbours


def test_a_type_that_is_taken_out_is_offered_no_more_and_keeps_its_words(country, session, signed_in, parking):
    receptionist = signed_in(Role.RECEPTIONIST, country.cabinet)
    administrator = signed_in(Role.ADMINISTRATOR, country.republic)
    address = "/settings/catalogues/dispute_type"
    administrator.get(f"{address}/items/new")
    administrator.send(f"{address}/items/new", **parking, since="", until="")
    registrar = make.actor(session, Role.RECEPTIONIST, country.cabinet)
    yesterday = clock.today() - timedelta(days=1)
    matter = make.request(session, registrar, country.cabinet, yesterday, dispute_code=parking["code"])
    listed = administrator.get(address).text
    (item,) = re.findall(r'href="(/settings/catalogues/items/[\w-]+)"', listed.split(f">{parking['code']}<")[1])[:1]

    administrator.get(item)
    words = {language: parking[language] for language in ("kk", "ru", "en")}
    administrator.send(item, **words, since="", until=f"{clock.today():%d.%m.%Y}")

    assert parking["kk"] not in offered(receptionist)
    assert parking["kk"] in receptionist.get(f"/requests/{matter.id}").text


def test_a_line_in_the_seed_adds_the_type_and_leaves_what_administrators_changed(country, session, parking, tmp_path):
    told = (REFERENCE / "catalogues.toml").read_text("utf-8")
    line = next(line for line in example("new-dispute-type", "toml").splitlines() if "parking" in line)
    after = '  { code = "noise"'
    assert told.count(after) == 1
    (tmp_path / "catalogues.toml").write_text(told.replace(after, f"{line}\n{after}"), "utf-8")

    assert plant_catalogues(session, tmp_path) == 1
    assert plant_catalogues(session, tmp_path) == 0


# --- a new role --------------------------------------------------------------------------------------------------------


def told_of(role: Role) -> re.Pattern[str]:
    """The names by which a file may tell of a role."""
    words = (re.escape(str(role.label)), role.value, role.value.replace("_", "-"), role.name)
    return re.compile("|".join(rf"\b{word}\b" for word in words))


def test_every_role_stands_in_every_file_that_the_page_lists():
    listed = re.findall(r"^ *\| `([\w./-]+)` \|", page("new-role"), re.MULTILINE)

    assert "mediation_cms/access/rights.py" in listed
    none_of(
        f"{file} does not tell of the role {role.value}"
        for file in listed
        for role in Role
        if not told_of(role).search(read(Path(file)))
    )


@pytest.mark.parametrize("role", Role)
def test_every_role_may_do_something(role):
    somewhere = uuid4()
    actor = Actor(uuid4(), AccountKind.PERSON, "Айгүл", Language.KK, covers={role: frozenset({somewhere})})

    assert [can for can in RULES if can is not Can.KEEP_OWN_ACCOUNT and may_somewhere(actor, can)]


@pytest.mark.parametrize("role", Role)
def test_every_role_has_wings_beside_the_desk_and_the_own_account(role):
    actor = Actor(uuid4(), AccountKind.PERSON, "Айгүл", Language.KK, covers={role: frozenset({uuid4()})})
    keys = {wing.key for wing in wings_of(actor)}

    assert {"desk", "account"} < keys


@pytest.mark.parametrize("role", Role)
def test_every_role_has_a_name_in_each_language(role):
    names = [role.label.in_(language) for language in (Language.KK, Language.RU)]

    none_of(name for name in names if not re.fullmatch(r"[а-яёәғқңөұүһі ]+", name))


# --- a new report ------------------------------------------------------------------------------------------------------


def test_the_report_of_the_page_can_be_made(country, session):
    names: dict[str, Any] = dict.fromkeys(("Session", "Actor", "Place", "Categories"), Any)
    names |= {"authorize": authorize, "Can": Can, "Scope": Scope, "tree": tree, "ReportKind": ReportKind, "_": _}
    names |= {"Period": Period, "Borders": Borders, "book": lambda *_given: None}
    code = example("new-report", "python").replace("…", "return scope")

    exec(compile(code, "docs/how-to/new-report.md", "exec"), names)  # noqa: S102 - our own page

    place, period = tree(session).by_code("63"), Period.parse("2022-H1", date(2026, 11, 21))
    reader = make.actor(session, Role.MANAGER, country.region)
    scope = names["KIND"].make(session, reader, place, period, Borders.parse("then", period, date(2026, 11, 21)))
    assert (scope.place, scope.districts) == (place, frozenset({country.district.id}))


# --- a new paper -------------------------------------------------------------------------------------------------------


def test_the_paper_of_the_page_is_filled(fonts, tmp_path):
    folder = tmp_path / "pdf_templates"
    shutil.copytree(TEMPLATES, folder)
    sample = samples.termination(samples.BOTH)
    cls = facts_of_the_page(type(sample.sides[0]), type(sample.mediators[0]))
    given = {name: getattr(sample, name) for name in PaperFacts.__slots__} | {"sides": sample.sides}
    (folder / cls.template).write_text(example("paper", "jinja"), "utf-8")
    facts = cls(**given, mediators=sample.mediators, since=date(2026, 7, 23))

    html = Press(folder, fonts).html(facts)

    assert "Медиаторды ауыстыру туралы хаттама" in html
    assert "Новый медиатор приступает 23 июля 2026" in html.replace("\N{NO-BREAK SPACE}", " ")
    assert all(side.name.ru in html for side in facts.sides)


def facts_of_the_page(side: type, mediator: type) -> Any:
    """The class of the page, made from its very words."""
    code = f"from dataclasses import dataclass\n{example('paper', 'python')}"
    names: dict[str, Any] = {
        "PaperFacts": PaperFacts, "ClassVar": ClassVar, "Literal": Literal, "date": date, "Side": side, "Mediator": mediator,
        "__name__": __name__,
    }  # fmt: skip
    exec(compile(code, "docs/how-to/paper.md", "exec"), names)  # noqa: S102 - our own page
    return names["HandoverFacts"]
