"""What was typed into a form, kept as it was typed, with the sentences beside its fields.

form = Form.sent()
with form.catching():
request = register_request(g.session, g.actor, RequestIn.checked(form.tree()))
return redirect(url_for("requests.show", request_id=request.id))
return shown_again(form)                      # reached only when something must be corrected
"""

import hashlib
import json
import re
import secrets
from collections.abc import Mapping
from typing import Any, Self

from flask import g, has_app_context, request
from werkzeug.exceptions import RequestEntityTooLarge

from mediation_cms.audit.drafts import form_key
from mediation_cms.core.errors import Forbidden, Invalid, NotFound, Problem, stale
from mediation_cms.core.i18n import Text
from mediation_cms.web.transactions import forget

OWN = {"csrf_token", "form_key", "add", "remove", "version", "seen", "checked", "draft"}
MOST_FIELDS = 2000
"""An agreement of sixty terms has five hundred."""
DEEPEST = 8
"""What lies deeper is no field of ours and is refused like any other."""
LONGEST_KEY = 128
ROW = re.compile(r"[0-9]{1,3}")


class Form:
    """Values by name as typed, errors by name; names of nested fields are joined by hyphens: `others-0-person-surname`."""

    def __init__(self, values: Mapping[str, Any] | None = None, key: str | None = None) -> None:
        self.values: dict[str, Any] = dict(values or {})
        self.errors: dict[str, Text] = {}
        self.key = key or _new_key()
        self.seen = self.version = ""
        self.stored = ""
        self.anew = ""
        self.status = 200

    @classmethod
    def sent(cls) -> Self:
        """The form of this request. A name that came several times holds a list. More names than any form has: 413."""
        if len(request.form) > MOST_FIELDS:
            raise RequestEntityTooLarge
        values = {
            name: found if len(found) > 1 else found[0] for name, found in request.form.lists() if name not in OWN
        }
        return cls(values, request.form.get("form_key", "")[:LONGEST_KEY])

    @classmethod
    def correcting(cls, stored: Mapping[str, Any], preset: Mapping[str, Any] | None = None) -> Self:
        """The form that corrects what is stored: as it stands there, or as it was sent. `require_as_seen` compares the two.

        `preset` is what is chosen beforehand where nothing is stored.
        """
        form = cls.sent() if request.method == "POST" else cls({**(preset or {}), **stored})
        form.stored = hashlib.sha256(json.dumps(stored, sort_keys=True, default=str).encode()).hexdigest()
        form.seen = request.form.get("seen", "")[: len(form.stored)] if request.method == "POST" else form.stored
        return form

    def require_as_seen(self) -> None:
        """Refuse (409) to correct anything but what the page showed: a colleague was faster, and is not written over unseen.

        However often it is sent: what was typed stays there to be read, and the page is opened anew.
        """
        if self.seen != self.stored:
            self.anew = request.path
            raise stale()

    def tree(self) -> dict[str, Any]:
        """The values as nested mappings and lists, ready for an input."""
        tree: dict[str, Any] = {}
        for name, value in self.values.items():
            *path, last = name.split("-", DEEPEST)
            place = tree
            for part in path:
                place = place.setdefault(part, {})
                if not isinstance(place, dict):
                    break
            else:
                place[last] = value
        return {name: _lists(value) for name, value in tree.items()}

    def text(self, name: str) -> str:
        """What was typed under this name; nothing where it came several times."""
        found = self.values.get(name)
        return found if isinstance(found, str) else ""

    def part(self, name: str) -> dict[str, Any]:
        """The values below this name; none when something was typed for the name itself."""
        found = self.tree().get(name)
        return found if isinstance(found, dict) else {}

    def below(self, prefix: str) -> dict[str, Any]:
        """The values whose names begin so, a row of several included: `others-3`."""
        return Form(
            {name[len(prefix) + 1 :]: value for name, value in self.values.items() if name.startswith(f"{prefix}-")}
        ).tree()

    def rows(self, name: str, most: int) -> list[int]:
        """The numbers of the rows of this name that the form holds, so many at most, one at least."""
        parts = (field.split("-", 2) for field in self.values if field.startswith(f"{name}-"))
        return sorted({int(number) for _name, number, *_rest in parts if ROW.fullmatch(number)})[:most] or [0]

    def catching(self) -> "Catching":
        """What is refused inside is kept beside the fields, and nothing of it stays in the database."""
        return Catching(self)


class Catching:
    """A block whose refusals go to a form. A missing right and a missing page are not the form's to say."""

    def __init__(self, form: Form) -> None:
        self.form = form

    def __enter__(self) -> None:
        """Nothing is refused yet."""

    def __exit__(self, _kind: object, problem: BaseException | None, _trace: object) -> bool:
        """Keep a refusal; let everything else through."""
        if not isinstance(problem, Problem) or isinstance(problem, Forbidden | NotFound):
            return False
        forget()
        self.form.errors = dict(problem.fields) if isinstance(problem, Invalid) else {"": problem.sentence}
        self.form.status = problem.status
        return True


def _new_key() -> str:
    """A key that nobody guesses; it says which account opened the form, so that what it sends too late is not lost."""
    actor = g.get("actor") if has_app_context() else None
    return form_key(g.session, actor.account_id) if actor else secrets.token_urlsafe(16)


def _lists(value: Any) -> Any:
    if not isinstance(value, dict):
        return value
    made = {name: _lists(inner) for name, inner in value.items()}
    if made and all(map(ROW.fullmatch, made)):
        return [made[name] for name in sorted(made, key=int)]
    return made
