-- id: pull_requests_opened
-- title: Pull requests opened
-- unit: pull requests
-- direction: up
-- reading: Pull requests that the person opened in the window, whatever became of them. A scope is a label.
-- grain: thread
-- sample: pull requests
-- starter: no
-- level: person
-- cases
SELECT id AS case_id, person, opened_at AS happened_at, NULL AS amount, title, url
FROM thread
WHERE
    kind = 'pull_request'
    AND person IS NOT NULL
    AND ($person IS NULL OR person = $person)
    AND ($since IS NULL OR opened_at >= $since)
    AND ($until IS NULL OR opened_at < $until)
    AND ($scope IS NULL OR list_contains(labels, $scope))
-- value
SELECT count(*) AS value, count(*) AS sample FROM cases
