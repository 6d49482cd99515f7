-- id: conversion_rate
-- title: Conversion rate
-- unit: share
-- direction: up
-- chaoss: Conversion Rate
-- source: https://chaoss.community/kb/metric-conversion-rate/
-- reading: Of the people who took part in the period (D1: an issue, a comment or a review), the share that also had a
--   pull request merged in it (D2). Beside it, where it is known who looked on (D0: a star, a fork or a watch before
--   the end of the period): the share of those that took part.
-- grain: person
-- sample: people who took part
-- amount: how far they came: 0 (looked on), 1 (took part) or 2 (had a pull request merged)
-- starter: no
-- level: community
-- cases
SELECT
    person AS case_id,
    person,
    max(happened_at) AS happened_at,
    max(stage) AS amount,
    person AS title,
    NULL AS url,
    max(CASE WHEN stage = 0 THEN 1 ELSE 0 END) AS looked_on,
    max(CASE WHEN stage = 1 THEN 1 ELSE 0 END) AS took_part,
    max(CASE WHEN stage = 2 THEN 1 ELSE 0 END) AS merged
FROM (
    SELECT person, since AS happened_at, 0 AS stage
    FROM interest
    WHERE since IS NULL OR since < $period_end
    UNION ALL
    SELECT person, last_at, 1 AS stage
    FROM activity
    WHERE took_part > 0 AND month_start >= $period_start AND month_start < $period_end
    UNION ALL
    SELECT person, merged_at, 2 AS stage
    FROM thread
    WHERE
        kind = 'pull_request'
        AND person IS NOT NULL
        AND merged_at >= $period_start
        AND merged_at < $period_end
) AS stages
GROUP BY person
-- value
SELECT
    count(*) FILTER (WHERE took_part = 1 AND merged = 1) / nullif(sum(took_part), 0) AS value,
    coalesce(sum(took_part), 0) AS sample,
    coalesce(sum(looked_on), 0) AS looked_on,
    coalesce(sum(took_part), 0) AS took_part,
    count(*) FILTER (WHERE took_part = 1 AND merged = 1) AS merged,
    count(*) FILTER (WHERE looked_on = 1 AND took_part = 1) / nullif(sum(looked_on), 0) AS took_part_of_looked_on
FROM cases
