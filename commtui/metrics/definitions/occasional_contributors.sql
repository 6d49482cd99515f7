-- id: occasional_contributors
-- title: Occasional contributors
-- unit: people
-- direction: none
-- chaoss: Occasional Contributors
-- source: https://chaoss.community/kb/metric-occasional-contributors/
-- reading: People active in the period who contributed one to three times ever: commits, issues, pull requests, reviews
--   and comments, those after the period included.
-- grain: person
-- sample: people
-- amount: the contributions so far
-- starter: no
-- level: community
-- cases
SELECT
    person.id AS case_id,
    person.id AS person,
    active.happened_at,
    person.contributions AS amount,
    person.name AS title,
    NULL AS url
FROM person
JOIN (
    SELECT person, max(last_at) AS happened_at
    FROM activity
    WHERE month_start >= $period_start AND month_start < $period_end
    GROUP BY person
) AS active ON active.person = person.id
WHERE person.contributions <= 3
-- value
SELECT count(*) AS value, count(*) AS sample FROM cases
