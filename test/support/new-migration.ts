import { spawnSync } from 'node:child_process'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { schemaSql } from '../../packages/data/src/migrations/schema-sql.ts'
import { startTestServer } from './test-server.ts'

const root = path.resolve(import.meta.dirname, '../..')
const schema = 'prisma/schema.prisma'

const [name = ''] = process.argv.slice(2)
if (!/^[a-z][a-z0-9_]*$/.test(name)) {
  console.error('Say what it does: npm run migration -- add_locales')
  process.exit(2)
}
const committed = spawnSync('git', ['show', `HEAD:${schema}`], { cwd: root, encoding: 'utf8' })
const server = await startTestServer()
const sql = await schemaSql({
  connectionString: server.env.VERSO_TEST_SERVER,
  ...(committed.status === 0 ? { from: committed.stdout } : {}),
  to: readFileSync(path.join(root, schema), 'utf8'),
}).finally(server.stop)

const folder = path.join(root, 'prisma/migrations', `${new Date().toISOString().replace(/\D/g, '').slice(0, 14)}_${name}`)
mkdirSync(folder)
writeFileSync(path.join(folder, 'migration.sql'), `-- Why: \n\n${sql}`)
console.log(path.relative(root, path.join(folder, 'migration.sql')))
