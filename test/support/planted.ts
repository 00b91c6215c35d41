import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { runSql } from './test-server.ts'

/** Names of all tables in which some row holds a text, whatever the column: as text, inside JSON or as bytes. */
export async function tablesThatHold(url: string, text: string): Promise<string[]> {
  const { rows } = await runSql(
    url,
    `select table_name as name, format('%I.%I', table_schema, table_name) as address from information_schema.tables
      where table_schema not in ('pg_catalog', 'information_schema') and table_type = 'BASE TABLE' order by 1`,
  )
  const inHex = Buffer.from(text).toString('hex')
  const found: string[] = []
  for (const { name, address } of rows) {
    const held = await runSql(
      url,
      `select count(*)::int as n from ${address} t where strpos(lower(t::text), '${text.toLowerCase()}') > 0 or strpos(t::text, '${inHex}') > 0`,
    )
    if (held.rows[0].n > 0) found.push(name)
  }
  return found
}

/** Files below a folder whose name or bytes hold a text. */
export function filesThatHold(folder: string, text: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((path) => path.includes(text) || readFileSync(path).includes(text))
}
