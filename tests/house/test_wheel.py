"""A wheel runs from any folder: it carries everything that a checkout keeps beside the package."""

import subprocess
import sys
from zipfile import ZipFile

from tests.house.code import CHECKOUT, PACKAGE, files, none_of

BESIDE = ("templates", "pdf_templates", "migrations", "seed")


def test_a_wheel_carries_the_folders_beside_the_package_and_the_compiled_languages(tmp_path):
    build = [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(tmp_path)]
    done = subprocess.run(build, cwd=CHECKOUT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr

    (wheel,) = tmp_path.glob("*.whl")
    carried = set(ZipFile(wheel).namelist())
    wanted = [
        f"{PACKAGE}/_bundled/{path}"
        for name in BESIDE
        for path in files(f"{name}/**/*")
        if "__pycache__" not in path.parts
    ]
    catalogues = [str(path.with_suffix(".mo")) for path in files(f"{PACKAGE}/locale/*/LC_MESSAGES/*.po")]
    code = [str(path) for path in files(f"{PACKAGE}/**/*.py", f"{PACKAGE}/web/static/**/*")]

    assert len(catalogues) == 2
    none_of({*wanted, *catalogues, *code} - carried)
