-- A double has only some thousand fractions of a millisecond of today: of forty tries at once two could have the same mark, so that one
-- that was turned away took itself for one that had begun. Eighteen decimals tell them apart.

-- AlterTable
ALTER TABLE "FailedTries" ALTER COLUMN "marks" SET DATA TYPE DECIMAL(34,18)[];
