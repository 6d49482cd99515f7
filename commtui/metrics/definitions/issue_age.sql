-- id: issue_age
-- title: Issue age
-- unit: days
-- direction: down
-- chaoss: Issue Age
-- source: https://chaoss.community/kb/metric-issue-age/
-- reading: Issues of people that were open at the end of the period (now, where it still runs), those closed
--   since included: from the opening until then; the median. What was opened again counts as open until its last
--   close.
-- grain: thread
-- sample: open
-- starter: no
-- level: community
-- cases
SELECT
    id AS case_id,
    person,
    opened_at AS happened_at,
    date_diff('second', opened_at, least($period_end, $now)) / 86400.0 AS amount,
    title,
    url
FROM thread
WHERE
    kind = 'issue'
    AND person IS NOT NULL
    AND opened_at < least($period_end, $now)
    AND (closed_at IS NULL OR closed_at >= least($period_end, $now))
-- value
SELECT
    median(amount) AS value,
    count(*) AS sample,
    median(amount) AS median,
    avg(amount) AS mean,
    quantile(amount, 0.9) AS p90,
    max(amount) AS oldest
FROM cases
