-- The tables of the house: model, entries with drafts and revisions, the publication log, media, people, audit.
-- The first part is what schema.prisma says; the second is what Prisma's language can't say, each with its reason.

CREATE TABLE "ContentType" (
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "label" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "settings" JSONB NOT NULL,
    "position" INTEGER NOT NULL,
    "removedAt" TIMESTAMPTZ(3),

    CONSTRAINT "ContentType_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "Field" (
    "id" UUID NOT NULL,
    "typeId" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "label" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "settings" JSONB NOT NULL,
    "position" INTEGER NOT NULL,
    "removedAt" TIMESTAMPTZ(3),

    CONSTRAINT "Field_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "ModelVersion" (
    "number" INTEGER NOT NULL,
    "hash" TEXT NOT NULL,
    "types" JSONB NOT NULL,
    "seq" BIGINT,
    "byId" UUID,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "ModelVersion_pkey" PRIMARY KEY ("number")
);

CREATE TABLE "ModelHead" (
    "id" INTEGER NOT NULL DEFAULT 1,
    "version" INTEGER NOT NULL,

    CONSTRAINT "ModelHead_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "Locale" (
    "code" TEXT NOT NULL,
    "label" TEXT NOT NULL,
    "isDefault" BOOLEAN NOT NULL DEFAULT false,
    "fallback" TEXT,
    "position" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "Locale_pkey" PRIMARY KEY ("code")
);

CREATE TABLE "Entry" (
    "id" UUID NOT NULL,
    "typeId" UUID NOT NULL,
    "revision" INTEGER NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "createdById" UUID,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,
    "updatedById" UUID,
    "trashedAt" TIMESTAMPTZ(3),
    "trashedById" UUID,

    CONSTRAINT "Entry_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "Draft" (
    "entryId" UUID NOT NULL,
    "typeId" UUID NOT NULL,
    "content" JSONB NOT NULL,
    "values" JSONB NOT NULL,
    "hashes" JSONB NOT NULL,
    "title" JSONB NOT NULL,

    CONSTRAINT "Draft_pkey" PRIMARY KEY ("entryId")
);

CREATE TABLE "Revision" (
    "entryId" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "kind" TEXT NOT NULL,
    "content" JSONB NOT NULL,
    "changed" TEXT[],
    "note" TEXT,
    "byId" UUID,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Revision_pkey" PRIMARY KEY ("entryId","number")
);

CREATE TABLE "Publication" (
    "id" UUID NOT NULL,
    "entryId" UUID NOT NULL,
    "typeId" UUID NOT NULL,
    "locale" TEXT NOT NULL,
    "slug" TEXT,
    "revision" INTEGER NOT NULL,
    "layout" INTEGER NOT NULL,
    "body" TEXT NOT NULL,
    "values" JSONB NOT NULL,
    "hash" TEXT NOT NULL,
    "publishedAt" TIMESTAMPTZ(3) NOT NULL,
    "firstPublishedAt" TIMESTAMPTZ(3) NOT NULL,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "publishedById" UUID,
    "validFrom" BIGINT NOT NULL,
    "validTo" BIGINT,

    CONSTRAINT "Publication_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "UniqueValue" (
    "fieldId" UUID NOT NULL,
    "locale" TEXT NOT NULL,
    "value" TEXT NOT NULL,
    "entryId" UUID NOT NULL,

    CONSTRAINT "UniqueValue_pkey" PRIMARY KEY ("fieldId","locale","value")
);

CREATE TABLE "Reference" (
    "id" BIGSERIAL NOT NULL,
    "origin" TEXT NOT NULL,
    "fromEntryId" UUID NOT NULL,
    "locale" TEXT,
    "fieldId" UUID NOT NULL,
    "path" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "toEntryId" UUID,
    "toMediaId" UUID,
    "validFrom" BIGINT,
    "validTo" BIGINT,

    CONSTRAINT "Reference_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "PublicationCounter" (
    "id" INTEGER NOT NULL DEFAULT 1,
    "seq" BIGINT NOT NULL DEFAULT 0,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "PublicationCounter_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "PublicationEvent" (
    "seq" BIGINT NOT NULL,
    "kind" TEXT NOT NULL,
    "items" JSONB NOT NULL,
    "byId" UUID,
    "byKind" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "PublicationEvent_pkey" PRIMARY KEY ("seq")
);

CREATE TABLE "PublishedTotal" (
    "typeId" UUID NOT NULL,
    "locale" TEXT NOT NULL,
    "total" INTEGER NOT NULL,

    CONSTRAINT "PublishedTotal_pkey" PRIMARY KEY ("typeId","locale")
);

CREATE TABLE "Media" (
    "id" UUID NOT NULL,
    "revision" INTEGER NOT NULL,
    "filename" TEXT NOT NULL,
    "mimeType" TEXT NOT NULL,
    "bytes" BIGINT NOT NULL,
    "sha256" TEXT,
    "width" INTEGER,
    "height" INTEGER,
    "alt" JSONB NOT NULL,
    "caption" JSONB NOT NULL,
    "sourceUrl" TEXT,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "createdById" UUID,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,
    "removedAt" TIMESTAMPTZ(3),

    CONSTRAINT "Media_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "MediaVersion" (
    "mediaId" UUID NOT NULL,
    "revision" INTEGER NOT NULL,
    "filename" TEXT NOT NULL,
    "mimeType" TEXT NOT NULL,
    "bytes" BIGINT NOT NULL,
    "sha256" TEXT,
    "width" INTEGER,
    "height" INTEGER,
    "alt" JSONB NOT NULL,
    "caption" JSONB NOT NULL,
    "sourceUrl" TEXT,
    "validFrom" BIGINT NOT NULL,
    "validTo" BIGINT,

    CONSTRAINT "MediaVersion_pkey" PRIMARY KEY ("mediaId","revision")
);

CREATE TABLE "ImportKey" (
    "source" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "entryId" UUID,
    "mediaId" UUID,
    "hash" TEXT NOT NULL,

    CONSTRAINT "ImportKey_pkey" PRIMARY KEY ("source","key")
);

CREATE TABLE "User" (
    "id" UUID NOT NULL,
    "email" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "passwordHash" TEXT,
    "status" TEXT NOT NULL,
    "roles" TEXT[],
    "preferences" JSONB NOT NULL,
    "lastSeenAt" TIMESTAMPTZ(3),
    "createdAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "User_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "Role" (
    "name" TEXT NOT NULL,
    "label" TEXT NOT NULL,
    "description" TEXT,
    "builtIn" BOOLEAN NOT NULL,
    "rules" JSONB NOT NULL,
    "manage" TEXT[],

    CONSTRAINT "Role_pkey" PRIMARY KEY ("name")
);

CREATE TABLE "Session" (
    "id" UUID NOT NULL,
    "userId" UUID NOT NULL,
    "refreshHash" BYTEA NOT NULL,
    "usedHashes" BYTEA[],
    "device" TEXT,
    "address" TEXT,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "lastSeenAt" TIMESTAMPTZ(3) NOT NULL,
    "expiresAt" TIMESTAMPTZ(3) NOT NULL,
    "endedAt" TIMESTAMPTZ(3),

    CONSTRAINT "Session_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "ApiToken" (
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "prefix" TEXT NOT NULL,
    "secretHash" BYTEA NOT NULL,
    "previousHash" BYTEA,
    "previousUntil" TIMESTAMPTZ(3),
    "types" UUID[],
    "allTypes" BOOLEAN NOT NULL DEFAULT false,
    "roles" TEXT[],
    "rules" JSONB,
    "allowedAddresses" TEXT[],
    "expiresAt" TIMESTAMPTZ(3),
    "revokedAt" TIMESTAMPTZ(3),
    "lastUsedAt" TIMESTAMPTZ(3),
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "createdById" UUID NOT NULL,

    CONSTRAINT "ApiToken_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "OneTimeCode" (
    "id" UUID NOT NULL,
    "purpose" TEXT NOT NULL,
    "hash" BYTEA NOT NULL,
    "failures" INTEGER NOT NULL DEFAULT 0,
    "expiresAt" TIMESTAMPTZ(3) NOT NULL,
    "usedAt" TIMESTAMPTZ(3),

    CONSTRAINT "OneTimeCode_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "AuditEvent" (
    "id" BIGSERIAL NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "action" TEXT NOT NULL,
    "actorKind" TEXT NOT NULL,
    "actorId" TEXT,
    "actorName" TEXT,
    "targetKind" TEXT NOT NULL,
    "targetId" TEXT,
    "before" JSONB,
    "after" JSONB,
    "address" TEXT,
    "requestId" TEXT,
    "outcome" TEXT NOT NULL,

    CONSTRAINT "AuditEvent_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "Setting" (
    "name" TEXT NOT NULL,
    "value" JSONB NOT NULL,

    CONSTRAINT "Setting_pkey" PRIMARY KEY ("name")
);

CREATE INDEX "Field_typeId_idx" ON "Field"("typeId");

CREATE INDEX "Entry_typeId_id_idx" ON "Entry"("typeId", "id");

CREATE INDEX "Entry_typeId_updatedAt_id_idx" ON "Entry"("typeId", "updatedAt" DESC, "id");

CREATE INDEX "Draft_typeId_entryId_idx" ON "Draft"("typeId", "entryId");

CREATE INDEX "Draft_values_idx" ON "Draft" USING GIN ("values" jsonb_path_ops);

CREATE INDEX "Publication_entryId_locale_validFrom_idx" ON "Publication"("entryId", "locale", "validFrom" DESC);

CREATE INDEX "Publication_typeId_locale_slug_validFrom_idx" ON "Publication"("typeId", "locale", "slug", "validFrom" DESC);

CREATE INDEX "Publication_validFrom_idx" ON "Publication"("validFrom");

CREATE INDEX "Publication_validTo_idx" ON "Publication"("validTo");

CREATE INDEX "UniqueValue_entryId_locale_idx" ON "UniqueValue"("entryId", "locale");

CREATE INDEX "Reference_fromEntryId_origin_locale_idx" ON "Reference"("fromEntryId", "origin", "locale");

CREATE INDEX "Media_sha256_idx" ON "Media"("sha256");

CREATE INDEX "Media_createdAt_id_idx" ON "Media"("createdAt" DESC, "id" DESC);

CREATE INDEX "MediaVersion_sha256_idx" ON "MediaVersion"("sha256");

CREATE INDEX "ImportKey_entryId_idx" ON "ImportKey"("entryId");

CREATE INDEX "ImportKey_mediaId_idx" ON "ImportKey"("mediaId");

CREATE UNIQUE INDEX "User_email_key" ON "User"("email");

CREATE UNIQUE INDEX "Session_refreshHash_key" ON "Session"("refreshHash");

CREATE INDEX "Session_userId_idx" ON "Session"("userId");

CREATE INDEX "Session_usedHashes_idx" ON "Session" USING GIN ("usedHashes");

CREATE INDEX "OneTimeCode_purpose_idx" ON "OneTimeCode"("purpose");

CREATE INDEX "AuditEvent_at_idx" ON "AuditEvent"("at" DESC);

CREATE INDEX "AuditEvent_targetKind_targetId_idx" ON "AuditEvent"("targetKind", "targetId");

ALTER TABLE "Field" ADD CONSTRAINT "Field_typeId_fkey" FOREIGN KEY ("typeId") REFERENCES "ContentType"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

ALTER TABLE "Entry" ADD CONSTRAINT "Entry_typeId_fkey" FOREIGN KEY ("typeId") REFERENCES "ContentType"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

ALTER TABLE "Draft" ADD CONSTRAINT "Draft_entryId_fkey" FOREIGN KEY ("entryId") REFERENCES "Entry"("id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE "Revision" ADD CONSTRAINT "Revision_entryId_fkey" FOREIGN KEY ("entryId") REFERENCES "Entry"("id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE "Publication" ADD CONSTRAINT "Publication_entryId_fkey" FOREIGN KEY ("entryId") REFERENCES "Entry"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

ALTER TABLE "MediaVersion" ADD CONSTRAINT "MediaVersion_mediaId_fkey" FOREIGN KEY ("mediaId") REFERENCES "Media"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

ALTER TABLE "Session" ADD CONSTRAINT "Session_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

ALTER TABLE "ApiToken" ADD CONSTRAINT "ApiToken_createdById_fkey" FOREIGN KEY ("createdById") REFERENCES "User"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- ── What Prisma's language can't say ─────────────────────────────────────────────────────────────────────────────────

-- The head of the log is what readers ask for nearly always. These indexes hold it alone, so that their size and the cost
-- of a read don't grow with history.
CREATE UNIQUE INDEX "Publication_head_key" ON "Publication" ("entryId", "locale") WHERE "validTo" IS NULL;
-- No two published entries of a type share an address in a locale.
CREATE UNIQUE INDEX "Publication_head_slug_key" ON "Publication" ("typeId", "locale", "slug") WHERE "validTo" IS NULL AND "slug" IS NOT NULL;
-- The two orders that lists are asked for most: by id (the default) and newest first.
CREATE INDEX "Publication_head_id_idx" ON "Publication" ("typeId", "locale", "entryId") WHERE "validTo" IS NULL;
CREATE INDEX "Publication_head_publishedAt_idx" ON "Publication" ("typeId", "locale", "publishedAt" DESC, "entryId") WHERE "validTo" IS NULL;

-- Conditions through a reference begin at the target when it is rare and at the entry when it isn't; both ways the index alone
-- has all that is asked. Rows of drafts have no interval and are in them too.
CREATE INDEX "Reference_head_to_entry_idx" ON "Reference" ("toEntryId", "fieldId", "origin", "locale", "fromEntryId") WHERE "validTo" IS NULL AND "toEntryId" IS NOT NULL;
CREATE INDEX "Reference_head_to_media_idx" ON "Reference" ("toMediaId") WHERE "validTo" IS NULL AND "toMediaId" IS NOT NULL;
CREATE INDEX "Reference_head_from_idx" ON "Reference" ("fromEntryId", "fieldId", "origin", "locale", "toEntryId") WHERE "validTo" IS NULL;

-- A file has one description that readers see now.
CREATE UNIQUE INDEX "MediaVersion_head_key" ON "MediaVersion" ("mediaId") WHERE "validTo" IS NULL;

-- Names are unique without regard to case among what wasn't removed; a removed type or field keeps its name.
CREATE UNIQUE INDEX "ContentType_name_key" ON "ContentType" (lower("name")) WHERE "removedAt" IS NULL;
CREATE UNIQUE INDEX "Field_name_key" ON "Field" ("typeId", lower("name")) WHERE "removedAt" IS NULL;

-- Exactly one locale stands in where none is named.
CREATE UNIQUE INDEX "Locale_default_key" ON "Locale" ("isDefault") WHERE "isDefault";

-- An interval that ends where it begins would be a publication that nobody could ever have read.
ALTER TABLE "Publication" ADD CONSTRAINT "Publication_interval_check" CHECK ("validTo" > "validFrom");
ALTER TABLE "MediaVersion" ADD CONSTRAINT "MediaVersion_interval_check" CHECK ("validTo" > "validFrom");
ALTER TABLE "Reference" ADD CONSTRAINT "Reference_interval_check" CHECK ("validTo" > "validFrom");
-- A draft's references have no interval, a publication's have one and its locale; each leads to one thing.
ALTER TABLE "Reference" ADD CONSTRAINT "Reference_origin_check" CHECK (
  ("origin" = 'draft' AND "validFrom" IS NULL AND "validTo" IS NULL)
  OR ("origin" = 'published' AND "validFrom" IS NOT NULL AND "locale" IS NOT NULL)
);
ALTER TABLE "Reference" ADD CONSTRAINT "Reference_target_check" CHECK (num_nonnulls("toEntryId", "toMediaId") = 1);
ALTER TABLE "PublishedTotal" ADD CONSTRAINT "PublishedTotal_total_check" CHECK ("total" >= 0);

-- Their lock is what keeps order: a second row would be a second order.
ALTER TABLE "PublicationCounter" ADD CONSTRAINT "PublicationCounter_one_row_check" CHECK ("id" = 1);
ALTER TABLE "ModelHead" ADD CONSTRAINT "ModelHead_one_row_check" CHECK ("id" = 1);

-- lz4 reads and loads large documents faster than PostgreSQL's own compression; not every server was built with it.
DO $$
BEGIN
  IF EXISTS (SELECT FROM pg_settings WHERE name = 'default_toast_compression' AND 'lz4' = ANY (enumvals)) THEN
    ALTER TABLE "Publication" ALTER COLUMN "body" SET COMPRESSION lz4, ALTER COLUMN "values" SET COMPRESSION lz4;
    ALTER TABLE "Draft" ALTER COLUMN "content" SET COMPRESSION lz4, ALTER COLUMN "values" SET COMPRESSION lz4;
    ALTER TABLE "Revision" ALTER COLUMN "content" SET COMPRESSION lz4;
  END IF;
END
$$;

-- ── What every installation begins with ──────────────────────────────────────────────────────────────────────────────

INSERT INTO "PublicationCounter" ("id", "seq", "at") VALUES (1, 0, '1970-01-01T00:00:00Z');
-- The hash of a model without types: SHA-256 of "[]".
INSERT INTO "ModelVersion" ("number", "hash", "types", "seq", "at")
VALUES (0, '4f53cda18c2baa0c0354bb5f9a3ecbe5ed12ab4d8e11ba873c2f11161202b945', '[]', 0, '1970-01-01T00:00:00Z');
INSERT INTO "ModelHead" ("id", "version") VALUES (1, 0);
INSERT INTO "Locale" ("code", "label", "isDefault", "position") VALUES ('en', 'English', true, 0);

INSERT INTO "Role" ("name", "label", "description", "builtIn", "rules", "manage") VALUES
  (
    'owner', 'Owner', 'Everything.', true,
    '[{"actions": ["read", "create", "edit", "publish", "unpublish", "schedule", "delete", "restore", "purge"], "types": ["*"]}]',
    '{types,users,roles,tokens,webhooks,media,locales,settings,audit,releases}'
  ),
  (
    'administrator', 'Administrator', 'Everything but the owners.', true,
    '[{"actions": ["read", "create", "edit", "publish", "unpublish", "schedule", "delete", "restore", "purge"], "types": ["*"]}]',
    '{types,users,roles,tokens,webhooks,media,locales,settings,audit,releases}'
  ),
  (
    'editor', 'Editor', 'Writes and publishes everything.', true,
    '[{"actions": ["read", "create", "edit", "publish", "unpublish", "schedule", "delete", "restore"], "types": ["*"]}]',
    '{media,releases}'
  ),
  (
    'author', 'Author', 'Reads everything, writes and publishes their own.', true,
    '[{"actions": ["read", "create"], "types": ["*"]}, {"actions": ["edit", "publish", "unpublish", "schedule", "delete", "restore"], "types": ["*"], "own": true}]',
    '{media}'
  ),
  ('viewer', 'Viewer', 'Reads drafts and what is published.', true, '[{"actions": ["read"], "types": ["*"]}]', '{}'),
  ('public', 'Public', 'Readers without a token.', true, '[]', '{}');
