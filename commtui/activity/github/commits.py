"""The commits of the default branch, by GitHub: for who has no clone, or none with all of them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from commtui.activity.access import Access
from commtui.activity.cache import Cache
from commtui.activity.errors import ActivityError, Outcome
from commtui.activity.github.answers import Answer, StaleCursorError
from commtui.activity.github.asking import LONGEST_WAIT, Asker, Clock
from commtui.activity.github.job import understood
from commtui.activity.github.questions import Question
from commtui.activity.github.stories import moment
from commtui.activity.progress import Progress
from commtui.activity.rows import meta, put, set_meta

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

_STATE = "github.commits"
_AT_ONCE = 100
_MOST_AUTHORS = 20
_GHOSTS = frozenset({"10137+ghost@users.noreply.github.com", "ghost@users.noreply.github.com"})
_HISTORY = f"""history(first: $first, after: $after) {{
    totalCount pageInfo {{ hasNextPage endCursor }}
    nodes {{
        oid authoredDate committedDate messageHeadline parents {{ totalCount }}
        authors(first: {_MOST_AUTHORS}) {{ nodes {{ name email user {{ id login databaseId name }} }} }}
    }}
}}"""
_FROM_TOP = f"""query($owner: String!, $name: String!, $first: Int!, $after: String) {{
    repository(owner: $owner, name: $name) {{
        nameWithOwner
        defaultBranchRef {{ target {{ oid ... on Commit {{ {_HISTORY} }} }} }}
    }}
    rateLimit {{ cost remaining resetAt }}
}}"""
_FROM_COMMIT = f"""query($owner: String!, $name: String!, $head: GitObjectID!, $first: Int!, $after: String) {{
    repository(owner: $owner, name: $name) {{
        nameWithOwner
        object(oid: $head) {{ oid ... on Commit {{ {_HISTORY} }} }}
    }}
    rateLimit {{ cost remaining resetAt }}
}}"""

Row = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class _State:
    """`head`: the commit up to which all are kept; `walk` and `after`: a walk that was cut, and how far it came."""

    head: str | None = None
    walk: str | None = None
    after: str | None = None

    @classmethod
    def of(cls, text: str | None) -> _State:
        try:
            found = json.loads(text or "{}")
            return cls(found.get("head"), found.get("walk"), found.get("after"))
        except (ValueError, AttributeError):
            return cls()

    def written(self) -> str:
        return json.dumps({"head": self.head, "walk": self.walk, "after": self.after})


@dataclass(slots=True)
class _Page:
    """Commits of one answer, the newest first."""

    head: str
    total: int
    after: str | None
    commits: list[Row] = field(default_factory=list)
    authors: list[Row] = field(default_factory=list)
    actors: list[Row] = field(default_factory=list)


def read_commits(
    cache: Cache,
    access: Access,
    repository: str,
    progress: Progress,
    clock: Clock | None = None,
    longest_wait: float = LONGEST_WAIT,
) -> Outcome:
    """Bring the commits of the default branch up to date; each page is kept with how far it leads.

    Raises:
        ActivityError: They cannot be read to the end; what was fetched is kept, and the next time goes on from there.
    """
    access.required()
    with closing(Asker(access, progress, clock or Clock(), longest_wait)) as asker:
        with cache.reading() as connection:
            state = _State.of(meta(connection, _STATE))
        new = _read(cache, asker, repository, state, progress)
    return Outcome(new, asker.requests)


def _read(cache: Cache, asker: Asker, repository: str, state: _State, progress: Progress) -> int:
    new = 0
    if state.walk is not None:
        try:
            state, found = _walk(cache, asker, repository, state, progress)
            new += found
        except StaleCursorError:
            state = _State()
    head = state.head
    state, found = _walk(cache, asker, repository, _State(head), progress)
    if state.head is None and head is not None:
        # The branch was written anew, and what was kept of it is forgotten.
        state, found = _walk(cache, asker, repository, state, progress)
    return new + found


def _walk(cache: Cache, asker: Asker, repository: str, state: _State, progress: Progress) -> tuple[_State, int]:
    """Go down from the newest commit to the one that is known, or to the first of all."""
    new = done = 0
    known = state.head
    while True:
        page = _page(asker, repository, state)
        if page is None:
            # A repository without a commit.
            return state, new
        met = any(row[0] == state.head for row in page.commits)
        done += len(page.commits)
        progress.tell("commits", done, done if met else page.total)
        is_end = met or page.after is None
        state = _State(page.head) if is_end else _State(state.head, page.head, page.after)
        with cache.writing() as connection:
            before = _count(connection)
            put(connection, "actor", page.actors)
            put(connection, "commit", page.commits)
            put(connection, "commit_author", page.authors)
            after = _count(connection)
            new += after - before
            if is_end and known is not None and after > page.total:
                _forget(connection)
                state = _State()
            set_meta(connection, _STATE, state.written())
        if is_end:
            return state, new


def _count(connection: DuckDBPyConnection) -> int:
    found = connection.execute("SELECT count(*) FROM commit").fetchone()
    return int(found[0]) if found else 0


def _forget(connection: DuckDBPyConnection) -> None:
    connection.execute("DELETE FROM commit_author")
    connection.execute("DELETE FROM commit")


def _page(asker: Asker, repository: str, state: _State) -> _Page | None:
    owner, _, name = repository.partition("/")
    variables: dict[str, Any] = {"owner": owner, "name": name, "after": state.after}
    query = _FROM_TOP if state.walk is None else _FROM_COMMIT
    if state.walk is not None:
        variables["head"] = state.walk
    # As many as fit twice where GitHub can tell fifty threads at once, which are heavier.
    answer = asker.ask(lambda size: Question(query, {**variables, "first": min(_AT_ONCE, size * 2)}))
    with understood():
        return _understood(answer, repository, state)


def _understood(answer: Answer, repository: str, state: _State) -> _Page | None:
    found = answer.data.get("repository")
    if not found:
        raise ActivityError(
            f"the commits of {repository} cannot be read", "is it spelled so, and may the token see it?"
        )
    target = found["object"] if state.walk is not None else (found["defaultBranchRef"] or {}).get("target")
    if target is None:
        if state.walk is not None:
            raise StaleCursorError
        return None
    history = target["history"]
    page = history["pageInfo"]
    result = _Page(target["oid"], int(history["totalCount"]), page["endCursor"] if page["hasNextPage"] else None)
    for node in filter(None, history["nodes"] or ()):
        _take(node, result)
    return result


def _take(node: dict[str, Any], page: _Page) -> None:
    sha = node["oid"]
    authored, committed = moment(node["authoredDate"]), moment(node["committedDate"])
    parents = int((node["parents"] or {}).get("totalCount") or 0)
    page.commits.append((sha, authored, 0, committed, 0, parents, node["messageHeadline"] or ""))
    seen: set[str | None] = set()
    for place, actor in enumerate(_authors(node)):
        id_ = actor[0] if actor is not None else None
        if actor is not None:
            page.actors.append(actor)
        if id_ is None or id_ not in seen:
            page.authors.append((sha, place, id_))
        seen.add(id_)


def _authors(node: dict[str, Any]) -> Iterator[Row | None]:
    """The author and the co-authors, as rows of actors; None for an account that was deleted."""
    for each in filter(None, (node["authors"] or {}).get("nodes") or ()):
        email, name, user = (each.get("email") or "").lower(), each.get("name") or "", each.get("user")
        if user:
            yield (f"github:{user['id']}", "user", user["login"], user.get("databaseId"), user.get("name"), None)
        elif email in _GHOSTS:
            yield None
        else:
            yield (f"git:{email or name}", "git", None, None, name or None, email or None)
