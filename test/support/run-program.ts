import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import path from 'node:path'
import { startTestServer } from './test-server.ts'

const [folder = '', name = '', ...args] = process.argv.slice(2)
const file = path.resolve(import.meta.dirname, '..', folder, `${name}.ts`)
if (!/^[a-z-]+$/.test(name) || !existsSync(file)) {
  console.error(
    name === '' ? `Say which: npm run ${folder === 'proofs' ? 'prove' : folder} -- NAME` : `There is no test/${folder}/${name}.ts.`,
  )
  process.exit(2)
}
// Durable as in production: a proof that kills and a bench that measures would otherwise say little.
const server = await startTestServer({ settings: { max_connections: '200' } })
let child: ReturnType<typeof spawn> | undefined
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => child?.kill(signal))
const code = await new Promise<number>((resolve) => {
  child = spawn(process.execPath, [...process.execArgv, file, ...args], { stdio: 'inherit', env: { ...process.env, ...server.env } })
  child.on('exit', (status) => resolve(status ?? 1))
})
await server.stop()
process.exit(code)
