-- Whatever people opened since then that is open, ready, and has no answer of another person: issues, pull requests
-- and discussions, those of newcomers first. A newcomer is who made nothing before that (a comment is not enough), and
-- is none of those whom the community knows; of a deleted account nobody can say.
SELECT
    thread.kind,
    thread.title,
    thread.url,
    thread.opened_at,
    thread.wait_days,
    thread.person NOT LIKE 'ghost:%'
        AND NOT list_contains(CAST($known AS VARCHAR[]), thread.person)
        AND (person.first_at IS NULL OR person.first_at >= thread.opened_at) AS newcomer
FROM thread
LEFT JOIN person ON person.id = thread.person
WHERE
    thread.person IS NOT NULL
    AND thread.first_response_at IS NULL
    AND thread.closed_at IS NULL
    AND NOT thread.draft
    AND thread.opened_at >= $since
    AND thread.opened_at < $until
ORDER BY newcomer DESC, thread.opened_at, thread.id
