import { readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { createToken } from '@verso/core'
import t from 'tap'
import { aContext, aType } from '../support/builders.ts'
import { contentServer } from '../support/content-server.ts'
import { testDatabase } from '../support/database.ts'
import { runVerso } from '../support/run-verso.ts'
import { tempFolder } from '../support/temp-folder.ts'
import { storeOn } from '../support/test-store.ts'

t.test('types of this installation and of a running one, and whether a file fits', async (t) => {
  const url = await testDatabase(t)
  const ctx = await aContext(await storeOn(t, url))
  await aType(ctx, { slugField: null, fields: [{ name: 'title', kind: 'text', required: true }] })
  const folder = tempFolder(t)
  const file = path.join(folder, 'types.ts')
  const verso = async (args: string[], more: Record<string, string> = {}) =>
    runVerso(t, ['types', ...args], { DATABASE_URL: url, VERSO_DATA_DIR: path.join(folder, 'data'), ...more }).ended

  t.equal((await verso(['--check', '--out', file])).code, 3, 'there is no file yet')
  t.equal((await verso(['--out', file])).code, 0)
  const own = readFileSync(file, 'utf8')
  t.match(own, /export interface Article \{\n {2}\/\*\* Title \*\/\n {2}title: string\n/)
  t.equal((await verso(['--check', '--out', file])).code, 0)
  writeFileSync(file, `${own}// changed`)
  t.equal((await verso(['--check', '--out', file])).code, 3)

  const { app } = await contentServer(t, ctx)
  const address = await app.listen({ host: '127.0.0.1', port: 0 })
  const { text: token } = await createToken(ctx, { name: 'Site', kind: 'content', types: ['article'] })
  t.equal((await verso(['--url', address, '--out', file], { VERSO_TOKEN: token })).code, 0)
  t.equal(readFileSync(file, 'utf8'), own, 'who may read everything is told the same')
  t.equal((await verso(['--url', address, '--out', file])).code, 0)
  t.notMatch(readFileSync(file, 'utf8'), /Article/, 'without a token there is nothing to read')

  for (const args of [['--url', 'http://127.0.0.1:1'], ['--url', 'nowhere'], ['--check']])
    t.equal((await verso(args)).code, 1, args.join(' '))
})
