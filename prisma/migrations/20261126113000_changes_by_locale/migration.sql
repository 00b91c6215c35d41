-- When, and by whom, a draft was last changed in each language: asked for by editors, and no longer to be found once history is pruned.

-- AlterTable
ALTER TABLE "Draft" ADD COLUMN     "lastChanges" JSONB NOT NULL DEFAULT '{}';
-- Which language the last change was in isn't known of what was saved until now: it counts for all.
UPDATE "Draft" d SET "lastChanges" = jsonb_build_object('', jsonb_build_object('at', e."updatedAt", 'byId', e."updatedById"))
FROM "Entry" e WHERE e.id = d."entryId" AND e.revision > 1;

-- Few drafts have translations that are older than their source, and whoever looks for them wants those alone.
CREATE INDEX "Draft_outdated_idx" ON "Draft" ("typeId", "entryId") WHERE "outdated" <> '{}';
