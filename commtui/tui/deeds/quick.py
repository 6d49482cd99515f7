"""Edits of one key: another status, earlier or later in time, up or down in the file."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from commtui.tui.deeds.base import AppDeeds

if TYPE_CHECKING:
    from commtui.model.goal import Goal
    from commtui.model.record import Record
    from commtui.store.snapshot import Entry

SEEN_IN_FILE_ORDER = frozenset({"item", "focus_area", "channel", "recognition_kind", "ladder"})


class Quick(AppDeeds):
    """Changes one thing of the record under the cursor, without a form."""

    async def act_status(self) -> None:
        """Choose another status from a little menu."""
        entry = self.app.edits.current()
        if entry is None:
            return
        name = main_choice(type(entry.record))
        if name is None:
            self.app.tell(f"A {entry.record.about.noun} has no status")
            return
        await self._choose(entry, name)

    async def _choose(self, entry: Entry[Any], name: str) -> None:
        from commtui.model.reference import Choices
        from commtui.model.traits import choices, trait
        from commtui.tui.glyphs import STATUS_STYLE, status_glyph
        from commtui.tui.screens.choices import ChoiceMenu, with_keys

        field = type(entry.record).model_fields[name]
        said = trait(field, Choices)
        values = [(each, said.meanings.get(each, "") if said else "") for each in choices(field)]
        now = getattr(entry.record, name)

        def look(value: str) -> tuple[str, str]:
            return (
                (status_glyph(self.app.glyphs, value), STATUS_STYLE.get(value, "text"))
                if name == "status"
                else ("", "")
            )

        async def answer(value: str | None) -> None:
            if value is None or value == now:
                return
            # A default that is not written stays so: an equal value writes nothing.
            await self.app.edits.set_field(entry, name, value)

        title = f"{field.title or name} of {entry.record.caption}"
        await self.app.push_screen(ChoiceMenu(title, with_keys(values, look), now, self.menu_spot), answer)

    async def act_later(self) -> None:
        """One step later in time."""
        await self._step(1)

    async def act_earlier(self) -> None:
        """One step earlier in time."""
        await self._step(-1)

    async def _step(self, steps: int) -> None:
        from commtui.model.goal import Goal
        from commtui.model.item import Item
        from commtui.model.stepping import NoStepError, stepped

        entry = self.app.edits.current()
        if entry is None:
            return
        record = entry.record
        try:
            if isinstance(record, Goal):
                await self._step_goal(entry, steps)
            elif isinstance(record, Item):
                await self.app.edits.set_field(entry, "when", str(stepped(record.when, steps)))
            else:
                self.app.tell(f"A {record.about.noun} has no quarter or other time to step through")
        except NoStepError as error:
            self.app.tell(f"{'Later' if steps > 0 else 'Earlier'}: {error}")

    async def _step_goal(self, entry: Entry[Goal], steps: int) -> None:
        from commtui.insight.carrying import is_open
        from commtui.model.stepping import stepped

        goal, state = entry.record, self.state
        quarter = str(stepped(goal.quarter, steps))
        if state is None or steps < 0 or not is_open(goal) or goal.quarter > state.progress.quarter:
            await self.app.edits.set_field(entry, "quarter", quarter)
            return
        await self._ask_how_it_goes_on(entry, quarter)

    async def _ask_how_it_goes_on(self, entry: Entry[Goal], quarter: str) -> None:
        from commtui.insight.carrying import later_quarter
        from commtui.tui.screens.going_on import CARRY_ON, MOVE, going_on_question

        state = self.state
        if state is None:
            return
        later = later_quarter(entry.record, state.progress.quarter)

        async def answer(key: str | None) -> None:
            if key == MOVE:
                await self.app.edits.set_field(entry, "quarter", quarter)
            elif key == CARRY_ON:
                await self._carry_on(entry)

        await self.app.push_screen(going_on_question(state.snapshot, entry, quarter, str(later)), answer)

    async def _carry_on(self, entry: Entry[Goal]) -> None:
        from commtui.insight.carrying import carried_on, later_quarter
        from commtui.model.goal import Goal
        from commtui.store.edits import AddRecord, SetFields

        state, workspace = self.state, self.app.edits.workspace
        if state is None or workspace is None:
            return
        now = state.progress.quarter
        taken = {each.id for each in workspace.snapshot.records(Goal)}
        later = later_quarter(entry.record, now)
        data = carried_on(entry, later, now, taken, state.values)
        made = await self.app.edits.make(SetFields(entry, {("status",): "moved"}), AddRecord("goal", data), stay=True)
        if made:
            await self.app.edits.follow(workspace.snapshot.find(Goal, data["id"]))

    async def act_order_down(self) -> None:
        """One place down."""
        await self._reorder(1)

    async def act_order_up(self) -> None:
        """One place up."""
        await self._reorder(-1)

    async def _reorder(self, steps: int) -> None:
        from commtui.store.edits import MoveMember, MoveRecord

        entry = self.app.edits.current()
        path = self.app.edits.current_part(entry) if entry is not None else None
        if entry is None or path is None:
            return
        kind = entry.record.about
        if path:
            place = rung_beyond(entry, path[-1], steps)
            if place is None:
                self._tell_end("the ladder", steps)
                return
            await self.app.edits.make(MoveMember(entry, path, place), stay=True)
            return
        if kind.name not in SEEN_IN_FILE_ORDER:
            self.app.tell(
                f"{kind.nouns.capitalize()} are not shown in the order of their file: there is nothing to move"
            )
            return
        beyond = neighbor(self._peers(entry), entry, steps)
        if beyond is None:
            self._tell_end(self._group(entry), steps)
            return
        await self.app.edits.make(MoveRecord(entry, int(beyond.path[-1])))

    def _tell_end(self, where: str, steps: int) -> None:
        self.app.tell(f"It is the {'last' if steps > 0 else 'first'} of {where} already")

    def _peers(self, entry: Entry[Any]) -> Sequence[Entry[Any]]:
        """Those that it is seen beside: of its kind and file, and planned for the same time."""
        workspace = self.app.edits.workspace
        everyone = workspace.snapshot.of(type(entry.record)) if workspace is not None else ()
        when = getattr(entry.record, "when", None)
        return [
            each
            for each in everyone
            if each.file.path == entry.file.path and getattr(each.record, "when", None) == when
        ]

    def _group(self, entry: Entry[Any]) -> str:
        when = getattr(entry.record, "when", None)
        return f"{entry.file.name} for {when}" if when is not None else entry.file.name


def main_choice(kind: type[Record]) -> str | None:
    """The field that says where a record of this kind stands: its status, else its first one of fixed values."""
    from commtui.model.traits import choices, is_many

    named = [name for name, field in kind.model_fields.items() if choices(field) and not is_many(field)]
    return "status" if "status" in named else next(iter(named), None)


def neighbor(peers: Sequence[Entry[Any]], entry: Entry[Any], steps: int) -> Entry[Any] | None:
    """The one so many places on among these, or None."""
    place = next((number for number, each in enumerate(peers) if each.path == entry.path), None)
    if place is None or not 0 <= place + steps < len(peers):
        return None
    return peers[place + steps]


def rung_beyond(entry: Entry[Any], index: Any, steps: int) -> int | None:  # noqa: ANN401 - a step of a key path
    """The place in its ladder of the rung that is seen below or above: the way up is shown from its top."""
    rungs = entry.record.rung
    if not isinstance(index, int) or index >= len(rungs):
        return None
    is_main = rungs[index].line == "main"
    seen = [number for number, each in enumerate(rungs) if (each.line == "main") == is_main]
    seen = seen[::-1] if is_main else seen
    place = seen.index(index) + steps
    return seen[place] if 0 <= place < len(seen) else None
