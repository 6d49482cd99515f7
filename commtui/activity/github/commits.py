"""The commits of the default branch, by GitHub: for who has no clone, or none with all of them."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING, Any

from commtui.activity import git_rows
from commtui.activity.access import Access
from commtui.activity.cache import Cache
from commtui.activity.errors import ActivityError, Outcome
from commtui.activity.github.answers import Answer, StaleCursorError
from commtui.activity.github.asking import LONGEST_WAIT, Asker, Clock
from commtui.activity.github.job import mendable, understood
from commtui.activity.github.questions import Question
from commtui.activity.github.stories import moment
from commtui.activity.progress import Progress
from commtui.activity.rows import meta, put, set_meta
from commtui.activity.schema import GHOSTS

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

_STATE = "github.commits"
_AT_ONCE = 100
_MOST_AUTHORS = 20
# So often, an answer is asked for again of which something is missing; and a place that GitHub forgot.
_TRIES = 3
_STALE = 3
# Noted where a clone wrote the commits that are kept.
_OF_CLONE = "git.head"
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
    """`head`: the commit up to which all are kept; `walk` and `after`: a walk that was cut, and how far it came; `met`:
    it came past `head`, and looks for older commits that a merge brought since.
    """

    head: str | None = None
    walk: str | None = None
    after: str | None = None
    met: bool = False

    @classmethod
    def of(cls, text: str | None) -> _State:
        try:
            found = json.loads(text or "{}")
            return cls(found.get("head"), found.get("walk"), found.get("after"), bool(found.get("met")))
        except (ValueError, AttributeError):
            return cls()

    def written(self) -> str:
        return json.dumps(asdict(self))


@dataclass(slots=True)
class _Page:
    """Commits of one answer, the newest first; `missing` are those that GitHub failed to tell."""

    head: str
    total: int
    after: str | None
    missing: int = 0
    commits: list[Row] = field(default_factory=list)
    authors: list[Row] = field(default_factory=list)
    actors: list[Row] = field(default_factory=list)
    addresses: list[Row] = field(default_factory=list)


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
            # What a clone read is not continued: it calls people by their addresses, and may be on another branch.
            state = _State() if meta(connection, _OF_CLONE) else _State.of(meta(connection, _STATE))
        walker = _Walker(cache, asker, repository, asker.progress, state)
        walker.read()
    missing = walker.missing
    return Outcome((f"GitHub fails to tell of {missing} of the commits",) if missing else ())


@dataclass(slots=True)
class _Walker:
    """One who goes down the history."""

    cache: Cache
    asker: Asker
    repository: str
    progress: Progress
    state: _State
    stale: int = 0
    forgot: bool = False
    missing: int = 0

    def read(self) -> None:
        """Finish the walk that was cut, then go down from the top, until that ends well."""
        while True:
            is_from_top = self.state.walk is None
            if self._is_down() and is_from_top:
                return

    def _is_down(self) -> bool:
        """Go down until all is kept; False if that has to begin again from the top."""
        done = 0
        while True:
            try:
                page = _page(self.asker, self.repository, self.state)
            except StaleCursorError:
                self._begin_again()
                return False
            if page is None:
                # A repository without a commit.
                return True
            done += len(page.commits)
            self.missing += page.missing
            is_end = self._keep(page)
            self.progress.tell("commits", done, done if is_end else page.total)
            if is_end:
                return self.state.head is not None

    def _begin_again(self) -> None:
        self.stale += 1
        if self.stale > _STALE:
            raise ActivityError("GitHub forgets its own pages", "try again later")
        self.state = _State(self.state.head)

    def _keep(self, page: _Page) -> bool:
        """Write a page, and how far it leads; whether that is the end."""
        known = self.state.head
        met = self.state.met or any(row[0] == known for row in page.commits)
        with self.cache.writing() as connection:
            if meta(connection, _OF_CLONE):
                _forget(connection)
            put(connection, "actor", page.actors)
            put(connection, "address", page.addresses)
            put(connection, "commit", page.commits)
            put(connection, "commit_author", page.authors)
            kept = git_rows.count(connection)
            # GitHub lists commits by their dates: those of an old branch that was merged since stand below what is
            # known. Where nothing is new, it is no use to look for what was not found the last time.
            is_end = page.after is None or (met and (kept >= page.total or page.head == known))
            if not is_end:
                self.state = _State(known, page.head, page.after, met)
            elif kept > page.total and not self.forgot:
                # The branch was written anew.
                _forget(connection)
                self.state, self.forgot = _State(), True
            else:
                self.state = _State(page.head)
            set_meta(connection, _STATE, self.state.written())
        return is_end


def _forget(connection: DuckDBPyConnection) -> None:
    git_rows.forget(connection)
    set_meta(connection, _OF_CLONE, None)


def _page(asker: Asker, repository: str, state: _State) -> _Page | None:
    owner, _, name = repository.partition("/")
    variables: dict[str, Any] = {"owner": owner, "name": name, "after": state.after}
    query = _FROM_TOP if state.walk is None else _FROM_COMMIT
    if state.walk is not None:
        variables["head"] = state.walk
    # As many as fit twice where GitHub can tell fifty threads at once, which are heavier.
    answer = _whole(asker, lambda size: Question(query, {**variables, "first": min(_AT_ONCE, size * 2)}))
    with understood():
        return _understood(answer, repository, state)


def _whole(asker: Asker, question: Callable[[int], Question]) -> Answer:
    """An answer in which nothing of the history is missing, or the best that GitHub gives."""
    for _ in range(_TRIES):
        answer = asker.ask(question)
        if not mendable([each for each in answer.faults if "history" in each.path]):
            return answer
        asker.clock.sleep(1)
    return asker.ask(question)


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
    for node in history["nodes"] or ():
        if node is None:
            result.missing += 1
        else:
            _take(node, result)
    return result


def _take(node: dict[str, Any], page: _Page) -> None:
    sha = node["oid"]
    authored, committed = moment(node["authoredDate"]), moment(node["committedDate"])
    parents = int((node["parents"] or {}).get("totalCount") or 0)
    page.commits.append((sha, authored, 0, committed, 0, parents, node["messageHeadline"] or ""))
    seen: set[str | None] = set()
    for place, (actor, address) in enumerate(_authors(node)):
        id_ = actor[0] if actor is not None else None
        if actor is not None:
            page.actors.append(actor)
        if actor is not None and address:
            page.addresses.append((address, id_))
        if id_ is None or id_ not in seen:
            page.authors.append((sha, place, id_))
        seen.add(id_)


def _authors(node: dict[str, Any]) -> Iterator[tuple[Row | None, str]]:
    """The author and the co-authors, as rows of actors (None for an account that was deleted), and the address that
    the commit gives an account.
    """
    for each in filter(None, (node["authors"] or {}).get("nodes") or ()):
        email, name, user = (each.get("email") or "").lower(), each.get("name") or "", each.get("user")
        if user:
            account = (f"github:{user['id']}", "user", user["login"], user.get("databaseId"), user.get("name"), None)
            yield account, email
        elif email in GHOSTS:
            yield None, ""
        else:
            yield (f"git:{email or name}", "git", None, None, name or None, email or None), ""
