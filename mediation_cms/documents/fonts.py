"""The letters of the papers: static faces of Noto, cut once to the alphabets that papers use.

The font packages carry variable files of 2 MB each. Laying out a paper with them takes two to three times as long as with
static ones, and every paper would subset 4,000 glyphs anew. So each face is made once into the data folder and kept until
the version of a font package, of fontTools or of the recipe below changes.
"""

import hashlib
import tempfile
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

import fontpkg
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from fontTools.varLib.instancer import instantiateVariableFont

KAZAKH = "ӘҒҚҢӨҰҮҺІәғқңөұүһі"
"""The letters that a Russian alphabet does not have; a face without one of them is unfit for papers."""

_ALPHABETS = (
    (0x20, 0x7E),  # Latin
    (0xA0, 0x17F),  # Latin of the neighbours: Turkish, German, Polish, Baltic names
    (0x2BC, 0x2BC),  # the apostrophe letter of Uzbek names
    (0x300, 0x308),  # accents that stand alone
    (0x400, 0x52F),  # Cyrillic with Kazakh and every other Turkic alphabet
    (0x2010, 0x2044),  # dashes, quotation marks, ellipsis
    (0x20A0, 0x20C0),  # ₸ and the other currencies
    (0x2116, 0x2116),  # №
    (0x2190, 0x2193),
    (0x2212, 0x2212),  # minus
    (0x2248, 0x2265),
)
_FEATURES = ["ccmp", "kern", "lnum", "locl", "mark", "mkmk", "tnum"]


@dataclass(frozen=True, slots=True)
class Face:
    """One static face: how the style sheet calls it, and which instance of which family it is."""

    name: str
    family: str
    weight: int
    style: str = "normal"


FACES = (
    Face("serif-regular", "Noto Serif", 400),
    Face("serif-bold", "Noto Serif", 700),
    Face("serif-italic", "Noto Serif", 400, "italic"),
    Face("serif-bold-italic", "Noto Serif", 700, "italic"),
    Face("sans-regular", "Noto Sans", 400),
    Face("sans-bold", "Noto Sans", 700),
)


def faces(folder: Path) -> dict[str, bytes]:
    """The bytes of every face by its name, made in `folder` at the first call (some ten seconds) and read from there later.

    Two processes may do this at once: each face appears whole or not at all.
    """
    shelf = folder / _recipe()
    shelf.mkdir(parents=True, exist_ok=True)
    return {face.name: _face(shelf / f"{face.name}.ttf", face) for face in FACES}


def _face(path: Path, face: Face) -> bytes:
    if not path.exists():
        with tempfile.NamedTemporaryFile(dir=path.parent, delete=False) as unfinished:
            _make(face).save(unfinished)
        Path(unfinished.name).replace(path)
    return path.read_bytes()


def _make(face: Face) -> TTFont:
    font = TTFont(fontpkg.path(face.family, weight=face.weight, style=face.style))
    options = Options()
    options.layout_features = _FEATURES
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=[code for first, last in _ALPHABETS for code in range(first, last + 1)])
    subsetter.subset(font)
    return instantiateVariableFont(font, {"wght": face.weight, "wdth": 100}, updateFontNames=True)


def _recipe() -> str:
    """A name that changes with everything the faces are made from."""
    versions = [f"{name}-{version(name)}" for name in ("fontpkg-noto-serif", "fontpkg-noto-sans", "fonttools")]
    ingredients = repr((versions, FACES, _ALPHABETS, _FEATURES))
    return hashlib.sha256(ingredients.encode()).hexdigest()[:16]
