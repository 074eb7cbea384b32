"""What ``vibrief doctor`` looks at.  Every line is measured here and now, on this machine."""

from __future__ import annotations

import importlib.util
import os
import platform
import time
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, version

from models.errors import VibriefError
from summarize import pipeline
from summarize.articles import extract
from summarize.documents import from_bytes

Finding = tuple[str, bool, str]

SAMPLE = """Hội nghị bàn về hợp tác an ninh khu vực

Ngày 9/12, tại Hà Nội, đại diện của mười quốc gia đã tham dự hội nghị bàn về hợp tác an ninh khu vực.

Các bên nhất trí tăng cường trao đổi thông tin và phối hợp phòng, chống tội phạm xuyên quốc gia trong năm tới.
"""


def examine() -> Iterator[Finding]:
    """(name, whether it is well, what was found) for the machine, the packages, the models and a trial brief."""
    yield "machine", True, f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}"
    for package in ("ctranslate2", "sentencepiece", "click"):
        try:
            yield package, True, version(package)
        except PackageNotFoundError:
            yield package, False, "missing: pip install vibrief"
    for extra, module in (("hf", "transformers"), ("eval", "rouge_score")):
        here = importlib.util.find_spec(module) is not None
        yield f"extra {extra}", True, "installed" if here else f"not installed: pip install 'vibrief[{extra}]'"
    try:
        start = time.perf_counter()
        models = pipeline.load("compact")
        loaded = time.perf_counter()
        yield "models", True, f"both verified and loaded in {loaded - start:.2f} s"
        document = from_bytes(SAMPLE.encode(), "sample")
        brief = pipeline.brief_articles([(document, extract(document))], models, pipeline.Options())[0]
        yield (
            "trial brief",
            bool(brief.brief),
            f"{len(brief.brief.split())} words in {time.perf_counter() - loaded:.2f} s",
        )
    except VibriefError as error:
        yield "models", False, f"{error.message} {error.remedy}"
