"""The questions that GitHub's GraphQL is asked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

# Of a thread's timeline at first, and of the rest of a long one at once.
ITEMS = 30
MORE_ITEMS = 100
_REPLIES = 10
IDS_AT_ONCE = 100

ISSUES, PULLS, DISCUSSIONS = "issues", "pullRequests", "discussions"
# Each list of threads, and what kind they are in the cache.
KINDS = {ISSUES: "issue", PULLS: "pull_request", DISCUSSIONS: "discussion"}
RELEASES, STARS, FORKS, WATCHERS = "releases", "stargazers", "forks", "watchers"
# Each list of people, and what they do.
INTERESTS = {STARS: "star", FORKS: "fork", WATCHERS: "watch"}

_REPOSITORY = "id databaseId nameWithOwner isArchived hasIssuesEnabled hasDiscussionsEnabled"
_PAGE = "totalCount pageInfo { hasNextPage endCursor }"
_RATE = "rateLimit { cost remaining resetAt }"
_NEWEST = "orderBy: { field: UPDATED_AT, direction: DESC }"
_OLDEST = "orderBy: { field: CREATED_AT, direction: ASC }"
_THREAD = "id number title url createdAt updatedAt closedAt author { ...actor } labels(first: 100) { nodes { name } }"
_ISSUE_ITEMS = "[ISSUE_COMMENT, CLOSED_EVENT, REOPENED_EVENT]"
_PULL_ITEMS = (
    "[ISSUE_COMMENT, PULL_REQUEST_REVIEW, CLOSED_EVENT, REOPENED_EVENT, MERGED_EVENT, READY_FOR_REVIEW_EVENT, "
    "CONVERT_TO_DRAFT_EVENT]"
)
_SAID = "id createdAt isMinimized url author { ...actor }"
_DONE = "id createdAt actor { ...actor }"

_FRAGMENTS = {
    "actor": """fragment actor on Actor {
        __typename login
        ... on Node { id }
        ... on User { databaseId name }
        ... on Bot { databaseId }
        ... on Mannequin { databaseId }
        ... on Organization { databaseId name }
    }""",
    "issueItems": f"""fragment issueItems on IssueTimelineItemsConnection {{
        pageInfo {{ hasNextPage endCursor }}
        nodes {{
            __typename
            ... on IssueComment {{ {_SAID} }}
            ... on ClosedEvent {{ {_DONE} }}
            ... on ReopenedEvent {{ {_DONE} }}
        }}
    }}""",
    "pullItems": f"""fragment pullItems on PullRequestTimelineItemsConnection {{
        pageInfo {{ hasNextPage endCursor }}
        nodes {{
            __typename
            ... on IssueComment {{ {_SAID} }}
            ... on PullRequestReview {{ {_SAID} state submittedAt }}
            ... on ClosedEvent {{ {_DONE} }}
            ... on ReopenedEvent {{ {_DONE} }}
            ... on MergedEvent {{ {_DONE} }}
            ... on ReadyForReviewEvent {{ {_DONE} }}
            ... on ConvertToDraftEvent {{ {_DONE} }}
        }}
    }}""",
    "replies": f"""fragment replies on DiscussionCommentConnection {{
        pageInfo {{ hasNextPage endCursor }}
        nodes {{ {_SAID} }}
    }}""",
    "comments": f"""fragment comments on DiscussionCommentConnection {{
        pageInfo {{ hasNextPage endCursor }}
        nodes {{ {_SAID} replies(first: {_REPLIES}) {{ ...replies }} }}
    }}""",
    "issue": f"""fragment issue on Issue {{
        {_THREAD} timelineItems(first: {ITEMS}, itemTypes: {_ISSUE_ITEMS}) {{ ...issueItems }}
    }}""",
    "pull": f"""fragment pull on PullRequest {{
        {_THREAD} isDraft mergedAt timelineItems(first: {ITEMS}, itemTypes: {_PULL_ITEMS}) {{ ...pullItems }}
    }}""",
    "discussion": f"""fragment discussion on Discussion {{
        {_THREAD} comments(first: {ITEMS}) {{ ...comments }}
    }}""",
}
_CONTENT = {
    ISSUES: "nodes { ...issue }",
    PULLS: "nodes { ...pull }",
    DISCUSSIONS: "nodes { ...discussion }",
    RELEASES: "nodes { id tagName name url createdAt publishedAt isDraft }",
    STARS: "edges { starredAt node { ...actor } }",
    FORKS: "nodes { createdAt owner { ... on Actor { ...actor } } }",
    WATCHERS: "nodes { ...actor }",
}
_ORDERS = {
    ISSUES: _NEWEST,
    PULLS: _NEWEST,
    DISCUSSIONS: _NEWEST,
    RELEASES: "orderBy: { field: CREATED_AT, direction: DESC }",
    STARS: "orderBy: { field: STARRED_AT, direction: DESC }",
    FORKS: "orderBy: { field: CREATED_AT, direction: DESC }",
    WATCHERS: "",
}
# Which part of a thread or comment has a rest, and what it is of.
TIMELINE_OF_ISSUE, TIMELINE_OF_PULL, COMMENTS, REPLIES = "issue", "pull", "comments", "replies"
_RESTS = {
    TIMELINE_OF_ISSUE: ("Issue", "timelineItems", f", itemTypes: {_ISSUE_ITEMS}", "issueItems"),
    TIMELINE_OF_PULL: ("PullRequest", "timelineItems", f", itemTypes: {_PULL_ITEMS}", "pullItems"),
    COMMENTS: ("Discussion", "comments", "", "comments"),
    REPLIES: ("DiscussionComment", "replies", "", "replies"),
}
# Comments on a discussion hold connections of their own, which cost points.
_MORE_COMMENTS = 30


@dataclass(frozen=True, slots=True)
class Question:
    """A query and its variables."""

    query: str
    variables: dict[str, object]


@dataclass(frozen=True, slots=True)
class Repository:
    """Which one: by its node id, which it keeps when it is renamed, or else by its name."""

    name: str
    id: str | None = None


@dataclass(frozen=True, slots=True)
class Wanted:
    """So many of a list, after a cursor; `light`: nothing but ids and times."""

    first: int
    after: str | None = None
    light: bool = False


@dataclass(frozen=True, slots=True)
class Rest:
    """What follows after a cursor in a part of `node`, which is a thread, or a comment of one."""

    thread: str
    node: str
    part: str
    after: str


def page(repository: Repository, wanted: Mapping[str, Wanted]) -> Question:
    """The next pages of some lists of a repository."""
    parts = [_list(name, each, _ORDERS[name]) for name, each in wanted.items()]
    return _of_repository(repository, parts, wanted)


def oldest(repository: Repository, wanted: Mapping[str, Wanted]) -> Question:
    """The next pages of lists of threads in an order that no change can change."""
    parts = [_list(name, each, _OLDEST) for name, each in wanted.items()]
    return _of_repository(repository, parts, wanted)


def threads(ids: Sequence[str]) -> Question:
    """Threads by their ids, whichever repository they are in by now."""
    where = "repository { id }"
    body = f"""nodes(ids: $ids) {{
        ... on Issue {{ ...issue {where} }}
        ... on PullRequest {{ ...pull {where} }}
        ... on Discussion {{ ...discussion {where} }}
    }}"""
    return _question(("$ids: [ID!]!",), body, {"ids": list(ids)})


def rests(wanted: Sequence[Rest]) -> Question:
    """The rests of timelines, each as `t` and its place here."""
    parts: list[str] = []
    names: list[str] = []
    values: dict[str, object] = {}
    for number, each in enumerate(wanted):
        on, part, types, fragment = _RESTS[each.part]
        first = _MORE_COMMENTS if each.part == COMMENTS else MORE_ITEMS
        asked = f"{part}(first: {first}, after: $after{number}{types}) {{ ...{fragment} }}"
        parts.append(f"t{number}: node(id: $id{number}) {{ ... on {on} {{ {asked} }} }}")
        names += [f"$id{number}: ID!", f"$after{number}: String!"]
        values |= {f"id{number}": each.node, f"after{number}": each.after}
    return _question(names, "\n".join(parts), values)


def existing(ids: Sequence[str]) -> Question:
    """Whether these threads are still there, and where: `t0`, `t1` and so on are a hundred each."""
    where = "id repository { id }"
    on = f"... on Issue {{ {where} }} ... on PullRequest {{ {where} }} ... on Discussion {{ {where} }}"
    chunks = [list(ids[start : start + IDS_AT_ONCE]) for start in range(0, len(ids), IDS_AT_ONCE)]
    parts = [f"t{number}: nodes(ids: $ids{number}) {{ {on} }}" for number in range(len(chunks))]
    names = [f"$ids{number}: [ID!]!" for number in range(len(chunks))]
    return _question(names, "\n".join(parts), {f"ids{number}": chunk for number, chunk in enumerate(chunks)})


def _list(name: str, wanted: Wanted, order: str) -> str:
    content = "nodes { id updatedAt }" if wanted.light else _CONTENT[name]
    arguments = ", ".join(filter(None, (f"first: {wanted.first}", f"after: ${name}", order)))
    return f"{name}({arguments}) {{ {_PAGE} {content} }}"


def _of_repository(repository: Repository, parts: Sequence[str], wanted: Mapping[str, Wanted]) -> Question:
    names = [f"${name}: String" for name in wanted]
    values: dict[str, object] = {name: each.after for name, each in wanted.items()}
    body = "\n".join((_REPOSITORY, *parts))
    if repository.id is not None:
        found = f"repository: node(id: $repository) {{ ... on Repository {{ {body} }} }}"
        return _question((*names, "$repository: ID!"), found, {**values, "repository": repository.id})
    owner, _, name = repository.name.partition("/")
    found = f"repository(owner: $owner, name: $name) {{ {body} }}"
    return _question((*names, "$owner: String!", "$name: String!"), found, {**values, "owner": owner, "name": name})


def _question(names: Sequence[str], body: str, values: Mapping[str, object]) -> Question:
    query = f"query activity({', '.join(names)}) {{\n{body}\n{_RATE}\n}}"
    return Question("\n".join((query, *_used(query))), dict(values))


def _used(text: str) -> list[str]:
    """The fragments that a query uses, and those that these use: GraphQL takes no others."""
    found: list[str] = []
    texts = [text]
    while texts:
        here = texts.pop()
        for name, fragment in _FRAGMENTS.items():
            if f"...{name} " in here and fragment not in found:
                found.append(fragment)
                texts.append(fragment)
    return found
