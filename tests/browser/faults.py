"""What is wrong with a page as it stands in the browser: for tests, and for whoever looks at pictures."""

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

# WCAG 2.0 to 2.2, levels A and AA, and what is merely good practice.
RULES: dict[str, object] = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "reporter": "no-passes",  # what is sound is not described: half the time
}


def faults(page: Page) -> list[str]:
    """Every fault of the page, one line each: of accessibility and of looks."""
    return inaccessible(page, RULES) + ill_drawn(page)


def faults_but_contrast(page: Page) -> list[str]:
    """The same where the same colours were looked at already: half the time again."""
    return inaccessible(page, RULES | {"rules": {"color-contrast": {"enabled": False}}}) + ill_drawn(page)


def inaccessible(page: Page, rules: dict[str, object]) -> list[str]:
    """What axe finds."""
    found = Axe().run(page, options=rules).response["violations"]
    return [
        f"{rule['id']}: {rule['help']}: {node['target'][0]}: {node['html'][:120]}"
        for rule in found
        for node in rule["nodes"]
    ]


def ill_drawn(page: Page) -> list[str]:
    """Words off the screen or out of a box, badges without a capital or with parted words."""
    return off_screen(page) + out_of_their_box(page) + small_badges(page) + parted_badges(page)


def small_badges(page: Page) -> list[str]:
    """Badges whose words do not open with a capital: everywhere alike, whatever label stands in them."""
    small: list[str] = page.evaluate(
        """() => [...document.querySelectorAll(".badge")]
            .map((one) => one.textContent.trim())
            .filter((words) => words[0] && words[0] !== words[0].toUpperCase())
            .map((words) => `badge without a capital: ${words}`)"""
    )
    return small


def parted_badges(page: Page) -> list[str]:
    """Words in badges that are parted though the screen is wide: a column was narrowed to their letters."""
    parted: list[str] = page.evaluate(
        """() => {
            if (innerWidth < 1000 || document.documentElement.dataset.vision === "low") return [];
            const lines = (node, word) => {
                const range = document.createRange();
                range.setStart(node, word.index);
                range.setEnd(node, word.index + word[0].length);
                return new Set([...range.getClientRects()].map((box) => Math.round(box.top))).size;
            };
            return [...document.querySelectorAll(".badge")].flatMap((badge) => [...badge.childNodes])
                .filter((node) => node.nodeType === Node.TEXT_NODE)
                .flatMap((node) => [...node.data.matchAll(/\\S+/g)].filter((word) => lines(node, word) > 1))
                .map((word) => `badge parts a word: ${word[0]}`);
        }"""
    )
    return parted


def off_screen(page: Page) -> list[str]:
    """What makes the page wider than the screen."""
    wide: list[str] = page.evaluate(
        """() => {
            const limit = document.documentElement.clientWidth;
            if (document.documentElement.scrollWidth <= limit) return [];
            return [...document.querySelectorAll("body *")]
                .filter((one) => one.getBoundingClientRect().right > limit + 1 && !one.closest(".scroll, .unseen, svg"))
                .map((one) => `wider than the screen: ${one.tagName} ${one.className} ${one.textContent.trim().slice(0, 60)}`);
        }"""
    )
    return wide


def out_of_their_box(page: Page) -> list[str]:
    """Words that stick out of what is drawn around them."""
    found: list[str] = page.evaluate(
        """() => [...document.querySelectorAll(".badge, .tag, .chip, .choice, .button, .note, .card, .side, .thumbs a")]
            .filter((one) => one.scrollWidth > one.clientWidth + 1 && !one.closest(".scroll"))
            .map((one) => `out of its box: ${one.tagName} ${one.className} ${one.textContent.trim().slice(0, 60)}`)"""
    )
    return found
