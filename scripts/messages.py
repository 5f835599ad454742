"""Brings the Kazakh and Russian catalogues up to date with the sentences in code and templates (`make messages`).

A sentence that is new is looked up in the phrasebook (`mediation_cms/locale/phrasebook/`), so a developer who writes the
English of a known sentence has its Kazakh and Russian at once. A translation that no page uses any more goes back there.
What is still to be translated is listed. The files come out the same from the same sentences, whoever runs this.
"""

import ast
import sys
from collections.abc import Iterable, Iterator, Mapping
from io import BytesIO
from pathlib import Path
from typing import NamedTuple

from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po, write_po
from jinja2.exceptions import TemplateSyntaxError
from jinja2.ext import babel_extract

ROOT = Path(__file__).parent.parent
LOCALE = ROOT / "mediation_cms" / "locale"
LANGUAGES = {
    "kk": "nplurals=2; plural=(n != 1);",  # both forms are always equal: the noun stays singular after a number
    "ru": "nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4 && (n%100<10 || n%100>=20) ? 1 : 2);",
}
HEADER = """\
msgid ""
msgstr ""
"Language: {language}\\n"
"Plural-Forms: {plurals}\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"

"""
MAKER = Path("mediation_cms/core/i18n.py")  # makes sentences of what it is given
# Which arguments of a call are the context, the sentence and its plural.
CALLS = {
    "_": ("msgid",),
    "gettext": ("msgid",),
    "ngettext": ("msgid", "plural"),
    "pgettext": ("context", "msgid"),
    "npgettext": ("context", "msgid", "plural"),
}
KEYWORDS = ("_", "gettext", "ngettext", "pgettext", "npgettext")


class Sentence(NamedTuple):
    """What a catalogue knows a sentence by."""

    msgid: str
    context: str = ""
    plural: str = ""


class Translation(NamedTuple):
    """Its words in one language, one form or as many as the language has, and what is noted for reviewers."""

    forms: tuple[str, ...]
    notes: tuple[str, ...] = ()


class Unclear(Exception):
    """A sentence cannot be taken from where it stands."""


# --- finding -----------------------------------------------------------------------------------------------------------


def sentences(root: Path = ROOT) -> dict[Sentence, str]:
    """Every sentence of code, templates and labelled enums, with the first place where it stands."""
    found: dict[Sentence, str] = {}
    for path in sorted(set((root / "mediation_cms").rglob("*.py")) - {root / MAKER}):
        for line, sentence in in_code(path.read_text("utf-8"), str(path.relative_to(root))):
            found.setdefault(sentence, f"{path.relative_to(root)}:{line}")
    for folder in ("templates", "pdf_templates"):
        for path in sorted(file for file in (root / folder).rglob("*") if file.is_file()):
            for line, sentence in in_template(path.read_bytes(), str(path.relative_to(root))):
                found.setdefault(sentence, f"{path.relative_to(root)}:{line}")
    _without_twins(found)
    return found


def in_code(source: str, where: str) -> Iterator[tuple[int, Sentence]]:
    """The sentences of one module: calls of `_` and its kin, and the members of labelled enums."""
    for node in ast.walk(ast.parse(source)):
        match node:
            case ast.Call(func=ast.Name(id=name), args=args) if name in CALLS:
                said = [part.value for part in args if isinstance(part, ast.Constant) and isinstance(part.value, str)]
                if len(said) < len(CALLS[name]):
                    raise Unclear(f"{where}:{node.lineno}: the sentence must be written out as one literal string")
                yield node.lineno, Sentence(**dict(zip(CALLS[name], said, strict=False)))
            case ast.ClassDef(
                bases=[ast.Name(id="Labelled")],
                keywords=[ast.keyword(arg="context", value=ast.Constant(value=str(context)))],
                body=body,
            ):
                for member in body:
                    match member:
                        case ast.Assign(value=ast.Tuple(elts=[ast.Constant(), ast.Constant(value=str(label))])):
                            yield member.lineno, Sentence(label, context)


def in_template(source: bytes, where: str) -> Iterator[tuple[int, Sentence]]:
    """The sentences of one template: calls and `{% trans %}` blocks."""
    options = {"silent": "false", "trimmed": "true", "newstyle_gettext": "true"}
    try:
        for line, name, said, _comments in babel_extract(BytesIO(source), KEYWORDS, (), options):
            parts = [said] if isinstance(said, str) else [part for part in said or () if part is not None]
            if len(parts) < len(CALLS[name]):
                raise Unclear(f"{where}:{line}: the sentence must be written out as one literal string")
            yield line, Sentence(**dict(zip(CALLS[name], parts, strict=False)))
    except (TemplateSyntaxError, UnicodeDecodeError) as error:
        raise Unclear(f"{where}: {error}") from error


def _without_twins(found: dict[Sentence, str]) -> None:
    """One sentence cannot stand both alone and with a plural under one context: a catalogue would keep one of them."""
    places: dict[tuple[str, str], tuple[Sentence, str]] = {}
    for sentence, place in found.items():
        other, elsewhere = places.setdefault((sentence.msgid, sentence.context), (sentence, place))
        if other != sentence:
            raise Unclear(f"{place} and {elsewhere}: “{sentence.msgid}” with different plurals; give one a context")


# --- translating -------------------------------------------------------------------------------------------------------

Book = dict[Sentence, Translation]


def translation(wanted: Sentence, book: Book) -> Translation | None:
    """The same sentence; or without its context, or of another context, or beginning with the other letter."""
    exact = book.get(wanted) or book.get(wanted._replace(context="")) or _of_any_context(wanted, book)
    if exact or _swapped(wanted.msgid) == wanted.msgid:
        return exact
    twin = Sentence(_swapped(wanted.msgid), wanted.context, _swapped(wanted.plural))
    found = book.get(twin) or book.get(twin._replace(context="")) or _of_any_context(twin, book)
    return found and found._replace(forms=tuple(map(_swapped, found.forms)))


def _of_any_context(wanted: Sentence, book: Book) -> Translation | None:
    """Only where all contexts say the same: they are there because the words may differ."""
    others = {
        said.forms: said for sentence, said in book.items() if sentence._replace(context=wanted.context) == wanted
    }
    return next(iter(others.values())) if len(others) == 1 else None


def _swapped(words: str) -> str:
    """With the other first letter: “Other side” for “other side”. Abbreviations such as IIN stay."""
    return words[:1].swapcase() + words[1:] if words[1:2].islower() else words


def update(language: str, found: Iterable[Sentence], locale: Path = LOCALE) -> list[Sentence]:
    """Rewrite the catalogue and the phrasebook of one language. What is still to be translated comes back."""
    catalogue, phrasebook = locale / language / "LC_MESSAGES" / "messages.po", locale / "phrasebook" / f"{language}.po"
    known, book = read(catalogue), read(phrasebook)
    used = {sentence: known.get(sentence) or translation(sentence, book | known) for sentence in found}
    write(catalogue, language, used)
    write(phrasebook, language, book | {sentence: said for sentence, said in known.items() if sentence not in used})
    return sorted(sentence for sentence, said in used.items() if said is None)


def read(path: Path) -> Book:
    """What a .po file translates; nothing where there is no file yet."""
    if not path.exists():
        return {}
    with path.open("rb") as source:
        entries = [(entry, _tuple(entry.id), _tuple(entry.string)) for entry in read_po(source) if entry.id]
    return {
        Sentence(ids[0], entry.context or "", "".join(ids[1:])): Translation(forms, tuple(entry.user_comments))
        for entry, ids, forms in entries
        if all(forms)
    }


def _tuple(words: str | Iterable[str] | None) -> tuple[str, ...]:
    return (words,) if isinstance(words, str) else tuple(words or ())


def write(path: Path, language: str, book: Mapping[Sentence, Translation | None]) -> None:
    """Write a .po file in its one form: sorted, unwrapped, without dates and line numbers; whole or not at all."""
    catalog, body = Catalog(locale=language), BytesIO()
    for sentence, said in sorted(book.items()):
        ids = (sentence.msgid, sentence.plural) if sentence.plural else sentence.msgid
        words = (said.forms if sentence.plural else said.forms[0]) if said else None
        catalog.add(ids, words, context=sentence.context or None, user_comments=said.notes if said else ())
    write_po(body, catalog, width=0, omit_header=True, no_location=True)
    text = body.getvalue().decode().replace("#, python-format\n", "")
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = path.with_suffix(".po.new")
    fresh.write_text(HEADER.format(language=language, plurals=LANGUAGES[language]) + text, "utf-8")
    fresh.replace(path)


def main() -> int:
    """Update every language; list what is missing. 1 when a sentence cannot be read."""
    try:
        found = sentences()
    except Unclear as unclear:
        sys.stderr.write(f"{unclear}\n")
        return 1
    missing = {language: set(update(language, found)) for language in LANGUAGES}
    lists = [f"{len(lacking)} to translate into {language}" for language, lacking in missing.items()]
    sys.stdout.write(f"{len(found)} sentences, {', '.join(lists)}\n")
    for sentence in sorted(set().union(*missing.values())):
        languages = " ".join(language for language in LANGUAGES if sentence in missing[language])
        context = f"[{sentence.context}] " if sentence.context else ""
        sys.stdout.write(f"  {found[sentence]} ({languages}): {context}{sentence.msgid}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
