"""`commtui ready`: proposes with evidence, says how old that is, and never names who does not want to be named."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Run
from tests.repository import git, new_repository, only_a_name_is_set, put

PLAN = """
[community]
name = "OpenMRS"

[[ladder]]
id = "code"
title = "Developers"
[[ladder.rung]]
id = "newcomer"
title = "Newcomer"
[[ladder.rung]]
id = "reviewer"
title = "Reviewer"
requirement = [
    { text = "Three months as a newcomer", kind = "rung", rung = "newcomer", months = 3 },
    { text = "Two changes in a year", kind = "count", metric = "commits", at_least = 2, within_months = 12 },
    { text = "Thanked once", kind = "count", metric = "recognitions", at_least = 1 },
    { text = "Kind", kind = "judgement" },
]
[[ladder.rung]]
id = "maintainer"
title = "Maintainer"
requirement = [{ text = "Ten reviews", kind = "count", metric = "reviews", at_least = 10 }]
"""
PEOPLE = """
[[person]]
id = "{id}"
name = "{name}"
github = "{id}-1815"
emails = ["{id}@example.org"]
{more}
[[standing]]
person = "{id}"
ladder = "code"
rung = "{rung}"
since = 2012-11-05

[[recognition]]
person = "{id}"
kinds = ["doc"]
date = 2013-02-01
reason = "The *guide* for @nurses"
links = ["https://example.org/guide/changes/41"]
"""


def person(id_: str, name: str, rung: str = "newcomer", more: str = "") -> str:
    return PEOPLE.format(id=id_, name=name, rung=rung, more=more)


def work(root: Path, who: str, day: str, subject: str) -> None:
    author = f"--author={who} <{who.split()[0].lower()}@example.org>"
    git(root, "commit", "--quiet", "--allow-empty", author, f"--date={day}", "-m", subject)


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A clone with a plan, to be read alone: Ada did what the next rung asks, Grace did not, and one is not listed."""
    folder = tmp_path_factory.mktemp("ready")
    with pytest.MonkeyPatch.context() as patch:
        only_a_name_is_set(patch, folder)
        found = new_repository(folder / "records")
        patch.setenv("GIT_COMMITTER_DATE", "2013-05-03T10:00:00+0000")
        for subject in ("A form for allergies", "Forms in Swahili"):
            for who in ("Ada Lovelace", "Hidden Person"):
                work(found, who, "2013-05-03T10:00:00+0000", subject)
    return put(
        found,
        {
            "community/community.toml": PLAN,
            "community/people/ada.toml": person("ada", "Ada Lovelace"),
            "community/people/grace.toml": person("grace", "Grace Hopper", "reviewer"),
            "community/people/hidden.toml": person("hidden", "Someone Else", more="listed = false"),
            "community/people/bot.toml": '[[person]]\nid = "loom"\nname = "The Loom"\nkind = "bot"\n',
        },
    )


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where what was read is kept for all tests that do not read themselves."""
    return tmp_path_factory.mktemp("kept")


@pytest.fixture
def ready(commtui: Run, root: Path, kept: Path) -> Run:
    """Runs `commtui ready` where what git knows was read before."""
    cache = {"XDG_CACHE_HOME": str(kept)}
    if not any(kept.iterdir()):
        read(commtui, root, **cache)
    return lambda *arguments: commtui("ready", *arguments, cwd=root, **cache)


def entries(done: subprocess.CompletedProcess[str]) -> dict[str, dict[str, Any]]:
    """The entries of JSON output, by person; each has one rung within reach."""
    assert done.returncode == 0, done.stderr
    return {each["person"]: each for each in json.loads(done.stdout)["people"]}


def asked(entry: dict[str, Any], text: str) -> dict[str, Any]:
    return next(each for each in entry["requirements"] if each["text"] == text)


def read(commtui: Run, root: Path, **more: str) -> None:
    assert commtui("metrics", "commits", "--source", "git", cwd=root, **more).returncode == 0


def test_where_nothing_was_read_the_plan_alone_tells_and_it_says_so(commtui: Run, root: Path) -> None:
    done = commtui("ready", "--format", "json", cwd=root)
    ada = entries(done)["ada"]
    assert (ada["ladder"], ada["rung"], ada["next"], ada["ready"]) == ("code", "newcomer", "reviewer", False)
    assert [(each["met"], each["have"], each["need"]) for each in ada["requirements"]] == [
        (True, 6, 3),
        (None, None, 2),
        (True, 1, 1),
        (None, None, None),
    ]
    assert asked(ada, "Thanked once")["evidence"] == [
        {"url": "https://example.org/guide/changes/41", "title": "The *guide* for @nurses", "date": "2013-02-01"}
    ]
    assert json.loads(done.stdout)["source"] is None
    assert "told from the plan alone" in done.stderr
    assert "what people did was not counted" in commtui("ready", cwd=root).stdout


def test_what_was_read_before_is_counted_with_its_evidence_and_its_age(ready: Run) -> None:
    done = ready("--format", "json")
    found = entries(done)
    ada = found["ada"]
    assert ada["ready"]
    changes = asked(ada, "Two changes in a year")
    assert (changes["met"], changes["have"], changes["need"], changes["source"]) == (True, 2, 2, "git")
    assert [(each["title"], each["date"]) for each in changes["evidence"]] in (
        [("A form for allergies", "2013-05-03"), ("Forms in Swahili", "2013-05-03")],
        [("Forms in Swahili", "2013-05-03"), ("A form for allergies", "2013-05-03")],
    )
    page = json.loads(done.stdout)
    assert (page["community"], page["source"], page["computed_on"]) == ("OpenMRS", "git", "2013-05-20")
    assert page["seen_at"].endswith("Z")
    # Git knows of no reviews: that is nobody's fault.
    reviews = asked(found["grace"], "Ten reviews")
    assert (reviews["met"], reviews["have"], reviews["need"]) == (None, None, 10)
    assert not found["grace"]["ready"]


def test_new_commits_of_a_clone_are_counted_without_being_asked_for(
    commtui: Run, root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    only_a_name_is_set(monkeypatch, tmp_path)
    monkeypatch.setenv("GIT_COMMITTER_DATE", "2013-05-04T10:00:00+0000")
    root = shutil.copytree(root, tmp_path / "records")
    read(commtui, root)
    work(root, "Ada Lovelace", "2013-05-04T10:00:00+0000", "One more")

    def have(*more: str) -> Any:
        done = commtui("ready", "ada", "--format", "json", "--source", "git", *more, cwd=root)
        return asked(entries(done)["ada"], "Two changes in a year")["have"]

    assert [have(), have("--refresh")] == [3, 3]


def test_the_page_names_who_is_ready_why_and_that_people_decide(ready: Run) -> None:
    text = ready().stdout
    near, _, others = text.partition("On the way")
    assert "Told on 20 May 2013 from the plan and from git, read just now." in text
    assert "Ada Lovelace" in near
    assert "2 commits within 12 months: 2 so far, by git" in near
    assert "Forms in Swahili" in near
    assert "Grace Hopper" in others
    assert "people decide" in text
    assert max(map(len, text.splitlines())) <= 80
    one = ready("grace").stdout
    assert "10 reviews: not in the plan, and git cannot tell" in one
    assert "Ada" not in one


def test_who_is_not_listed_is_never_in_markdown(ready: Run) -> None:
    done = ready("--format", "markdown")
    assert done.returncode == 0
    assert "**Ada Lovelace**, Newcomer → Reviewer: 3 met, 1 open" in done.stdout
    assert "Someone Else" not in done.stdout
    assert "hidden" not in done.stdout
    # Text from the plan stays text.
    assert "@nurses" not in done.stdout
    assert "[The \\*guide\\* for @\u200bnurses](https://example.org/guide/changes/41), 1 Feb 2013" in done.stdout
    assert "people decide" in done.stdout
    refused = ready("hidden", "--format", "markdown")
    assert (refused.returncode, refused.stdout) == (2, "")
    assert "never published" in refused.stderr
    # Who works in the clone sees what is in it.
    assert "Someone Else" in ready().stdout


def test_a_person_is_named_by_id_or_login_and_must_be_one(commtui: Run, root: Path, tmp_path: Path) -> None:
    assert list(entries(commtui("ready", "@ADA-1815", "--format", "json", cwd=root))) == ["ada"]
    unknown = commtui("ready", "adda", cwd=root)
    assert (unknown.returncode, '"ada"' in unknown.stderr) == (2, True)
    root = shutil.copytree(root, tmp_path / "with-errors")
    broken = '[[person]]\nid = "x1"\nname = "X"\ngithub = "x-one"\nkind = "bto"\n'
    put(root, {"community/people/x1.toml": broken})
    for name in ("x1", "@x-one", "@X-One"):
        said = commtui("ready", name, cwd=root).stderr
        assert 'the person at community/people/x1.toml:1 has errors: "kind" should be "human", "bot"' in said
    bot = commtui("ready", "loom", cwd=root)
    assert (bot.returncode, "ladders are for people" in bot.stderr) == (2, True)


def test_what_was_to_be_read_and_cannot_be_is_refused(commtui: Run, tmp_path: Path) -> None:
    plan = put(tmp_path / "plan", {"community/community.toml": PLAN + person("ada", "Ada Lovelace")})
    done = commtui("ready", "--refresh", cwd=plan)
    assert (done.returncode, done.stdout) == (2, "")
    assert "not a git repository" in done.stderr
    assert entries(commtui("ready", "--format", "json", cwd=plan))["ada"]["next"] == "reviewer"


def test_a_plan_without_a_ladder_says_so(commtui: Run, plan: Path) -> None:
    done = commtui("ready", cwd=plan)
    assert (done.returncode, "There is no ladder yet." in done.stdout) == (0, True)
