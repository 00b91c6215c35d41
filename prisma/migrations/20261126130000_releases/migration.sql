-- Why: many entries are to change for readers at once, at a time of their own or when somebody says so, and a change of thousands of
-- entries has to go on without the one who asked for it. An event says which release it belongs to.

-- AlterTable
ALTER TABLE "PublicationEvent" ADD COLUMN     "releaseId" UUID;

-- CreateTable
CREATE TABLE "Release" (
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "description" TEXT,
    "state" TEXT NOT NULL,
    "publishAt" TIMESTAMPTZ(3),
    "timeZone" TEXT,
    "scheduledByKind" TEXT,
    "scheduledById" UUID,
    "reason" TEXT,
    "seq" BIGINT,
    "publishedAt" TIMESTAMPTZ(3),
    "publishedById" UUID,
    "revertSeq" BIGINT,
    "revertedAt" TIMESTAMPTZ(3),
    "revertedById" UUID,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "createdById" UUID,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Release_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ReleaseItem" (
    "id" UUID NOT NULL,
    "position" BIGSERIAL NOT NULL,
    "releaseId" UUID NOT NULL,
    "entryId" UUID NOT NULL,
    "action" TEXT NOT NULL,
    "locales" TEXT[],
    "revision" INTEGER,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "createdById" UUID,

    CONSTRAINT "ReleaseItem_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "BulkJob" (
    "id" UUID NOT NULL,
    "change" JSONB NOT NULL,
    "entryIds" TEXT[],
    "state" TEXT NOT NULL,
    "done" INTEGER NOT NULL DEFAULT 0,
    "failed" INTEGER NOT NULL DEFAULT 0,
    "seq" BIGINT,
    "problem" JSONB,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "createdByKind" TEXT NOT NULL,
    "createdById" UUID,
    "finishedAt" TIMESTAMPTZ(3),

    CONSTRAINT "BulkJob_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "BulkResult" (
    "jobId" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "entryId" TEXT NOT NULL,
    "outcome" TEXT NOT NULL,
    "problem" JSONB,

    CONSTRAINT "BulkResult_pkey" PRIMARY KEY ("jobId","position")
);

-- CreateIndex
CREATE INDEX "Release_createdAt_id_idx" ON "Release"("createdAt" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "ReleaseItem_releaseId_position_idx" ON "ReleaseItem"("releaseId", "position");

-- CreateIndex
CREATE INDEX "ReleaseItem_entryId_idx" ON "ReleaseItem"("entryId");

-- CreateIndex
CREATE INDEX "BulkJob_createdAt_idx" ON "BulkJob"("createdAt");

-- AddForeignKey
ALTER TABLE "ReleaseItem" ADD CONSTRAINT "ReleaseItem_releaseId_fkey" FOREIGN KEY ("releaseId") REFERENCES "Release"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "BulkResult" ADD CONSTRAINT "BulkResult_jobId_fkey" FOREIGN KEY ("jobId") REFERENCES "BulkJob"("id") ON DELETE CASCADE ON UPDATE CASCADE;
