-- When someone waited, and for how long: all durations are days, and time as a draft is taken from those of a wait.

-- From which to which moment a pull request was a draft. Who begins with "ready" was opened as a draft.
CREATE TEMP TABLE draft_span AS
WITH change AS (
    SELECT
        thread,
        kind,
        happened_at,
        lead(happened_at) OVER turns AS next_at,
        row_number() OVER turns AS place
    FROM seen_event
    WHERE kind IN ('ready', 'draft') AND thread_kind = 'pull_request'
    WINDOW turns AS (PARTITION BY thread ORDER BY happened_at, kind)
)
SELECT seen_thread.id AS thread, seen_thread.opened_at AS since, change.happened_at AS until, true AS at_first
FROM seen_thread JOIN change ON change.thread = seen_thread.id AND change.place = 1 AND change.kind = 'ready'
UNION ALL
SELECT thread, happened_at, next_at, false FROM change WHERE kind = 'draft'
UNION ALL
SELECT id, opened_at, NULL, true FROM seen_thread
WHERE kind = 'pull_request' AND draft AND id NOT IN (SELECT thread FROM change);

CREATE TEMP TABLE ready AS
SELECT
    seen_thread.id AS thread,
    CASE WHEN first_span.thread IS NULL THEN seen_thread.opened_at ELSE first_span.until END AS ready_at
FROM seen_thread
LEFT JOIN draft_span AS first_span ON first_span.thread = seen_thread.id AND first_span.at_first;

-- A hidden comment, a review that is not sent yet, a bot's word and one's own are no answers.
CREATE TEMP TABLE answered AS
SELECT
    thread,
    min(happened_at) AS first_response_at,
    min(happened_at) FILTER (WHERE kind = 'review') AS first_review_at
FROM seen_event
WHERE
    kind IN ('comment', 'review')
    AND NOT hidden
    AND coalesce(state, '') <> 'pending'
    AND person IS NOT NULL
    AND person <> coalesce(opener, '')
GROUP BY thread;

CREATE TEMP TABLE first_close AS
SELECT thread, min(happened_at) AS first_closed_at
FROM seen_event
WHERE kind IN ('closed', 'merged')
GROUP BY thread;

CREATE TEMP TABLE timed AS
SELECT
    seen_thread.*,
    ready.ready_at,
    answered.first_response_at,
    answered.first_review_at,
    -- What is open now has no close, whatever it had before.
    CASE
        WHEN seen_thread.closed_at IS NOT NULL THEN least(first_close.first_closed_at, seen_thread.closed_at)
    END AS first_closed_at,
    -- Until when one waited for an answer: until it came, the thread was closed, or now.
    coalesce(answered.first_response_at, seen_thread.closed_at, moment.now) AS waited_until
FROM seen_thread
JOIN ready ON ready.thread = seen_thread.id
LEFT JOIN answered ON answered.thread = seen_thread.id
LEFT JOIN first_close ON first_close.thread = seen_thread.id
CROSS JOIN moment;

-- How much of a wait was time as a draft, in microseconds: of all time, and of working days.
CREATE TEMP TABLE drafted AS
SELECT
    timed.id AS thread,
    sum(overlap(since, until, opened_at, waited_until)) AS wait,
    sum(overlap_working(since, until, opened_at, waited_until)) AS wait_working,
    sum(overlap(since, until, opened_at, first_review_at)) AS review
FROM timed JOIN draft_span ON draft_span.thread = timed.id
GROUP BY timed.id;

CREATE TABLE thread AS
SELECT
    id,
    kind,
    number,
    title,
    url,
    person,
    opened_at,
    ready_at,
    first_closed_at,
    closed_at,
    merged_at,
    first_response_at,
    first_review_at,
    draft,
    labels,
    -- The wait for the first answer, or so far.
    days(span(opened_at, waited_until) - coalesce(drafted.wait, 0)) AS wait_days,
    CASE WHEN first_response_at IS NOT NULL THEN wait_days END AS response_days,
    CASE
        WHEN first_response_at IS NOT NULL
        THEN days(between_worked(worked_opened, worked_waited) - coalesce(drafted.wait_working, 0))
    END AS response_working_days,
    days(span(opened_at, first_review_at)) AS review_days,
    days(between_worked(worked_opened, worked_review)) AS review_working_days,
    days(span(opened_at, first_review_at) - coalesce(drafted.review, 0)) AS review_ready_days,
    days(span(opened_at, first_closed_at)) AS first_close_days,
    days(span(opened_at, closed_at)) AS close_days,
    days(between_worked(worked_opened, worked_closed)) AS close_working_days,
    days(span(opened_at, merged_at)) AS merge_days,
    days(between_worked(worked_opened, worked_merged)) AS merge_working_days
FROM (
    -- Worked out once for each moment: that is the most of what this table takes.
    SELECT
        *,
        worked(opened_at) AS worked_opened,
        worked(waited_until) AS worked_waited,
        worked(first_review_at) AS worked_review,
        worked(closed_at) AS worked_closed,
        worked(merged_at) AS worked_merged
    FROM timed
) AS timed
LEFT JOIN drafted ON drafted.thread = timed.id
ORDER BY opened_at, id;
