import type { Store } from '@verso/data'
import type { FlatContent } from '@verso/model'
import { article, type Doc, draftOf, fieldIds as f, person, publicationOf, systemActor } from './library.ts'

const people = Array.from({ length: 6 }, (_, index) => `0d000000-0000-7000-8000-${String(index).padStart(12, '0')}`)
const articleIds = Array.from({ length: 40 }, (_, index) => `0e000000-0000-7000-8000-${String(index).padStart(12, '0')}`)

/** Everything of an article follows from its id and revision, so that a publication that mixes two revisions is found out. */
function articleAt(id: string, revision: number): FlatContent {
  const number = Number(id.slice(-4))
  return {
    [f.title]: `Article ${number}, revision ${revision}`,
    [f.slug]: `article-${number}-${revision}`,
    [f.rating]: revision,
    [f.author]: { _ref: people[(number + revision) % people.length] ?? '' },
    [f.editors]: [0, 1].map((step) => ({ _ref: people[(number * revision + step) % people.length] ?? '' })),
  }
}

function personAt(id: string, revision: number): FlatContent {
  return { [f.name]: `Person ${Number(id.slice(-4))}, revision ${revision}`, [f.age]: revision }
}

export function contentAt(id: string, revision: number): FlatContent {
  return people.includes(id) ? personAt(id, revision) : articleAt(id, revision)
}

export function firstDocs(): Doc[] {
  return [
    ...people.map((id): Doc => ({ id, type: person, fields: personAt(id, 1) })),
    ...articleIds.map((id): Doc => ({ id, type: article, fields: articleAt(id, 1) })),
  ]
}

/** One change of what is public, as the verbs make it: nearly always the next revision published, now and then one taken back. */
export async function changeOne(store: Store, random: () => number): Promise<bigint> {
  return random() < 0.1 ? unpublishOne(store, someId(random)) : publishNextRevision(store, random)
}

function someId(random: () => number): string {
  const ids = [...people, ...articleIds]
  return ids[Math.floor(random() * ids.length)] ?? ''
}

/** Saves and publishes the next revision of some entry. */
export async function publishNextRevision(store: Store, random: () => number): Promise<bigint> {
  const id = someId(random)
  return store.transaction(async (tx) => {
    const model = await tx.models.lockShared()
    const entry = await tx.entries.lock(id)
    if (entry === null) throw new Error(`There is no entry ${id}`)
    const at = new Date()
    const revision = entry.revision + 1
    const doc: Doc = { id, type: people.includes(id) ? person : article, fields: contentAt(id, revision), revision }
    await tx.entries.save(id, draftOf(doc), {
      before: entry.content,
      number: revision,
      kind: 'save',
      changed: [],
      note: null,
      byId: null,
      at,
    })
    return tx.log.append({ kind: 'entry.published', ...systemActor, at }, async (_seq, publishedAt) => {
      await tx.publications.replace([publicationOf(doc, { layout: model.version, at: publishedAt })])
      return [{ op: 'publish', id, locale: 'en', revision }]
    })
  })
}

async function unpublishOne(store: Store, id: string): Promise<bigint> {
  return store.transaction(async (tx) => {
    await tx.entries.lock(id)
    return tx.log.append({ kind: 'entry.unpublished', ...systemActor, at: new Date() }, async () => {
      const heads = await tx.publications.heads([id])
      await tx.publications.end(id, null)
      return heads.map(({ locale }) => ({ op: 'unpublish' as const, id, locale }))
    })
  })
}
