"""A page for each role and one for citizens, in Kazakh and Russian: complete, alike, in the very words of buttons and pages."""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from uuid import uuid4

import pytest

from mediation_cms.access import Actor
from mediation_cms.core.languages import Language
from mediation_cms.people.models import AccountKind, Role
from mediation_cms.web.wings import wings_of
from scripts.messages import LANGUAGES, LOCALE, Sentence
from scripts.messages import read as catalogue
from tests.house.code import files, none_of, read

GUIDE = Path("docs/guide")
CITIZEN = "citizen.md"
HEADINGS = {
    "kk": [
        "Кіргенде не көресіз",
        "Ең жиі істелетін бес іс",
        "Жүйе неден бас тартады және неге",
        "Жазғаныңызды кім көреді",
        "Кімге хабарласу керек",
    ],
    "ru": [
        "Что вы видите после входа",
        "Пять самых частых дел",
        "Когда система откажет и почему",
        "Кто видит то, что вы пишете",
        "К кому обратиться",
    ],
}
LONGEST = 1300  # words: what somebody reads with a cup of tea
QUOTED = re.compile(r"«([^»]+)»")
NUMBER = re.compile(r"%\(n\)s")
BOTH = [(language, role) for language in LANGUAGES for role in Role]


def name_of(role: Role) -> str:
    """`register-keeper.md`."""
    return f"{role.value.replace('_', '-')}.md"


def guide(language: str, role: Role) -> str:
    """The page of a role, each paragraph on one line."""
    return unfolded(read(GUIDE / language / name_of(role)))


def unfolded(text: str) -> str:
    """The text without the line breaks of the file, so that a quotation is not torn."""
    return re.sub(r"\n *(?![\n#|*>-]|\d+\.)(?=\S)", " ", text)


def words_on_pages(language: str) -> list[tuple[re.Pattern[str], Sentence]]:
    """Every form of every sentence of a language, and the sentence. A number may stand where one is filled in."""
    return [
        (re.compile(r"\d+".join(map(re.escape, NUMBER.split(form)))), sentence)
        for sentence, translation in catalogue(LOCALE / language / "LC_MESSAGES" / "messages.po").items()
        for form in translation.forms
    ]


@pytest.fixture(scope="module")
def said() -> dict[str, list[tuple[re.Pattern[str], Sentence]]]:
    return {language: words_on_pages(language) for language in LANGUAGES}


def meant(quoted: str, words: Iterable[tuple[re.Pattern[str], Sentence]]) -> frozenset[str]:
    """The English of every sentence that reads so on a page."""
    return frozenset(sentence.msgid for pattern, sentence in words if pattern.fullmatch(quoted))


def quotations(language: str) -> Iterator[tuple[Path, str]]:
    """Everything in «…» in the pages of a language."""
    for path in files(f"{GUIDE}/{language}/*.md"):
        yield from ((path, quoted) for quoted in QUOTED.findall(unfolded(read(path))))


@pytest.mark.parametrize("language", LANGUAGES)
def test_there_is_one_page_for_each_role_and_one_for_people_who_come(language):
    there = {path.name for path in files(f"{GUIDE}/{language}/*.md")}

    assert there == {"README.md", CITIZEN, *map(name_of, Role)}


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_contents_name_each_role_and_lead_to_its_page(language):
    contents = read(GUIDE / language / "README.md")

    none_of(role.value for role in Role if f"[{role.label.in_(Language(language))}]({name_of(role)})" not in contents)
    assert f"]({CITIZEN})" in contents


@pytest.mark.parametrize(("language", "role"), BOTH)
def test_a_page_says_what_one_sees_does_may_not_do_and_whom_to_ask(language, role):
    text = guide(language, role)

    assert re.findall(r"^## (.+)$", text, re.MULTILINE) == HEADINGS[language]
    assert re.findall(r"^### (\d)\. \S", text, re.MULTILINE) == ["1", "2", "3", "4", "5"]
    tasks = text.split("## ")
    none_of(task.splitlines()[0] for task in tasks if re.match(r"\d\.", task) and "\n1. " not in task)
    assert len(text.split()) < LONGEST


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_quoted_word_stands_on_a_page(language, said):
    found = list(quotations(language))

    assert found
    none_of(f"{path}: «{quoted}»" for path, quoted in found if not meant(quoted, said[language]))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_wing_of_a_role_is_named_on_its_page(language):
    none_of(
        f"{language}/{name_of(role)}: «{wing.label.in_(Language(language))}»"
        for role in Role
        for wing in wings_of(somebody(role))
        if f"«{wing.label.in_(Language(language))}»" not in guide(language, role)
    )


def somebody(role: Role) -> Actor:
    """Somebody who holds this role and no other."""
    return Actor(uuid4(), AccountKind.PERSON, "Айгүл", Language.KK, covers={role: frozenset({uuid4()})})


@pytest.mark.parametrize("name", ["README.md", CITIZEN, *map(name_of, Role)])
def test_the_page_quotes_the_same_in_both_languages(name, said):
    kk, ru = (
        [meant(quoted, said[language]) for quoted in QUOTED.findall(unfolded(read(GUIDE / language / name)))]
        for language in LANGUAGES
    )

    none_of(f"only in Kazakh: {', '.join(one)}" for one in kk if not any(one & other for other in ru))
    none_of(f"only in Russian: {', '.join(one)}" for one in ru if not any(one & other for other in kk))


def test_a_word_that_stands_nowhere_is_noticed(said):
    assert meant("Істі қабылдау", said["kk"]) == {"Accept the case"}
    assert meant("Осталось 4 дня", said["ru"]) == frozenset()
    assert meant("осталось 4 дня", said["ru"]) == {"%(n)s day left"}
    assert meant("Істі алу", said["kk"]) == frozenset()


def test_a_quotation_is_not_torn_by_the_end_of_a_line():
    assert QUOTED.findall(unfolded("1. «Направление\n   и журнал» и\n2. дальше")) == ["Направление и журнал"]
    assert unfolded("один\nдва\n\n- три\n- четыре\n## пять") == "один два\n\n- три\n- четыре\n## пять"
