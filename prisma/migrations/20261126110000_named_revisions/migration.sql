-- Revisions can be named, and what has a name stays when history is pruned. Notes that people gave while saving are names.

-- AlterTable
ALTER TABLE "Revision" ADD COLUMN     "named" BOOLEAN NOT NULL DEFAULT false;
UPDATE "Revision" SET "named" = true WHERE "note" IS NOT NULL AND "kind" IN ('save', 'merge');
