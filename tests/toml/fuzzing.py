"""Random edits of texts written by hand, each with the same edit of plain data."""

from __future__ import annotations

import copy
from collections.abc import Callable
from dataclasses import dataclass
from random import Random
from typing import Any

from commtui.toml import Document, KeyPath, set_value, take_record
from tests.toml.edits import deleted, inserted, moved, pasted, with_table
from tests.toml.planned import plan_text
from tests.toml.written import Writer, containers, leaves

VALUES: tuple[Any, ...] = (
    "active",
    "two\nlines\n",
    "tab\t, quote \", 'single' and \\ # no comment",
    "",
    7,
    0,
    True,
    1.0,
    -0.0,
    float("nan"),
    2**63 - 1,
    ["ana", "ben"],
    [],
    ["someone with a long name " * 2, "and another of them " * 2, "one more"],
    {},
    {"title": "x", "done": False},
    {"a b": {"c": [1, {"d": 2}]}},
    [{"title": "one"}, {"title": "two", "score": 0.5}],
    [[1, 2], [], ["x"]],
    [1, {"a": 1}],
)
RECORD = {"id": "new", "title": "A new one", "owners": ["ana"], "links": {"web": "x"}, "key_result": [{"title": "k"}]}


@dataclass(frozen=True)
class Edit:
    """An edit of a document, and the same of its data, in place; `path` is what may change."""

    name: str
    path: KeyPath
    apply: Callable[[Document], Document]
    expect: Callable[[Any], None]
    only_adds: bool = False
    only_moves: bool = False


def at(data: Any, path: KeyPath) -> Any:
    for part in path:
        data = data[part]
    return data


def some_text(dice: Random) -> str:
    """A text in one of the many ways to write one by hand; the mark at its start may be there too."""
    text = Writer(dice, dice.randint(1, 30)).text() if dice.random() < 0.4 else plan_text(dice)
    eol = "\r\n" if "\r\n" in text else "\n"
    if dice.random() < 0.25:
        text = text.rstrip("\r\n")
    elif not text.endswith("\n"):
        text += eol
    return ("\ufeff" if dice.random() < 0.2 else "") + text


def some_edit(dice: Random, data: dict[str, Any]) -> Edit:
    """An edit that plain data allows."""
    makers = (_set, _set_whole, _add, _delete, _insert, _remove, _move, _record, _remove_record, _move_record, _paste)
    while True:
        made = dice.choice(makers)(dice, data)
        if made is not None:
            return made


def _value(dice: Random) -> Any:
    return copy.deepcopy(dice.choice(VALUES))


def _setting(name: str, path: KeyPath, value: Any, *, only_adds: bool = False) -> Edit:
    def expect(data: Any) -> None:
        at(data, path[:-1])[path[-1]] = value

    return Edit(name, path, lambda document: set_value(document, path, value), expect, only_adds)


def _set(dice: Random, data: Any) -> Edit | None:
    found = leaves(data)
    return _setting("set", dice.choice(found)[0], _value(dice)) if found else None


def _set_whole(dice: Random, data: Any) -> Edit | None:
    found = [each for each in containers(data) if each[0]]
    if not found:
        return None
    path, old = dice.choice(found)
    new = copy.deepcopy(old)
    if dice.random() < 0.15:
        new = _value(dice)
    elif isinstance(new, list):
        for _ in range(dice.randint(1, 3)):
            _mutate(dice, new)
    else:
        for key in list(new):
            if dice.random() < 0.3:
                del new[key]
        new["brand new"] = _value(dice)  # or another value
    return _setting("set whole", path, new)


def _mutate(dice: Random, items: list[Any]) -> None:
    action = dice.randrange(4)
    if action == 0:
        items.insert(dice.randint(0, len(items)), _value(dice))
    elif items and action == 1:
        items.pop(dice.randrange(len(items)))
    elif items and action == 2:
        items[dice.randrange(len(items))] = _value(dice)
    else:
        dice.shuffle(items)


def _new_path(dice: Random, data: Any, name: str) -> KeyPath:
    """The path of a key that a table does not have yet."""
    path, table = dice.choice([each for each in containers(data) if isinstance(each[1], dict)])
    while name in table:
        name += "er"
    return *path, name


def _add(dice: Random, data: Any) -> Edit | None:
    path = _new_path(dice, data, "brand.new")
    return _setting("add", path, _value(dice), only_adds=True)


def _drop(data: Any, path: KeyPath, *, is_headed: bool) -> None:
    holder = at(data, path[:-1])
    del holder[path[-1]]
    if is_headed and isinstance(holder, list) and not holder:
        del at(data, path[:-2])[path[-2]]


def _delete(dice: Random, data: Any) -> Edit | None:
    found = [path for path, _ in leaves(data) + containers(data)[1:] if isinstance(path[-1], str)]
    if not found:
        return None
    path = dice.choice(found)
    return Edit("delete", path, lambda document: deleted(document, path), lambda it: _drop(it, path, is_headed=False))


def _lists(data: Any, *, of_records: bool | None = None) -> list[tuple[KeyPath, list[Any]]]:
    lists = [(path, each) for path, each in containers(data) if isinstance(each, list)]
    if of_records is None:
        return lists
    return [
        (path, each) for path, each in lists if (bool(each) and all(isinstance(x, dict) for x in each)) == of_records
    ]


def _insert(dice: Random, data: Any) -> Edit | None:
    found = _lists(data, of_records=False)
    if not found:
        return None
    path, items = dice.choice(found)
    return _inserting("insert", path, dice.randint(0, len(items)), _value(dice))


def _inserting(name: str, path: KeyPath, index: int, value: Any) -> Edit:
    return Edit(
        name,
        path,
        lambda document: inserted(document, path, index, value),
        lambda data: (
            at(data, path[:-1]).setdefault(path[-1], []).insert(index, value)
            if isinstance(path[-1], str)
            else at(data, path).insert(index, value)
        ),
        only_adds=True,
    )


def _remove(dice: Random, data: Any, *, of_records: bool = False) -> Edit | None:
    found = [(path, items) for path, items in _lists(data, of_records=of_records) if items]
    if not found:
        return None
    path, items = dice.choice(found)
    place = (*path, dice.randrange(len(items)))
    name = "remove record" if of_records else "remove"
    return Edit(name, place, lambda it: deleted(it, place), lambda it: _drop(it, place, is_headed=False))


def _remove_record(dice: Random, data: Any) -> Edit | None:
    return _remove(dice, data, of_records=True)


def _move(dice: Random, data: Any, *, of_records: bool = False) -> Edit | None:
    found = [(path, items) for path, items in _lists(data, of_records=of_records) if len(items) > 1]
    if not found:
        return None
    path, items = dice.choice(found)
    index, to = dice.randrange(len(items)), dice.randrange(len(items))

    def expect(data: Any) -> None:
        members = at(data, path)
        members.insert(to, members.pop(index))

    return Edit(
        "move record" if of_records else "move",
        path,
        lambda document: moved(document, (*path, index), to),
        expect,
        only_moves=True,
    )


def _move_record(dice: Random, data: Any) -> Edit | None:
    return _move(dice, data, of_records=True)


def _record(dice: Random, data: Any) -> Edit | None:
    record = copy.deepcopy(RECORD)
    found = _lists(data, of_records=True)
    if found and dice.random() < 0.8:
        path, items = dice.choice(found)
        return _inserting("record", path, dice.randint(0, len(items)), record)
    path = _new_path(dice, data, "brand new")
    if dice.random() < 0.5:
        return _inserting("first record", path, 0, record)
    return Edit(
        "table",
        path,
        lambda document: with_table(document, path, record),
        lambda it: at(it, path[:-1]).update({path[-1]: record}),
        only_adds=True,
    )


def _paste(dice: Random, data: Any) -> Edit | None:
    found = [each for each in _lists(data, of_records=True) if len(each[1]) > 1]
    if not found:
        return None
    path, items = dice.choice(found)
    index, to = dice.randrange(len(items)), dice.randrange(len(items))

    def apply(document: Document) -> Document:
        left, taken = take_record(document, (*path, index))
        return pasted(left, path, taken, to)

    def expect(data: Any) -> None:
        members = at(data, path)
        members.insert(to, members.pop(index))

    return Edit("paste", path, apply, expect, only_moves=True)
