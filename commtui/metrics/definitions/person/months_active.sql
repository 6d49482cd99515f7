-- id: months_active
-- title: Months active
-- unit: months
-- direction: up
-- reading: Calendar months of the window, by the community's clock, in which the person had a commit, an issue, a pull
--   request, a review or a comment. A scope is a label, or a path for commits.
-- grain: month
-- sample: months
-- starter: no
-- level: person
-- cases
SELECT
    person || ' ' || CAST(month AS VARCHAR) AS case_id,
    person,
    max(happened_at) AS happened_at,
    count(*) AS amount,
    substring(CAST(month AS VARCHAR), 1, 7) AS title,
    NULL AS url
FROM contribution
WHERE
    ($person IS NULL OR person = $person)
    AND ($since IS NULL OR happened_at >= $since)
    AND ($until IS NULL OR happened_at < $until)
    AND ($scope IS NULL OR list_contains(labels, $scope) OR sha IN (SELECT sha FROM scope_commit))
GROUP BY person, month
-- value
SELECT count(*) AS value, count(*) AS sample FROM cases
