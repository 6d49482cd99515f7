"""How far a key result is, whichever way it is judged."""

from __future__ import annotations

import pytest

from commtui.insight.key_result import share, verdict
from commtui.model.goal import KeyResult


def result(**fields: object) -> KeyResult:
    return KeyResult.model_validate({"title": "Newcomers hear from us within two days", **fields})


def test_a_missing_score_is_not_zero() -> None:
    assert share(result()) is None
    assert verdict(result()) == "unjudged"
    assert share(result(score=0)) == 0
    assert verdict(result(score=0)) == "open"


@pytest.mark.parametrize(("score", "expected"), [(0.69, "open"), (0.7, "reached"), (1, "reached")])
def test_a_score_counts_as_reached_from_seven_tenths(score: float, expected: str) -> None:
    assert verdict(result(score=score)) == expected


def test_the_final_score_goes_before_the_one_at_mid_quarter() -> None:
    assert share(result(mid_score=0.2, score=0.9)) == 0.9
    assert share(result(mid_score=0.2)) == 0.2


def test_done_or_not_is_all_or_nothing() -> None:
    assert (share(result(done=True)), share(result(done=False))) == (1.0, 0.0)


def test_a_metric_is_measured_from_its_baseline_to_its_target() -> None:
    rising = result(metric="retention", baseline=0.2, at_least=0.6)
    assert share(rising) is None
    assert share(rising, 0.4) == pytest.approx(0.5)
    assert share(rising, 0.1) == 0
    assert share(rising, 0.7) == 1


def test_a_metric_that_should_fall_is_measured_downwards() -> None:
    falling = result(metric="time_to_first_response", baseline=6, at_most=2)
    assert share(falling, 4) == pytest.approx(0.5)
    assert share(falling, 2) == 1
    assert verdict(falling, 2.5) == "open"


def test_a_frozen_actual_goes_before_the_present_value() -> None:
    frozen = result(metric="retention", baseline=0.2, at_least=0.6, actual=0.6)
    assert share(frozen, 0.3) == 1


def test_without_a_baseline_a_metric_is_reached_or_not() -> None:
    plain = result(metric="release_frequency", at_least=4)
    assert (share(plain, 3), share(plain, 4)) == (0, 1)


def test_a_metric_without_target_tells_nothing() -> None:
    assert share(result(metric="retention"), 0.5) is None


def test_a_score_at_mid_quarter_is_never_the_end() -> None:
    assert verdict(result(mid_score=0.9)) == "open"


def test_of_two_targets_both_must_hold() -> None:
    band = result(metric="retention", at_least=1, at_most=5)
    assert [verdict(band, value) for value in (0.5, 3, 10)] == ["open", "reached", "open"]


@pytest.mark.parametrize(
    ("held", "good", "missed"),
    [
        ({"metric": "active_contributors", "baseline": 25, "at_least": 20}, (20, 25, 40), (19, 10, 0)),
        ({"metric": "time_to_first_response", "baseline": 1, "at_most": 2}, (0, 1, 2), (2.1, 30)),
        # From below into a band: who leaves it above is not there.
        ({"metric": "retention", "baseline": 0, "at_least": 1, "at_most": 5}, (1, 5), (0, 6)),
    ],
)
def test_a_level_that_is_to_be_held_is_missed_as_soon_as_it_is_left(
    held: dict[str, object], good: tuple[float, ...], missed: tuple[float, ...]
) -> None:
    assert [(share(result(**held), each), verdict(result(**held), each)) for each in good] == [(1, "reached")] * len(
        good
    )
    assert [(share(result(**held), each), verdict(result(**held), each)) for each in missed] == [(0, "open")] * len(
        missed
    )


def test_what_is_nearly_there_is_not_there() -> None:
    near = result(metric="commits", baseline=-1e17, at_least=0.2)
    assert (share(near, 0.1), verdict(near, 0.1)) == (1, "open")
