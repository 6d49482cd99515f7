-- id: organizational_diversity
-- title: Organizational diversity
-- unit: organizations
-- direction: up
-- chaoss: Organizational Diversity
-- source: https://chaoss.community/kb/metric-organizational-diversity/
-- reading: The fewest organizations whose people made at least half of the commits of the period, by the affiliations
--   that people had on the day. A commit counts once for each organization with a hand in it. Who belongs to none that
--   is known counts as one; how many such people there are is told beside it.
-- grain: organization
-- sample: commits
-- amount: the commits of the period
-- starter: no
-- level: community
-- cases
SELECT
    coalesce(organization, person) AS case_id,
    person,
    max(committed_at) AS happened_at,
    count(*) AS amount,
    coalesce(organization, person) AS title,
    NULL AS url,
    organization,
    sum(once) AS commits
FROM commit_organization
WHERE committed_at >= $period_start AND committed_at < $period_end
GROUP BY organization, person
-- value
SELECT
    CASE WHEN count(*) > 0 THEN count(*) FILTER (WHERE (running - amount) * 2 < total) END AS value,
    coalesce(sum(commits), 0) AS sample,
    count(organization) AS known_organizations,
    count(*) - count(organization) AS unknown
FROM (
    SELECT
        amount,
        commits,
        organization,
        sum(amount) OVER (ORDER BY amount DESC ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS running,
        sum(amount) OVER () AS total
    FROM cases
) AS ranked
