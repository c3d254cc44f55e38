-- Who may call. The key itself is nowhere: it has 256 random bits, so a plain hash is enough.
CREATE TABLE api_key (
    key_hash   char(64)    PRIMARY KEY,  -- SHA-256, lower-case hex
    owner      text        NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now()
);

-- Pictures whose owners asked to keep them. No column holds anything of a prompt in clear.
CREATE TABLE retained_image (
    id             uuid        PRIMARY KEY DEFAULT gen_random_uuid(),
    job_id         uuid        NOT NULL,
    number         integer     NOT NULL,  -- of the picture within its job, from 0
    owner          text        NOT NULL,
    model          text        NOT NULL,
    width          integer     NOT NULL,
    height         integer     NOT NULL,
    key_id         text        NOT NULL,  -- kid of the storage key that opens it
    sealed_picture text        NOT NULL,  -- compact JWE
    sealed_seed    text        NOT NULL,  -- compact JWE
    created_at     timestamptz NOT NULL DEFAULT now(),
    UNIQUE (job_id, number)
);

CREATE INDEX retained_image_by_owner ON retained_image (owner, created_at);

-- A sealed picture is noise: trying to compress it costs time and gains nothing.
ALTER TABLE retained_image ALTER COLUMN sealed_picture SET STORAGE EXTERNAL;
