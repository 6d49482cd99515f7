"""The ids of the metrics that a goal, a requirement or a measurement may name."""

from __future__ import annotations

# Of the whole community: https://chaoss.community/kb-metrics-and-metrics-models/
COMMUNITY_METRICS = frozenset(
    """time_to_first_response time_to_close change_request_review_duration change_requests_duration
    change_request_acceptance_ratio change_request_closure_ratio issue_age contributor_absence_factor
    active_contributors new_contributors inactive_contributors occasional_contributors retention conversion_rate
    engagement_distribution organizational_diversity release_frequency commits""".split()
)

# Of one person, for the requirements of a rung.
PERSON_METRICS = frozenset(
    """commits pull_requests_opened pull_requests_merged reviews issues_opened comments recognitions
    months_active""".split()
)

METRICS = COMMUNITY_METRICS | PERSON_METRICS
