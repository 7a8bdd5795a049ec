"""Files written whole or not at all."""

from __future__ import annotations

import os
import secrets
from pathlib import Path


def text_of(path: Path) -> str:
    """The text of a file with the ends of its lines as they are: what is changed in it and written again keeps them."""
    return path.read_bytes().decode("utf-8")


def replace_text(path: Path, text: str) -> None:
    """Write a text file whole or not at all: beside it first, then renamed. Its permissions are kept; a new one has those of any new file."""
    beside = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    try:
        descriptor = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o666)
    except OSError as error:
        error.filename = str(path)  # what the user named, not what is beside it
        raise
    try:
        with os.fdopen(descriptor, "w", encoding="utf-8", newline="") as stream:
            stream.write(text)
        if path.exists():
            os.chmod(beside, path.stat().st_mode & 0o777)
        os.replace(beside, path)
    except BaseException:
        os.unlink(beside)
        raise
