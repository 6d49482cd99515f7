"""`commtui thank`: thanks are one line to type, and never half written."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
import tomli

from tests.cli.clinic import Clinic

PLACE = "community/recognition/2013"
OLD = f"{PLACE}/2013-02-01-grace-1f2e.toml"


def thanks(clinic: Clinic) -> dict[str, dict[str, Any]]:
    """The recognitions that are new, by the names of their files without suffix."""
    found: dict[str, dict[str, Any]] = {}
    for path in sorted(clinic.path("community/recognition").rglob("*.toml")):
        if path != clinic.path(OLD):
            (found[path.stem.rpartition("-")[0]],) = tomli.loads(path.read_text(encoding="utf-8"))["recognition"]
    return found


def test_several_people_get_a_recognition_each_in_a_file_of_its_own(clinic: Clinic) -> None:
    said = clinic.does("thank", "ada", "grace", "--kind", "doc", "for the guide that newcomers read")
    shared = {"kinds": ["doc"], "date": date(2013, 5, 20), "reason": "for the guide that newcomers read"}
    assert thanks(clinic) == {
        "2013-05-20-ada": {"person": "ada", **shared},
        "2013-05-20-grace": {"person": "grace", **shared},
    }
    assert said.startswith("commtui: Recognition: 2 more, for docs (Ada Lovelace, Grace Hopper)\n")
    assert said.count(f"commtui: wrote {PLACE}/2013-05-20-") == 2
    assert clinic.run("check", "--strict", cwd=clinic.root).returncode == 0


@pytest.mark.parametrize("login", ["@Ada-1815", "@ada-1815"])
def test_people_are_known_by_their_login_on_github_too(clinic: Clinic, login: str) -> None:
    clinic.does("thank", login, "--kind", "code")
    assert list(thanks(clinic)) == ["2013-05-20-ada"]


def test_someone_who_is_named_twice_is_thanked_once(clinic: Clinic) -> None:
    clinic.does("thank", "ada", "@ada-1815", "ada", "--kind", "code", "--kind", "code")
    assert thanks(clinic) == {"2013-05-20-ada": {"person": "ada", "kinds": ["code"], "date": date(2013, 5, 20)}}


def test_all_that_can_be_said(clinic: Clinic) -> None:
    clinic.does(
        *("thank", "grace", "--kind", "doc", "--kind", "mentoring", "--reason", "She answers = she stays."),
        *("--link", "https://example.org/1", "--link", "https://example.org/2", "--by", "@ada-1815"),
        *("--goal", "handbook", "--award", "A mug", "--date", "2012-12-31"),
    )
    assert thanks(clinic)["2012-12-31-grace"] == {
        "person": "grace",
        "kinds": ["doc", "mentoring"],
        "date": date(2012, 12, 31),
        "reason": "She answers = she stays.",
        "links": ["https://example.org/1", "https://example.org/2"],
        "given_by": "ada",
        "goal": "handbook",
        "award": "A mug",
    }
    assert len(list(clinic.path("community/recognition/2012").glob("2012-12-31-grace-*.toml"))) == 1


def test_thanks_twice_on_one_day_are_two_files(clinic: Clinic) -> None:
    for _ in range(2):
        clinic.does("thank", "ada", "--kind", "doc", "for the guide")
    assert len(list(clinic.path(PLACE).glob("2013-05-20-ada-*.toml"))) == 2


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["grcae"], 'there is no person "grcae"; did you mean "grace"?'),
        (["ada", "grcae"], 'there is no person "grcae"; did you mean "grace"?'),
        (["joan"], 'there is no person "joan"; add them: commtui add person id=joan name="..."'),
        (["ada", "Thanks!"], "; if it is the reason: --reason 'Thanks!'"),
        (["ada", ""], '"" is neither a person nor a reason'),
        ([""], '"" is neither a person nor a reason'),
        (["@Ada-1851"], 'nobody in the plan is "@Ada-1851" on GitHub; did you mean "@Ada-1815"?'),
        (["for the guide"], "whom? commtui thank PERSON... --kind KIND REASON"),
        (["ada", "for the guide", "--reason", "for all"], 'two reasons: "for all" and "for the guide"'),
        (["ada", "--by", "grcae"], 'there is no person "grcae"; did you mean "grace"?'),
        (["ada", "--goal", "handbok"], 'goal names no goal: "handbok"; did you mean "handbook"?'),
        (["ada", "--link", ""], 'Member 1 of "links" should not be empty'),
        (["ada", "--date", "2013-02-30"], '"2013-02-30" is not a day such as 2026-03-31'),
        (["ada", "grace", "joan", "for all"], 'there is no person "joan"'),
    ],
)
def test_thanks_that_cannot_be_are_not_half_written(clinic: Clinic, arguments: list[str], said: str) -> None:
    assert said in clinic.refuses("thank", *arguments, "--kind", "doc")


def test_it_is_said_what_for(clinic: Clinic) -> None:
    said = " ".join(clinic.refuses("thank", "ada", "for all").split())
    assert "Missing option '--kind'. There are " in said
    assert " a11y, audio, blog, " in said


def test_a_kind_that_nobody_declared_is_kept_and_told(clinic: Clinic) -> None:
    said = clinic.does("thank", "ada", "--kind", "gardening")
    assert "commtui: warning: community/recognition/2013/2013-05-20-ada-" in said
    assert 'Unknown recognition kind "gardening"' in said
    assert thanks(clinic)["2013-05-20-ada"]["kinds"] == ["gardening"]


def test_who_is_in_a_record_with_errors_is_not_said_to_be_missing(clinic: Clinic) -> None:
    clinic.put("community/people/joan.toml", '[[person]]\nid = "joan"\n')
    clinic.does("thank", "joan", "--kind", "doc")
    assert list(thanks(clinic)) == ["2013-05-20-joan"]


def test_a_community_in_one_file_keeps_its_thanks_there(clinic: Clinic) -> None:
    for name in clinic.files():
        clinic.path(name).unlink()
    text = '[community]\nname = "Village"\n\n[[person]]\nid = "ada"\nname = "Ada"\n'
    clinic.put("community.toml", text)
    clinic.path("community").rename(clinic.path("old"))
    clinic.does("thank", "ada", "--kind", "doc", "for the well")
    assert clinic.text("community.toml") == (
        f'{text}\n[[recognition]]\nperson = "ada"\nkinds = ["doc"]\ndate = 2013-05-20\nreason = "for the well"\n'
    )
