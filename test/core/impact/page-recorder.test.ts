import { createPageRecorder } from '@verso/core'
import t from 'tap'
import { testStore } from '../../support/test-store.ts'

t.test('what could not be kept is told to who waits for it, and kept later with what came in between', async (t) => {
  const store = await testStore(t)
  let isAway = true
  const failures: unknown[] = []
  const sites: typeof store.sites = {
    ...store.sites,
    async noteReads(...reads) {
      if (isAway) throw new Error('The database is away')
      return store.sites.noteReads(...reads)
    },
  }
  const recorder = createPageRecorder({ sites }, (error) => failures.push(error))
  const page = { site: 'blog', page: '/first/', isAnonymous: false }

  recorder.note(page, ['one'])
  await t.rejects(recorder.flush(), { message: 'The database is away' })
  t.equal(failures.length, 1)
  t.same(await store.sites.pagesReadFrom(['one'], 10), [])

  recorder.note(page, ['one', 'two'])
  recorder.note({ ...page, page: '/second/' }, ['one'])
  isAway = false
  await recorder.flush()

  t.same(await store.sites.pagesReadFrom(['one'], 10), ['/first/', '/second/'])
  t.same(await store.sites.pagesReadFrom(['two'], 10), ['/first/'])
})
