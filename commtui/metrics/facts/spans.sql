-- Lengths of time, in microseconds; the times are UTC. NULL where an end is not known, and never below nothing:
-- clocks differ, and an answer cannot come before its question.
CREATE MACRO span(since, until) AS CASE WHEN until IS NOT NULL THEN greatest(0, epoch_us(until) - epoch_us(since)) END;

-- Time since a Monday long ago by the community's clock, and the part of it that lies in working days.
CREATE MACRO since_monday(moment, zone) AS
    epoch_us(timezone(zone, moment AT TIME ZONE 'UTC')) - 345600000000 + 10000 * 604800000000;

CREATE MACRO worked(moment) AS
    (since_monday(moment, getvariable('zone')) // 604800000000) * 432000000000
    + least(since_monday(moment, getvariable('zone')) % 604800000000, 432000000000);

CREATE MACRO span_working(since, until) AS
    CASE WHEN until IS NOT NULL THEN greatest(0, worked(until) - worked(since)) END;

-- The same of moments for which that is worked out already.
CREATE MACRO between_worked(since, until) AS CASE WHEN until IS NOT NULL THEN greatest(0, until - since) END;

-- How much of the time from `begun` to `ended` lies between `since` and `until`, which may still run.
CREATE MACRO overlap(since, until, begun, ended) AS
    coalesce(span(greatest(since, begun), least(coalesce(until, ended), ended)), 0);

CREATE MACRO overlap_working(since, until, begun, ended) AS
    coalesce(span_working(greatest(since, begun), least(coalesce(until, ended), ended)), 0);

CREATE MACRO days(microseconds) AS
    CASE WHEN microseconds IS NOT NULL THEN greatest(0, microseconds) / 86400000000 END;

-- Between two cases, as ClickHouse's does.
CREATE MACRO quantile(amount, part) AS quantile_cont(amount, part);
