-- id: change_request_review_duration
-- title: Change request review duration
-- unit: days
-- direction: down
-- chaoss: Change Request Review Duration
-- source: https://chaoss.community/kb/metric-change-request-review-duration/
-- reading: Pull requests that people opened in the period and that got a review: from the opening to the
--   first review that another person submitted; the median. What got none is counted beside it. The median without
--   the time as a draft is told beside it as well.
-- grain: thread
-- sample: reviewed
-- starter: no
-- level: community
-- cases
SELECT
    id AS case_id,
    person,
    opened_at AS happened_at,
    review_days AS amount,
    title,
    url,
    review_working_days AS working,
    review_ready_days
FROM thread
WHERE
    kind = 'pull_request'
    AND person IS NOT NULL
    AND opened_at >= $period_start
    AND opened_at < $period_end
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
    median(review_ready_days) AS ready_median,
    count(*) - count(amount) AS unreviewed
FROM cases
