import {
  type Context,
  createEntry,
  deleteMedia,
  discardDraft,
  getEntry,
  publishEntry,
  restoreEntry,
  saveEntry,
  trashEntry,
  unpublishEntry,
} from '@verso/core'
import { randomUUID } from 'node:crypto'
import t from 'tap'
import { aContext, aContextWith, anEntry, aPublishedEntry, aType } from '../support/builders.ts'
import { refusal } from '../support/refusal.ts'
import { nothingSaid } from '../support/nothing-said.ts'
import { testStore } from '../support/test-store.ts'

const rules = ['refuse', 'clear', 'leave'] as const

/** Articles, and posts that link to them by one field for each rule, in a list and inside blocks too. */
async function aBlog(t: Parameters<typeof testStore>[0]) {
  const store = await testStore(t)
  const ctx = await aContext(store)
  const article = await aType(ctx, { slugField: null, titleField: 'title', fields: [{ name: 'title', kind: 'text' }] })
  const link = (name: string, more: object) => ({ name, kind: 'reference', to: ['article'], ...more })
  await aType(ctx, {
    name: 'card',
    kind: 'component',
    titleField: null,
    slugField: null,
    fields: [link('inside', { onTargetDelete: 'clear' })],
  })
  const fields = [
    { name: 'title', kind: 'text' },
    ...rules.map((rule) => link(rule, { onTargetDelete: rule })),
    link('list', { many: true, localized: true, onTargetDelete: 'clear' }),
    { name: 'cards', kind: 'blocks', blocks: ['card'] },
    ...rules.map((rule) => ({ name: `${rule}File`, kind: 'media', onTargetDelete: rule })),
    { name: 'file', kind: 'media' },
  ]
  await aType(ctx, { name: 'post', slugField: null, titleField: 'title', fields })
  return { store, ctx, articleId: article.id }
}

async function aFile({ store, now }: Context): Promise<string> {
  const id = randomUUID()
  const at = now()
  const file = {
    id,
    revision: 1,
    filename: 'a.png',
    mimeType: 'image/png',
    bytes: 1n,
    sha256: null,
    width: 1,
    height: 1,
    alt: {},
    caption: {},
  }
  const rest = { ...nothingSaid, sourceUrl: null, createdAt: at, createdById: null, updatedAt: at }
  await store.transaction((tx) =>
    tx.log.append({ kind: 'media.changed', byId: null, byKind: 'system', at }, async (seq) => {
      await tx.media.create({ ...file, ...rest }, seq)
      return []
    }),
  )
  return id
}

t.test('refuse: what a draft holds on to is not trashed, and the answer says who holds it, as far as the asker may know', async (t) => {
  const { store, ctx, articleId } = await aBlog(t)
  const { row } = await anEntry(ctx, { title: 'Held' })
  const post = await anEntry(ctx, { title: 'Post', refuse: { _ref: row.id } }, 'post')
  const blind = aContextWith(store, [{ actions: ['read', 'delete'], types: [articleId] }])
  const before = (await store.audit.list({ limit: 100 })).length

  const refused = await refusal(trashEntry(ctx, row.id))
  const hidden = await refusal(trashEntry(blind, row.id))

  t.equal(refused.code, 'in_use')
  t.match(refused.facts, { usages: [{ id: post.row.id, type: 'post', origin: 'draft', path: '/fields/refuse' }], total: 1, hidden: 0 })
  t.match(hidden.facts, { usages: [], total: 1, hidden: 1 })
  t.equal((await store.audit.list({ limit: 100 })).length, before)
  await saveEntry(ctx, post.row.id, { fields: { refuse: null }, baseRevision: 1 })
  t.equal((await trashEntry(ctx, row.id)).entry.status, 'trashed')
})

t.test('refuse: what is public is not unpublished under a published entry; a draft alone does not hold it', async (t) => {
  const { ctx } = await aBlog(t)
  const { entry } = await aPublishedEntry(ctx, { title: 'Held' })
  const post = await anEntry(ctx, { title: 'Post', refuse: { _ref: entry.row.id } }, 'post')
  await unpublishEntry(ctx, entry.row.id)
  await publishEntry(ctx, entry.row.id)
  await publishEntry(ctx, post.row.id)

  t.match((await refusal(unpublishEntry(ctx, entry.row.id))).facts, { usages: [{ id: post.row.id, origin: 'published' }] })
  await unpublishEntry(ctx, post.row.id)
  t.ok((await unpublishEntry(ctx, entry.row.id)).seq)
})

t.test('clear: the link goes out of drafts as a revision, at every depth and in every language; readers see it as absent', async (t) => {
  const { store, ctx } = await aBlog(t)
  const { row } = await anEntry(ctx, { title: 'Gone' })
  const kept = await anEntry(ctx, { title: 'Kept' })
  const fields = {
    title: 'Post',
    clear: { _ref: row.id },
    leave: { _ref: row.id },
    list: { en: [{ _ref: row.id }, { _ref: kept.row.id }] },
    cards: [{ _block: 'card', inside: { _ref: row.id } }],
  }
  const post = await anEntry(ctx, fields, 'post')
  await publishEntry(ctx, row.id)
  await publishEntry(ctx, post.row.id)

  await trashEntry(ctx, row.id)

  const after = await getEntry(ctx, post.row.id)
  t.match([after.row.revision, after.status], [2, 'changed'])
  t.match(after.fields, { leave: { _ref: row.id }, list: { en: [{ _ref: kept.row.id }] }, cards: [{ _block: 'card' }] })
  t.same([after.fields.clear ?? null, JSON.stringify(after.fields.cards).includes(row.id)], [null, false])
  t.match(await store.audit.list({ limit: 2 }), [{ action: 'entry.trash' }, { action: 'entry.clear_links', targetId: post.row.id }])
  await restoreEntry(ctx, row.id)
  t.same((await discardDraft(ctx, post.row.id)).fields.clear, { _ref: row.id }, 'what was published still has the link, and history too')
})

t.test('leave: the stored link stays and leads nowhere until the target comes back', async (t) => {
  const { ctx } = await aBlog(t)
  const { entry } = await aPublishedEntry(ctx, { title: 'Gone' })
  const post = await aPublishedEntry(ctx, { title: 'Post', leave: { _ref: entry.row.id } }, 'post')

  await trashEntry(ctx, entry.row.id)

  const after = await getEntry(ctx, post.entry.row.id)
  t.same([after.row.revision, after.status, after.fields.leave], [1, 'published', { _ref: entry.row.id }])
})

t.test('what is in the trash holds on to nothing, nor does an entry to itself', async (t) => {
  const { ctx } = await aBlog(t)
  const { row } = await anEntry(ctx, { title: 'Held' })
  const post = await anEntry(ctx, { title: 'Post', refuse: { _ref: row.id } }, 'post')
  await trashEntry(ctx, post.row.id)

  t.equal((await trashEntry(ctx, row.id)).entry.status, 'trashed')
})

t.test('two who link to one another at once both save', async (t) => {
  const { ctx } = await aBlog(t)
  await aType(ctx, {
    name: 'pair',
    slugField: null,
    titleField: 'title',
    fields: [
      { name: 'title', kind: 'text' },
      { name: 'other', kind: 'reference', to: ['pair'], onTargetDelete: 'refuse' },
    ],
  })
  for (let round = 0; round < 5; round += 1) {
    const make = async () => (await createEntry(ctx, { type: 'pair', fields: { title: 'A' } })).row.id
    const [one, other] = [await make(), await make()]
    const link = (id: string, to: string) => saveEntry(ctx, id, { fields: { other: { _ref: to } }, baseRevision: 1 })
    const saved = await Promise.all([link(one, other), link(other, one)])
    t.same(
      saved.map(({ row }) => row.revision),
      [2, 2],
    )
    t.equal((await refusal(trashEntry(ctx, one))).code, 'in_use')
  }
})

t.test('a field that holds on takes nothing from the trash; a save and a trash at once leave no link into it', async (t) => {
  const { ctx } = await aBlog(t)
  for (let round = 0; round < 6; round += 1) {
    const { row } = await anEntry(ctx, { title: 'Held' })
    const post = await anEntry(ctx, { title: 'Post' }, 'post')
    const save = () => saveEntry(ctx, post.row.id, { fields: { refuse: { _ref: row.id } }, baseRevision: 1 })

    const [saved, trashed] = await Promise.allSettled([save(), trashEntry(ctx, row.id)])

    t.not(saved.status, trashed.status, 'one of them is refused')
    if (trashed.status === 'fulfilled') t.equal((await refusal(save())).issues[0]?.code, 'target_missing')
  }
})

t.test('files: without a rule a used one stays; clear takes it out, leave lets it go', async (t) => {
  const { ctx } = await aBlog(t)
  const id = await aFile(ctx)
  const media = { _media: id }
  const post = await createEntry(ctx, { type: 'post', fields: { title: 'P', clearFile: media, leaveFile: media, file: media } })

  t.match((await refusal(deleteMedia(ctx, id))).facts, { usages: [{ id: post.row.id, path: '/fields/file' }], total: 1 })
  await saveEntry(ctx, post.row.id, { fields: { file: null, refuseFile: media }, baseRevision: 1 })
  t.match((await refusal(deleteMedia(ctx, id))).facts, { usages: [{ path: '/fields/refuseFile' }] })
  await saveEntry(ctx, post.row.id, { fields: { refuseFile: null }, baseRevision: 2 })
  await deleteMedia(ctx, id)

  t.match((await getEntry(ctx, post.row.id)).fields, { leaveFile: media })
  t.equal((await getEntry(ctx, post.row.id)).fields.clearFile ?? null, null)
})
