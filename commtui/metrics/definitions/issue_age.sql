-- id: issue_age
-- title: Issue age
-- unit: days
-- direction: down
-- chaoss: Issue Age
-- source: https://chaoss.community/kb/metric-issue-age/
-- reading: Issues of people that were open at the end of the period (now, where it still runs), those closed since
--   included: from the opening until then; the median.
-- grain: thread
-- sample: open
-- starter: no
-- level: community
-- cases
SELECT
    thread.id AS case_id,
    thread.person,
    thread.opened_at AS happened_at,
    date_diff('second', thread.opened_at, least($period_end, $now)) / 86400.0 AS amount,
    thread.title,
    thread.url
FROM thread JOIN open_span ON open_span.thread = thread.id
WHERE
    thread.kind = 'issue'
    AND thread.person IS NOT NULL
    AND open_span.since < least($period_end, $now)
    AND (open_span.until IS NULL OR open_span.until >= least($period_end, $now))
-- value
SELECT
    median(amount) AS value,
    count(*) AS sample,
    median(amount) AS median,
    avg(amount) AS mean,
    quantile(amount, 0.9) AS p90,
    max(amount) AS oldest
FROM cases
