-- What Python gives: who each actor is, who worked for whom, who was thanked; and the moment at which one looks.
CREATE TEMP TABLE identity (
    actor VARCHAR,
    person VARCHAR,
    name VARCHAR,
    bot BOOLEAN,
    listed BOOLEAN,
    known BOOLEAN
);
CREATE TABLE affiliation (
    person VARCHAR,
    organization VARCHAR,
    since DATE,
    until DATE
);
CREATE TABLE recognition (
    id VARCHAR,
    person VARCHAR,
    happened_at TIMESTAMP,
    title VARCHAR,
    url VARCHAR,
    kinds VARCHAR[]
);
CREATE TEMP TABLE moment (
    now TIMESTAMP,
    commit_url VARCHAR
);
-- The months of the community's clock, by the moments in UTC at which they begin.
CREATE TEMP TABLE calendar (
    month DATE,
    since TIMESTAMP
);
-- The commits that touched a part of the project, while one counts in that scope.
CREATE TABLE scope_commit (sha VARCHAR);
