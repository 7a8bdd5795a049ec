"""legalcheck: checks draft requests for electronic evidence against the law of both sides.

    from legalcheck import Library, evaluate
    library = Library()                      # once; a team's own data: Library("our-law")
    result = evaluate(draft, library)        # draft: a mapping, a Draft, or YAML/JSON text

Nothing is printed, written or kept; a library may be used from any number of threads.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from legalcheck._version import __version__

if TYPE_CHECKING:
    from legalcheck.api import Draft, InputError, Library, Result, evaluate, read_draft

__all__ = ["Draft", "InputError", "Library", "Result", "__version__", "evaluate", "read_draft"]


def __getattr__(name: str) -> Any:
    """The library is imported when it is first used, so that `legalcheck --version` is quick."""
    if name in __all__:
        from legalcheck import api

        return getattr(api, name)
    raise AttributeError(f"module 'legalcheck' has no attribute '{name}'")
