-- Why: a link to a preview that a token makes shows no more than that token may read, which can be less than its maker may.
-- Links from before were read with their maker's rights; which token made one isn't known.

ALTER TABLE "PreviewLink" ADD COLUMN "tokenId" UUID;
