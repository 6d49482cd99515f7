"""Numbers proposed for the plan: the files of measurements on a branch of their own, and one pull request for people.

Nothing is ever written to the default branch, and what people declined for a period is not proposed again.
"""

from __future__ import annotations

import base64
import binascii
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import quote

from action.fields import at, text, whole
from action.github import GitHub, LostAnswerError, NotFoundError

_NEEDS = "contents: write and pull-requests: write"


@dataclass(frozen=True, slots=True)
class Proposed:
    """What became of it, in one line, and the page of the pull request, if there is one."""

    done: str
    url: str = ""


def propose(github: GitHub, period: str, files: Mapping[str, str], title: str, words: str) -> Proposed:
    """See that one pull request proposes these texts of files, by their paths from the root.

    Raises:
        GitHubError: It could not be written.
    """
    branch = f"commtui/metrics-{period.lower()}"
    owner = github.repository.partition("/")[0]
    known = list(github.wire.pages(_at(github, "pulls"), {"head": f"{owner}:{branch}", "state": "all"}))
    still_open = next((each for each in known if text(each, "state") == "open"), None)
    if still_open is None and any(not text(each, "merged_at") for each in known):
        return Proposed(f"the numbers of {period} were declined, and are not proposed again")
    if not files:
        return Proposed("the plan holds these numbers already", text(still_open, "html_url"))
    base = text(github.wire.get(_at(github, "")), "default_branch")
    head = text(github.wire.get(_at(github, f"git/ref/heads/{quote(base)}")), "object", "sha")
    if still_open is None:
        _begin(github, branch, head)
    written = [path for path, content in files.items() if _write(github, branch, path, content, title)]
    if still_open is not None:
        done = "brought up to date" if written else "up to date already"
        return Proposed(f"the proposal is {done}", text(still_open, "html_url"))
    return Proposed("the numbers are proposed", _open(github, branch, base, title, words, f"{owner}:{branch}"))


def _begin(github: GitHub, branch: str, head: str) -> None:
    """Have the branch begin at a commit; what an earlier proposal left there was merged."""
    path = _at(github, f"git/refs/heads/{branch}")
    try:
        github.wire.get(_at(github, f"git/ref/heads/{branch}"))
    except NotFoundError:
        try:
            github.wire.send(
                "POST", _at(github, "git/refs"), {"ref": f"refs/heads/{branch}", "sha": head}, needs=_NEEDS
            )
        except LostAnswerError:
            # It is there, or GitHub says so now.
            github.wire.get(_at(github, f"git/ref/heads/{branch}"))
        return
    try:
        github.wire.send("PATCH", path, {"sha": head, "force": True}, needs=_NEEDS)
    except LostAnswerError:
        github.wire.send("PATCH", path, {"sha": head, "force": True}, needs=_NEEDS)


def _write(github: GitHub, branch: str, path: str, content: str, message: str) -> bool:
    """Write a file on the branch, unless it says this already; whether that was to do."""
    sha, now = _read(github, branch, path)
    if now == content:
        return False
    sent = {
        "message": message,
        "content": base64.b64encode(content.encode()).decode(),
        "branch": branch,
        **({"sha": sha} if sha else {}),
    }
    try:
        github.wire.send("PUT", _at(github, f"contents/{quote(path)}"), sent, needs=_NEEDS)
    except LostAnswerError:
        if _read(github, branch, path)[1] != content:
            raise
    return True


def _read(github: GitHub, branch: str, path: str) -> tuple[str, str | None]:
    """The id and the text of a file on the branch; no text where it is not there."""
    try:
        found = github.wire.get(_at(github, f"contents/{quote(path)}"), {"ref": branch})
    except NotFoundError:
        return "", None
    try:
        return text(found, "sha"), base64.b64decode(text(found, "content")).decode()
    except (binascii.Error, UnicodeDecodeError):
        return text(found, "sha"), None


def _open(github: GitHub, branch: str, base: str, title: str, words: str, head: str) -> str:
    """Open the pull request; its page."""
    sent = {"title": title, "head": branch, "base": base, "body": words}
    try:
        return text(github.wire.send("POST", _at(github, "pulls"), sent, needs=_NEEDS), "html_url")
    except LostAnswerError:
        found = [
            each
            for each in github.wire.pages(_at(github, "pulls"), {"head": head, "state": "open"})
            if whole(each, "number") is not None and at(each, "head") is not None
        ]
        if not found:
            raise
        return text(found[0], "html_url")


def _at(github: GitHub, path: str) -> str:
    return f"/repos/{github.repository}/{path}".rstrip("/")
