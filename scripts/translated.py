"""Puts words that somebody translated into the catalogues: `python -m scripts.translated WORDS.json [--over]`.

The file maps `"English"`, or `"context|English"`, to `["Kazakh", "Russian"]`; of a sentence with a plural, found by its singular,
to `[["Kazakh"], ["one", "few", "many"]]`. What is translated already stays, unless `--over` is given. Run `make messages` before,
so that the sentences stand in the catalogues, and after it to see what is missing.
"""

import json
import sys
from pathlib import Path

from scripts.messages import LANGUAGES, LOCALE, Sentence, Translation, read, sentences, write


def fill(words: dict[str, list[str | list[str]]], *, over: bool) -> list[str]:
    """Write the words into every catalogue. What no page says any more, or says with other forms, comes back."""
    wanted = {f"{found.context}|{found.msgid}" if found.context else found.msgid: found for found in sentences()}
    for place, language in enumerate(LANGUAGES):
        path = LOCALE / language / "LC_MESSAGES" / "messages.po"
        known = read(path)
        book: dict[Sentence, Translation | None] = {sentence: known.get(sentence) for sentence in wanted.values()}
        for key, said in words.items():
            sentence = wanted.get(key)
            if sentence and (over or book[sentence] is None):
                book[sentence] = Translation(_forms(sentence, said[place]))
        write(path, language, book)
    return sorted(set(words) - set(wanted))


def _forms(sentence: Sentence, said: str | list[str]) -> tuple[str, ...]:
    """The forms of one language; Kazakh says the same after every number, and may be given once."""
    forms = (said,) if isinstance(said, str) else tuple(said)
    return forms * 2 if sentence.plural and len(forms) == 1 else forms


if __name__ == "__main__":
    unknown = fill(json.loads(Path(sys.argv[1]).read_text("utf-8")), over="--over" in sys.argv[2:])
    sys.stdout.write("".join(f"no page says: {key}\n" for key in unknown))
