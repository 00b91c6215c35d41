-- Why: whoever serves requests must not be able to change or remove a row of the audit. The server works as a role of its own that may only add
-- to it; what still has to be changed there (the seal as a transaction commits, what an erasure removes) is done by these functions, with
-- the rights of whoever owns the tables.

CREATE FUNCTION erase_audit_values(erasure uuid, kinds text[], ids text[]) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  -- Without a record, which nobody can take back either, nothing goes.
  IF NOT EXISTS (SELECT FROM "Erasure" WHERE id = erasure) THEN
    RAISE EXCEPTION 'Nothing of the audit is erased without a record of the erasure';
  END IF;
  UPDATE "AuditEvent" SET before = NULL, after = NULL, "valuesSalt" = NULL
  WHERE "targetKind" = ANY (kinds) AND "targetId" = ANY (ids) AND (before IS NOT NULL OR after IS NOT NULL)
    AND ("targetId" = erasure::text OR "targetKind" IN ('redirect', 'token'));
END $$;

CREATE FUNCTION erase_audit_persons(erasure uuid, ids text[]) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM "Erasure" WHERE id = erasure AND kind = 'user') THEN
    RAISE EXCEPTION 'Nobody is erased from the audit without a record of the erasure';
  END IF;
  UPDATE "AuditEvent" SET "actorName" = NULL, address = NULL, "personSalt" = NULL
  WHERE "actorId" = ANY (ids) AND ("actorName" IS NOT NULL OR address IS NOT NULL)
    AND ("actorId" = erasure::text OR "actorKind" = 'token');
END $$;

-- With the search path of now, so that nobody who calls them can put tables of their own in place of these.
DO $$
DECLARE
  name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['seal_audit_events()', 'erase_audit_values(uuid, text[], text[])', 'erase_audit_persons(uuid, text[])'] LOOP
    EXECUTE format('ALTER FUNCTION %s SECURITY DEFINER SET search_path = %I, pg_temp', name, current_schema());
    EXECUTE format('REVOKE EXECUTE ON FUNCTION %s FROM PUBLIC', name);
  END LOOP;
END $$;
