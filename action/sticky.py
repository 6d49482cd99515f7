"""One comment of ours of a kind on an issue or pull request: found again, kept in step, never doubled.

A marker on the first line says that a comment is ours, of which kind, and by a hash what it says. Anyone can paste a
marker, so the author must be us too.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from typing import Literal

from action.github import Comment, ForbiddenError, GitHub, LostAnswerError, NotFoundError

LONGEST = 65_536
_VERSION = 1
_MARKER = re.compile(r"<!-- commtui:([a-z][a-z0-9.:-]*) v(\d+) ([0-9a-f]{16}) -->")
_CUT = "_The rest was cut: it was too long for a comment._"
_FENCE = "```"

Done = Literal["created", "updated", "unchanged"]


@dataclass(frozen=True, slots=True)
class Posted:
    """What became of a comment."""

    done: Done
    comment: Comment


@dataclass(frozen=True, slots=True)
class Marker:
    """What the first line of a comment of ours says."""

    kind: str
    version: int
    hash: str

    @classmethod
    def of(cls, body: str) -> Marker | None:
        """The marker of a text, or None."""
        found = _MARKER.fullmatch(body.partition("\n")[0].strip())
        return cls(found[1], int(found[2]), found[3]) if found else None


def marked(kind: str, body: str) -> str:
    """The text with a marker before it, cut at a whole line where it is too long for GitHub."""
    digest = hashlib.sha256(body.encode("utf-8", "backslashreplace")).hexdigest()[:16]
    marker = f"<!-- commtui:{kind} v{_VERSION} {digest} -->\n"
    return marker + fitted(body, LONGEST - len(marker))


def fitted(body: str, longest: int) -> str:
    """The text in so many characters at most: whole lines, what was opened in them closed, and a note that says so."""
    if len(body) <= longest:
        return body
    room = longest - len(_CUT) - len("\n\n```\n\n</details>\n\n</details>")
    kept: list[str] = []
    for line in body.split("\n"):
        room -= len(line) + 1
        if room < 0:
            break
        kept.append(line)
    is_in_code = sum(line.lstrip().startswith(_FENCE) for line in kept) % 2
    folded = sum(line.count("<details") - line.count("</details>") for line in kept)
    ends = ["\n" + _FENCE] * is_in_code + ["\n</details>"] * min(max(folded, 0), 2)
    return "\n".join(["\n".join(kept).rstrip(), *ends, "", _CUT])


def find(github: GitHub, number: int, kind: str) -> list[Comment]:
    """Our own comments of this kind, the oldest first; there may be several where two runs met."""
    found = [each for each in github.comments(number) if _is_of(kind, each)]
    # Who we are is asked only where it matters.
    return sorted((each for each in found if is_own(github, each)), key=lambda each: each.id)


def is_own(github: GitHub, comment: Comment) -> bool:
    """Whether we wrote the comment."""
    return comment.author.login.lower() == github.own_login.lower()


def post(github: GitHub, number: int, kind: str, body: str, *, update: bool = True) -> Posted:
    """See that one comment of this kind says this; nothing is written where it does already.

    Without `update` a comment that is there stays as it is, whatever it says.

    Raises:
        GitHubError: It could not be written.
    """
    text = marked(kind, body)
    found = find(github, number, kind)
    if not found:
        comment = _create(github, number, kind, text)
        others = find(github, number, kind)
        kept = _only_first(github, others) if others else comment
        # Another run was faster: its comment stays, and says what we know.
        if update and kept.id != comment.id and not _says(kept, text):
            return Posted("updated", _edit(github, kept, text))
        return Posted("created", kept)
    kept = _only_first(github, found)
    if not update or _says(kept, text):
        return Posted("unchanged", kept)
    return Posted("updated", _edit(github, kept, text))


def _create(github: GitHub, number: int, kind: str, text: str) -> Comment:
    try:
        return github.create_comment(number, text)
    except LostAnswerError:
        done = find(github, number, kind)
        # It was not done: GitHub shows what was written at once.
        return done[0] if done else github.create_comment(number, text)


def _edit(github: GitHub, comment: Comment, text: str) -> Comment:
    try:
        return github.edit_comment(comment.id, text)
    except LostAnswerError:
        now = github.comment(comment.id)
        return now if _says(now, text) else github.edit_comment(comment.id, text)


def _only_first(github: GitHub, found: list[Comment]) -> Comment:
    """The oldest; the others are taken away, which is no reason to fail."""
    for each in found[1:]:
        try:
            github.delete_comment(each.id)
        except (ForbiddenError, LostAnswerError, NotFoundError):
            continue
    return found[0]


def _is_of(kind: str, comment: Comment) -> bool:
    marker = Marker.of(comment.body)
    return marker is not None and marker.kind == kind


def _says(comment: Comment, text: str) -> bool:
    """Whether the comment has the marker of this text: its kind, version and hash."""
    return Marker.of(comment.body) == Marker.of(text)
