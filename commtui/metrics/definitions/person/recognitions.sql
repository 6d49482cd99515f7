-- id: recognitions
-- title: Recognitions
-- unit: recognitions
-- direction: up
-- reading: Thanks that the community recorded for the person in the window. One without a date counts where the window
--   has no start. A scope is a kind of contribution.
-- grain: recognition
-- sample: recognitions
-- starter: no
-- level: person
-- cases
SELECT id AS case_id, person, happened_at, NULL AS amount, title, url
FROM recognition
WHERE
    ($person IS NULL OR person = $person)
    AND ($since IS NULL OR happened_at >= $since)
    AND ($until IS NULL OR happened_at IS NULL OR happened_at < $until)
    AND ($scope IS NULL OR list_contains(kinds, $scope))
-- value
SELECT count(*) AS value, count(*) AS sample FROM cases
