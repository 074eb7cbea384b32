"""The error tree: every error a user can cause carries what happened, what to do, and an exit code.

VibriefError
├── UsageError      2   an option or a preset that does not exist
├── ModelError      3   a model that is missing or fails its checksum
└── InputError      4   a file that cannot be read as a Vietnamese article
"""

from __future__ import annotations


class VibriefError(Exception):
    """An error with a remedy: ``message`` says what happened, ``remedy`` what to do about it."""

    exit_code = 1

    def __init__(self, message: str, remedy: str) -> None:
        super().__init__(message)
        self.message = message
        self.remedy = remedy


class UsageError(VibriefError):
    """A wrong option, preset or argument."""

    exit_code = 2


class ModelError(VibriefError):
    """A model that is missing, incomplete or not verified."""

    exit_code = 3


class InputError(VibriefError):
    """An input that cannot be briefed; ``kind`` is a stable word such as ``empty`` or ``binary``."""

    exit_code = 4

    def __init__(self, message: str, remedy: str, kind: str = "unreadable") -> None:
        super().__init__(message, remedy)
        self.kind = kind
