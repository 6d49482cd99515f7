"""Which keys do what, after the user's own wishes: they win over what a key did before, and clashes are told."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from commtui.tui import keys
from commtui.tui.actions import ACTIONS, BY_ID, MAIN, Action
from commtui.tui.actions.action import pretty
from commtui.tui.settings import KEYMAP, Problem
from commtui.tui.settings_file import SettingsFile, shown
from commtui.tui.views import VIEW_IDS

# What an action is bound to that has no key: no terminal sends it.
NO_KEY = "none"


@dataclass(frozen=True, slots=True)
class Keymap:
    """The keys of the actions whose keys are not those that they are declared with.

    `wished` are the ids that the user named; of the others, keys were taken. `clashes` are the ids that the user gave
    one key although they can be done in the same place: the first has it.
    """

    changed: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    wished: frozenset[str] = frozenset()
    clashes: frozenset[tuple[str, str, str]] = frozenset()

    def keys_of(self, action: Action) -> tuple[str, ...]:
        """The keys of an action; none where it is turned off."""
        return self.changed.get(action.id, tuple(_declared(action)))

    def of(self, action: Action) -> Action:
        """The action with the keys that it has now."""
        if action.id not in self.changed:
            return action
        return replace(action, keys=",".join(self.changed[action.id]), shown_key="")

    def for_bindings(self) -> dict[str, str]:
        """The keymap that Textual takes.

        It drops whatever is bound to a key that was or becomes an action's own; so those that share one with it, such
        as an action of another view, are in it as well.
        """
        ids = set(self.changed)
        taken: set[str] = set()
        while True:
            taken = {key for id_ in ids for key in (*_declared(BY_ID[id_]), *self.keys_of(BY_ID[id_]))}
            more = {each.id for each in ACTIONS if taken.intersection(self.keys_of(each))} - ids
            if not more:
                break
            ids |= more
        return {id_: ",".join(self.keys_of(BY_ID[id_])) or NO_KEY for id_ in sorted(ids)}


def keymap_of(file: SettingsFile) -> tuple[Keymap, tuple[Problem, ...]]:
    """The keymap that a settings file asks for, and what is wrong with it."""
    place = shown(file.path)
    problems: list[Problem] = []
    wishes: dict[str, tuple[str, ...]] = {}
    for id_, value in file.keymap.items():
        wished, faults = _wish(id_, value)
        problems += [Problem(place, file.lines[id_], f"{KEYMAP}.{id_}", *each) for each in faults]
        if wished is not None:
            wishes[id_] = wished
    granted, clashes = _granted(wishes)
    for key, first, second in clashes:
        words = f'"{pretty(key)}" is {_named(first)} already: {_named(second)} does not get it'
        problems.append(Problem(place, file.lines[second], f"{KEYMAP}.{second}", words))
    changed = {**granted, **_displaced(granted)}
    for id_ in changed.keys() - granted.keys():
        if not changed[id_]:
            problems.append(_keyless(id_, granted, place, file.lines))
    return Keymap(changed, frozenset(granted), frozenset(clashes)), tuple(problems)


def meet(one: Action, other: Action) -> bool:
    """Whether two actions can be done in the same place, so that a key must mean one of them."""
    if one.not_in == other.scope or other.not_in == one.scope:
        return False
    scopes = {one.scope, other.scope}
    return len(scopes) == 1 or (MAIN in scopes and not scopes.isdisjoint(VIEW_IDS))


def _wish(id_: str, value: Any) -> tuple[tuple[str, ...] | None, list[tuple[str, str]]]:  # noqa: ANN401 - any TOML
    """The keys that are wished for an action, and what is wrong with the wish."""
    from commtui.checks.nearest import Nearest

    if id_ not in BY_ID:
        return None, [("is no action", Nearest().hint(id_, "action", BY_ID, "`commtui keys` lists them all"))]
    if value is False:
        return (), []
    if not isinstance(value, str):
        return None, [("should be keys in quotes, or false for none", f'such as "{BY_ID[id_].keys or "x"}"')]
    found: list[str] = []
    faults: list[tuple[str, str]] = []
    for written in keys.split(value):
        key = keys.heard(written)
        if key is None:
            hint = Nearest().hint(written, "key", keys.names(), 'such as "x", "ctrl+x", "f5", "?"')
            faults.append((f'names a key that there is not: "{written[:40]}"', hint))
        elif key not in found:
            found.append(key)
    return (None if faults and not found else tuple(found)), faults


def _granted(
    wishes: Mapping[str, tuple[str, ...]],
) -> tuple[dict[str, tuple[str, ...]], list[tuple[str, str, str]]]:
    """The wishes without keys that an earlier one has; and the clashes: a key, who has it, who does not get it."""
    granted: dict[str, tuple[str, ...]] = {}
    clashes: list[tuple[str, str, str]] = []
    for id_, wished in wishes.items():
        kept: list[str] = []
        for key in wished:
            first = next((each for each, own in granted.items() if key in own and meet(BY_ID[each], BY_ID[id_])), None)
            if first is None:
                kept.append(key)
            else:
                clashes.append((key, first, id_))
        granted[id_] = tuple(kept)
    return granted, clashes


def _displaced(granted: Mapping[str, tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
    """The actions that lose keys to what the user wishes, with the keys that they keep."""
    found: dict[str, tuple[str, ...]] = {}
    for action in ACTIONS:
        if action.id in granted:
            continue
        own = tuple(_declared(action))
        taken = {key for id_, wished in granted.items() if meet(BY_ID[id_], action) for key in wished}
        if taken.intersection(own):
            found[action.id] = tuple(each for each in own if each not in taken)
    return found


def _keyless(id_: str, granted: Mapping[str, tuple[str, ...]], place: str, lines: Mapping[str, int]) -> Problem:
    action = BY_ID[id_]
    lost = set(_declared(action))
    by = next(each for each, own in granted.items() if meet(BY_ID[each], action) and lost.intersection(own))
    words = f"took {_named(id_)} its last key"
    return Problem(place, lines[by], f"{KEYMAP}.{by}", words, f'give it another: "{id_}" = "...", or "" for none')


def _declared(action: Action) -> Iterator[str]:
    return (each for each in action.keys.split(",") if each)


def _named(id_: str) -> str:
    return f"{BY_ID[id_].title} ({id_})"
