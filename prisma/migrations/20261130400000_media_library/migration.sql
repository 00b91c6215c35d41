-- Why: files lie in folders, carry tags, a focal point and a crop, may be private, and are shown in sizes that are made once and kept. What the bytes
-- tell of an image beyond its size stands with each version, so that pinned reads see what was true then.

-- AlterTable
ALTER TABLE "Media" ADD COLUMN     "crop" JSONB,
ADD COLUMN     "facts" JSONB NOT NULL DEFAULT '{}',
ADD COLUMN     "focalPoint" JSONB,
ADD COLUMN     "folderId" UUID,
ADD COLUMN     "isPrivate" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "tags" TEXT[] DEFAULT ARRAY[]::TEXT[];

-- AlterTable
ALTER TABLE "MediaVersion" ADD COLUMN     "crop" JSONB,
ADD COLUMN     "facts" JSONB NOT NULL DEFAULT '{}',
ADD COLUMN     "focalPoint" JSONB,
ADD COLUMN     "folderId" UUID,
ADD COLUMN     "isPrivate" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "tags" TEXT[] DEFAULT ARRAY[]::TEXT[];

-- CreateTable
CREATE TABLE "Folder" (
    "id" UUID NOT NULL,
    "revision" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "parentId" UUID,
    "isPublic" BOOLEAN NOT NULL DEFAULT false,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "createdById" UUID,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Folder_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Rendition" (
    "sourceHash" TEXT NOT NULL,
    "wish" TEXT NOT NULL,
    "sha256" TEXT NOT NULL,
    "mimeType" TEXT NOT NULL,
    "bytes" INTEGER NOT NULL,
    "usedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Rendition_pkey" PRIMARY KEY ("sourceHash","wish")
);

-- CreateIndex
CREATE INDEX "Folder_parentId_idx" ON "Folder"("parentId");

-- CreateIndex
CREATE INDEX "Rendition_sha256_idx" ON "Rendition"("sha256");

-- CreateIndex
CREATE INDEX "Media_folderId_idx" ON "Media"("folderId");

-- CreateIndex
CREATE INDEX "Media_tags_idx" ON "Media" USING GIN ("tags");

-- AddForeignKey
ALTER TABLE "Media" ADD CONSTRAINT "Media_folderId_fkey" FOREIGN KEY ("folderId") REFERENCES "Folder"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Folder" ADD CONSTRAINT "Folder_parentId_fkey" FOREIGN KEY ("parentId") REFERENCES "Folder"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- One name in one place, whatever its case; the top is a place too.
CREATE UNIQUE INDEX "Folder_name_in_place" ON "Folder" (coalesce("parentId", '00000000-0000-0000-0000-000000000000'), lower("name"));

-- Which file bears or once bore a name in its address.
CREATE INDEX "MediaVersion_filename" ON "MediaVersion" ("mediaId", "filename");

-- The least used renditions of a file go first.
CREATE INDEX "Rendition_usedAt" ON "Rendition" ("sourceHash", "usedAt");
