-- Whether readers may list the files of a folder is part of what they see: it is so from one `seq` to another, as a file's description is, so that a
-- pinned read gives what it gave. What is public already is taken to have been so ever since.

-- CreateTable
CREATE TABLE "FolderOpening" (
    "folderId" UUID NOT NULL,
    "validFrom" BIGINT NOT NULL,
    "validTo" BIGINT,

    CONSTRAINT "FolderOpening_pkey" PRIMARY KEY ("folderId","validFrom")
);

-- Without a reference to the folder: what was open once is asked for after it was deleted.

-- CreateIndex
CREATE INDEX "MediaVersion_folderId_idx" ON "MediaVersion"("folderId");

INSERT INTO "FolderOpening" ("folderId", "validFrom") SELECT id, 0 FROM "Folder" WHERE "isPublic";
