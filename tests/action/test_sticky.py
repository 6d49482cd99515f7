"""One comment of a kind, whatever happens."""

from __future__ import annotations

import pytest

from action.github import ForbiddenError, GitHub, GitHubError
from action.sticky import LONGEST, Marker, find, fitted, marked, post
from tests.action.standin import StandIn, Trouble

ADA = {"login": "ada", "type": "User"}


def test_the_first_time_a_comment_is_written(github: GitHub, standin: StandIn) -> None:
    assert post(github, 7, "check", "All well.").done == "created"

    assert len(standin.says(7)) == 1
    assert standin.says(7)[0].startswith("<!-- commtui:check v1 ")
    assert standin.says(7)[0].endswith("-->\nAll well.")


def test_nothing_is_written_where_nothing_changed(github: GitHub, standin: StandIn) -> None:
    post(github, 7, "check", "All well.")
    standin.asked.clear()

    assert post(github, 7, "check", "All well.").done == "unchanged"
    assert standin.writes == []


def test_a_change_is_written_into_the_same_comment(github: GitHub, standin: StandIn) -> None:
    post(github, 7, "check", "All well.")

    assert post(github, 7, "check", "Two errors.").done == "updated"
    assert [each.endswith("Two errors.") for each in standin.says(7)] == [True]


def test_what_was_said_once_can_be_left_as_it_is(github: GitHub, standin: StandIn) -> None:
    post(github, 7, "welcome", "Welcome!")

    assert post(github, 7, "welcome", "Welcome, again!", update=False).done == "unchanged"
    assert standin.says(7)[0].endswith("Welcome!")


def test_a_marker_that_another_person_pasted_is_not_ours(github: GitHub, standin: StandIn) -> None:
    standin.add(7, marked("check", "All well."), ADA)

    assert post(github, 7, "check", "All well.").done == "created"
    assert len(standin.says(7)) == 2


def test_a_marker_below_the_first_line_is_a_quotation(github: GitHub, standin: StandIn) -> None:
    standin.add(7, f"> you said\n{marked('check', 'All well.')}")

    assert find(github, 7, "check") == []


def test_each_kind_has_a_comment_of_its_own(github: GitHub, standin: StandIn) -> None:
    post(github, 7, "check", "All well.")
    post(github, 7, "metrics", "Quiet.")

    assert len(standin.says(7)) == 2


def test_of_two_that_met_the_oldest_stays(github: GitHub, standin: StandIn) -> None:
    first = standin.add(7, marked("check", "All well."))
    standin.add(7, marked("check", "Something else."))
    standin.add(7, "A remark.", ADA)

    assert post(github, 7, "check", "All well.").done == "unchanged"
    assert standin.says(7) == [first["body"], "A remark."]


def test_another_run_that_was_faster_keeps_its_comment(
    github: GitHub, standin: StandIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    create = standin.add

    def with_a_faster_one(number: int, body: str, user: dict[str, str] | None = None) -> dict[str, object]:
        create(number, marked("check", "From the other run."))
        return create(number, body, user)

    monkeypatch.setattr(standin, "add", with_a_faster_one)

    assert post(github, 7, "check", "All well.").done == "updated"
    assert [Marker.of(each) for each in standin.says(7)] == [Marker.of(marked("check", "All well."))]


@pytest.mark.parametrize("dropped", [True, False])
@pytest.mark.parametrize("applied", [True, False])
def test_a_lost_answer_never_makes_two_comments(github: GitHub, standin: StandIn, applied: bool, dropped: bool) -> None:
    standin.troubles = [Trouble("POST", "/comments", applied=applied, dropped=dropped)]

    post(github, 7, "check", "All well.")

    assert standin.says(7) == [marked("check", "All well.")]
    # It was looked for before it was sent again, not taken away afterwards.
    assert len(standin.writes) == (1 if applied else 2)


@pytest.mark.parametrize("applied", [True, False])
def test_a_change_whose_answer_was_lost_is_looked_for(github: GitHub, standin: StandIn, applied: bool) -> None:
    post(github, 7, "check", "All well.")
    standin.asked.clear()
    standin.troubles = [Trouble("PATCH", "/comments", applied=applied)]

    assert post(github, 7, "check", "Two errors.").done == "updated"
    assert standin.says(7) == [marked("check", "Two errors.")]
    assert len(standin.writes) == (1 if applied else 2)


def test_a_second_comment_that_may_not_be_deleted_is_no_reason_to_fail(github: GitHub, standin: StandIn) -> None:
    for _ in range(2):
        standin.add(7, marked("check", "All well."))
    standin.troubles = [Trouble("DELETE", "/comments", 403, {"message": "Must have admin rights"})]

    assert post(github, 7, "check", "All well.").done == "unchanged"


def test_nothing_is_written_where_the_comments_cannot_be_read(github: GitHub, standin: StandIn) -> None:
    standin.troubles = [Trouble("GET", "/comments", times=99)]

    with pytest.raises(GitHubError):
        post(github, 7, "check", "All well.")
    assert standin.writes == []


def test_a_token_that_may_only_read_is_told_so(github: GitHub, standin: StandIn) -> None:
    standin.troubles = [Trouble("POST", "/comments", 403, {"message": "Resource not accessible by integration"})]

    with pytest.raises(ForbiddenError, match="pull-requests: write"):
        post(github, 7, "check", "All well.")


def test_a_text_that_is_too_long_ends_with_a_whole_line_and_says_so() -> None:
    body = "<details>\n\n" + "\n".join(f"| row {number} | {'x' * 90} |" for number in range(2_000))

    text = marked("check", body)

    assert len(text) <= LONGEST
    assert Marker.of(text) is not None
    assert text.endswith("</details>\n\n_The rest was cut: it was too long for a comment._")
    assert all(line.endswith(" |") for line in text.split("\n") if line.startswith("| row"))


def test_what_is_cut_in_code_ends_the_code() -> None:
    text = fitted("```\n" + "x = 1\n" * 100 + "```\n", 200)

    assert text.count("```") == 2
    assert len(text) <= 200


def test_a_line_that_is_too_long_by_itself_is_left_out() -> None:
    assert "é" not in fitted("é" * 70_000, LONGEST)


def test_texts_that_differ_only_in_what_was_cut_are_different() -> None:
    one, other = ("word\n" * 20_000 + end for end in ("a", "b"))

    assert Marker.of(marked("check", one)) != Marker.of(marked("check", other))
