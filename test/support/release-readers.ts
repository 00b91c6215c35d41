import { addReleaseItems, type Context, createRelease, importEntries, reserveImportIds } from '@verso/core'
import type { FastifyInstance } from 'fastify'
import { aType } from './builders.ts'

const batchSize = 500

/** That many published entries that say `version: 1`, with drafts that say 2, all of them in one release. */
export async function aReleaseOf(ctx: Context, count: number): Promise<{ releaseId: string; entryIds: string[] }> {
  await aType(ctx, {
    publicRead: true,
    slugField: null,
    fields: [
      { name: 'title', kind: 'text', required: true },
      { name: 'version', kind: 'integer', required: true },
      { name: 'body', kind: 'longText' },
    ],
  })
  const keys = Array.from({ length: count }, (_, index) => `entry-${String(index).padStart(6, '0')}`)
  const entries = await reserveImportIds(ctx, { source: 'release', keys, kind: 'entry' })
  for (const version of [1, 2]) {
    for (let from = 0; from < count; from += batchSize) {
      const records = keys.slice(from, from + batchSize).map((key) => ({
        key,
        type: 'article',
        fields: { title: key, version, body: `${key} `.repeat(40) },
        publish: version === 1,
      }))
      await importEntries(ctx, { source: 'release', records, ids: { entries, media: new Map() } })
    }
  }
  const entryIds = keys.map((key) => entries.get(key) ?? '')
  const { row } = await createRelease(ctx, { name: 'All of it' })
  await addReleaseItems(
    ctx,
    row.id,
    entryIds.map((entryId) => ({ entryId, action: 'publish' })),
  )
  return { releaseId: row.id, entryIds }
}

/** What a reader was answered: by its header, and by what it says. */
export interface Seen {
  seq: number
  versions: Set<number>
}

/** Readers at full speed, until they are stopped: pages of the list, wherever they are. */
export function watch(app: FastifyInstance, { readers, count }: { readers: number; count: number }): { stop: () => Promise<Seen[]> } {
  let isOver = false
  const seen: Seen[] = []

  async function read(reader: number): Promise<void> {
    for (let turn = reader; !isOver; turn += 1) {
      const offset = (turn * 37) % Math.max(1, Math.min(count, 5_000) - 100)
      const url = `/content/v1/entries/article?select=version&sort=title&limit=100&offset=${offset}`
      const reply = await app.inject({ method: 'GET', url })
      if (reply.statusCode !== 200) throw new Error(`A reader was answered ${reply.statusCode}: ${reply.body}`)
      const versions = (reply.json() as { data: { version: number }[] }).data.map(({ version }) => version)
      seen.push({ seq: Number(reply.headers['verso-seq']), versions: new Set(versions) })
    }
  }

  const reading = Promise.all(Array.from({ length: readers }, (_, index) => read(index)))
  return {
    async stop() {
      isOver = true
      await reading
      return seen
    },
  }
}

/** Answers that show a part of a release, or another state than they say. `versionAt` tells what readers have at a `seq`. */
export function partsSeen(seen: readonly Seen[], versionAt: (seq: number) => number): Seen[] {
  return seen.filter(({ seq, versions }) => versions.size !== 1 || !versions.has(versionAt(seq)))
}
