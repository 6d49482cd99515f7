-- id: pull_requests_merged
-- title: Pull requests merged
-- unit: pull requests
-- direction: up
-- reading: Pull requests of the person that were merged in the window, whoever merged them. A scope is a label.
-- grain: thread
-- sample: pull requests
-- starter: no
-- level: person
-- cases
SELECT id AS case_id, person, merged_at AS happened_at, NULL AS amount, title, url
FROM thread
WHERE
    kind = 'pull_request'
    AND person IS NOT NULL
    AND merged_at IS NOT NULL
    AND ($person IS NULL OR person = $person)
    AND ($since IS NULL OR merged_at >= $since)
    AND ($until IS NULL OR merged_at < $until)
    AND ($scope IS NULL OR list_contains(labels, $scope))
-- value
SELECT count(*) AS value, count(*) AS sample FROM cases
