-- id: new_contributors
-- title: New contributors
-- unit: people
-- direction: up
-- chaoss: New Contributors
-- source: https://chaoss.community/kb/metric-new-contributors/
-- reading: People whose first ever commit, issue, pull request or review lies in the period. Comments alone do not make
--   someone a contributor here.
-- grain: person
-- sample: people
-- amount: the contributions so far
-- starter: no
-- level: community
-- cases
SELECT
    id AS case_id,
    id AS person,
    first_at AS happened_at,
    contributions AS amount,
    name AS title,
    NULL AS url
FROM person
WHERE first_at >= $period_start AND first_at < $period_end
-- value
SELECT count(*) AS value, count(*) AS sample FROM cases
