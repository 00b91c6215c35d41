-- Roles that people make themselves: each has an id that stays when its name changes, and a revision that tells of changes.
-- Private fields are given by rules that name them; owners and administrators have everything all the same, which `**` says.

ALTER TABLE "Role" ADD COLUMN "id" UUID;
ALTER TABLE "Role" ADD COLUMN "revision" INTEGER NOT NULL DEFAULT 1;

UPDATE "Role" SET "id" = ('01a00000-0000-7000-8000-' || lpad(to_hex(n.place), 12, '0'))::uuid
FROM (SELECT "name", row_number() OVER (ORDER BY "name")::int AS place FROM "Role") n WHERE n."name" = "Role"."name";

ALTER TABLE "Role" ALTER COLUMN "id" SET NOT NULL;
CREATE UNIQUE INDEX "Role_id_key" ON "Role"("id");

UPDATE "Role" SET "rules" = (
  SELECT jsonb_agg(r.rule || '{"fields": {"read": ["**"], "write": ["**"]}, "readHistory": true}') FROM jsonb_array_elements("rules") AS r (rule)
) WHERE "builtIn" AND "name" IN ('owner', 'administrator');

ALTER TABLE "ApiToken" ADD COLUMN "locales" TEXT[];
UPDATE "ApiToken" SET "locales" = '{}';
