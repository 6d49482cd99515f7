"""Errors that a user can do something about."""

from __future__ import annotations


class TroubleError(Exception):
    """Why a task cannot be done, in one line, with what helps."""


def explained(error: Exception) -> str | None:
    """What to tell of an error; None where it is a fault of ours."""
    # Loaded here, for the errors of GitHub come with what speaks to it.
    from action.wire import GitHubError

    return str(error) if isinstance(error, TroubleError | GitHubError) else None
