-- Who stands behind each actor, thread and event. A person of NULL is a bot; a deleted account is a person of its own.
CREATE TEMP TABLE seen_thread AS
SELECT
    thread.* REPLACE (coalesce(thread.closed_at, thread.merged_at) AS closed_at),
    CASE
        WHEN thread.author IS NULL THEN 'ghost:' || thread.id
        WHEN identity.bot THEN NULL
        ELSE coalesce(identity.person, thread.author)
    END AS person
FROM cache.thread LEFT JOIN identity ON identity.actor = thread.author
WHERE NOT thread.gone;

CREATE TEMP TABLE seen_event AS
SELECT
    event.*,
    seen_thread.kind AS thread_kind,
    seen_thread.title,
    seen_thread.person AS opener,
    CASE
        WHEN event.actor IS NULL THEN 'ghost:' || event.id
        WHEN identity.bot THEN NULL
        ELSE coalesce(identity.person, event.actor)
    END AS person
FROM cache.event
JOIN seen_thread ON seen_thread.id = event.thread
LEFT JOIN identity ON identity.actor = event.actor;

-- A person can be named twice on one commit, by two addresses.
CREATE TEMP TABLE seen_author AS
SELECT sha, min(place) AS place, person
FROM (
    SELECT
        commit_author.sha,
        commit_author.place,
        CASE
            WHEN commit_author.actor IS NULL THEN 'ghost:' || commit_author.sha || ':' || commit_author.place
            WHEN identity.bot THEN NULL
            ELSE coalesce(identity.person, commit_author.actor)
        END AS person
    FROM cache.commit_author LEFT JOIN identity ON identity.actor = commit_author.actor
) AS named
WHERE person IS NOT NULL
GROUP BY sha, person;
