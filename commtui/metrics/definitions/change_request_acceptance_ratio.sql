-- id: change_request_acceptance_ratio
-- title: Change request acceptance ratio
-- unit: share
-- direction: none
-- chaoss: Change Request Acceptance Ratio
-- source: https://chaoss.community/kb/metric-change-request-acceptance-ratio/
-- reading: Of the pull requests of people whose last close lies in the period, the share that was merged. No number is
--   good by itself: a community that never says no learns little.
-- grain: thread
-- sample: closed
-- amount: 1 (merged, and counted in the share) or 0 (not)
-- starter: no
-- level: community
-- cases
SELECT
    id AS case_id,
    person,
    closed_at AS happened_at,
    CASE WHEN merged_at IS NULL THEN 0 ELSE 1 END AS amount,
    title,
    url
FROM thread
WHERE
    kind = 'pull_request'
    AND person IS NOT NULL
    AND closed_at >= $period_start
    AND closed_at < $period_end
-- value
SELECT
    avg(amount) AS value,
    count(*) AS sample,
    count(*) FILTER (WHERE amount = 1) AS merged,
    count(*) FILTER (WHERE amount = 0) AS unmerged
FROM cases
