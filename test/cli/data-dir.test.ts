import { chmodSync, mkdirSync, statSync, writeFileSync } from 'node:fs'
import { spawn } from 'node:child_process'
import path from 'node:path'
import t from 'tap'
import { lockDataDir, openDataDir } from '../../apps/cli/src/data-dir.ts'
import { dataDirSecret } from '../../apps/cli/src/secret.ts'
import { tempFolder } from '../support/temp-folder.ts'

const dataDir = import.meta.resolve('../../apps/cli/src/data-dir.ts')

t.test('one holder at a time has a data folder', async (t) => {
  const folder = tempFolder(t)
  const first = await lockDataDir(folder)
  t.ok(first)
  t.equal(await lockDataDir(folder), null)
  await first?.release()
  const second = await lockDataDir(folder)
  t.ok(second)
  await second?.release()
})

t.test('a folder whose holder was killed is free', async (t) => {
  const folder = tempFolder(t)
  const script = `import { lockDataDir } from '${dataDir}'; await lockDataDir(process.argv[1]); console.log('held'); setInterval(() => {}, 1000)`
  const holder = spawn(process.execPath, ['--import=tsx', '--input-type=module', '-e', script, folder], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  await new Promise((resolve) => holder.stdout.once('data', resolve))
  t.equal(await lockDataDir(folder), null)

  const gone = new Promise((resolve) => holder.once('exit', resolve))
  holder.kill('SIGKILL')
  await gone

  const lock = await lockDataDir(folder)
  t.ok(lock)
  await lock?.release()
})

t.test('a folder too deep for a socket is locked as well', async (t) => {
  const folder = path.join(tempFolder(t), 'deep'.repeat(30))
  mkdirSync(folder)
  const lock = await lockDataDir(folder)
  t.ok(lock)
  t.equal(await lockDataDir(folder), null)
  await lock?.release()
})

t.test('a folder that can not be made is one sentence', async (t) => {
  const file = path.join(tempFolder(t), 'file')
  writeFileSync(file, '')
  t.throws(() => openDataDir(path.join(file, 'data')), { name: 'StartError', message: /can't be written to/ })
})

t.test('the secret is made once, for the eyes of this user', async (t) => {
  const folder = tempFolder(t)
  const secret = dataDirSecret(folder)
  t.equal(secret.length, 32)
  t.strictSame(dataDirSecret(folder), secret)
  t.equal(statSync(path.join(folder, 'secret')).mode & 0o777, 0o600)
})

t.test('a damaged secret stops the start and is not replaced', async (t) => {
  const folder = tempFolder(t)
  writeFileSync(path.join(folder, 'secret'), 'x')
  chmodSync(path.join(folder, 'secret'), 0o600)
  t.throws(() => dataDirSecret(folder), { name: 'StartError', message: /does not hold a secret/ })
  t.equal(statSync(path.join(folder, 'secret')).size, 1)
})
