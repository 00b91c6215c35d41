-- Failed sign-ins and wrong codes were counted by each process for itself, so that with more processes there were more tries. They are
-- counted here now; a row has no more marks than tries that are allowed.

-- CreateTable
CREATE TABLE "FailedTries" (
    "key" BYTEA NOT NULL,
    "marks" DOUBLE PRECISION[],
    "until" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "FailedTries_pkey" PRIMARY KEY ("key")
);

-- CreateIndex
CREATE INDEX "FailedTries_until_idx" ON "FailedTries"("until");
