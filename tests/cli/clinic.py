"""A small community with one of everything that the writing commands change, and what it says when they are run."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from difflib import ndiff
from pathlib import Path

CLINIC = {
    "community/community.toml": """\
[community]
name         = "Clinic Connect"   # as on the sign
tagline      = "Records that follow the patient"
promise_days = 2
values       = ["Open by default", "Kind in review"]
links        = { chat = "https://chat.example.org", website = "https://clinic.example.org" }

[[focus_area]]
id    = "docs"
title = "Documentation"
lead  = "grace"
""",
    "community/goals/2013-Q2/handbook.toml": """\
# The one that newcomers wait for.
[[goal]]
id         = "handbook"
quarter    = "2013-Q2"
title      = "A handbook for new contributors"
status     = "active"      # since April
focus_area = "docs"
owners     = ["ada", "grace"]
tags       = ["writing"]

    [[goal.key_result]]
    title = "The first chapter is read by three newcomers"
    done  = false

    [[goal.key_result]]
    title = "Half of them send a correction"
    score = 0.4
""",
    "community/goals/2013-Q3/translation.toml": """\
[[goal]]
id = "translation"
quarter = "2013-Q3"
title = "The handbook in French"
status = "planned"
continues = "handbook"
""",
    "community/careers/code.toml": """\
[[ladder]]
id = "code"
title = "Developers"

[[ladder.rung]]
id = "reviewer"
title = "Reviewer"
privileges = ["Approve"]

[[ladder.rung]]
id = "core.2"
title = "Core, second year"
""",
    "community/people/ada.toml": """\
[[person]]
id     = "ada"
name   = "Ada Lovelace"
github = "Ada-1815"
emails = ["ada@example.org"]
region = "Europe"
listed = true

[[standing]]
person = "ada"
ladder = "code"
rung   = "reviewer"
since  = 2012-03-01
""",
    "community/people/grace.toml": '[[person]]\nid = "grace"\nname = "Grace Hopper"\n',
    "community/people/hidden.toml": '[[person]]\nid = "hidden"\nname = "Someone Else"\nlisted = false\n',
    "community/recognition/2013/2013-02-01-grace-1f2e.toml": """\
[[recognition]]
person = "grace"
kinds = ["doc", "talk"]
date = 2013-02-01
reason = "The first compiler."
given_by = "ada"
""",
    "community/roadmap.toml": """\
[[item]]
id = "guide"
title = "A guide for clinics"
status = "planned"
owners = ["grace"]

[[item]]
id = "course"
title = "A course for trainers"
status = "idea"
depends_on = ["guide"]
""",
}
HANDBOOK = "community/goals/2013-Q2/handbook.toml"
ADA = "community/people/ada.toml"


@dataclass(frozen=True)
class Clinic:
    """The community on disk; `run` runs `commtui` on it."""

    root: Path
    run: Callable[..., subprocess.CompletedProcess[str]]

    def does(self, *arguments: str, **environment: str) -> str:
        """What a command says that does what it is to do; it has no data to print."""
        done = self.run(*arguments, cwd=self.root, **environment)
        assert (done.returncode, done.stdout) == (0, ""), done.stderr
        return done.stderr

    def refuses(self, *arguments: str, code: int = 2, **environment: str) -> str:
        """What a command says that must not touch any file."""
        before = self.files(), self.times()
        done = self.run(*arguments, cwd=self.root, **environment)
        assert (done.returncode, done.stdout) == (code, ""), done.stderr
        assert (self.files(), self.times()) == before
        return done.stderr

    def path(self, name: str) -> Path:
        return self.root / name

    def text(self, name: str) -> str:
        return self.path(name).read_text(encoding="utf-8")

    def put(self, name: str, text: str | bytes) -> Path:
        path = self.path(name)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return path

    def files(self) -> dict[str, bytes]:
        """What all files of the community hold, by name."""
        return {name: path.read_bytes() for name, path in self._paths()}

    def times(self) -> dict[str, int]:
        return {name: path.stat().st_mtime_ns for name, path in self._paths()}

    def changes(self, before: dict[str, bytes]) -> list[str]:
        """The lines that are others than before, each behind `- ` or `+ `, of all files in path order."""
        now = self.files()
        names = sorted(name for name in before.keys() | now.keys() if before.get(name) != now.get(name))
        pairs = [(before.get(name, b"").decode(), now.get(name, b"").decode()) for name in names]
        lines = [line for old, new in pairs for line in ndiff(old.splitlines(), new.splitlines())]
        return [line for line in lines if line[:1] in "+-"]

    def _paths(self) -> list[tuple[str, Path]]:
        found = (each for each in self.root.rglob("*") if each.is_file() and ".git" not in each.parts)
        return sorted((each.relative_to(self.root).as_posix(), each) for each in found)
