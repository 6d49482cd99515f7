-- id: active_contributors
-- title: Active contributors
-- unit: people
-- direction: up
-- chaoss: Contributors
-- source: https://chaoss.community/kb/metric-contributors/
-- reading: People with a commit (as author or co-author), an issue, a pull request, a review or a comment in the
--   period. From git alone: with a commit. Merge commits and bots are left out; each deleted account is a person.
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
SELECT count(*) AS value, count(*) AS sample, coalesce(sum(amount), 0) AS contributions FROM cases
