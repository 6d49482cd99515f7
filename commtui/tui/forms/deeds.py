"""What can be done in a form beside typing: from field to field, with the parts of a list, and with long texts."""

from __future__ import annotations

import os
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from textual.app import SuspendNotSupported

from commtui.tui.doing import Deeds
from commtui.tui.forms.draft import Above, Base, Draft
from commtui.tui.forms.fields import NESTED, FormField, Sort
from commtui.tui.forms.member import Member
from commtui.tui.forms.members import MembersEditor

if TYPE_CHECKING:
    from commtui.tui.forms.base import FormScreen

_ON_TEXT = frozenset({"form.preview", "form.editor"})
_ON_PARTS = frozenset({"form.open", "form.add", "form.remove", "form.restore", "form.up", "form.down"})


class Fields(Deeds):
    """The fields, one after the other."""

    def __init__(self, form: FormScreen[Any]) -> None:
        self._form = form

    def act_form_field(self) -> None:
        """To the next field."""
        self._form.focus_next()

    def act_form_field_before(self) -> None:
        """To the field before."""
        self._form.focus_previous()

    act_form_next, act_form_previous = act_form_field, act_form_field_before


class Parts(Deeds):
    """The nested tables that have the focus."""

    def __init__(self, form: FormScreen[Any]) -> None:
        self._form = form

    def why_not(self, action: str) -> str | None:
        """What stands against an action on what has the focus."""
        has_parts = isinstance(self._form.focused, MembersEditor)
        return "there are no parts here" if action in _ON_PARTS and not has_parts else None

    @property
    def _editor(self) -> MembersEditor:
        focused = self._form.focused
        if not isinstance(focused, MembersEditor):
            raise LookupError("no parts have the focus")
        return focused

    def act_form_open(self) -> None:
        """Edit the part under the cursor."""
        self._editor.open()

    def act_form_add(self) -> None:
        """Edit a new part."""
        self._editor.add()

    def act_form_remove(self) -> None:
        """Take the part out."""
        self._editor.remove_current()

    def act_form_restore(self) -> None:
        """Bring a part back."""
        self._editor.restore()

    def act_form_up(self) -> None:
        """Put the part further up."""
        self._editor.shift(-1)

    def act_form_down(self) -> None:
        """Put the part further down."""
        self._editor.shift(1)

    async def open(self, editor: MembersEditor, index: int) -> None:
        """Edit a nested table in a form of its own; behind the last one, a new one."""
        from commtui.tui.forms.nested import TableForm

        form, field = self._form, editor.field
        form.take()
        if field.table is None:
            return
        members = form.draft.members(field.name)
        member = members[index] if index < len(members) else Member({})
        # Until it is closed, what others change there is not taken over under its feet.
        form.draft.pinned = field.name
        draft = Draft(form.draft.world, field.table, Base(member.values), None, Above(form.draft, field, index))

        def keep(answer: Member | None) -> None:
            form.draft.pinned = None
            if answer is not None:
                self._keep(editor, field, index, answer)
            form.draft.settle()
            form.show_values(name for name, each in form.draft.fields.items() if each.sort in NESTED)
            form.show()

        await form.app.push_screen(TableForm(draft, form.heading), keep)

    def _keep(self, editor: MembersEditor, field: FormField, index: int, answer: Member) -> None:
        members = list(self._form.draft.members(field.name))
        if index < len(members):
            members[index] = replace(members[index], values=answer.values)
        else:
            members.append(answer)
            editor.cursor = index
        self._form.draft.put_members(field.name, members)


class LongTexts(Deeds):
    """The long text that has the focus."""

    def __init__(self, form: FormScreen[Any]) -> None:
        self._form = form

    def why_not(self, action: str) -> str | None:
        """What stands against an action on what has the focus."""
        row = self._form.current
        is_long = row is not None and row.field.sort is Sort.MARKDOWN
        return "this is no long text" if action in _ON_TEXT and not is_long else None

    def act_form_preview(self) -> None:
        """Show the text as it is rendered."""
        from commtui.tui.forms.preview import Preview

        row = self._form.current
        if row is not None:
            self._form.app.push_screen(Preview(row.field.title, str(row.raw or "")))

    def act_form_editor(self) -> None:
        """Write the text in the user's own editor."""
        from commtui.tui.forms.own_editor import NotEditedError, edited

        form, row = self._form, self._form.current
        if row is None:
            return
        try:
            text = edited(str(row.raw or ""), os.environ, form.app.suspend())
        except NotEditedError as error:
            form.tell(f"Nothing taken over: {error}")
        except SuspendNotSupported:
            form.tell("An editor cannot be opened from here")
        else:
            row.put(text)
            form.put(row)
            form.show()
