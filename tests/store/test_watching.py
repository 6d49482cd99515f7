"""Changes on disk are noticed, and listeners are told."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

from commtui.store.find import at
from commtui.store.snapshot import Snapshot
from commtui.store.workspace import Workspace
from tests.store.plan import GOALS, goal, opened
from tests.store.writing import Write


def test_every_change_on_disk_is_noticed(community: Write) -> None:
    folder = community({"goals.toml": GOALS, "broken.toml": "[", "people/ada.toml": ""})
    workspace = Workspace(at(folder))
    assert not workspace.has_changed()
    changes: list[Callable[[], object]] = [
        lambda: (folder / "goals.toml").write_text(GOALS + "\n"),
        lambda: (folder / "broken.toml").write_text("[["),
        lambda: (folder / "broken.toml").unlink(),
        lambda: (folder / "new.toml").write_text(""),
        lambda: (folder / "new.toml").rename(folder / "renamed.toml"),
        lambda: (folder / "goals").mkdir(),
        lambda: (folder / "goals" / "2013-Q2.toml").write_text(""),
        lambda: (folder / "link").symlink_to("."),
        lambda: (folder / "metrics").mkdir(),
        lambda: (folder / "metrics" / "coffee.sql").write_text(""),
        lambda: (folder / "people" / "ada.toml").rename(folder / "goals" / "ada.toml"),
        lambda: (folder / "people").rmdir(),
    ]
    for number, change in enumerate(changes):
        change()
        assert workspace.has_changed(), number
        workspace.reload()
        assert not workspace.has_changed(), number


def test_a_file_replaced_by_one_of_equal_size_and_time_is_noticed(goals: Path) -> None:
    workspace = opened(goals)
    assert not workspace.has_changed()
    status = goals.stat()
    other = goals.with_name("other")
    other.write_text(GOALS.replace("sprint", "spring"))
    os.utime(other, ns=(status.st_atime_ns, status.st_mtime_ns))
    other.replace(goals)
    assert workspace.has_changed()


def test_what_is_no_part_of_the_plan_changes_nothing(goals: Path) -> None:
    workspace = opened(goals)
    workspace.has_changed()
    (goals.parent / ".goals.toml.swp").write_text("swap")
    (goals.parent / "notes.md").write_text("notes")
    assert not workspace.has_changed()
    (goals.parent / "notes.md").unlink()
    assert not workspace.has_changed()


def test_a_community_in_one_file_is_watched_too(tmp_path: Path) -> None:
    file = tmp_path / "community.toml"
    file.write_text(GOALS)
    workspace = Workspace(at(file))
    assert not workspace.has_changed()
    workspace.set_field(goal(workspace), ("title",), "Docs week")
    assert not workspace.has_changed()
    file.unlink()
    assert workspace.has_changed()
    assert [each.reason for each in workspace.reload().broken] == ["Cannot be read: No such file or directory"]
    assert not workspace.has_changed()
    file.write_text(GOALS)
    assert workspace.has_changed()
    workspace.reload()
    assert goal(workspace).record.title == "Documentation sprint"


def test_listeners_are_told_of_every_next_snapshot_until_they_leave(goals: Path) -> None:
    workspace = opened(goals)
    heard: list[Snapshot] = []
    leave = workspace.subscribe(heard.append)
    first = workspace.set_field(goal(workspace), ("title",), "Docs week")
    workspace.set_field(goal(workspace), ("title",), "Docs week")
    second = workspace.reload()
    leave()
    workspace.reload()
    assert heard == [first, second]
