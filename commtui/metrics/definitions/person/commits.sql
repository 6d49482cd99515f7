-- id: commits
-- title: Commits
-- unit: commits
-- direction: up
-- reading: Commits of the person in the window, as author or co-author, merge commits left out, by the time of
--   the committer. A scope is a path: commits that touched what lies below it.
-- grain: commit
-- sample: commits
-- starter: no
-- level: person
-- cases
SELECT sha AS case_id, person, happened_at, NULL AS amount, title, url
FROM contribution
WHERE
    kind = 'commit'
    AND ($person IS NULL OR person = $person)
    AND ($since IS NULL OR happened_at >= $since)
    AND ($until IS NULL OR happened_at < $until)
    AND ($scope IS NULL OR sha IN (SELECT sha FROM scope_commit))
-- value
SELECT count(*) AS value, count(*) AS sample FROM cases
