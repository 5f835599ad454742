"""Somebody in front of a page: reads its words and follows them, and knows no address, name or part of its source."""

import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import FilePayload, Locator, Page, expect

from mediation_cms.core.i18n import Language, Text, said

Said = Text | str
PARTS = "section, fieldset, form, details, article, aside, li"


class Reader:
    """Every word is a sentence of the catalogue, looked for in the language of this reader; strings stay as they are."""

    def __init__(self, page: Page, site: str, language: Language, inside: Locator | None = None) -> None:
        self.page = page
        self.site = site
        self.language = language
        self.inside = inside or page.locator("body")

    def words(self, text: Said) -> str:
        """The words in the reader's language."""
        return said(text, self.language)

    def part(self, heading: Said) -> "Reader":
        """The reader with eyes on one part of the page: the smallest with this heading."""
        titled = self.page.get_by_role("heading", name=self.words(heading), exact=True)
        return self._within(self.inside.locator(PARTS).filter(has=titled).last)

    def group(self, question: Said) -> "Reader":
        """The reader with eyes on one group of controls."""
        return self._within(self.inside.get_by_role("group", name=self.words(question), exact=True))

    # --- reading -------------------------------------------------------------------------------------------------------

    def reads(self, *texts: Said) -> None:
        """These words are there."""
        for text in texts:
            expect(self.inside).to_contain_text(self.words(text))

    def has(self, text: Said) -> bool:
        """Whether these words are there at this moment."""
        return self.words(text) in self.inside.inner_text()

    def does_not_read(self, *texts: Said) -> None:
        """None of these words is there."""
        for text in texts:
            expect(self.inside).not_to_contain_text(self.words(text))

    def reads_heading(self, text: Said) -> None:
        """The page says of itself what it is."""
        expect(self.page.get_by_role("heading", level=1)).to_contain_text(self.words(text))

    def reads_errors(self, *texts: Said) -> None:
        """What the list of errors says, each after the name of its field, in this order; none when all is well."""
        said = [re.compile(rf"{re.escape(self.words(text))}\s*$") for text in texts]
        expect(self.page.locator("[role=alert] li")).to_have_text(said)

    # --- doing ---------------------------------------------------------------------------------------------------------

    def opens(self, address: str) -> None:
        """Type an address that a person knows by heart."""
        self.page.goto(f"{self.site}{address}")

    def writes(self, label: Said, text: str) -> None:
        """Write into a field; what law counts out in points carries its number before the words."""
        name = re.compile(rf"^(\d+\. )?{re.escape(self.words(label))}$")
        self.inside.get_by_role("textbox", name=name).fill(text)

    def finds_written(self, label: Said, text: str) -> None:
        """What stands in a field."""
        expect(self.inside.get_by_role("textbox", name=self.words(label), exact=True)).to_have_value(text)

    def picks(self, label: Said, option: Said) -> None:
        """Choose from a list."""
        self.inside.get_by_role("combobox", name=self.words(label), exact=True).select_option(label=self.words(option))

    def is_asked(self, question: Said) -> bool:
        """Whether the page that came back asks something first."""
        self.page.wait_for_load_state()
        return self.page.get_by_role("heading", name=self.words(question), exact=True).count() > 0

    def ticks(self, option: Said) -> None:
        """Choose one of several, or say yes, by its words."""
        self.inside.locator("label").locator(f"text={json.dumps(self.words(option), ensure_ascii=False)}").click()

    def attaches(self, label: Said, name: str, content: bytes) -> None:
        """Attach a file."""
        words = re.compile(rf"^\s*{re.escape(self.words(label))}")
        payload = FilePayload(name=name, mimeType="application/pdf", buffer=content)
        self.inside.get_by_label(words).set_input_files(payload)

    def presses(self, button: Said) -> None:
        """Press a button."""
        self.inside.get_by_role("button", name=self.words(button), exact=True).click()

    def follows(self, link: Said) -> None:
        """Follow a link; where several have these words they lead to one place."""
        found = self.inside.get_by_role("link", name=self.words(link), exact=True)
        expect(found).not_to_have_count(0)
        assert len({each.get_attribute("href") for each in found.all()}) == 1, self.words(link)
        found.first.click()

    def unfolds(self, summary: Said) -> None:
        """Open what is folded away."""
        self.inside.locator("summary").get_by_text(self.words(summary), exact=True).click()

    def takes(self, link: Said) -> bytes:
        """Follow a link that brings a file."""
        with self._download() as taken:
            self.follows(link)
        return Path(taken[0]).read_bytes()

    # --- inner parts ---------------------------------------------------------------------------------------------------

    @contextmanager
    def _download(self) -> Iterator[list[str]]:
        taken: list[str] = []
        with self.page.expect_download() as coming:
            yield taken
        taken.append(str(coming.value.path()))

    def _within(self, inside: Locator) -> "Reader":
        return Reader(self.page, self.site, self.language, inside)
