import { createHash, randomUUID } from 'node:crypto'
import { existsSync, writeFileSync } from 'node:fs'
import { compactHistory, type Context, createSnapshot } from '@verso/core'
import { diskStore } from '@verso/media'
import t, { type Test } from 'tap'
import { aContext } from '../support/builders.ts'
import { nothingSaid } from '../support/nothing-said.ts'
import { runJobs } from '../support/run-jobs.ts'
import { tempFolder } from '../support/temp-folder.ts'
import { testStore } from '../support/test-store.ts'

const dayMs = 24 * 60 * 60 * 1000

async function aLibrary(t: Test) {
  const clock = { daysAgo: 100 }
  const folder = tempFolder(t)
  const now = () => new Date(Date.now() - clock.daysAgo * dayMs)
  const ctx: Context = { ...(await aContext(await testStore(t), { now })), files: diskStore(folder) }
  const hashOf = (text: string) => createHash('sha256').update(text).digest('hex')

  async function rowOf(id: string, text: string, revision: number) {
    const temp = await ctx.files.tempFile()
    writeFileSync(temp, text)
    await ctx.files.put(hashOf(text), temp)
    const said = { ...nothingSaid, filename: `${id}.txt`, mimeType: 'text/plain', alt: {}, caption: {} }
    const times = { createdAt: now(), createdById: null, updatedAt: now() }
    return { ...said, ...times, id, revision, bytes: BigInt(text.length), sha256: hashOf(text), width: null, height: null, sourceUrl: null }
  }
  async function change(daysAgo: number, id: string, act: 'remove' | { make: string } | { replace: string; revision: number }) {
    clock.daysAgo = daysAgo
    const text = act === 'remove' ? null : 'make' in act ? act.make : act.replace
    const row = text === null ? null : await rowOf(id, text, act !== 'remove' && 'revision' in act ? act.revision : 1)
    return ctx.store.transaction((tx) =>
      tx.log.append({ kind: 'media.changed', byId: null, byKind: 'system', at: now() }, async (seq) => {
        if (row === null) await tx.media.remove(id, seq)
        else await (act !== 'remove' && 'make' in act ? tx.media.create(row, seq) : tx.media.replace(row, seq))
        return [{ op: 'media', id, revision: 1 }]
      }),
    )
  }
  const isThere = async (text: string): Promise<boolean> => {
    const file = await ctx.files.local(hashOf(text)).catch(() => null)
    if (file === null) return false
    const found = existsSync(file.path)
    file.release()
    return found
  }
  return { ctx, clock, change, isThere }
}

t.test('bytes of replaced and removed files go when no kept point shows them, and no others', async (t) => {
  const { ctx, clock, change, isThere } = await aLibrary(t)
  const [replaced, removed, shared, other, lately, named] = Array.from({ length: 6 }, () => randomUUID()) as [
    string,
    string,
    string,
    string,
    string,
    string,
  ]
  await change(100, replaced, { make: 'replaced long ago' })
  await change(100, removed, { make: 'removed long ago' })
  await change(100, shared, { make: 'the same bytes' })
  await change(100, other, { make: 'the same bytes' })
  await change(100, lately, { make: 'replaced lately' })
  await change(50, replaced, { replace: 'its successor', revision: 2 })
  await change(50, removed, 'remove')
  await change(50, shared, { replace: 'other bytes', revision: 2 })
  await change(45, named, { make: 'shown by a snapshot' })
  clock.daysAgo = 44
  await createSnapshot(ctx, { name: 'Spring edition' })
  await change(40, named, { replace: 'shown now', revision: 2 })
  await change(10, lately, { replace: 'new', revision: 2 })
  clock.daysAgo = 0
  const texts = [
    ...['replaced long ago', 'removed long ago', 'the same bytes', 'replaced lately', 'its successor'],
    ...['other bytes', 'shown by a snapshot', 'shown now', 'new'],
  ]
  const there = async () => Promise.all(texts.map(async (text) => ((await isThere(text)) ? text : null)))
  t.same(await there(), texts)

  const ending = new AbortController()
  await compactHistory(ctx, { days: 30, signal: ending.signal, onProgress: () => ending.abort() })
  t.same(await there(), texts, 'whoever is broken off has lost nothing that was not given up')
  t.match(await compactHistory(ctx, { days: 30 }), { state: 'done' })
  await runJobs(ctx)

  const kept = texts.map((text) => (text === 'replaced long ago' || text === 'removed long ago' ? null : text))
  t.same(await there(), kept)
  await compactHistory(ctx, { days: 30 })
  await runJobs(ctx)
  t.same(await there(), kept, 'a second run finds nothing more')
})
