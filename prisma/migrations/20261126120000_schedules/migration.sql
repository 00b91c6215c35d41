-- What is to be published or unpublished at a time. A row says by itself whether it is due and whether it was done: the job that
-- wakes a worker for it may run twice or not at all.
CREATE TABLE "Schedule" (
    "id" UUID NOT NULL,
    "entryId" UUID NOT NULL,
    "action" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "timeZone" TEXT,
    "locales" TEXT[],
    "revision" INTEGER,
    "state" TEXT NOT NULL,
    "reason" JSONB,
    "ranAt" TIMESTAMPTZ(3),
    "seq" BIGINT,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "createdByKind" TEXT NOT NULL,
    "createdById" UUID,

    CONSTRAINT "Schedule_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "Schedule_action_check" CHECK ("action" IN ('publish', 'unpublish')),
    CONSTRAINT "Schedule_state_check" CHECK ("state" IN ('pending', 'done', 'failed', 'cancelled'))
);

CREATE INDEX "Schedule_entryId_at_idx" ON "Schedule"("entryId", "at");
CREATE INDEX "Schedule_at_id_idx" ON "Schedule"("at", "id");
CREATE INDEX "Schedule_createdById_state_idx" ON "Schedule"("createdById", "state");
-- Asked for every few seconds by every worker.
CREATE INDEX "Schedule_pending_idx" ON "Schedule"("at") WHERE "state" = 'pending';

ALTER TABLE "Schedule" ADD CONSTRAINT "Schedule_entryId_fkey" FOREIGN KEY ("entryId") REFERENCES "Entry"("id") ON DELETE CASCADE ON UPDATE CASCADE;
