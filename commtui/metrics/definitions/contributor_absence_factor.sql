-- id: contributor_absence_factor
-- title: Contributor absence factor
-- unit: people
-- direction: up
-- chaoss: Contributor Absence Factor
-- source: https://chaoss.community/kb/metric-contributor-absence-factor/
-- reading: The fewest people who made at least half of the commits of the period: how many would have to be away for
--   the work to falter. A commit counts once for its author and for each co-author; merge commits and bots are left
--   out; the time is that of the committer.
-- grain: person
-- sample: commits
-- amount: the commits of the period
-- starter: yes
-- level: community
-- cases
SELECT
    person AS case_id,
    person,
    max(committed_at) AS happened_at,
    count(*) AS amount,
    person AS title,
    NULL AS url,
    sum(once) AS commits
FROM commit_person
WHERE committed_at >= $period_start AND committed_at < $period_end
GROUP BY person
-- value
SELECT
    CASE WHEN count(*) > 0 THEN count(*) FILTER (WHERE (running - amount) * 2 < total) END AS value,
    coalesce(sum(commits), 0) AS sample,
    count(*) AS people
FROM (
    SELECT
        amount,
        commits,
        sum(amount) OVER (ORDER BY amount DESC ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS running,
        sum(amount) OVER () AS total
    FROM cases
) AS ranked
