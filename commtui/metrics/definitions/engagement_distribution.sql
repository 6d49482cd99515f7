-- id: engagement_distribution
-- title: Engagement distribution
-- unit: share
-- direction: down
-- chaoss:
-- source:
-- reading: The share of all contributions of the period (commits, issues, pull requests, reviews, comments) that the
--   most active fifth of the active people made, rounded up to whole people. The lower, the more the work is shared.
--   CHAOSS has no page of this name: this one is ours.
-- grain: person
-- sample: people
-- amount: the contributions of the period
-- starter: no
-- level: community
-- cases
SELECT
    person AS case_id,
    person,
    max(last_at) AS happened_at,
    sum(contributions) AS amount,
    person AS title,
    NULL AS url
FROM activity
WHERE month_start >= $period_start AND month_start < $period_end
GROUP BY person
-- value
SELECT
    sum(CASE WHEN place <= ceil(people / 5.0) THEN amount ELSE 0 END) / sum(amount) AS value,
    count(*) AS sample,
    coalesce(sum(amount), 0) AS contributions,
    count(*) FILTER (WHERE place <= ceil(people / 5.0)) AS most_active
FROM (
    SELECT
        amount,
        row_number() OVER (ORDER BY amount DESC) AS place,
        count(*) OVER () AS people
    FROM cases
) AS ranked
