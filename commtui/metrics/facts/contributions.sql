-- What people did, in the order of time. Merge commits are left out: they say who pressed a button.
CREATE TABLE commit_person AS
SELECT
    seen_author.sha,
    seen_author.person,
    known.committed_at,
    -- 1 for one person of each commit: adds up to the number of commits.
    CAST(row_number() OVER (PARTITION BY seen_author.sha ORDER BY seen_author.place) = 1 AS INTEGER) AS once
FROM seen_author JOIN cache.commit AS known ON known.sha = seen_author.sha
WHERE known.parents <= 1
ORDER BY known.committed_at, seen_author.sha;

CREATE TABLE commit AS
SELECT
    known.sha,
    known.committed_at,
    known.authored_at,
    known.parents > 1 AS merge,
    known.subject,
    moment.commit_url || known.sha AS url,
    min_by(seen_author.person, seen_author.place) AS person
FROM cache.commit AS known
LEFT JOIN seen_author ON seen_author.sha = known.sha
CROSS JOIN moment
GROUP BY ALL
ORDER BY known.committed_at, known.sha;

CREATE TABLE contribution AS
SELECT
    done.*,
    -- Of a commit, its sha; of the others, those of the cache.
    coalesce(done.sha, done.event) AS id,
    coalesce(thread.labels, []) AS labels,
    calendar.month,
    calendar.since AS month_start
FROM (
    SELECT
        commit_person.person,
        'commit' AS kind,
        commit.committed_at AS happened_at,
        NULL AS thread,
        NULL AS event,
        commit.sha,
        commit.subject AS title,
        commit.url,
        false AS own
    FROM commit_person JOIN commit ON commit.sha = commit_person.sha
    UNION ALL
    SELECT person, kind, opened_at, id, id, NULL, title, url, true
    FROM thread
    WHERE person IS NOT NULL AND kind IN ('issue', 'pull_request')
    UNION ALL
    SELECT person, kind, happened_at, thread, id, NULL, title, url, person = coalesce(opener, '')
    FROM seen_event
    WHERE
        person IS NOT NULL
        AND thread_kind IN ('issue', 'pull_request')
        AND kind IN ('comment', 'review')
        AND coalesce(state, '') <> 'pending'
) AS done
LEFT JOIN thread ON thread.id = done.thread
ASOF LEFT JOIN calendar ON done.happened_at >= calendar.since
ORDER BY done.happened_at, done.kind, done.person;

-- What each person did in each month: every period is made of whole ones. `took_part` is all but commits and pull
-- requests.
CREATE TABLE activity AS
SELECT
    person,
    month_start,
    count(*) AS contributions,
    count(*) FILTER (WHERE kind IN ('issue', 'review', 'comment')) AS took_part,
    max(happened_at) AS last_at
FROM contribution
GROUP BY person, month_start
ORDER BY month_start, person;

-- For which organizations the people of a commit worked on its day, by the community's clock. Who worked for none
-- that is known stands for himself alone, with an organization of NULL.
CREATE TABLE commit_organization AS
SELECT
    *,
    CAST(row_number() OVER (PARTITION BY sha ORDER BY organization, person) = 1 AS INTEGER) AS once
FROM (
    SELECT DISTINCT
        commit_person.sha,
        commit_person.committed_at,
        affiliation.organization,
        CASE WHEN affiliation.organization IS NULL THEN commit_person.person END AS person
    FROM commit_person
    LEFT JOIN affiliation
        ON affiliation.person = commit_person.person
        AND coalesce(affiliation.since, DATE '0001-01-01')
            <= CAST(timezone(getvariable('zone'), commit_person.committed_at AT TIME ZONE 'UTC') AS DATE)
        AND coalesce(affiliation.until, DATE '9999-12-31')
            >= CAST(timezone(getvariable('zone'), commit_person.committed_at AT TIME ZONE 'UTC') AS DATE)
) AS had_a_hand
ORDER BY committed_at, sha;

-- When a person first made something (a comment is not enough), and how much there is of each in all.
CREATE TABLE person AS
SELECT
    known.id,
    known.name,
    known.listed,
    known.known,
    done.first_at,
    coalesce(done.contributions, 0) AS contributions
FROM (
    SELECT person AS id, any_value(name) AS name, bool_and(listed) AS listed, bool_or(known) AS known
    FROM identity
    WHERE NOT bot
    GROUP BY person
    UNION ALL
    SELECT DISTINCT person, 'a deleted account', true, false FROM contribution WHERE person LIKE 'ghost:%'
) AS known
LEFT JOIN (
    SELECT
        person,
        count(*) AS contributions,
        min(happened_at) FILTER (WHERE kind <> 'comment') AS first_at
    FROM contribution
    GROUP BY person
) AS done ON done.person = known.id
ORDER BY done.first_at;

CREATE TABLE interest AS
SELECT DISTINCT identity.person, seen.kind, seen.since
FROM cache.interest AS seen JOIN identity ON identity.actor = seen.actor
WHERE NOT identity.bot;

-- GitHub's releases where there are any, else the tags of versions.
CREATE TABLE release AS
SELECT id, name, released_at, url
FROM cache.release
WHERE source = 'github' OR NOT EXISTS (SELECT 1 FROM cache.release WHERE source = 'github')
ORDER BY released_at;
