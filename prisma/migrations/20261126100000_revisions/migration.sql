-- History in deltas: a revision holds what changed since the one before, so that a thousand small changes of a large entry stay small.
-- What was saved until now stays whole: each revision is a key frame.

-- AlterTable
ALTER TABLE "Revision" ADD COLUMN     "delta" TEXT,
ADD COLUMN     "frame" INTEGER,
ALTER COLUMN "content" DROP NOT NULL;
UPDATE "Revision" SET "frame" = "number";
ALTER TABLE "Revision" ALTER COLUMN "frame" SET NOT NULL;

-- A revision is either whole, and then its own key frame, or it follows from an earlier one.
ALTER TABLE "Revision" ADD CONSTRAINT "Revision_whole_or_delta" CHECK (
  ("content" IS NOT NULL AND "delta" IS NULL AND "frame" = "number") OR ("content" IS NULL AND "delta" IS NOT NULL AND "frame" < "number")
);

DO $$
BEGIN
  IF EXISTS (SELECT FROM pg_settings WHERE name = 'default_toast_compression' AND 'lz4' = ANY (enumvals)) THEN
    ALTER TABLE "Revision" ALTER COLUMN "delta" SET COMPRESSION lz4;
  END IF;
END $$;
