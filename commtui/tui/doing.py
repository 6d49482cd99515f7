"""How a key becomes a deed: the focused widget, its view, the screen and the app are asked, in that order."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from inspect import isawaitable
from typing import TYPE_CHECKING, ClassVar, cast

from textual.await_complete import AwaitComplete
from textual.binding import Binding
from textual.screen import Screen, ScreenResultType

from commtui.tui.actions import ACTIONS, BY_ID, MAIN, Action, bound_in
from commtui.tui.actions.action import pretty

if TYPE_CHECKING:
    from textual.dom import DOMNode

    from commtui.tui.app import CommtuiApp
    from commtui.tui.keymap import Keymap

TOLD_SECONDS = 3.0


class Deeds:
    """Some of what a widget, a screen or the app can do, in an object of its own: methods `act_*`."""

    def why_not(self, action: str) -> str | None:
        """What stands against an action now."""
        return None


def bindings_of(scope: str, *borrowed: str) -> list[Binding]:
    """The bindings of a scope's actions, and of what is borrowed: other scopes, groups and ids of the main one."""
    return [each.binding for each in bound_in(scope, *borrowed)]


class DoingScreen(Screen[ScreenResultType]):
    """A screen whose keys are actions of the registry: those of its scope, and of the main one as far as bound."""

    scope: ClassVar[str]
    # The answer that is given as soon as nothing lies over the screen.
    _answer: tuple[ScreenResultType | None] | None = None

    def dismiss(self, result: ScreenResultType | None = None) -> AwaitComplete:
        """Close once, when nothing lies over it: Textual closes whatever is on top, each time it is asked."""
        stack = self.app.screen_stack
        if self not in stack:
            return AwaitComplete()
        if stack[-1] is not self:
            self._answer = (result,)
            return AwaitComplete()
        return super().dismiss(result)

    def on_screen_resume(self) -> None:
        """Give the answer that had to wait."""
        if self._answer is not None:
            self.dismiss(*self._answer)

    @property
    def deeds(self) -> Sequence[Deeds]:
        """Who is asked after the screen itself."""
        return ()

    @property
    def scopes(self) -> frozenset[str]:
        """The scopes whose actions can be done here now."""
        return frozenset({MAIN, self.scope})

    def chain(self) -> Iterator[DOMNode]:
        """The parts of the app that are asked, the nearest first."""
        yield from (self.focused or self).ancestors_with_self

    def doers(self) -> Iterator[object]:
        """Who may do something, the nearest first."""
        for node in self.chain():
            yield node
            yield from getattr(node, "deeds", ())

    def handler(
        self, action: Action, doers: Iterable[object] | None = None
    ) -> tuple[Callable[[], object], str | None] | None:
        """The method that does it now, and what stands against it; None where nothing here can do it.

        Whoever is asked on the way (`doers`, where they are known) may say what stands against it, with a `why_not` of
        its own.
        """
        if action.scope not in self.scopes or action.not_in in self.scopes:
            return None
        reason = self.refusal(action)
        for doer in self.doers() if doers is None else doers:
            why_not = getattr(doer, "why_not", None)
            if why_not is not None and reason is None:
                reason = why_not(action.id)
            method = getattr(doer, action.handler, None)
            if method is not None:
                return (partial(method, *action.arguments) if action.arguments else method), reason
        return None

    def refusal(self, action: Action) -> str | None:
        """What stands against an action by what it is."""
        return cast("CommtuiApp", self.app).why_not_write() if action.writes else None

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Whether a key works now: not here (False), not now (None), or yes."""
        if action != "do":
            return super().check_action(action, parameters)
        found = self.handler(BY_ID[str(parameters[0])])
        return False if found is None else True if found[1] is None or BY_ID[str(parameters[0])].tells else None

    async def action_do(self, id_: str) -> None:
        """Do an action, unless something stands against it; the next key waits until it is done."""
        found = self.handler(BY_ID[id_])
        if found is None:
            return
        if found[1] is not None:
            if BY_ID[id_].tells:
                self.notify(f"{BY_ID[id_].title}: {found[1]}", timeout=TOLD_SECONDS, markup=False)
            return
        done = found[0]()
        if isawaitable(done):
            await done

    def key_of(self, id_: str, *, typing: bool = False) -> str:
        """The key of an action as people read it, after the user's keymap; empty where it has none.

        `typing` asks for one that works where one types: not a letter or sign, which would be text there.
        """
        keymap: Keymap | None = getattr(self.app, "keymap", None)
        action = keymap.of(BY_ID[id_]) if keymap is not None else BY_ID[id_]
        if not typing:
            return action.first_key
        return next((key for key in map(pretty, action.keys.split(",")) if len(key) > 1), "")

    def hints(self, *hints: tuple[str, str]) -> str:
        """Keys and what they do, on one line: for each the id of the action, and a word."""
        return "   ".join(f"{key} {word}" for id_, word in hints if (key := self.key_of(id_)))

    def available(self) -> list[Action]:
        """What can be done now, with the keys of now."""
        keymap, doers = cast("CommtuiApp", self.app).keymap, list(self.doers())
        found = ((each, self.handler(each, doers)) for each in ACTIONS)
        return [keymap.of(each) for each, done in found if done is not None and done[1] is None]
