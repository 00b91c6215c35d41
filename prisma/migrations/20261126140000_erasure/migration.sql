-- Why: what was published can be taken out of past points in time, reversibly (a mark on rows that are over), and entries, files and
-- people can be erased for good; only that it happened is kept, so that pinned reads can say "gone" in place of "never there".

-- AlterTable
ALTER TABLE "Publication" ADD COLUMN     "withdrawn" BOOLEAN NOT NULL DEFAULT false;

-- CreateTable
CREATE TABLE "Erasure" (
    "id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "typeId" UUID,
    "publicFrom" BIGINT,
    "seq" BIGINT,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "byId" UUID,

    CONSTRAINT "Erasure_pkey" PRIMARY KEY ("id")
);

-- What readers have now is never withdrawn.
ALTER TABLE "Publication" ADD CONSTRAINT "Publication_withdrawn_check" CHECK ("validTo" IS NOT NULL OR NOT "withdrawn");
