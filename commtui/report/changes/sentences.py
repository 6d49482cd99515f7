"""The changes in words: a sentence for what matters by itself, one for many alike."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby

from commtui.insight.changes import Change
from commtui.model.recognition import Recognition
from commtui.model.record import Record
from commtui.model.reference import Ref
from commtui.model.traits import trait
from commtui.model.words import plural
from commtui.report.changes.comparison import Comparison
from commtui.report.changes.fields import details, introduction, is_choice
from commtui.report.changes.names import Names
from commtui.report.changes.voice import Voice

MOST_OF_A_KIND = 8
MOST_NAMES = 3


def sentences(comparison: Comparison, changes: Sequence[Change], voice: Voice) -> Iterator[str]:
    """What changed, by kind in reading order, the important first; without a full stop at the end."""
    names = Names(comparison)
    for _, group in groupby(changes, key=lambda each: each.kind):
        yield from _of_kind(list(group), names, voice)


def left_out(comparison: Comparison) -> str:
    """A sentence on the changes that are not published, or nothing."""
    count = len(comparison.changes.changes) - len(comparison.published)
    if not count:
        return ""
    return f"{plural(count, 'change')} about people who are not listed {'is' if count == 1 else 'are'} not told here"


def unchanged(comparison: Comparison, voice: Voice) -> str:
    """That nothing changed, or nothing that can be seen."""
    between = f"between {voice.show(comparison.base.name)} and {voice.show(comparison.head.name)}"
    where = " in what can be read" if comparison.changes.problems else ""
    return f"Nothing changed{where} {between}"


def _of_kind(changes: list[Change], names: Names, voice: Voice) -> Iterator[str]:
    kind = changes[0].kind
    by_itself, added, removed = _parted(kind, changes)
    ranked = sorted(by_itself, key=_rank)
    yield from (sentence(each, names, voice) for each in ranked[:MOST_OF_A_KIND])
    more = [f"{plural(len(ranked) - MOST_OF_A_KIND, 'more', 'more')} changed"] if len(ranked) > MOST_OF_A_KIND else []
    if added or removed or more:
        bulk = [*_bulk("more", added, names, voice), *_bulk("removed", removed, names, voice), *more]
        yield f"{_head(kind)}: {'; '.join(bulk)}"


def _parted(kind: type[Record], changes: list[Change]) -> tuple[list[Change], list[Change], list[Change]]:
    """What is told one by one, and what came and went in numbers: all that has no id, and what is too many."""
    found: dict[str, list[Change]] = {"added": [], "removed": [], "other": []}
    for each in changes:
        found[each.what if each.what in found else "other"].append(each)
    one_by_one = found["other"]
    has_name = kind.about.single or "id" in kind.model_fields
    for what in ("added", "removed"):
        if has_name and len(found[what]) <= MOST_OF_A_KIND:
            one_by_one = one_by_one + found[what]
            found[what] = []
    return one_by_one, found["added"], found["removed"]


def _rank(change: Change) -> int:
    if any(is_choice(each.field) and not each.through for each in change.fields) and change.what == "changed":
        return 0
    return {"added": 1, "removed": 2, "renamed": 3, "changed": 4}[change.what]


def sentence(change: Change, names: Names, voice: Voice) -> str:
    """What became of one record; without a full stop at the end."""
    noun = change.kind.about.noun
    title, when = names.title(change), names.when(change)
    subject = " ".join(each for each in (voice.name(title) if title != noun else "", voice.show(when)) if each)
    if change.what == "added":
        said = introduction(change, names, voice)
        return f"{voice.paint('New', 'fine')} {noun} {subject}".rstrip() + (f": {said}" if said else "")
    head = f"{noun.capitalize()} {subject}".rstrip()
    if change.what == "removed":
        return f"{head}: {voice.paint('removed', 'warning')}"
    if change.what == "changed":
        return f"{head}: {details(change, names, voice)}"
    return f"{head}: {'; '.join(each for each in (_new_id(change, voice), details(change, names, voice)) if each)}"


def _new_id(change: Change, voice: Voice) -> str:
    old, new = (voice.cut(str(each.data.get("id"))) if each is not None else "" for each in (change.old, change.new))
    follow = "" if not change.followed else f" ({plural(change.followed, 'reference')} with it)"
    return f"renamed {old} {voice.arrow} {new}{follow}"


def _bulk(what: str, changes: list[Change], names: Names, voice: Voice) -> Iterator[str]:
    if not changes:
        return
    kinds, who = _thanks(changes, names, voice) if changes[0].kind is Recognition else ("", _titles(changes, names))
    shown = [voice.cut(each) for each in who[:MOST_NAMES]]
    more = [plural(len(who) - MOST_NAMES, "other")] if len(who) > MOST_NAMES else []
    listed = f" ({', '.join([*shown, *more])})" if shown else ""
    yield f"{len(changes):,} {voice.paint(what, 'fine' if what == 'more' else 'warning')}{kinds}{listed}"


def _titles(changes: list[Change], names: Names) -> list[str]:
    return [names.title(each) if index < MOST_NAMES else "" for index, each in enumerate(changes)]


def _thanks(changes: list[Change], names: Names, voice: Voice) -> tuple[str, list[str]]:
    """For what people were thanked, the commonest first, and who they are."""
    kinds: Counter[str] = Counter()
    people: dict[str, None] = {}
    for each in changes:
        data = each.now.data
        given = data.get("kinds")
        kinds.update(id_ for id_ in (given if isinstance(given, list) else ()) if isinstance(id_, str))
        if isinstance(data.get("person"), str):
            people[data["person"]] = None
    for_what = [voice.cut(_name(names, "kinds", id_)) for id_, _ in kinds.most_common(MOST_NAMES + 1)]
    if len(kinds) > MOST_NAMES + 1:
        for_what = [*for_what[:MOST_NAMES], "more"]
    said = f", for {_and(for_what)}" if for_what else ""
    return said, [_name(names, "person", id_) for id_ in people]


def _name(names: Names, field: str, id_: str) -> str:
    ref = trait(Recognition.model_fields[field], Ref)
    return names.of(ref, id_, {}) if ref is not None else id_


def _and(words: list[str]) -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"


def _head(kind: type[Record]) -> str:
    # The recognition log and the roadmap are one thing; of the others there are many.
    return kind.about.noun.capitalize() if kind is Recognition else kind.about.nouns.capitalize()
