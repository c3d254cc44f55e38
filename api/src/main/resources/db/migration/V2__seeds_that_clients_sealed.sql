-- Who sealed a prompt without a key for its pictures told nobody the seed.
ALTER TABLE retained_image ALTER COLUMN sealed_seed DROP NOT NULL;
