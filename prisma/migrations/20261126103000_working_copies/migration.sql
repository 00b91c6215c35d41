-- Autosave: what somebody wrote on an entry and hasn't saved yet is kept apart from drafts and revisions.

-- CreateTable
CREATE TABLE "WorkingCopy" (
    "entryId" UUID NOT NULL,
    "byId" UUID NOT NULL,
    "baseRevision" INTEGER NOT NULL,
    "content" JSONB NOT NULL,
    "modelVersion" INTEGER NOT NULL,
    "savedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "WorkingCopy_pkey" PRIMARY KEY ("entryId","byId")
);

-- CreateIndex
CREATE INDEX "WorkingCopy_byId_idx" ON "WorkingCopy"("byId");

-- AddForeignKey
ALTER TABLE "WorkingCopy" ADD CONSTRAINT "WorkingCopy_entryId_fkey" FOREIGN KEY ("entryId") REFERENCES "Entry"("id") ON DELETE CASCADE ON UPDATE CASCADE;

DO $$
BEGIN
  IF EXISTS (SELECT FROM pg_settings WHERE name = 'default_toast_compression' AND 'lz4' = ANY (enumvals)) THEN
    ALTER TABLE "WorkingCopy" ALTER COLUMN "content" SET COMPRESSION lz4;
  END IF;
END
$$;
