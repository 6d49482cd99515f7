"""The clipboard and the browser: what a record is called, where it stands, and where it leads."""

from __future__ import annotations

import asyncio
import os
from typing import TYPE_CHECKING, Any

from commtui.tui.deeds.base import AppDeeds
from commtui.tui.text import clean, cut

if TYPE_CHECKING:
    from commtui.store.snapshot import Entry
    from commtui.tui.copying import Offer
    from commtui.tui.links import Link

LONGEST_NAMED = 100


class Clipboard(AppDeeds):
    """Copies, and promises no more than it knows: mostly the terminal decides."""

    def why_not(self, action: str) -> str | None:
        """What stands against it now."""
        if action != "link" or self.subject is None or self._link_under_cursor() is not None:
            return None
        from commtui.tui.links import links_of

        return None if links_of(self.subject) else "the record names no address"

    async def act_copy(self) -> None:
        """Copy the link that is selected, else the record's id."""
        link = self._link_under_cursor()
        if link is not None:
            await self.copy(link.address)
        elif (entry := self._entry_under_cursor()) is not None:
            await self.copy(getattr(entry.record, "id", None) or entry.where)

    async def act_copy_menu(self) -> None:
        """Ask what of the record to copy."""
        from commtui.tui.copying import offers
        from commtui.tui.screens.choices import Choice
        from commtui.tui.screens.copying import KeyMenu

        entry, state = self.subject, self.state
        if entry is None or state is None:
            return
        found = await asyncio.to_thread(offers, state.snapshot, entry)
        named = {_unique(each): each for each in found}
        choices = [Choice(name, each.key, self._begin(each)) for name, each in named.items()]

        async def take(name: str | None) -> None:
            if name is not None:
                each = named[name]
                await self.copy(each.text, f"the {each.name}" if "\n" in each.text else "")

        await self.app.push_screen(KeyMenu("Copy", choices, self.menu_spot), take)

    async def act_link(self) -> None:
        """Open the record's address in the browser."""
        from commtui.tui.links import links_of
        from commtui.tui.screens.choices import Choice
        from commtui.tui.screens.copying import KeyMenu

        link = self._link_under_cursor()
        if link is not None:
            await self.open(link)
            return
        found = links_of(self.subject) if self.subject is not None else ()
        if len(found) == 1:
            await self.open(found[0])
            return
        named = {f"{each.label} {number}": each for number, each in enumerate(found[:9], 1)}
        choices = [Choice(name, name.rpartition(" ")[2], each.address) for name, each in named.items()]

        async def take(name: str | None) -> None:
            if name is not None:
                await self.open(named[name])

        if choices:
            await self.app.push_screen(KeyMenu("Open", choices, self.menu_spot), take)

    async def open(self, link: Link) -> None:
        """Open a web address in the browser of this screen; where there is none, show and copy it."""
        from commtui.tui import clipboard

        address = clean(link.address)
        if not link.is_web:
            named = cut(address, LONGEST_NAMED, self.app.glyphs.ellipsis)
            self.app.warn(f"Not opened: {named} is no http or https address")
            return
        command = None if self.app.is_web else clipboard.browser(os.environ, link.address)
        if command is not None and await asyncio.to_thread(clipboard.run, command):
            self.app.tell(f"Opened {address}")
            return
        why = "no browser here" if command is None else "the browser did not start"
        self.app.copy_to_clipboard(link.address)
        self.app.warn(f"{address}: {why}; copied, if your {self._decides} lets it")

    async def copy(self, text: str, what: str = "") -> None:
        """Copy a text, and name it, or `what` it is."""
        from commtui.tui import clipboard

        self.app.copy_to_clipboard(text if what else clean(text))
        named = what or cut(text, LONGEST_NAMED, self.app.glyphs.ellipsis)
        command = None if self.app.is_web or self.app.is_headless else clipboard.copier(os.environ)
        if command is not None and await asyncio.to_thread(clipboard.run, command, self.app.clipboard):
            self.app.tell(f"Copied {named}")
        else:
            self.app.tell(f"Copied {named}: your {self._decides} decides whether it reaches the clipboard")

    @property
    def _decides(self) -> str:
        return "browser" if self.app.is_web else "terminal"

    def _target(self) -> object:
        """What the line that is selected on a page leads to."""
        return getattr(self.app.screen.focused, "target", None)

    def _link_under_cursor(self) -> Link | None:
        from commtui.tui.links import Link

        target = self._target()
        return target if isinstance(target, Link) else None

    def _entry_under_cursor(self) -> Entry[Any] | None:
        from commtui.store.snapshot import Entry

        target = self._target()
        return target if isinstance(target, Entry) else self.subject

    def _begin(self, offer: Offer) -> str:
        first, _, more = offer.text.partition("\n")
        begin = cut(first, max(60 - len(offer.note), 20), self.app.glyphs.ellipsis)
        return f"{begin}  ({offer.note})" if offer.note else f"{begin} {self.app.glyphs.ellipsis}" if more else begin


def _unique(offer: Offer) -> str:
    return f"{offer.name} {offer.key}" if offer.key.isdigit() and offer.key != "1" else offer.name
