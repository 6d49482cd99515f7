"""Who is who, worked out in plain Python a second time, from the text of the readings alone."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from fnmatch import fnmatchcase

from commtui.model.person import Person
from tests.metrics.rows import Actor, History

# Agents that write code: by login, and by the address that they sign commits with.
AGENT_LOGINS = {
    "copilot",
    "copilot-swe-agent",
    "devin-ai-integration",
    "google-labs-jules",
    "cursoragent",
    "sweep-ai",
    "chatgpt-codex-connector",
}
AGENT_ADDRESSES = {"noreply@anthropic.com", "cursoragent@cursor.com", "noreply@aider.chat", "noreply@openai.com"}


class Identities:
    """The person behind each actor; None stands for a bot."""

    def __init__(self, history: History) -> None:
        self._history = history
        self._plan = {person.id: person for person in history.people}
        self._group = self._joined()
        self._bots = self._groups_of_bots()
        self._names = {group: self._name(group) for group in set(self._group.values())}

    def person(self, actor: str) -> str | None:
        """The id of the person whose account it is, or None where a program did it."""
        group = self._group[f"actor {actor}"]
        return None if group in self._bots else self._names[group]

    def planned(self, person: str) -> Person | None:
        """The person of the plan, or None where the plan does not know them."""
        return self._plan.get(person)

    def _joined(self) -> Mapping[str, str]:
        """The smallest node that is reached from each node by shared keys: a flood over a graph."""
        edges: dict[str, set[str]] = {}
        for actor in self._history.actors:
            _join(edges, f"actor {actor.id}", _keys(actor.login, actor.github_id, [actor.email]))
        for person in self._history.people:
            _join(edges, f"person {person.id}", _keys(person.github, person.github_id, list(person.emails)))
        group: dict[str, str] = {}
        for start in sorted(edges):
            todo = [start] if start not in group else []
            while todo:
                node = todo.pop()
                if node not in group:
                    group[node] = start
                    todo.extend(edges[node])
        return group

    def _groups_of_bots(self) -> frozenset[str]:
        patterns = [pattern.lower() for pattern in self._history.community.bots]
        actors = {self._group[f"actor {each.id}"] for each in self._history.actors if _is_bot(each, patterns)}
        planned = {self._group[f"person {each.id}"] for each in self._history.people if each.kind != "human"}
        return frozenset(actors | planned)

    def _name(self, group: str) -> str:
        members = [node for node, of in self._group.items() if of == group]
        people = sorted(node.removeprefix("person ") for node in members if node.startswith("person "))
        logins = sorted(node.removeprefix("login ") for node in members if node.startswith("login "))
        emails = sorted(node.removeprefix("mail ") for node in members if node.startswith("mail "))
        if people:
            return people[0]
        return f"github:{logins[0]}" if logins else f"git:{emails[0]}" if emails else group


def _keys(login: str | None, github_id: int | None, emails: list[str | None]) -> Iterator[str]:
    if login:
        yield f"login {login.lower()}"
    if github_id is not None:
        yield f"number {github_id}"
    for email in filter(None, emails):
        yield f"mail {email.lower()}"
        match = re.fullmatch(r"(?:(\d+)\+)?([^@]+)@users\.noreply\.github\.com", email.lower())
        if match:
            yield f"login {match[2]}"
        if match and match[1]:
            yield f"number {match[1]}"


def _join(edges: dict[str, set[str]], node: str, keys: Iterator[str]) -> None:
    edges.setdefault(node, set())
    for key in keys:
        edges[node].add(key)
        edges.setdefault(key, set()).add(node)


def _is_bot(actor: Actor, patterns: list[str]) -> bool:
    said = [each.lower() for each in (actor.login, actor.name, actor.email) if each]
    if actor.kind == "bot":
        return True
    if any(each.endswith("[bot]") or "[bot]@" in each for each in said):
        return True
    logins = {key.removeprefix("login ") for key in _keys(actor.login, None, [actor.email]) if key.startswith("login ")}
    if logins & AGENT_LOGINS or (actor.email or "").lower() in AGENT_ADDRESSES:
        return True
    # A bracket in a pattern is meant as it stands: nobody writes a character class for `*[bot]`.
    return any(fnmatchcase(each, pattern.replace("[", "[[]")) for pattern in patterns for each in [*said, *logins])
