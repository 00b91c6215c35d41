import pg from 'pg'

/** What is only added to, and what only the functions of the database write. */
const insertOnly = ['AuditEvent', 'Erasure']
const readOnly = ['AuditHead', '_prisma_migrations']
/** What a row of the audit is given by who writes it; its place and its seals are the database's own. */
const auditColumns = [
  ...['at', 'action', 'actorKind', 'actorId', 'actorName', 'targetKind', 'targetId', 'before', 'after', 'address', 'requestId', 'outcome'],
]
const functions = ['seal_audit_events()', 'erase_audit_values(uuid, text[], text[])', 'erase_audit_persons(uuid, text[])']
const jobsSchema = 'graphile_worker'

/** Gives a role what a server needs, and takes from it what it must not have. In the transaction of who asks. */
export async function grantAppRights(client: pg.Client, role: string): Promise<void> {
  const to = pg.escapeIdentifier(role)
  const schema = pg.escapeIdentifier(await schemaOf(client))
  const { rows } = await client.query<Relation>(relations, [jobsSchema])
  const named = (kind: Relation['kind']) =>
    rows
      .filter((one) => one.kind === kind)
      .map(({ name }) => name)
      .join(', ')
  const ours = (names: readonly string[]) => names.map((name) => `${schema}.${pg.escapeIdentifier(name)}`).join(', ')
  await client.query(`grant usage on schema ${schema}, ${jobsSchema} to ${to}`)
  await client.query(`grant select, insert, update, delete on ${named('table')} to ${to}`)
  await client.query(`grant usage, select on ${named('sequence')} to ${to}`)
  await client.query(`revoke insert, update, delete, truncate on ${ours([...insertOnly, ...readOnly])} from ${to}`)
  await client.query(`grant insert on ${ours(['Erasure'])} to ${to}`)
  await client.query(
    `grant insert (${auditColumns.map((name) => pg.escapeIdentifier(name)).join(', ')}) on ${ours(['AuditEvent'])} to ${to}`,
  )
  for (const name of functions) await client.query(`grant execute on function ${schema}.${name} to ${to}`)
  // graphile-worker shows the rows of its tables to their owner alone. Who may ask a table is said above, so that no row needs to be hidden.
  for (const { name, isClosed } of rows) if (isClosed) await client.query(`create policy verso on ${name} using (true) with check (true)`)
}

/** Whether a role has all that `grantAppRights` gives, by which it can work. */
export async function hasAppRights(client: pg.Client, role: string): Promise<boolean> {
  const { rows } = await client.query<{ fits: boolean }>(fits, [role, jobsSchema, [...insertOnly, ...readOnly], functions])
  return rows[0]?.fits === true
}

async function schemaOf(client: pg.Client): Promise<string> {
  const { rows } = await client.query<{ schema: string }>(`${auditSchema} as schema`)
  return rows[0]?.schema ?? 'public'
}

interface Relation {
  name: string
  kind: 'table' | 'sequence'
  isClosed: boolean
}

// Also where other people's tables are in the schema: Verso's have the owner that the audit has.
const auditSchema = `select (select n.nspname from pg_class c join pg_namespace n on n.oid = c.relnamespace where c.oid = '"AuditEvent"'::regclass)`
const ownRelations = `
  from pg_class c
  join pg_namespace n on n.oid = c.relnamespace
  join pg_class audit on audit.oid = '"AuditEvent"'::regclass
  where c.relkind in ('r', 'p', 'S', 'v') and (n.nspname = $JOBS or (c.relkind <> 'v' and c.relnamespace = audit.relnamespace and c.relowner = audit.relowner))`

const relations = `
  select c.oid::regclass::text as name, case c.relkind when 'S' then 'sequence' else 'table' end as kind,
    c.relrowsecurity and not exists (select from pg_policy p where p.polrelid = c.oid and p.polname = 'verso') as "isClosed"
  ${ownRelations.replace('$JOBS', '$1::text')}`

const fits = `
  select has_schema_privilege($1::name, audit.relnamespace, 'usage') and has_schema_privilege($1::name, $2::text, 'usage')
    and has_column_privilege($1::name, audit.oid, 'action', 'insert') and has_table_privilege($1::name, '"Erasure"', 'insert')
    and not exists (select from unnest($4::text[]) f (name) where not has_function_privilege($1::name, f.name, 'execute'))
    and not exists (
      select ${ownRelations.replace('$JOBS', '$2::text')} and not case
        when c.relkind = 'S' then has_sequence_privilege($1::name, c.oid, 'usage')
        when c.relname = any($3::text[]) and n.nspname <> $2::text then has_table_privilege($1::name, c.oid, 'select')
        else has_table_privilege($1::name, c.oid, 'select') and has_table_privilege($1::name, c.oid, 'insert')
          and has_table_privilege($1::name, c.oid, 'update') and has_table_privilege($1::name, c.oid, 'delete')
          and (not c.relrowsecurity or exists (select from pg_policy p where p.polrelid = c.oid and p.polname = 'verso'))
      end
    ) as fits
  from pg_class audit where audit.oid = '"AuditEvent"'::regclass`
