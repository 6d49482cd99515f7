-- id: comments
-- title: Comments
-- unit: comments
-- direction: up
-- reading: Comments that the person wrote in the window on issues and pull requests, one's own included. A scope is a
--   label of the issue or pull request.
-- grain: comment
-- sample: comments
-- starter: no
-- level: person
-- cases
SELECT id AS case_id, person, happened_at, NULL AS amount, title, url
FROM contribution
WHERE
    kind = 'comment'
    AND ($person IS NULL OR person = $person)
    AND ($since IS NULL OR happened_at >= $since)
    AND ($until IS NULL OR happened_at < $until)
    AND ($scope IS NULL OR list_contains(labels, $scope))
-- value
SELECT count(*) AS value, count(*) AS sample FROM cases
