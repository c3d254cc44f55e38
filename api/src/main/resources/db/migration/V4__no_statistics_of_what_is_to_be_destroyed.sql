-- ANALYZE copies values of rows into pg_statistic, an ordinary catalog: they would stay in its file, in the write-ahead log and in
-- every backup beyond the end of their row. So nothing is gathered of what is to be destroyed, and what was gathered before goes:
-- a column's statistics are dropped with its type, even if that stays the same; then nothing is written anew.
ALTER TABLE retained_job
    ALTER COLUMN job_id      TYPE uuid USING job_id,
    ALTER COLUMN owner       TYPE text USING owner,
    ALTER COLUMN spec        TYPE text USING spec,
    ALTER COLUMN key_part    TYPE text USING key_part,
    ALTER COLUMN sealed_seed TYPE text USING sealed_seed,
    ALTER COLUMN job_id      SET STATISTICS 0,
    ALTER COLUMN owner       SET STATISTICS 0,
    ALTER COLUMN spec        SET STATISTICS 0,
    ALTER COLUMN key_part    SET STATISTICS 0,
    ALTER COLUMN sealed_seed SET STATISTICS 0;

ALTER TABLE retained_image
    ALTER COLUMN sealed_picture TYPE text USING sealed_picture,
    ALTER COLUMN sealed_seed    TYPE text USING sealed_seed,
    ALTER COLUMN sealed_picture SET STATISTICS 0,
    ALTER COLUMN sealed_seed    SET STATISTICS 0;
