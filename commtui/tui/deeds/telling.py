"""What an edit did, in the words of `commtui diff`, and where to look at it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from commtui.insight.changes import Change, compare
from commtui.model.kinds import BY_NAME
from commtui.model.words import plural
from commtui.report.changes.comparison import Comparison, SideOf
from commtui.report.changes.sentences import sentences
from commtui.report.refusals import reasons
from commtui.store.edits import Deed, Verb
from commtui.store.errors import EditError
from commtui.store.history import Step
from commtui.store.snapshot import Entry, Snapshot
from commtui.tui.glyphs import Glyphs
from commtui.tui.text import clean, cut
from commtui.tui.voice import quoted, voice

LONGEST_SENTENCE = 200
MOST_REASONS = 3


@dataclass(frozen=True, slots=True, eq=False)
class Done:
    """A step that was made, taken back or done again, and the community before and after it."""

    step: Step
    before: Snapshot
    after: Snapshot


def told(done: Done, glyphs: Glyphs, *, is_undo: bool = False) -> str:
    """What the step did: the first sentence about it, and how many more there are."""
    comparison, changes = _compared(done)
    found = list(sentences(comparison, changes, voice(glyphs, _again) if is_undo else voice(glyphs)))
    found = found or [deed_in_words(each, glyphs) for each in done.step.deeds]
    return _first_of(found, glyphs)


def where(done: Done) -> str:
    """The file that the step wrote, or how many."""
    files = list(dict.fromkeys(each.file for each in done.step.deeds))
    return clean(files[0]) if len(files) == 1 else plural(len(files), "file")


def with_key(words: str, key: str, what: str, glyphs: Glyphs) -> str:
    """The words, and which key does what about it: `... · u undoes it`; no key where it has none."""
    return f"{words} {glyphs.dot} {key} {what}" if key else words


def landing(done: Done) -> Entry[Any] | None:
    """The record that the step is about, as it is after it; None where it is gone."""
    deed = next(iter(done.step.deeds), None)
    if deed is None:
        return None
    if deed.id is not None:
        return done.after.find(BY_NAME[deed.kind], deed.id)
    _, changes = _compared(done)
    about = (each.new for each in changes if each.kind.about.name == deed.kind)
    return next((each for each in about if isinstance(each, Entry)), None)


def refusal(error: EditError) -> str:
    """Why an edit was not made."""
    found = [f"{message}{f' ({hint})' if hint else ''}" for message, hint in reasons(error)]
    more = len(found) - MOST_REASONS
    return clean("; ".join([*found[:MOST_REASONS], *([f"and {more} more"] if more > 0 else [])]))


def deed_in_words(deed: Deed, glyphs: Glyphs) -> str:
    """What was done to a record, where its content says nothing of it."""
    noun = BY_NAME[deed.kind].about.noun
    done = {Verb.MOVE: f"has another place in {deed.file}", Verb.ADD: "added", Verb.REMOVE: "removed"}
    return f"{noun.capitalize()} {quoted(deed.caption, glyphs)}: {done.get(deed.verb, 'changed')}"


def called(entry: Entry[Any], glyphs: Glyphs) -> str:
    """A record as the middle of a sentence names it: `goal “First response”`."""
    return f"{entry.record.about.noun} {quoted(entry.record.caption, glyphs)}"


def _compared(done: Done) -> tuple[Comparison, list[Change]]:
    """What is different in the files of the step: what others did elsewhere meanwhile is not told as ours."""
    found = compare(done.before, done.after)
    files = {each.path for each in done.step.traces}
    changes = [each for each in found.changes if each.now.file.path in files]
    # What the step is about comes before what followed from it.
    about = done.step.deeds[0].kind if done.step.deeds else ""
    changes.sort(key=lambda each: each.kind.about.name != about)
    return Comparison(SideOf("before", None, done.before), SideOf("now", None, done.after), found), changes


def _again(text: str, _role: str) -> str:
    """What comes by an undo is not new: it was there before."""
    return {"New": "Restored", "more": "restored"}.get(text, text)


def _first_of(found: list[str], glyphs: Glyphs) -> str:
    more = len(found) - 1
    first = cut(found[0], LONGEST_SENTENCE, glyphs.ellipsis) if found else "Nothing changed"
    if more <= 0:
        return first
    return f"{first}; and {more:,} more {'change' if more == 1 else 'changes'}"
