"""The guides inside the program: found from every page, in the language of the page, with ways from one to the other."""

import re

from mediation_cms.core.bundled import bundled
from tests.web.stage import Stage, words


def test_whoever_works_here_finds_the_page_of_their_role(stage: Stage) -> None:
    page = stage.mediator
    assert 'href="/help"' in page.get("/desk?lang=kk").text

    index = page.get("/help?lang=kk").text
    assert "әр қызметкерге бір бет" in words(page)
    pages = dict.fromkeys(re.findall(r'href="(/help/[a-z-]+)"', index))
    written = {path.stem for path in (bundled("docs/guide") / "kk").glob("*.md")} - {"README"}
    assert {at.removeprefix("/help/") for at in pages} == written
    assert len(written) == 7 + 1  # one for each role, one for citizens
    for at in pages:
        assert page.get(at).status_code == 200
        assert "](" not in page.shown.partition("<main")[2]
    assert page.get("/help/mediator?lang=ru").text.count("<h2") > 2
    page.get("/help/mediator?lang=en")
    assert "The guide is written in Kazakh and Russian." in words(page)
    assert 'lang="ru"' in page.shown.partition("<main")[2]
    assert [page.get(f"/help/{name}").status_code for name in ("README", "trainer", "..%2fru%2fmediator")] == [404] * 3
