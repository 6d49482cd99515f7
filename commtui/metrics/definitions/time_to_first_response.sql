-- id: time_to_first_response
-- title: Time to first response
-- unit: days
-- direction: down
-- chaoss: Time to First Response
-- source: https://chaoss.community/kb/metric-time-to-first-response/
-- reading: Issues and pull requests that people opened in the period: from the opening (a pull request: from when it
--   was first ready for review, later time as a draft taken off) to the first comment or submitted review by another
--   person; the median. Bots, hidden comments and authors themselves are no answer; an answer while it was a draft
--   counts as no wait, and a draft does not wait. An answer after the period counts for the period of the opening. The
--   sample is what was answered; unanswered is the rest, closed or not. The promise is kept where an answer came
--   within the promised working days, of answered and unanswered alike.
-- grain: thread
-- sample: answered
-- starter: yes
-- level: community
-- cases
SELECT
    id AS case_id,
    person,
    opened_at AS happened_at,
    response_days AS amount,
    title,
    url,
    response_working_days AS working,
    wait_days,
    closed_at
FROM thread
WHERE
    kind IN ('issue', 'pull_request')
    AND person IS NOT NULL
    AND opened_at >= $period_start
    AND opened_at < $period_end
    AND ready_at IS NOT NULL
    AND (first_response_at IS NOT NULL OR NOT draft)
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
    count(*) - count(amount) AS unanswered,
    count(*) FILTER (WHERE amount IS NULL AND closed_at IS NOT NULL) AS closed_unanswered,
    max(CASE WHEN amount IS NULL AND closed_at IS NULL THEN wait_days END) AS oldest_waiting,
    CASE WHEN count(*) > 0 THEN count(*) FILTER (WHERE working <= $promise_days) / count(*) END AS within_promise
FROM cases
