"""Whatever a browser or a program sends into a field is taken or refused with a sentence; nothing makes an input fall over."""

import importlib
import pkgutil
from collections.abc import Iterator
from typing import Any

import pytest

import mediation_cms
from mediation_cms.consultations.inputs import ConsultationIn
from mediation_cms.core.errors import Invalid
from mediation_cms.core.i18n import Language
from mediation_cms.core.validation import Typed

# What forms can carry: a name sent twice is a list, a name with a hyphen a mapping, digits behind it a list again.
SHAPES: tuple[Any, ...] = (
    None, [], ["a", "b"], [None], [[["a"]]], [{"a": 1}], {}, {"a": "b"}, {"0": "x"}, {"kind": ["a", "b"]},
)  # fmt: skip
TEXTS = (
    "", " ", "x", "\x00", "\ud800", "\u202e", "<b>", "=1+1", "x" * 6000, "9" * 5000, "0" * 30, "-1", "NaN", "1e400", "²", "٣",
    "01.01.0001", "31.12.9999", "2022-02-30", "99:99", "14:30+05:00", "14:30:00.5", "1:2:3:4", "+7" * 100, "on",
    "00000000-0000-0000-0000-000000000000", f"a@b.{'c' * 300}", "1 000 000 000 000 000",
)  # fmt: skip


def every_input() -> list[type[Typed]]:
    """Every input of the product, by name."""
    for module in pkgutil.walk_packages(mediation_cms.__path__, "mediation_cms."):
        if module.name.endswith("inputs"):
            importlib.import_module(module.name)
    return sorted(set(_below(Typed)), key=lambda found: found.__qualname__)


def _below(kind: type[Typed]) -> Iterator[type[Typed]]:
    for found in kind.__subclasses__():
        if found.__module__.startswith("mediation_cms."):
            yield found
        yield from _below(found)


def fault(asked: type[Typed], typed: Any) -> str:
    """How the input fell over, or a refusal that cannot be said; empty when it took it or refused it as it must."""
    try:
        asked.checked(typed)
    except Invalid as refusal:
        wordless = [name for name, sentence in refusal.fields.items() if not sentence.in_(Language.KK).strip()]
        return f"{typed!r:.60} is refused without words: {wordless}" if wordless else ""
    except Exception as fell:  # noqa: BLE001 - any other error is the finding
        return f"{typed!r:.60} -> {fell!r:.120}"
    return ""


@pytest.mark.parametrize("asked", every_input(), ids=lambda asked: asked.__qualname__)
def test_an_input_answers_with_sentences_to_whatever_stands_in_a_field(asked: type[Typed]) -> None:
    everything = [{name: value} for name in asked.model_fields for value in (*SHAPES, *TEXTS)]

    assert [said for typed in everything if (said := fault(asked, typed))] == []


@pytest.mark.parametrize("asked", every_input(), ids=lambda asked: asked.__qualname__)
def test_an_input_answers_with_sentences_when_it_is_no_form_at_all(asked: type[Typed]) -> None:
    assert [said for typed in (*SHAPES, *TEXTS) if (said := fault(asked, typed))] == []


def test_an_hour_has_no_zone_of_its_own() -> None:
    with pytest.raises(Invalid) as refused:
        ConsultationIn.checked({
            "held_on": "01.06.2022", "mode": "phone", "language": "kk", "result": "continues", "held_at": "14:30+05:00",
        })  # fmt: skip

    assert list(refused.value.fields) == ["held_at"]
