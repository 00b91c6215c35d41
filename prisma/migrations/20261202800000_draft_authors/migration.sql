-- Why: an endpoint is told by what kind of actor a draft was saved, as it is of what is public. And figures count the schedules that have failed without looking
-- at all that were ever done.

-- AlterTable
ALTER TABLE "DraftMessage" ADD COLUMN "byKind" TEXT NOT NULL DEFAULT 'user';

UPDATE "DraftMessage" SET "byKind" = 'system' WHERE "byId" IS NULL;

ALTER TABLE "DraftMessage" ALTER COLUMN "byKind" DROP DEFAULT;

CREATE INDEX "Schedule_failed_idx" ON "Schedule"("at") WHERE "state" = 'failed';
