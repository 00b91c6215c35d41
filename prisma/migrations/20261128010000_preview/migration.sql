-- Why: editors and sites look at what would be public before it is. What is worked out for that is kept, so that the next look only works out
-- what has changed since. It can be worked out again at any time, so that it is not worth a write-ahead log: after a crash it is empty.
-- Slugs and paths of drafts may be longer than what an ordinary index takes; a hash of them never is.

-- CreateTable
CREATE UNLOGGED TABLE "Preview" (
    "id" UUID NOT NULL,
    "digest" TEXT NOT NULL,
    "usedAt" TIMESTAMPTZ(3) NOT NULL,
    "placedAt" BIGINT,

    CONSTRAINT "Preview_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE UNLOGGED TABLE "PreviewEntry" (
    "previewId" UUID NOT NULL,
    "entryId" UUID NOT NULL,
    "signature" TEXT NOT NULL,

    CONSTRAINT "PreviewEntry_pkey" PRIMARY KEY ("previewId","entryId")
);

-- CreateTable
CREATE UNLOGGED TABLE "PreviewPublication" (
    "previewId" UUID NOT NULL,
    "entryId" UUID NOT NULL,
    "locale" TEXT NOT NULL,
    "typeId" UUID NOT NULL,
    "slug" TEXT,
    "path" TEXT,
    "parentId" UUID,
    "revision" INTEGER NOT NULL,
    "layout" INTEGER NOT NULL,
    "body" TEXT,
    "values" JSONB NOT NULL,
    "origins" JSONB NOT NULL,
    "publishedAt" TIMESTAMPTZ(3),
    "firstPublishedAt" TIMESTAMPTZ(3),
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "isMoved" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "PreviewPublication_pkey" PRIMARY KEY ("previewId","entryId","locale")
);

-- CreateTable
CREATE UNLOGGED TABLE "PreviewReference" (
    "id" BIGSERIAL NOT NULL,
    "previewId" UUID NOT NULL,
    "fromEntryId" UUID NOT NULL,
    "locale" TEXT NOT NULL,
    "fieldId" UUID NOT NULL,
    "inner" TEXT,
    "path" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "toEntryId" UUID,
    "toMediaId" UUID,

    CONSTRAINT "PreviewReference_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "PreviewLink" (
    "id" UUID NOT NULL,
    "entryId" UUID NOT NULL,
    "locale" TEXT NOT NULL,
    "revision" INTEGER,
    "releaseId" UUID,
    "expiresAt" TIMESTAMPTZ(3) NOT NULL,
    "revokedAt" TIMESTAMPTZ(3),
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "createdById" UUID NOT NULL,

    CONSTRAINT "PreviewLink_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "PreviewEntry_entryId_idx" ON "PreviewEntry"("entryId");

-- CreateIndex
CREATE INDEX "PreviewPublication_entryId_idx" ON "PreviewPublication"("entryId");

-- CreateIndex
CREATE INDEX "PreviewPublication_slug_idx" ON "PreviewPublication" USING HASH ("slug");

-- CreateIndex
CREATE INDEX "PreviewPublication_path_idx" ON "PreviewPublication" USING HASH ("path");

-- CreateIndex
CREATE INDEX "PreviewReference_previewId_fromEntryId_locale_idx" ON "PreviewReference"("previewId", "fromEntryId", "locale");

-- CreateIndex
CREATE INDEX "PreviewReference_fromEntryId_idx" ON "PreviewReference"("fromEntryId");

-- CreateIndex
CREATE INDEX "PreviewReference_toEntryId_idx" ON "PreviewReference"("toEntryId");

-- CreateIndex
CREATE INDEX "PreviewLink_entryId_idx" ON "PreviewLink"("entryId");

-- AddForeignKey
ALTER TABLE "PreviewEntry" ADD CONSTRAINT "PreviewEntry_previewId_fkey" FOREIGN KEY ("previewId") REFERENCES "Preview"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "PreviewPublication" ADD CONSTRAINT "PreviewPublication_previewId_fkey" FOREIGN KEY ("previewId") REFERENCES "Preview"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "PreviewReference" ADD CONSTRAINT "PreviewReference_previewId_fkey" FOREIGN KEY ("previewId") REFERENCES "Preview"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "PreviewLink" ADD CONSTRAINT "PreviewLink_entryId_fkey" FOREIGN KEY ("entryId") REFERENCES "Entry"("id") ON DELETE CASCADE ON UPDATE CASCADE;
