-- id: time_to_close
-- title: Time to close
-- unit: days
-- direction: down
-- chaoss: Time to Close
-- source: https://chaoss.community/kb/metric-time-to-close/
-- reading: Issues and pull requests of people, merged or not, whose last close lies in the period: from
--   the opening to that last close; the median. Where something was opened again, its first close is told beside it.
--   What is open now was not closed.
-- grain: thread
-- sample: closed
-- starter: no
-- level: community
-- cases
SELECT
    id AS case_id,
    person,
    closed_at AS happened_at,
    close_days AS amount,
    title,
    url,
    close_working_days AS working,
    first_close_days
FROM thread
WHERE
    kind IN ('issue', 'pull_request')
    AND person IS NOT NULL
    AND closed_at >= $period_start
    AND closed_at < $period_end
-- value
SELECT
    median(amount) AS value,
    count(amount) AS sample,
    median(amount) AS median,
    avg(amount) AS mean,
    quantile(amount, 0.9) AS p90,
    median(working) AS working_median,
    avg(working) AS working_mean,
    quantile(working, 0.9) AS working_p90,
    median(first_close_days) AS first_close_median,
    avg(first_close_days) AS first_close_mean,
    quantile(first_close_days, 0.9) AS first_close_p90
FROM cases
