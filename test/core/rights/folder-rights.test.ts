import { randomUUID } from 'node:crypto'
import { Readable } from 'node:stream'
import {
  changeFolder,
  changeMedia,
  type Context,
  createFolder,
  createMedia,
  deleteMedia,
  getFolder,
  getMedia,
  listFolders,
  listMedia,
  receiveMedia,
  type Refusal,
  searchAll,
} from '@verso/core'
import type { FolderRow, MediaRow, RoleRow } from '@verso/data'
import fc from 'fast-check'
import t, { type Test } from 'tap'
import { aContext, aContextWith, aRole } from '../../support/builders.ts'
import { testStore } from '../../support/test-store.ts'

/** Folders by name, each in the one before it but for `legal`, and two files in each and at the top: one of Ada's and one of Bo's. */
async function aLibrary(t: Test) {
  const store = await testStore(t)
  const owner = await aContext(store)
  const bo = await aContext(store, { name: 'Bo' })
  const folders: FolderRow[] = []
  for (const [name, parent] of [['press'], ['year', 'press'], ['may', 'year'], ['legal']] as [string, string?][]) {
    const parentId = folders.find((folder) => folder.name === parent)?.id ?? null
    folders.push(await createFolder(owner, { name, parent: parentId }))
  }
  const files: MediaRow[] = []
  for (const folder of [null, ...folders.map(({ id }) => id)]) for (const ctx of [owner, bo]) files.push(await aFile(ctx, folder))
  return { store, owner, bo, folders, files }
}

async function aFile(ctx: Context, folder: string | null): Promise<MediaRow> {
  const filename = `otter-${randomUUID()}.txt`
  const file = await receiveMedia(ctx, { stream: Readable.from([filename]), filename, declaredType: 'text/plain' })
  const { uploaded } = await createMedia(ctx, [file], { folder })
  const [made] = uploaded
  if (made === undefined) throw new Error('Nothing was made')
  return made.media
}

const names = ['press', 'year', 'may', 'legal']
const actions = ['read', 'create', 'edit', 'delete'] as const

const aRuleAboutFiles = fc.record({
  actions: fc.subarray([...actions], { minLength: 1 }),
  folders: fc.oneof(fc.constant<string[]>(['*']), fc.subarray(names, { minLength: 1 })),
  isOwn: fc.boolean(),
})
type RuleAboutFiles = typeof aRuleAboutFiles extends fc.Arbitrary<infer T> ? T : never

const codeOf = (promise: Promise<unknown>) =>
  promise.then(
    () => 'done',
    (error: Refusal) => error.code,
  )

t.test(
  'what may be done with which file follows from the rules alone, whichever way it is asked: a plain loop over rules and folders',
  async (t) => {
    const { store, bo, folders, files } = await aLibrary(t)
    const idOf = (name: string) => folders.find((folder) => folder.name === name)?.id ?? name
    /** Which folders a file lies in, said by hand. */
    const around: Record<string, string[]> = { press: ['press'], year: ['year', 'press'], may: ['may', 'year', 'press'], legal: ['legal'] }
    const placesOf = (folderId: string | null) => around[folders.find(({ id }) => id === folderId)?.name ?? ''] ?? []

    await fc.assert(
      fc.asyncProperty(
        fc.array(aRuleAboutFiles, { minLength: 1, maxLength: 3 }),
        fc.option(fc.array(aRuleAboutFiles, { minLength: 1, maxLength: 2 })),
        async (rules, bounds) => {
          const kept = (all: RuleAboutFiles[]): RoleRow['rules'] =>
            all.map(({ actions: of, folders: named, isOwn }) => ({
              ...{ actions: of, types: [], folders: named.map(idOf) },
              ...(isOwn ? { own: true } : {}),
            }))
          const me = aContextWith(store, kept(rules), { id: bo.actor.id ?? '', limit: bounds === null ? null : [aRole(kept(bounds))] })
          const gives = (all: RuleAboutFiles[], action: string, places: string[], isMine: boolean) =>
            all.some(
              (rule) =>
                rule.actions.includes(action as never) &&
                (rule.folders.includes('*') || rule.folders.some((name) => places.includes(name))) &&
                (!rule.isOwn || isMine),
            )
          const may = (action: string, folderId: string | null, isMine: boolean) =>
            [rules, bounds ?? rules].every((all) => gives(all, action, placesOf(folderId), isMine))
          const isMine = ({ createdById }: MediaRow) => createdById === bo.actor.id
          const seen = files.filter((file) => may('read', file.folderId, isMine(file)))
          const readsAny = [rules, bounds ?? rules].every((all) => all.some(({ actions: of }) => of.includes('read')))

          if (!readsAny) {
            t.equal(await codeOf(listMedia(me, { limit: 50 })), 'not_allowed')
            return
          }
          const { rows, total } = await listMedia(me, { limit: 50, count: true })
          t.same(new Set(rows.map(({ id }) => id)), new Set(seen.map(({ id }) => id)))
          t.equal(total, seen.length)
          const found = await searchAll(me, { text: 'otter', limit: 50 })
          t.same(new Set(found.media.map(({ id }) => id)), new Set(seen.map(({ id }) => id)))
          const open = folders.filter(({ id }) => may('read', id, true))
          t.same(new Set((await listFolders(me)).map(({ folder }) => folder.id)), new Set(open.map(({ id }) => id)))

          for (const file of files) {
            const [isSeen, isKnown] = [seen.includes(file), isMine(file)]
            t.equal(await codeOf(getMedia(me, file.id)), isSeen ? 'done' : 'not_found')
            // A stale change changes nothing, and is only told of as stale where it might have.
            const changed = await codeOf(changeMedia(me, file.id, { changes: { tags: ['x'] }, ifRevision: 99 }))
            const editsAny = [rules, bounds ?? rules].every((all) => all.some(({ actions: of }) => of.includes('edit')))
            const expected = !isSeen ? 'not_found' : may('edit', file.folderId, isKnown) ? 'stale' : 'not_allowed'
            t.equal(changed, editsAny ? expected : 'not_allowed')
          }
        },
      ),
      { numRuns: Number(process.env.RIGHTS_RUNS ?? 25) },
    )
  },
)

t.test('files come, go and move within the folders of a rule alone, and a folder takes its rights along', async (t) => {
  const { store, owner, folders, files } = await aLibrary(t)
  const [press, year, , legal] = folders.map(({ id }) => id)
  const me = aContextWith(store, [{ actions: [...actions], types: [], folders: [press ?? ''] }])
  const mine = await aFile(me, year ?? '')
  t.match(await aFile(me, press ?? ''), { folderId: press })
  const before = (await listMedia(owner, { limit: 50, count: true })).total
  t.equal(await codeOf(aFile(me, legal ?? '')), 'invalid_value', 'a folder that one may not see is none')
  t.equal(await codeOf(aFile(me, null)), 'not_allowed')
  const move = (folder: string | null) => codeOf(changeMedia(me, mine.id, { changes: { folder }, ifRevision: null }))
  t.equal(await move(legal ?? ''), 'invalid_value')
  t.equal(await move(null), 'not_allowed')
  t.equal(await move(press ?? ''), 'done')
  const inLegal = files.find(({ folderId }) => folderId === legal)
  t.equal(await codeOf(deleteMedia(me, inLegal?.id ?? '')), 'not_found')
  t.equal(await codeOf(getFolder(me, legal ?? '')), 'not_found')
  t.equal((await listMedia(owner, { limit: 50, count: true })).total, before, 'what was refused has left nothing')

  t.equal(await move(year ?? ''), 'done')
  await changeFolder(owner, year ?? '', { changes: { parent: legal ?? '' }, ifRevision: null })
  t.equal(await codeOf(getMedia(me, mine.id)), 'not_found')
})

t.test('of a move out of a folder and a change of its file at once, none is made by who lost it', async (t) => {
  const { store, owner, folders } = await aLibrary(t)
  const [press, , , legal] = folders.map(({ id }) => id)
  const me = aContextWith(store, [{ actions: [...actions], types: [], folders: [press ?? ''] }])
  const file = await aFile(me, press ?? '')
  const [moved, changed] = await Promise.all([
    codeOf(changeMedia(owner, file.id, { changes: { folder: legal ?? '' }, ifRevision: null })),
    codeOf(changeMedia(me, file.id, { changes: { tags: ['late'] }, ifRevision: null })),
  ])
  t.equal(moved, 'done')
  const rows = await store.audit.list({ limit: 2, filter: { action: 'media.change', targetId: file.id } })
  // Newest first: a change of theirs comes before the move, or not at all.
  if (changed === 'done')
    t.same(
      rows.map(({ actorId }) => actorId),
      [owner.actor.id, me.actor.id],
    )
  else t.match([changed, rows.length], ['not_found', 1])
})
