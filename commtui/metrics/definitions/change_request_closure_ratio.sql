-- id: change_request_closure_ratio
-- title: Change request closure ratio
-- unit: ratio
-- direction: up
-- chaoss: Change Request Closure Ratio
-- source: https://chaoss.community/kb/metric-change-request-closure-ratio/
-- reading: Pull requests of people whose last close lies in the period, merged or not, for each one opened in it. Below
--   1 the pile of open ones grows: how many were open at the start and at the end is told beside it (what was opened
--   again counts as open until its last close). Where none was opened there is no ratio.
-- grain: thread
-- sample: opened
-- amount: 1 (closed by the end of the period) or 0 (open then)
-- starter: yes
-- level: community
-- cases
SELECT
    id AS case_id,
    person,
    opened_at AS happened_at,
    CASE WHEN closed_at < $period_end THEN 1 ELSE 0 END AS amount,
    title,
    url,
    CASE WHEN opened_at >= $period_start THEN 1 ELSE 0 END AS opened,
    closed_at
FROM thread
WHERE
    kind = 'pull_request'
    AND person IS NOT NULL
    AND opened_at < $period_end
    AND (closed_at IS NULL OR closed_at >= $period_start)
-- value
SELECT
    count(*) FILTER (WHERE amount = 1) / nullif(count(*) FILTER (WHERE opened = 1), 0) AS value,
    count(*) FILTER (WHERE opened = 1) AS sample,
    count(*) FILTER (WHERE amount = 1) AS closed,
    count(*) FILTER (WHERE opened = 1) AS opened,
    count(*) FILTER (WHERE opened = 0) AS open_before,
    count(*) FILTER (WHERE amount = 0) AS open_after
FROM cases
