-- Why: whoever can write to the database could change what the audit says, and nobody would know. Each row now carries a seal over
-- itself and over the row before, so that `verso audit verify` names the first one that was removed, altered or moved.

-- AlterTable
ALTER TABLE "AuditEvent" ADD COLUMN     "personSalt" BYTEA,
ADD COLUMN     "personSeal" BYTEA,
ADD COLUMN     "position" BIGINT,
ADD COLUMN     "seal" BYTEA,
ADD COLUMN     "valuesSalt" BYTEA,
ADD COLUMN     "valuesSeal" BYTEA;

-- CreateTable
CREATE TABLE "AuditHead" (
    "id" INTEGER NOT NULL DEFAULT 1,
    "position" BIGINT NOT NULL,
    "seal" BYTEA NOT NULL,

    CONSTRAINT "AuditHead_pkey" PRIMARY KEY ("id")
);
INSERT INTO "AuditHead" ("position", "seal") VALUES (0, '\x');

-- CreateIndex
CREATE UNIQUE INDEX "AuditEvent_position_key" ON "AuditEvent"("position");

-- Outside of a transaction that is about to commit there are none of these.
CREATE INDEX "AuditEvent_without_position_idx" ON "AuditEvent" (id) WHERE "position" IS NULL;

-- What a row says was done, under a salt that goes when it is erased: the chain holds without it, and its digest can't be guessed at.
CREATE FUNCTION audit_values_seal(salt bytea, before jsonb, after jsonb) RETURNS bytea LANGUAGE sql IMMUTABLE AS $$
  SELECT sha256(salt || convert_to(jsonb_build_array(before, after)::text, 'UTF8'))
$$;

-- The same of who did it, and from where.
CREATE FUNCTION audit_person_seal(salt bytea, name text, address text) RETURNS bytea LANGUAGE sql IMMUTABLE AS $$
  SELECT sha256(salt || convert_to(jsonb_build_array(name, address)::text, 'UTF8'))
$$;

-- The seal of a row that stands behind a row with this seal.
CREATE FUNCTION audit_seal(previous bytea, e "AuditEvent") RETURNS bytea LANGUAGE sql STABLE AS $$
  SELECT sha256(previous || convert_to(jsonb_build_array(
    e."position", e.id, (extract(epoch FROM e.at) * 1000)::bigint, e.action, e."actorKind", e."actorId", e."targetKind", e."targetId",
    e."requestId", e.outcome, encode(e."valuesSeal", 'hex'), encode(e."personSeal", 'hex')
  )::text, 'UTF8'))
$$;

-- Seals what has no seal, in the order in which it was written. Whoever seals waits for who seals before.
CREATE FUNCTION seal_audit_events() RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  head "AuditHead";
  one "AuditEvent";
BEGIN
  SELECT * INTO head FROM "AuditHead" WHERE id = 1 FOR UPDATE;
  FOR one IN SELECT * FROM "AuditEvent" WHERE "position" IS NULL ORDER BY id LOOP
    one."position" := head."position" + 1;
    one."valuesSalt" := uuid_send(gen_random_uuid());
    one."valuesSeal" := audit_values_seal(one."valuesSalt", one.before, one.after);
    one."personSalt" := uuid_send(gen_random_uuid());
    one."personSeal" := audit_person_seal(one."personSalt", one."actorName", one.address);
    one."seal" := audit_seal(head."seal", one);
    UPDATE "AuditEvent" SET "position" = one."position", "seal" = one."seal", "valuesSalt" = one."valuesSalt", "valuesSeal" = one."valuesSeal",
      "personSalt" = one."personSalt", "personSeal" = one."personSeal"
    WHERE id = one.id;
    head."position" := one."position";
    head."seal" := one."seal";
  END LOOP;
  UPDATE "AuditHead" SET "position" = head."position", "seal" = head."seal" WHERE id = 1;
END $$;

-- As late as can be, so that nobody waits for a transaction that has more to do. The first row of a transaction seals all of it.
CREATE FUNCTION seal_audit_event() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM "AuditEvent" WHERE id = NEW.id AND "position" IS NULL) THEN
    PERFORM seal_audit_events();
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER "AuditEvent_seal" AFTER INSERT ON "AuditEvent" DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW EXECUTE FUNCTION seal_audit_event();

-- What was written before this is taken as it stands.
SELECT seal_audit_events();
