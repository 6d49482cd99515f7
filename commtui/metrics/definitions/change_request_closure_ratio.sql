-- id: change_request_closure_ratio
-- title: Change request closure ratio
-- unit: ratio
-- direction: up
-- chaoss: Change Request Closure Ratio
-- source: https://chaoss.community/kb/metric-change-request-closure-ratio/
-- reading: Pull requests of people whose last close lies in the period, merged or not, for each one opened in it. Below
--   1 the pile of open ones grows: how many were open at the start and at the end is told beside it. Where none was
--   opened there is no ratio.
-- grain: thread
-- sample: opened
-- starter: yes
-- level: community
-- cases
SELECT
    thread.id AS case_id,
    thread.person,
    thread.opened_at AS happened_at,
    CASE WHEN thread.closed_at >= $period_start AND thread.closed_at < $period_end THEN 1 ELSE 0 END AS amount,
    thread.title,
    thread.url,
    CASE WHEN thread.opened_at >= $period_start THEN 1 ELSE 0 END AS opened,
    backlog.open_before,
    backlog.open_after
FROM thread
LEFT JOIN (
    SELECT
        thread,
        max(CASE WHEN since < $period_start THEN 1 ELSE 0 END) AS open_before,
        max(CASE WHEN until IS NULL OR until >= $period_end THEN 1 ELSE 0 END) AS open_after
    FROM open_span
    WHERE since < $period_end AND (until IS NULL OR until >= $period_start)
    GROUP BY thread
) AS backlog ON backlog.thread = thread.id
WHERE
    thread.kind = 'pull_request'
    AND thread.person IS NOT NULL
    AND thread.opened_at < $period_end
    AND (thread.closed_at IS NULL OR thread.closed_at >= $period_start OR backlog.thread IS NOT NULL)
-- value
SELECT
    count(*) FILTER (WHERE amount = 1) / nullif(count(*) FILTER (WHERE opened = 1), 0) AS value,
    count(*) FILTER (WHERE opened = 1) AS sample,
    count(*) FILTER (WHERE amount = 1) AS closed,
    count(*) FILTER (WHERE opened = 1) AS opened,
    count(*) FILTER (WHERE open_before = 1) AS open_before,
    count(*) FILTER (WHERE open_after = 1) AS open_after
FROM cases
