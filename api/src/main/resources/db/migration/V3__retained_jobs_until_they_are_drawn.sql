-- Jobs whose pictures are to be kept, until they have ended: what Redis is told again if it was lost. No column holds anything
-- of a prompt, and the key part opens nothing without the record on Kafka and a worker's private key.
-- UNLOGGED: key parts are to be destroyed with their jobs, and so must not stay in a write-ahead log, its archive, a replica
-- or a base backup. A crash of PostgreSQL empties the table; its jobs then depend on Redis, as all others do.
CREATE UNLOGGED TABLE retained_job (
    job_id      uuid        PRIMARY KEY,
    owner       text        NOT NULL,
    spec        text        NOT NULL,  -- the settings, JSON, as in Redis
    created_at  timestamptz NOT NULL,  -- by the clock of the API that accepted it, and so is the deadline
    deadline    timestamptz NOT NULL,
    key_part    text        NOT NULL,
    sealed_seed text                   -- compact JWE; null if its client sealed it with the prompt
);

CREATE INDEX retained_job_by_deadline ON retained_job (deadline);

-- What was erased is to be written over soon, however few rows there are.
ALTER TABLE retained_job SET (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 50);
