-- id: release_frequency
-- title: Release frequency
-- unit: releases
-- direction: none
-- chaoss: Release Frequency
-- source: https://chaoss.community/kb/metric-release-frequency/
-- reading: Releases on GitHub in the period, or tags of versions where there are none. Whether more is better is for
--   the community to say.
-- grain: release
-- sample: releases
-- starter: yes
-- level: community
-- cases
SELECT id AS case_id, NULL AS person, released_at AS happened_at, NULL AS amount, name AS title, url
FROM release
WHERE released_at >= $period_start AND released_at < $period_end
-- value
SELECT count(*) AS value, count(*) AS sample FROM cases
