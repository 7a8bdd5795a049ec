"""Where the shipped rules and jurisdictions are: in the installed package, or in the checkout that an editable install points to."""

from __future__ import annotations

from functools import cache
from pathlib import Path


@cache
def shipped_place() -> Path:
    """The folder that holds `rules/` and `jurisdictions/`. A wheel carries them inside the package; a checkout has them at its top."""
    package = Path(__file__).resolve().parent
    for place in (package / "data", package.parent.parent):
        if (place / "rules" / "vocabulary.yaml").is_file():
            return place
    raise FileNotFoundError("legalcheck is installed without its rules and jurisdictions")
