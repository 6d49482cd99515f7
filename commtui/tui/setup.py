"""What holds for one run of the app: settings, keys, and what is wrong with either."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from commtui.tui import settings_file
from commtui.tui.keymap import Keymap, keymap_of
from commtui.tui.settings import OF_COMMUNITY, AppSettings, Layer, Problem, choose, layer_of, of_environment


@dataclass(frozen=True, slots=True)
class Setup:
    """The settings by their sources; `file` is where a choice is remembered, None where none is."""

    options: Layer = field(default_factory=dict)
    environment: Layer = field(default_factory=dict)
    user: Layer = field(default_factory=dict)
    community: Layer = field(default_factory=dict)
    keymap: Keymap = field(default_factory=Keymap)
    problems: tuple[Problem, ...] = ()
    file: Path | None = None

    @property
    def settings(self) -> AppSettings:
        """The settings that hold."""
        return choose(self.options, self.environment, self.community, self.user).settings

    @property
    def sources(self) -> Mapping[str, str]:
        """Who gave each setting that is not a default."""
        return choose(self.options, self.environment, self.community, self.user).sources


def setup_of(environment: Mapping[str, str], options: Mapping[str, object]) -> Setup:
    """What the options, the environment and the user's file ask for; faults are in it, and none stops the app."""
    layer, problems = of_environment(environment)
    file = settings_file.read(settings_file.place(environment))
    keymap, clashes = keymap_of(file)
    return Setup(
        options=layer_of("option", options),
        environment=layer,
        user=file.layer,
        keymap=keymap,
        problems=(*problems, *file.problems, *clashes),
        file=file.path,
    )


def of_community(values: Mapping[str, object]) -> Layer:
    """What a plan asks for, as far as it may."""
    return layer_of("community", {name: each for name, each in values.items() if name in OF_COMMUNITY})
