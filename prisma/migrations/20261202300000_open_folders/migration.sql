-- Whether readers may list the files of a folder is part of what they see: it is so from one `seq` to another, as a file's description is, so that a
-- pinned read gives what it gave. What is public already is taken to have been so ever since.

-- CreateTable
CREATE TABLE "FolderOpening" (
    "folderId" UUID NOT NULL,
    "validFrom" BIGINT NOT NULL,
    "validTo" BIGINT,

    CONSTRAINT "FolderOpening_pkey" PRIMARY KEY ("folderId","validFrom")
);

-- AddForeignKey
ALTER TABLE "FolderOpening" ADD CONSTRAINT "FolderOpening_folderId_fkey" FOREIGN KEY ("folderId") REFERENCES "Folder"("id") ON DELETE CASCADE ON UPDATE CASCADE;

INSERT INTO "FolderOpening" ("folderId", "validFrom") SELECT id, 0 FROM "Folder" WHERE "isPublic";
