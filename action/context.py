"""What a task is given, and what it gives back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from action.event import Event
from action.output import Output

if TYPE_CHECKING:
    from action.github import GitHub
    from commtui.store.find import Home
    from commtui.store.snapshot import Snapshot

_REHEARSED = "This is a dry run: nothing is written on GitHub."
_UNASKED = "Without a token nothing is read there either: it is as if it held nothing yet."
RESULT = Path("commtui-check") / "commtui-check.json"


@dataclass(frozen=True, slots=True)
class Inputs:
    """What the workflow said; empty where it said nothing."""

    task: str = ""
    token: str = field(default="", repr=False)
    directory: str = ""
    period: str = ""
    repository: str = ""
    strict: bool = False
    dry_run: bool = False
    save: bool = False

    @classmethod
    def of(cls, environment: Mapping[str, str]) -> Inputs:
        """From the variables that the steps of the action set."""

        def text(name: str) -> str:
            return environment.get(f"COMMTUI_INPUT_{name}", "").strip()

        def flag(name: str) -> bool:
            return text(name).lower() in {"true", "yes", "on", "1"}

        return cls(
            task=text("TASK"),
            token=text("TOKEN"),
            directory=text("DIRECTORY"),
            period=text("PERIOD"),
            repository=text("REPOSITORY"),
            strict=flag("STRICT"),
            dry_run=flag("DRY_RUN"),
            save=flag("SAVE"),
        )


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a task ended; `failed` turns the run red."""

    outputs: Mapping[str, str] = field(default_factory=dict)
    failed: bool = False


@dataclass(frozen=True)
class Context:
    """The event, the inputs, the checkout, and where to write."""

    event: Event
    inputs: Inputs
    output: Output
    workspace: Path
    temp: Path
    environment: Mapping[str, str] = field(repr=False)

    @cached_property
    def repository(self) -> str:
        """The `owner/name` that the task is about."""
        return self.inputs.repository or self.environment.get("GITHUB_REPOSITORY", "") or self.event.repository

    @property
    def is_at_home(self) -> bool:
        """Whether that is the repository in which the event happened."""
        home = self.event.repository or self.environment.get("GITHUB_REPOSITORY", "")
        return self.repository.lower() == home.lower()

    @cached_property
    def github(self) -> GitHub:
        """GitHub, as the token may use it; on a dry run nothing is written there, but in the log.

        Raises:
            GitHubError: The repository or the address is no such thing.
        """
        from action.github import GitHub

        if self.inputs.dry_run:
            from action.rehearsal import rehearse

            self.output.say(_REHEARSED if self.inputs.token else f"{_REHEARSED} {_UNASKED}")
            return rehearse(self.repository, self.inputs.token, self.environment, self.output)
        return GitHub.connect(self.repository, self.inputs.token, self.environment)

    @cached_property
    def result(self) -> Path:
        """Where check leaves what it found, for comment to read."""
        return self.temp / RESULT

    def home(self) -> Home | None:
        """Where the community is in the checkout; None where there is none, or no checkout."""
        from commtui.store.find import NoCommunityError, at, find

        try:
            found = at(self.workspace / self.inputs.directory) if self.inputs.directory else find(self.workspace)
        except NoCommunityError:
            return None
        # Without a checkout the search would go on above it.
        return found if found.place.is_relative_to(self.workspace.resolve()) else None

    def load(self) -> Snapshot | None:
        """The community of the checkout; None where there is none."""
        from commtui.store.load import load

        home = self.home()
        snapshot = load(home) if home is not None else None
        return snapshot if snapshot is not None and (snapshot.files or snapshot.broken) else None

    def today(self, snapshot: Snapshot) -> date:
        """The day that counts as today."""
        from commtui.insight.today import today_in

        return self._said or today_in(snapshot)

    @property
    def now(self) -> datetime | None:
        """The moment that counts as now: the end of a day that was said, else None, which is that of the clock."""
        return datetime.combine(self._said, time.max, UTC) if self._said is not None else None

    @property
    def _said(self) -> date | None:
        try:
            return date.fromisoformat(self.environment.get("COMMTUI_TODAY", ""))
        except ValueError:
            return None

    @property
    def server(self) -> str:
        """Where people see GitHub."""
        return self.environment.get("GITHUB_SERVER_URL") or "https://github.com"

    @property
    def page(self) -> str:
        """The page of this run."""
        run = self.environment.get("GITHUB_RUN_ID", "")
        return f"{self.server}/{self.repository}/actions/runs/{run}" if run else ""
