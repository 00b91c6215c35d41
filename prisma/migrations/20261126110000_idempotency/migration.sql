-- Answers of writes that carried an Idempotency-Key, so that a repeat within a day gets the same one, after a restart too.
-- No foreign keys: whoever asked may be gone before the day is over.

CREATE TABLE "IdempotencyKey" (
    "id" BYTEA NOT NULL,
    "bodyHash" BYTEA NOT NULL,
    "answer" BYTEA NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "IdempotencyKey_pkey" PRIMARY KEY ("id")
);

CREATE INDEX "IdempotencyKey_at_idx" ON "IdempotencyKey"("at");

-- What is kept is encrypted and so can't be compressed; trying would only cost time.
ALTER TABLE "IdempotencyKey" ALTER COLUMN "answer" SET STORAGE EXTERNAL;
