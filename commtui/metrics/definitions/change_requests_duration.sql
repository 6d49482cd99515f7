-- id: change_requests_duration
-- title: Change requests duration
-- unit: days
-- direction: down
-- chaoss: Change Requests Duration
-- source: https://chaoss.community/kb/metric-change-requests-duration/
-- reading: Pull requests of people that were merged in the period: from the opening to the merge; the median.
-- grain: thread
-- sample: merged
-- starter: no
-- level: community
-- cases
SELECT
    id AS case_id,
    person,
    merged_at AS happened_at,
    merge_days AS amount,
    title,
    url,
    merge_working_days AS working
FROM thread
WHERE
    kind = 'pull_request'
    AND person IS NOT NULL
    AND merged_at >= $period_start
    AND merged_at < $period_end
-- value
SELECT
    median(amount) AS value,
    count(amount) AS sample,
    median(amount) AS median,
    avg(amount) AS mean,
    quantile(amount, 0.9) AS p90,
    median(working) AS working_median,
    avg(working) AS working_mean,
    quantile(working, 0.9) AS working_p90
FROM cases
