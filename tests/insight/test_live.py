"""Numbers are those of what was asked for, whole as far as it is known, and else there are none."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from commtui.activity.cache import Cache, cache_path
from commtui.activity.errors import ActivityError
from commtui.activity.rows import set_meta
from commtui.insight.live import Asked, Live, Source, open_live
from commtui.metrics.definition import definitions
from commtui.model.when import Quarter
from commtui.store.find import FOLDER, Home
from commtui.store.snapshot import Snapshot
from tests.insight.plans import snapshot_of
from tests.repository import git, new_repository

# Nobody asks `gh` here.
NO_TOKEN = {"PATH": ""}
TOKEN = {**NO_TOKEN, "GITHUB_TOKEN": "ghs_garden"}


class Quiet:
    """Who wants to know nothing of how far it is."""

    def tell(self, stage: str, done: int, total: int | None) -> None:
        """Nothing."""


@pytest.fixture
def clone(tmp_path: Path) -> Path:
    """A clone of `octo/mine`, without a commit."""
    found = new_repository(tmp_path / "clone")
    git(found, "remote", "add", "origin", "https://github.com/octo/mine")
    return found


@pytest.mark.parametrize(("source", "why"), [("git", ""), (None, "there is no token for github.com")])
def test_another_repository_than_the_one_that_was_asked_for_is_not_counted(
    clone: Path, source: Source | None, why: str
) -> None:
    plan = Snapshot(Home(clone / FOLDER, clone))
    with pytest.raises(ActivityError, match="not known to be of openmrs/openmrs-core") as caught:
        open_live(plan, clone, Asked(source, "openmrs/openmrs-core"), Quiet(), environment=NO_TOKEN)
    assert why in caught.value.reason


def test_git_is_counted_whatever_repository_the_plan_names(clone: Path, tmp_path: Path) -> None:
    plan = snapshot_of(tmp_path, '[community]\nname = "Plants"\nrepository = "größe/pflanzen"\n')
    with open_live(plan, clone, Asked("git", "Octo/Mine"), Quiet(), environment=NO_TOKEN) as live:
        assert (live.source, live.repository) == ("git", "octo/mine")


def test_a_first_download_that_was_cut_is_never_taken_for_all_there_is(clone: Path) -> None:
    plan = Snapshot(Home(clone / FOLDER, clone))
    cache = Cache(cache_path("octo/mine", None))
    known = {"git.seen_at": "2026-05-01T10:00:00", "github.cut": "2026-05-01T10:00:00"}
    with cache.writing() as con:
        for key, value in known.items():
            set_meta(con, key, value)
    with pytest.raises(ActivityError, match="GitHub was not read to its end yet"):
        open_live(plan, clone, Asked(refresh=False), Quiet(), environment=TOKEN)
    with cache.writing() as con:
        set_meta(con, "github.seen_at", "2026-04-01T10:00:00")
    with open_live(plan, clone, Asked(refresh=False), Quiet(), environment=TOKEN) as live:
        assert live.notices == ("the last download from GitHub was cut: some of what is new is not counted yet",)


def commits(live: Live) -> int:
    definition = definitions()["commits"]
    return len(live.engine.evidence(definition, Quarter.containing(datetime.now(UTC).date()), 10))


def test_a_commit_made_since_git_was_read_is_counted_and_nothing_else_is_read(clone: Path) -> None:
    plan = Snapshot(Home(clone / FOLDER, clone))
    git(clone, "commit", "--quiet", "--allow-empty", "-m", "Water the beans")
    with open_live(plan, clone, Asked("git"), Quiet(), environment=NO_TOKEN) as live:
        assert commits(live) == 1
        assert not live.is_behind()
        git(clone, "commit", "--quiet", "--allow-empty", "-m", "Weed the peas")
        assert live.is_behind()
    with open_live(plan, clone, Asked("git", refresh=False, follow=False), Quiet(), environment=NO_TOKEN) as live:
        assert commits(live) == 1
    with open_live(plan, clone, Asked("git", refresh=False), Quiet(), environment=NO_TOKEN) as live:
        assert commits(live) == 2
        assert live.notices == ()
    # What was read of GitHub is as old as it says.
    cache = Cache(cache_path("octo/mine", None))
    with cache.writing() as con:
        set_meta(con, "github.seen_at", "2026-04-01T10:00:00")
    with open_live(plan, clone, Asked(refresh=False), Quiet(), environment=TOKEN) as live:
        assert commits(live) == 0
        assert not live.is_behind()


def test_what_was_never_read_is_not_read_for_a_commit(clone: Path) -> None:
    plan = Snapshot(Home(clone / FOLDER, clone))
    git(clone, "commit", "--quiet", "--allow-empty", "-m", "Water the beans")
    with pytest.raises(ActivityError, match="nothing is known yet"):
        open_live(plan, clone, Asked("git", refresh=False), Quiet(), environment=NO_TOKEN)
