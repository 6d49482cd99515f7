"""`commtui metrics`: useful in any clone, honest about what it does not know, and kept in the plan when asked."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
import tomli

from tests.cli.clinic import Clinic
from tests.cli.conftest import Run
from tests.repository import git, new_repository, only_a_name_is_set, put

ADA, GRACE = "Ada Lovelace <ada@example.org>", "Grace Hopper <grace@example.org>"
HISTORY = [
    # Who, when, and further lines of the message.
    (ADA, "2013-01-10T10:00:00+0000", ""),
    (GRACE, "2013-02-11T10:00:00+0000", ""),
    (ADA, "2013-04-03T10:00:00+0000", ""),
    (ADA, "2013-04-20T10:00:00+0000", f"\n\nCo-authored-by: {GRACE}"),
    ("dependabot[bot] <support@github.com>", "2013-05-02T10:00:00+0000", ""),
    ("Jean Bartik <jean@example.org>", "2013-05-03T10:00:00+0000", ""),
]


@pytest.fixture(scope="module")
def history(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A repository of six commits of 2013, and a version: to be copied, and not to be changed."""
    folder = tmp_path_factory.mktemp("history")
    with pytest.MonkeyPatch.context() as patch:
        only_a_name_is_set(patch, folder)
        root = new_repository(folder / "project")
        for author, day, more in HISTORY:
            patch.setenv("GIT_COMMITTER_DATE", day)
            git(root, "commit", "--quiet", "--allow-empty", f"--author={author}", f"--date={day}", "-m", f"Work{more}")
        git(root, "tag", "v1.0")
    return root


@pytest.fixture
def clone(history: Path, tmp_path: Path) -> Path:
    """A clone of a project that knows nothing of commtui."""
    return shutil.copytree(history, tmp_path / "project")


@pytest.fixture
def planned(clinic: Clinic, history: Path) -> Clinic:
    """A clone in which a plan is kept."""
    (clinic.root / ".git").rmdir()
    shutil.copytree(history / ".git", clinic.root / ".git")
    return clinic


def numbers(done: subprocess.CompletedProcess[str]) -> dict[str, Any]:
    """The metrics of JSON output, by id."""
    assert done.returncode == 0, done.stderr
    return {each["id"]: each for each in json.loads(done.stdout)["metrics"]}


def save(clinic: Clinic, *metrics: str) -> str:
    """Keep numbers in the plan; what is said of it."""
    done = clinic.run("metrics", *metrics, "--source", "git", "--save", cwd=clinic.root)
    assert done.returncode == 0, done.stderr
    return done.stderr


def test_any_clone_gives_a_useful_page_without_plan_or_token(commtui: Run, clone: Path) -> None:
    (clone / "docs").mkdir()
    done = commtui("metrics", "--source", "git", cwd=clone / "docs")
    assert done.returncode == 0, done.stderr
    # A clone without a plan is called what it is.
    assert done.stdout.startswith("project\n")
    assert "2013-Q2 from 1 Apr 2013, 42 days left" in done.stdout
    assert "Contributor absence factor" in done.stdout
    assert "Not told by git" in done.stdout
    assert "time to first response" in done.stdout
    assert max(map(len, done.stdout.splitlines())) <= 100


def test_json_has_the_agreed_keys_and_counts_people_and_their_co_authors(commtui: Run, clone: Path) -> None:
    done = commtui("metrics", "--source", "git", "--format", "json", cwd=clone)
    page = json.loads(done.stdout)
    assert (page["period"], page["source"]) == ("2013-Q2", "git")
    found = numbers(done)
    assert all({"id", "value", "unit", "sample", "definition"} <= each.keys() for each in found.values())
    # The bot's commit is not one of people's; Grace is there as a co-author.
    assert found["commits"]["value"] == 3
    assert found["active_contributors"]["value"] == 3
    assert found["new_contributors"]["value"] == 1
    assert found["release_frequency"]["value"] == 1
    assert "time_to_first_response" in page["unknown"]


def test_nothing_to_count_from_is_a_dash_and_a_null_and_never_a_zero(commtui: Run, clone: Path) -> None:
    ask = ("metrics", "contributor_absence_factor", "commits", "--source", "git", "--period", "2011")
    found = numbers(commtui(*ask, "--format", "json", cwd=clone))
    assert (found["contributor_absence_factor"]["value"], found["contributor_absence_factor"]["sample"]) == (None, 0)
    assert found["commits"]["value"] == 0
    shown = commtui(*ask, "--offline", cwd=clone).stdout
    line = next(line for line in shown.splitlines() if "absence factor" in line)
    assert line.split()[3:] == ["-", "-", "-", "0"]


def test_a_number_opens_to_its_definition_its_sql_and_the_commits_behind_it(commtui: Run, clone: Path) -> None:
    done = commtui("metrics", "--source", "git", "--explain", "commits", "--evidence", "2", cwd=clone)
    assert done.returncode == 0, done.stderr
    assert "3 in 2013-Q2, n = 3" in done.stdout
    assert "chaoss.community" in done.stdout
    assert done.stdout.index("2013-05-03") < done.stdout.index("2013-04-20")
    assert "2013-04-03" not in done.stdout
    assert "and more" in done.stdout
    assert "WITH cases AS (" in done.stdout


def test_evidence_says_what_the_number_of_a_case_stands_for(commtui: Run, clone: Path) -> None:
    shown = commtui("metrics", "--source", "git", "--explain", "retention", cwd=clone).stdout
    assert "At the end of each: 1 (active again, and counted in the share) or 0 (not)." in shown
    # Commits have no number.
    assert "At the end" not in commtui("metrics", "--source", "git", "--explain", "commits", cwd=clone).stdout


def test_an_unknown_metric_or_period_is_refused_with_the_nearest(commtui: Run, clone: Path) -> None:
    done = commtui("metrics", "--source", "git", "--explain", "comits", cwd=clone)
    assert (done.returncode, 'did you mean "commits"' in done.stderr) == (2, True)
    done = commtui("metrics", "--source", "git", "--explain", "nonsense", cwd=clone)
    assert (done.returncode, "; there are " in done.stderr, "commits, " in done.stderr) == (2, True, True)
    # Nothing is asked of GitHub for it, nor missed there.
    done = commtui("metrics", "comits", "--source", "github", "--repository", "clinic/records", cwd=clone, PATH="")
    assert (done.returncode, 'did you mean "commits"' in done.stderr) == (2, True)
    done = commtui("metrics", "--source", "git", "--period", "2013-Q7", cwd=clone)
    assert (done.returncode, "2026-Q3" in done.stderr) == (2, True)


def test_a_period_that_has_not_begun_has_no_numbers(commtui: Run, clone: Path) -> None:
    done = commtui("metrics", "--source", "git", "--period", "2013-Q3", cwd=clone)
    assert (done.returncode, "2013-Q3 has not begun" in done.stderr) == (2, True)
    assert commtui("metrics", "commits", "--source", "git", "--period", "2013", cwd=clone).returncode == 0


def test_numbers_are_kept_as_measurements_once_and_only_what_changed_is_written(planned: Clinic) -> None:
    save(planned, "commits", "release_frequency")
    path = planned.path("community/metrics/2013-Q2.toml")
    kept = {each["metric"]: each for each in tomli.loads(path.read_text("utf-8"))["measurement"]}
    assert kept["commits"]["value"] == 3
    assert kept["commits"]["source"] == "git"
    assert str(kept["release_frequency"]["computed_on"]) == "2013-05-20"
    before = path.read_bytes()
    assert "it is so already" in save(planned, "commits")
    assert path.read_bytes() == before


def test_a_number_that_someone_wrote_stays_theirs(planned: Clinic) -> None:
    text = (
        '[[measurement]]\nmetric = "commits"\nperiod = "2013-Q2"\nvalue = 99\nunit = "commits"\nsample = 99\n'
        'source = "counted by hand"\ncomputed_on = 2013-05-01\n'
    )
    put(planned.root, {"community/metrics/2013-Q2.toml": text})
    assert "someone wrote it" in save(planned, "commits")
    assert planned.path("community/metrics/2013-Q2.toml").read_text("utf-8") == text


def test_a_dry_run_of_keeping_numbers_shows_a_diff_and_writes_nothing(planned: Clinic) -> None:
    done = planned.run("metrics", "commits", "--source", "git", "--save", "--dry-run", cwd=planned.root)
    assert '+metric = "commits"' in done.stdout
    for said, *options in (
        ("--dry-run shows a diff, which is no json", "--dry-run", "--format", "json"),
        ("nothing was written, for --read-only is given", "--read-only"),
    ):
        assert said in planned.refuses("metrics", "comits", "--source", "git", "--save", *options)
    assert not planned.path("community/metrics").exists()


def test_without_a_repository_or_a_token_it_says_what_helps(commtui: Run, tmp_path: Path) -> None:
    done = commtui("metrics", "--source", "git", cwd=tmp_path)
    assert done.returncode == 2
    assert "not a git repository" in done.stderr
    done = commtui("metrics", "--source", "github", "--repository", "clinic/records", cwd=tmp_path, PATH="")
    assert done.returncode == 2
    assert "GITHUB_TOKEN" in done.stderr


def test_offline_counts_what_is_kept_and_says_so_where_nothing_is(commtui: Run, clone: Path, tmp_path: Path) -> None:
    cache = tmp_path / "kept"

    def run(*more: str) -> subprocess.CompletedProcess[str]:
        return commtui("metrics", "commits", "--source", "git", *more, cwd=clone, XDG_CACHE_HOME=str(cache))

    done = run("--offline")
    assert (done.returncode, "nothing is known yet" in done.stderr) == (2, True)
    run()
    done = run("--offline")
    assert (done.returncode, "Commits" in done.stdout) == (0, True)
    (file,) = cache.rglob("*.duckdb")
    file.write_bytes(b"no database at all")
    done = run("--offline")
    assert (done.returncode, "was damaged" in done.stderr) == (2, True)


def test_a_repository_without_a_commit_has_no_numbers_and_no_traceback(commtui: Run, tmp_path: Path) -> None:
    done = commtui("metrics", "--source", "git", cwd=new_repository(tmp_path / "empty"))
    assert done.returncode == 0, done.stderr
    assert "Traceback" not in done.stderr


def test_markdown_is_a_table_in_which_nothing_is_markup_or_a_mention(commtui: Run, planned: Clinic) -> None:
    plan = planned.path("community/community.toml")
    plan.write_text(plan.read_text("utf-8").replace("Clinic Connect", "@all <b>*Clinic*"), encoding="utf-8")
    done = planned.run("metrics", "commits", "--source", "git", "--format", "markdown", cwd=planned.root)
    assert done.returncode == 0, done.stderr
    assert "| Metric | 2013-Q2 | Before | A year before | n |" in done.stdout
    assert "@all" not in done.stdout
    assert "<b>" not in done.stdout


def test_evidence_for_a_program_names_nobody_who_is_not_listed(planned: Clinic) -> None:
    person = '[[person]]\nid = "grace-hopper"\nname = "Grace Hopper"\nemails = ["grace@example.org"]\nlisted = false\n'
    planned.put("community/people/grace-hopper.toml", person)
    options = ("metrics", "--source", "git", "--explain", "active_contributors")
    done = planned.run(*options, "--format", "json", cwd=planned.root)
    opened = numbers(done)["active_contributors"]
    assert opened["sql"].rstrip().endswith("FROM cases")
    assert sorted(str(each["title"]) for each in opened["evidence"]) == ["Ada Lovelace", "Jean Bartik", "None"]
    assert {each["date"] for each in opened["evidence"]} == {"2013-04-20", "2013-05-03"}
    assert "Grace" not in done.stdout
    assert "Grace" not in planned.run(*options, "--offline", "--format", "markdown", cwd=planned.root).stdout
    # On one's own terminal a number opens to all that it was counted from.
    assert "Grace Hopper" in planned.run(*options, "--offline", cwd=planned.root).stdout


def test_what_is_wrong_with_a_metric_of_ones_own_is_told_by_its_place_in_the_project(planned: Clinic) -> None:
    planned.put(
        "community/metrics/ours.sql",
        "-- unit: x\n-- reading: y\n-- cases\nSELECT 1 AS a FROM nowhere\n-- value\nSELECT 1\n",
    )
    done = planned.run("metrics", "ours", "--source", "git", "--format", "markdown", cwd=planned.root)
    assert "community/metrics/ours.sql:" in done.stdout
    assert str(planned.root) not in done.stdout


def test_a_period_that_goes_on_is_judged_by_nobody_and_a_time_before_all_is_no_zero(commtui: Run, clone: Path) -> None:
    now = commtui("metrics", "active_contributors", "--source", "git", "--format", "markdown", cwd=clone).stdout
    assert "| 3 | 2 | - |" in now
    ask = ("metrics", "active_contributors", "--source", "git", "--format", "markdown", "--period", "2013-Q2")
    assert "| 3 (better) | 2 | - |" in commtui(*ask, "--offline", "--today", "2013-07-01", cwd=clone).stdout
