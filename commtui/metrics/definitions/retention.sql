-- id: retention
-- title: Retention
-- unit: share
-- direction: up
-- chaoss:
-- source:
-- reading: Of the people active in the period before (a commit, an issue, a pull request, a review or a comment), the
--   share that is active in this one again. CHAOSS has no page of this name: this one is ours.
-- grain: person
-- sample: people active before
-- amount: 1 (active again, and counted in the share) or 0 (not)
-- starter: no
-- level: community
-- cases
SELECT
    person AS case_id,
    person,
    max(last_at) AS happened_at,
    CASE WHEN max(last_at) >= $period_start THEN 1 ELSE 0 END AS amount,
    person AS title,
    NULL AS url
FROM activity
WHERE month_start >= $previous_start AND month_start < $period_end
GROUP BY person
HAVING min(month_start) < $period_start
-- value
SELECT
    avg(amount) AS value,
    count(*) AS sample,
    count(*) FILTER (WHERE amount = 1) AS kept,
    count(*) FILTER (WHERE amount = 0) AS gone
FROM cases
