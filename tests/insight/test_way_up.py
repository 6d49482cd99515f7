"""A person's way up: what comes next, and what of it is known."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from commtui.insight.tally import Proof, Tally
from commtui.insight.way_up import Check, Person, Step, near, steps_up
from commtui.model.ladder import Ladder, Requirement
from commtui.model.recognition import Recognition
from commtui.model.standing import Standing
from commtui.store.snapshot import Entry, Snapshot
from tests.insight.plans import snapshot_of

TODAY = date(2026, 4, 15)
LADDER = """
[[recognition_kind]]
id = "translation-of-forms"
title = "Forms"
[[person]]
id = "ana"
name = "Ana"
[[ladder]]
id = "code"
title = "Code"
[[ladder.rung]]
id = "newcomer"
title = "Newcomer"
[[ladder.rung]]
id = "reviewer"
title = "Reviewer"
requirement = [
    { text = "Around for a year", kind = "tenure", months = 12 },
    { text = "Thanked twice in a year", kind = "count", metric = "recognitions", at_least = 2, within_months = 12 },
    { text = "Ten reviews", kind = "count", metric = "reviews", at_least = 10 },
    { text = "Kind", kind = "judgement" },
]
[[ladder.rung]]
id = "maintainer"
title = "Maintainer"
requirement = [
    { text = "Half a year as reviewer", kind = "rung", rung = "reviewer", months = 6 },
    { text = "Asked by the board", kind = "appointment", by = "the board" },
]
[[ladder.rung]]
id = "guide"
title = "Guide"
line = "side"
after = ["newcomer"]
[[ladder.rung]]
id = "release"
title = "Release manager"
line = "transient"
after = ["reviewer"]
[[ladder.rung]]
id = "guest"
title = "Guest"
line = "side"
after = []
"""


def standing(rung: str, since: str = "", until: str = "", status: str = "active", person: str = "ana") -> str:
    days = "".join(f"{key} = {day}\n" for key, day in (("since", since), ("until", until)) if day)
    return f'[[standing]]\nperson = "{person}"\nladder = "code"\nrung = "{rung}"\nstatus = "{status}"\n{days}'


def thanks(day: str, kind: str = "doc") -> str:
    return f'[[recognition]]\nperson = "ana"\nkinds = ["{kind}"]\ndate = {day}\n'


def of_ana(snapshot: Snapshot) -> Person:
    return Person(
        [each for each in snapshot.of(Standing) if each.record.person == "ana"], list(snapshot.of(Recognition))
    )


def steps(folder: Path, *records: str) -> tuple[Step, ...]:
    snapshot = snapshot_of(folder, LADDER + "".join(records))
    return steps_up(snapshot.of(Ladder)[0], of_ana(snapshot), TODAY)


def names(found: tuple[Step, ...]) -> list[str]:
    return [each.rung.id for each in found]


def reviewer(folder: Path, *records: str) -> list[tuple[bool | None, float | None, str]]:
    step = next(each for each in steps(folder, *records) if each.rung.id == "reviewer")
    return [(each.met, each.have, each.unknown) for each in step.checks]


def test_who_stands_nowhere_begins_at_the_first_rung_or_where_nothing_comes_before(tmp_path: Path) -> None:
    assert names(steps(tmp_path)) == ["newcomer", "guest"]


def test_after_a_rung_come_the_next_one_and_the_roles_beside_it(tmp_path: Path) -> None:
    assert names(steps(tmp_path, standing("newcomer"))) == ["reviewer", "guide", "guest"]
    assert names(steps(tmp_path, standing("reviewer"))) == ["maintainer", "guide", "guest", "release"]


def test_rungs_below_the_one_held_are_passed_even_if_never_held(tmp_path: Path) -> None:
    assert names(steps(tmp_path, standing("maintainer"))) == ["guide", "guest", "release"]


def test_a_role_that_is_held_is_not_offered_again_but_one_held_before_is(tmp_path: Path) -> None:
    found = steps(tmp_path, standing("reviewer"), standing("guide", "2024-01-01", "2024-12-31"), standing("guest"))
    assert names(found) == ["maintainer", "guide", "release"]
    assert [each.held_before for each in found] == [False, True, False]


def test_who_left_begins_where_they_were(tmp_path: Path) -> None:
    found = steps(tmp_path, standing("reviewer", "2020-01-01", "2022-01-01", "emeritus"))
    assert names(found)[0] == "reviewer"
    assert found[0].held_before


def test_what_was_taken_back_opens_nothing(tmp_path: Path) -> None:
    assert names(steps(tmp_path, standing("reviewer", "2020-01-01", "2022-01-01", "removed"))) == ["newcomer", "guest"]


def test_tenure_that_is_on_record_is_met_and_less_may_be_more(tmp_path: Path) -> None:
    assert reviewer(tmp_path, standing("newcomer", "2025-04-15"))[0] == (True, 12, "")
    assert reviewer(tmp_path, standing("newcomer", "2025-04-16"))[0] == (None, 11, "record")
    assert reviewer(tmp_path, standing("newcomer"), thanks("2024-01-01"))[0] == (True, 27, "")
    assert reviewer(tmp_path, standing("newcomer"))[0] == (None, 0, "record")


def test_thanks_are_counted_in_the_log_within_their_months(tmp_path: Path) -> None:
    new = standing("newcomer", "2025-04-15")
    assert reviewer(tmp_path, new, thanks("2026-01-01"), thanks("2025-04-15"))[1] == (False, 1, "")
    found = steps(tmp_path, new, thanks("2026-01-01"), thanks("2025-04-16"), thanks("2026-04-16"))[0].checks[1]
    assert (found.met, found.have, found.need) == (True, 2, 2)
    assert [str(each.record.date) for each in found.evidence] == ["2026-01-01", "2025-04-16"]


def test_of_thanks_within_a_scope_too_few_is_certain_and_enough_is_not(tmp_path: Path) -> None:
    text = LADDER.replace("at_least = 2, within_months = 12", 'at_least = 2, scope = "the guide"')
    for count, expected in ((1, (False, "")), (2, (None, "scope"))):
        records = [standing("newcomer"), *(thanks(f"2026-01-0{day}") for day in range(1, count + 1))]
        snapshot = snapshot_of(tmp_path, text + "".join(records))
        check = steps_up(snapshot.of(Ladder)[0], of_ana(snapshot), TODAY)[0].checks[1]
        assert (check.met, check.unknown) == expected


def test_activity_and_judgement_are_not_known_here(tmp_path: Path) -> None:
    assert reviewer(tmp_path, standing("newcomer"))[2:] == [(None, None, "activity"), (None, None, "judgement")]


class Told:
    """What somebody counted of Ana's reviews."""

    def __init__(self, tally: Tally | None) -> None:
        self.found = tally

    def tally(self, person: str, asked: Requirement) -> Tally | None:
        """That, of her reviews alone."""
        return self.found if (person, asked.metric) == ("ana", "reviews") else None


def told(folder: Path, tally: Tally | None) -> Step:
    snapshot = snapshot_of(folder, LADDER + standing("newcomer", "2025-04-15") + thanks("2026-01-01"))
    ana = of_ana(snapshot)
    return steps_up(snapshot.of(Ladder)[0], Person(ana.standings, ana.thanks, "ana"), TODAY, Told(tally))[0]


def reviews(step: Step) -> Check:
    return next(each for each in step.checks if each.requirement.metric == "reviews")


@pytest.mark.parametrize(
    ("tally", "met", "unknown"),
    [
        (Tally(10, "github"), True, ""),
        (Tally(9, "github"), False, ""),
        # There may be a tenth of which the source does not know.
        (Tally(9, "git", at_least=True), None, "part"),
        (Tally(10, "git", at_least=True), True, ""),
        (Tally(None, "git"), None, "source"),
        (None, None, "activity"),
    ],
)
def test_what_was_counted_of_activity_is_met_or_missing_or_not_known(
    tmp_path: Path, tally: Tally | None, met: bool | None, unknown: str
) -> None:
    check = reviews(told(tmp_path, tally))
    assert (check.met, check.unknown, check.need) == (met, unknown, 10)
    assert check.have == (tally.have if tally is not None else None)


def test_what_was_counted_comes_with_what_it_was_counted_from(tmp_path: Path) -> None:
    proof = Proof("A form for allergies", "https://example.org/pull/4", date(2026, 4, 1))
    check = reviews(told(tmp_path, Tally(11, "github", (proof,))))
    assert check.tally is not None
    assert check.tally.proofs == (proof,)


def test_thanks_are_counted_in_the_plan_whoever_counts_the_rest(tmp_path: Path) -> None:
    check = told(tmp_path, Tally(99, "github")).checks[1]
    assert (check.have, check.tally, len(check.evidence)) == (1, None, 1)


def test_who_meets_all_that_can_be_counted_is_ready_for_people_to_judge(tmp_path: Path) -> None:
    more = thanks("2026-02-01")
    for tally, expected in ((Tally(10, "x"), True), (Tally(9, "x"), False), (Tally(None, "x"), False), (None, False)):
        snapshot = snapshot_of(tmp_path, LADDER + standing("newcomer", "2025-04-15") + thanks("2026-01-01") + more)
        ana = of_ana(snapshot)
        found = steps_up(snapshot.of(Ladder)[0], Person(ana.standings, ana.thanks, "ana"), TODAY, Told(tally))
        assert {each.rung.id: each.is_ready for each in found} == {
            "reviewer": expected,
            # These ask for nothing that anybody could count.
            "guide": False,
            "guest": False,
        }


def test_of_a_group_in_which_people_judge_nothing_need_be_counted(tmp_path: Path) -> None:
    text = LADDER.replace('kind = "judgement" },', 'kind = "judgement", any_of = "g" },')
    text = text.replace("at_least = 10 },", 'at_least = 10, any_of = "g" },').replace("at_least = 2", "at_least = 1")
    snapshot = snapshot_of(tmp_path, text + standing("newcomer", "2024-01-01") + thanks("2026-01-01"))
    assert steps_up(snapshot.of(Ladder)[0], of_ana(snapshot), TODAY)[0].is_ready


@pytest.mark.parametrize(
    ("records", "expected"),
    [
        ([standing("reviewer", "2025-10-15")], (True, 6, "")),
        ([standing("reviewer", "2025-10-16")], (False, 5, "")),
        ([standing("reviewer")], (None, 0, "record")),
    ],
)
def test_time_on_a_rung_is_known_where_its_days_are(
    tmp_path: Path, records: list[str], expected: tuple[bool | None, int, str]
) -> None:
    found = steps(tmp_path, *records)[0]
    check = found.checks[0]
    assert (check.met, check.have, check.unknown) == expected
    assert found.checks[1].unknown == "appointment"


def test_of_a_group_one_is_enough(tmp_path: Path) -> None:
    text = LADDER.replace('kind = "judgement" },', 'kind = "judgement", any_of = "g" },')
    text = text.replace("within_months = 12 },", 'within_months = 12, any_of = "g" },')
    snapshot = snapshot_of(tmp_path, text + standing("newcomer", "2024-01-01"))
    assert steps_up(snapshot.of(Ladder)[0], of_ana(snapshot), TODAY)[0].verdicts == (True, None, None)


def test_near_a_rung_are_those_before_it_who_lack_least_first(tmp_path: Path) -> None:
    people = "".join(f'[[person]]\nid = "{each}"\nname = "{each}"\n' for each in ("bo", "cleo"))
    snapshot = snapshot_of(
        tmp_path,
        LADDER
        + people
        + standing("reviewer", "2026-04-01")
        + standing("reviewer", "2025-01-01", person="bo")
        + standing("reviewer", "2020-01-01", person="cleo")
        + standing("maintainer", "2021-01-01", person="cleo"),
    )
    ladder = snapshot.of(Ladder)[0]
    holders: dict[tuple[str, str], list[Entry[Standing]]] = {}
    people_by_id: dict[str, list[Entry[Standing]]] = {}
    for entry in snapshot.of(Standing):
        holders.setdefault((entry.record.ladder, entry.record.rung), []).append(entry)
        people_by_id.setdefault(entry.record.person, []).append(entry)
    records = {name: Person(found, ()) for name, found in people_by_id.items()}
    rung = ladder.record.find("maintainer")
    assert rung is not None
    found = near(ladder, rung, holders, records, TODAY)
    assert [(entry.record.person, step.verdicts) for entry, step in found] == [
        ("bo", (True, None)),
        ("ana", (False, None)),
    ]
