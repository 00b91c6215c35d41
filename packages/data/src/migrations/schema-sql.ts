import pg from 'pg'
import { openSchemaEngine } from './open-schema-engine.ts'

/**
 * The SQL that leads from one Prisma schema (none: an empty database) to another, for writing migrations and for testing
 * them. Both are texts; the engine wants a server to talk to all the same, and changes nothing there.
 */
export async function schemaSql({ connectionString, from, to }: { connectionString: string; from?: string; to: string }): Promise<string> {
  const pool = new pg.Pool({ connectionString, max: 1 })
  const engine = await openSchemaEngine(pool, async () => {})
  try {
    const { stdout } = await engine.diff({
      from: from === undefined ? { tag: 'empty' } : { tag: 'schemaDatamodel', files: [{ path: 'schema.prisma', content: from }] },
      to: { tag: 'schemaDatamodel', files: [{ path: 'schema.prisma', content: to }] },
      script: true,
      exitCode: null,
      filters: { externalTables: [], externalEnums: [] },
    })
    return stdout ?? ''
  } finally {
    engine.free()
    await pool.end()
  }
}
