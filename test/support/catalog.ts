import { runSql } from './test-server.ts'

/** Everything that a database's public schema is made of, as sorted lines of text; two databases are alike when these are. */
export async function catalogOf(connectionString: string): Promise<string[]> {
  const { rows } = await runSql(
    connectionString,
    `select format('column %s.%s %s%s%s', c.relname, a.attname, format_type(a.atttypid, a.atttypmod), case when a.attnotnull then ' not null' else '' end,
              coalesce(' default ' || pg_get_expr(d.adbin, d.adrelid), '')) as line
       from pg_attribute a join pg_class c on c.oid = a.attrelid left join pg_attrdef d on d.adrelid = c.oid and d.adnum = a.attnum
      where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and a.attnum > 0 and not a.attisdropped and c.relname <> '_prisma_migrations'
     union all
     select 'index ' || indexdef from pg_indexes where schemaname = 'public' and tablename <> '_prisma_migrations'
     union all
     select format('%s %s on %s %s', case contype when 'c' then 'check' when 'p' then 'primary key' when 'f' then 'foreign key' else 'constraint' end, conname, conrelid::regclass, pg_get_constraintdef(oid))
       from pg_constraint where connamespace = 'public'::regnamespace and contype in ('c', 'p', 'f', 'u', 'x') and conrelid::regclass::text <> '_prisma_migrations'
     union all
     select 'type ' || typname from pg_type where typnamespace = 'public'::regnamespace and typtype in ('e', 'd')`,
  )
  return rows.map((row) => String(row.line)).sort()
}
