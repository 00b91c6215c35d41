-- In a tree two pages with different parents may have one slug: what is unique there is the path, which has an index of its own.
-- An index that leaves out the rows with a path keeps slugs unique everywhere else, without a column that says which type is a tree.
DROP INDEX "Publication_head_slug_key";
CREATE UNIQUE INDEX "Publication_head_slug_key" ON "Publication" ("typeId", "locale", "slug") WHERE "validTo" IS NULL AND "slug" IS NOT NULL AND "path" IS NULL;
