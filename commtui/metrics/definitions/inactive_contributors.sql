-- id: inactive_contributors
-- title: Inactive contributors
-- unit: people
-- direction: down
-- chaoss: Inactive Contributors
-- source: https://chaoss.community/kb/metric-inactive-contributors/
-- reading: People whose last activity lies more than two periods before the end of this one; each is counted once, in
--   the period in which that became so: last seen in the period before the previous one, and not since. Who came back
--   later was away all the same.
-- grain: person
-- sample: people
-- amount: the contributions of the time looked at
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
WHERE month_start >= $earlier_start AND month_start < $period_end
GROUP BY person
HAVING max(last_at) < $previous_start
-- value
SELECT count(*) AS value, count(*) AS sample FROM cases
