"""Papers, warm and in one process, beside WeasyPrint's own time for the same HTML and the naive way to use it."""

import statistics
import time
from collections.abc import Callable
from pathlib import Path

from weasyprint import HTML

from mediation_cms.core.bundled import bundled
from mediation_cms.documents.rendering import OPTIONS, Press
from tests.documents import samples

FONTS = Path("var/bench/fonts").absolute()
SAMPLES = {
    "receipt": samples.receipt,
    "contract": samples.contract,
    "agreement": samples.agreement,
    "termination": samples.termination,
}


def paper_rows(times: int) -> list[str]:
    """A table: CPU milliseconds per paper."""
    press = Press(bundled("pdf_templates"), FONTS)
    rows = ["| paper, kk + ru | ours, CPU ms | WeasyPrint's floor | ratio | good |", "|---|---:|---:|---:|---:|"]
    for name, make in SAMPLES.items():
        facts = make()
        html = press.html(facts)
        ours = cpu(lambda facts=facts: press.render(facts), times)
        floor = cpu(lambda html=html: _floor(press, html), times)
        rows.append(f"| {name} | {ours:.0f} | {floor:.0f} | {ours / floor:.2f} | ≤ 1.3 |")
        print(rows[-1], flush=True)
    return rows


def _floor(press: Press, html: str) -> bytes:
    """WeasyPrint alone, with the same HTML, fonts and parsed style sheet: nothing of ours but the bytes."""
    shelf, fonts, style = press._shelf, press._fonts, press._style  # noqa: SLF001 - measuring the inside
    pdf: bytes = HTML(string=html, url_fetcher=shelf).write_pdf(
        font_config=fonts, stylesheets=[style], cache={}, **OPTIONS
    )
    return pdf


def cpu(work: Callable[[], object], times: int) -> float:
    """CPU milliseconds of one call, median of so many after one to warm up."""
    work()
    spent = []
    for _turn in range(times):
        before = time.process_time()
        work()
        spent.append((time.process_time() - before) * 1000)
    return statistics.median(spent)
