-- id: reviews
-- title: Reviews
-- unit: reviews
-- direction: up
-- reading: Reviews that the person submitted in the window on pull requests of others; answers on one's own are none.
--   A scope is a label of the pull request.
-- grain: review
-- sample: reviews
-- starter: no
-- level: person
-- cases
SELECT id AS case_id, person, happened_at, NULL AS amount, title, url
FROM contribution
WHERE
    kind = 'review'
    AND NOT own
    AND ($person IS NULL OR person = $person)
    AND ($since IS NULL OR happened_at >= $since)
    AND ($until IS NULL OR happened_at < $until)
    AND ($scope IS NULL OR list_contains(labels, $scope))
-- value
SELECT count(*) AS value, count(*) AS sample FROM cases
