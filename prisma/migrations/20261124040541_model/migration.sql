-- Changes of the model that are planned and can be undone, languages as part of the model, trees and redirects.

-- AlterTable
ALTER TABLE "ModelVersion" ADD COLUMN     "locales" JSONB NOT NULL DEFAULT '[{"code": "en", "label": "English", "isDefault": true, "fallback": null}]',
ADD COLUMN     "restores" INTEGER,
ADD COLUMN     "steps" JSONB NOT NULL DEFAULT '[]';
-- Until now there was one language; from here on each version says its own.
ALTER TABLE "ModelVersion" ALTER COLUMN "locales" DROP DEFAULT;
-- The hash of a model covers its languages too: this is that of one without types, in English.
UPDATE "ModelVersion" SET hash = '05fb930ca7fee8efbe764d75457989b0e6c3c69401a53f28e3eba5d4de182b27' WHERE number = 0;

-- Languages live in the versions of the model alone: a change of them is a change of the model.
DROP TABLE "Locale";

-- AlterTable
ALTER TABLE "Entry" ADD COLUMN     "orderKey" TEXT,
ADD COLUMN     "parentId" UUID;

-- AlterTable
ALTER TABLE "Draft" ADD COLUMN     "outdated" JSONB NOT NULL DEFAULT '{}',
ADD COLUMN     "translations" JSONB NOT NULL DEFAULT '{}';

-- AlterTable
ALTER TABLE "Revision" ADD COLUMN     "modelVersion" INTEGER;
-- No change of the model has touched the form of a value yet: the form of today is the form of every revision.
UPDATE "Revision" SET "modelVersion" = (SELECT version FROM "ModelHead" WHERE id = 1);
ALTER TABLE "Revision" ALTER COLUMN "modelVersion" SET NOT NULL;

-- AlterTable
ALTER TABLE "Publication" ADD COLUMN     "origins" JSONB NOT NULL DEFAULT '{}',
ADD COLUMN     "parentId" UUID,
ADD COLUMN     "path" TEXT,
ADD COLUMN     "rewrittenSeq" BIGINT;

-- AlterTable
ALTER TABLE "Reference" ADD COLUMN     "inner" TEXT;

-- CreateTable
CREATE TABLE "ModelPlan" (
    "hash" TEXT NOT NULL,
    "baseVersion" INTEGER NOT NULL,
    "types" JSONB NOT NULL,
    "locales" JSONB NOT NULL,
    "plan" JSONB NOT NULL,
    "restores" INTEGER,
    "byId" UUID,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "ModelPlan_pkey" PRIMARY KEY ("hash")
);

-- CreateTable
CREATE TABLE "Redirect" (
    "id" UUID NOT NULL,
    "typeId" UUID,
    "locale" TEXT NOT NULL,
    "from" TEXT NOT NULL,
    "toEntryId" UUID,
    "to" TEXT,
    "permanent" BOOLEAN NOT NULL DEFAULT true,
    "automatic" BOOLEAN NOT NULL,
    "hits" BIGINT NOT NULL DEFAULT 0,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "createdById" UUID,
    "validFrom" BIGINT NOT NULL,
    "validTo" BIGINT,

    CONSTRAINT "Redirect_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "ModelPlan_createdAt_idx" ON "ModelPlan"("createdAt");

-- CreateIndex
CREATE INDEX "Redirect_from_locale_validFrom_idx" ON "Redirect"("from", "locale", "validFrom" DESC);

-- CreateIndex
CREATE INDEX "Redirect_toEntryId_idx" ON "Redirect"("toEntryId");

-- CreateIndex
CREATE INDEX "Redirect_validFrom_idx" ON "Redirect"("validFrom");

-- CreateIndex
CREATE INDEX "Redirect_validTo_idx" ON "Redirect"("validTo");

-- CreateIndex
CREATE INDEX "Entry_parentId_orderKey_idx" ON "Entry"("parentId", "orderKey");

-- CreateIndex
CREATE INDEX "Publication_typeId_locale_path_validFrom_idx" ON "Publication"("typeId", "locale", "path", "validFrom" DESC);

-- CreateIndex
CREATE INDEX "Publication_rewrittenSeq_idx" ON "Publication"("rewrittenSeq");

-- AddForeignKey
ALTER TABLE "Entry" ADD CONSTRAINT "Entry_parentId_fkey" FOREIGN KEY ("parentId") REFERENCES "Entry"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- ── What Prisma's language can't say ─────────────────────────────────────────────────────────────────────────────────

ALTER TABLE "Redirect" ADD CONSTRAINT "Redirect_interval_check" CHECK ("validTo" > "validFrom");
ALTER TABLE "Redirect" ADD CONSTRAINT "Redirect_target_check" CHECK (num_nonnulls("toEntryId", "to") = 1);
-- A path leads to one place at a time.
CREATE UNIQUE INDEX "Redirect_head_from_key" ON "Redirect" (locale, "from", (coalesce("typeId", '00000000-0000-0000-0000-000000000000'))) WHERE "validTo" IS NULL;
-- Two siblings in the tree can't have one path.
CREATE UNIQUE INDEX "Publication_head_path_key" ON "Publication" ("typeId", locale, path) WHERE "validTo" IS NULL AND path IS NOT NULL;
ALTER TABLE "Entry" ADD CONSTRAINT "Entry_parent_check" CHECK ("parentId" <> id);
