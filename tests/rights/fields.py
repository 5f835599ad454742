"""The fields of a form as a browser finds them in a page."""

from html.parser import HTMLParser

HIDDEN = {"csrf_token", "form_key", "seen", "version", "q", ""}


class Fields(HTMLParser):
    """The fields of a page, each with what stands in it; `sent` leaves out what a browser does not send: boxes without a tick."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.values: dict[str, str] = {}
        self.empty_boxes: set[str] = set()
        self.area = self.choice = ""
        self.feed(text)
        self.values = {name: value for name, value in self.values.items() if name not in HIDDEN}

    @property
    def sent(self) -> dict[str, str]:
        """What a browser sends when nothing is changed."""
        return {name: value for name, value in self.values.items() if name not in self.empty_boxes}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """An input, a choice with its options, a large field."""
        found = {name: value or "" for name, value in attrs}
        name = found.get("name", "")
        if tag == "input":
            self._input(name, found)
        elif tag == "select":
            self.choice = name
        elif tag == "textarea":
            self.area, self.values[name] = name, ""
        elif tag == "option" and ("selected" in found or self.choice not in self.values):
            self.values[self.choice] = found.get("value", "")

    def _input(self, name: str, found: dict[str, str]) -> None:
        is_box = found.get("type") in {"radio", "checkbox"}
        if is_box and "checked" not in found:
            if name not in self.values:
                self.values[name] = found.get("value", "")
                self.empty_boxes.add(name)
            return
        self.values[name] = found.get("value", "")
        self.empty_boxes.discard(name)

    def handle_data(self, data: str) -> None:
        """The text of a large field."""
        if self.area:
            self.values[self.area] += data

    def handle_endtag(self, tag: str) -> None:
        """The end of a large field or of a choice."""
        if tag == "textarea":
            self.area = ""
        elif tag == "select":
            self.choice = ""
