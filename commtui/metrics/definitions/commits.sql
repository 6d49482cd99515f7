-- id: commits
-- title: Commits
-- unit: commits
-- direction: none
-- chaoss: Code Changes Commits
-- source: https://chaoss.community/kb/metric-code-changes-commits/
-- reading: Commits that people made or had a hand in, merge commits left out, by the time of the committer. How much
--   was done, not how good it was.
-- grain: commit
-- sample: commits
-- starter: no
-- level: community
-- cases
SELECT sha AS case_id, person, committed_at AS happened_at, NULL AS amount, subject AS title, url
FROM commit
WHERE NOT merge AND person IS NOT NULL AND committed_at >= $period_start AND committed_at < $period_end
-- value
SELECT count(*) AS value, count(*) AS sample FROM cases
