"""How each metric is read here: CHAOSS leaves choices open, and these are ours."""

from __future__ import annotations

from dataclasses import dataclass

from commtui.insight.trend import Direction


@dataclass(frozen=True, slots=True)
class Reading:
    """What a metric says: in plain words, in what unit, which way is better (None: that depends), and by what name
    CHAOSS knows it (empty: by none)."""

    text: str
    unit: str
    direction: Direction | None = None
    chaoss: str = ""


READINGS: dict[str, Reading] = {
    "time_to_first_response": Reading(
        "From the opening of an issue or pull request to the first comment or review by another person; for a pull "
        "request from when it was ready for review. Bots and authors are no answer. The median of those that were "
        "answered: the sample says how many.",
        "days",
        "down",
        "Time to First Response",
    ),
    "time_to_close": Reading(
        "From opening to closing, for what was closed in the period, merged or not. Where something was opened again, "
        "its last closing counts.",
        "days",
        "down",
        "Time to Close",
    ),
    "change_request_review_duration": Reading(
        "From the opening of a pull request to the first review by another person; the median.",
        "days",
        "down",
        "Change Request Review Duration",
    ),
    "change_requests_duration": Reading(
        "From the opening of a pull request to its merge, for those merged in the period; the median.",
        "days",
        "down",
        "Change Requests Duration",
    ),
    "change_request_acceptance_ratio": Reading(
        "Of the pull requests closed in the period, the share that was merged. No number is good by itself: a "
        "community that never says no learns little.",
        "share",
        None,
        "Change Requests Acceptance Ratio",
    ),
    "change_request_closure_ratio": Reading(
        "Pull requests closed in the period, for each one opened in it. Below 1 the pile of open ones grows.",
        "ratio",
        "up",
        "Change Request Closure Ratio",
    ),
    "issue_age": Reading(
        "For issues still open at the end of the period: how long they have been open; the median.",
        "days",
        "down",
        "Issue Age",
    ),
    "contributor_absence_factor": Reading(
        "The fewest people who made half of the commits of the period: how many would have to be away for the work "
        "to falter. Co-authors count.",
        "people",
        "up",
        "Contributor Absence Factor",
    ),
    "active_contributors": Reading(
        "People with a commit, issue, pull request, review or comment in the period.", "people", "up", "Contributors"
    ),
    "new_contributors": Reading(
        "People whose first commit, issue, pull request or review ever lies in the period.",
        "people",
        "up",
        "New Contributors",
    ),
    "inactive_contributors": Reading(
        "People who were last seen more than two periods ago; each is counted once, in the period in which that "
        "became so.",
        "people",
        "down",
        "Inactive Contributors",
    ),
    "occasional_contributors": Reading(
        "People active in the period who contributed one to three times in all.",
        "people",
        None,
        "Occasional Contributors",
    ),
    "retention": Reading(
        "Of the people active in the period before, the share that is active in this one again.", "share", "up"
    ),
    "conversion_rate": Reading(
        "Of those who looked on, the share that took part; of those who took part, the share that had something "
        "merged.",
        "share",
        "up",
        "Conversion Rate",
    ),
    "engagement_distribution": Reading(
        "The share of all contributions that the most active fifth of the people made. The lower, the more the work "
        "is shared.",
        "share",
        "down",
    ),
    "organizational_diversity": Reading(
        "How many organizations made half of the commits of the period. Who is of no known one counts as one.",
        "organizations",
        "up",
        "Organizational Diversity",
    ),
    "release_frequency": Reading(
        "Releases, or tags of versions, in the period. Whether more is better is for the community to say.",
        "releases",
        None,
        "Release Frequency",
    ),
    "commits": Reading(
        "Commits by people, merges left out. How much was done, not how good it was.",
        "commits",
        None,
        "Code Changes Commits",
    ),
}
