"""What is asked before a record goes: its name and file, who names it, and what would become of those."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from textual.content import Content

from commtui.model.kinds import BY_NAME
from commtui.model.ladder import Ladder
from commtui.model.words import plural
from commtui.store.edits import Deed, Verb
from commtui.store.errors import Reference
from commtui.store.snapshot import Entry
from commtui.tui.lines import Line, line
from commtui.tui.screens.question import Answer, Question, muted, strong

if TYPE_CHECKING:
    from commtui.tui.deeds.removing import Removal
    from commtui.tui.glyphs import Glyphs

DELETE, UNLINK, CASCADE = "y", "u", "c"
MOST_NAMES = 4
UNDO = "undo brings all back"


def removal_question(removal: Removal, glyphs: Glyphs, whole_key: str = "") -> Question:
    """Whether to delete it, and how; of a rung, which key deletes its ladder."""
    references = removal.references
    about = [strong(removal.caption), muted(removal.entry.where)]
    if removal.path and whole_key:
        about.append(muted(f"The rung alone: {whole_key} deletes the whole ladder."))
    elif rungs := _rungs(removal, glyphs):
        about.append(muted(rungs))
    if references:
        records = len({(each.entry.file.path, each.entry.path) for each in references})
        names = "names" if records == 1 else "name"
        about += [Content(""), Content(f"{plural(records, 'record')} {names} this {removal.noun}:")]
    return Question(
        f"Delete the {removal.noun}?",
        about,
        tuple(_answers(removal, glyphs)),
        mentions=[_mention(each) for each in references],
    )


def _rungs(removal: Removal, glyphs: Glyphs) -> str:
    """The rungs that go with a ladder."""
    record = removal.entry.record
    titles = [each.title for each in record.rung] if isinstance(record, Ladder) and not removal.path else []
    more = [f"{glyphs.ellipsis} {titles[-1]}"] if len(titles) > MOST_NAMES + 1 else titles[MOST_NAMES:]
    return f"With its {plural(len(titles), 'rung')}: {', '.join((*titles[:MOST_NAMES], *more))}" if titles else ""


def _answers(removal: Removal, glyphs: Glyphs) -> Iterator[Answer]:
    if not removal.references:
        yield Answer(DELETE, "Delete", f"deletes the {removal.noun}; {UNDO}", is_grave=True)
    if removal.unlink is not None:
        told = _deeds(removal.unlink, glyphs)
        yield Answer(UNLINK, "Unlink", f"deletes the {removal.noun}, and {told}; {UNDO}", is_grave=True)
    if removal.cascade is not None:
        told = _deeds(removal.cascade, glyphs)
        yield Answer(CASCADE, "Cascade", f"deletes the {removal.noun}, and {told}; {UNDO}", is_grave=True)


def _deeds(deeds: Sequence[Deed], glyphs: Glyphs) -> str:
    """What becomes of the others: how many go too, and from how many the name is taken out."""
    gone = [each for each in deeds if each.verb is Verb.REMOVE]
    unlinked = [each for each in deeds if each.verb is not Verb.REMOVE]
    parts = []
    if unlinked:
        parts.append(f"takes the name out of {plural(len(unlinked), 'record')}")
    if gone:
        parts.append(f"deletes {plural(len(gone), 'record')} that cannot be without it ({_named(gone, glyphs)})")
    return " and ".join(parts) or "changes nothing else"


def _named(deeds: Sequence[Deed], glyphs: Glyphs) -> str:
    counted: dict[str, int] = {}
    for each in deeds:
        counted[each.kind] = counted.get(each.kind, 0) + 1
    if len(deeds) <= MOST_NAMES and all(each.id for each in deeds):
        return ", ".join(f"{BY_NAME[each.kind].about.noun} {each.caption}" for each in deeds)
    kinds = [(BY_NAME[kind].about, count) for kind, count in counted.items()]
    return ", ".join(f"{count} {about.noun if count == 1 else about.nouns}" for about, count in kinds)


def _mention(reference: Reference) -> Line:
    entry = reference.entry
    kind = entry.record.about.name if isinstance(entry, Entry) else str(entry.kind)
    named = entry.record.caption if isinstance(entry, Entry) else str(entry.data.get("id", ""))
    field = ".".join(str(each) for each in reference.path if isinstance(each, str))
    return line(
        (f"{BY_NAME[kind].about.noun} ", "muted"), named, (f"  in {field}", "muted"), (f"  {entry.where}", "faint")
    )
