-- Why: compaction of history. What no point shows that is kept is cleared, so that the past takes no more room than it is worth: points from
-- the horizon on are kept, and those that a snapshot names.

-- AlterTable
ALTER TABLE "Publication" ADD COLUMN     "compacted" BOOLEAN NOT NULL DEFAULT false;

-- AlterTable
ALTER TABLE "PublicationCounter" ADD COLUMN     "givenUp" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "horizon" BIGINT NOT NULL DEFAULT 0;

-- CreateTable
CREATE TABLE "Snapshot" (
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "description" TEXT,
    "seq" BIGINT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "createdById" UUID,

    CONSTRAINT "Snapshot_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "Snapshot_name_key" ON "Snapshot"("name");

-- CreateIndex
CREATE INDEX "Snapshot_seq_idx" ON "Snapshot"("seq");

-- What is still to be looked at: what was cleared is not found again by each run.
CREATE INDEX "Publication_to_compact_idx" ON "Publication" ("validTo", id) WHERE "validTo" IS NOT NULL AND NOT compacted;
