import { publishRelease, revertRelease } from '@verso/core'
import t from 'tap'
import { aReleaseOf, partsSeen, watch } from '../support/release-readers.ts'
import { testApp } from '../support/test-app.ts'

const count = 400

t.test('readers at full speed see all of a release or nothing of it, and the same when it is taken back', async (t) => {
  const { app, system } = await testApp(t)
  const { releaseId } = await aReleaseOf(system, count)
  const watched = watch(app, { readers: 4, count })

  const published = Number((await publishRelease(system, releaseId)).seq)
  const reverted = Number((await revertRelease(system, releaseId)).seq)

  const seen = await watched.stop()
  t.same(
    partsSeen(seen, (seq) => (seq >= published && seq < reverted ? 2 : 1)),
    [],
  )
  t.ok(seen.some(({ seq }) => seq < published))
})
