import t from 'tap'
import type { Act, Call, EntryState } from '../proofs/entry-history.ts'
import { linearize } from '../proofs/linearize.ts'

const content = { a: 'a', b: 'b', c: 'c' }
const start: EntryState = { revisions: [content], publicRevision: null, isTrashed: false, seq: 0 }

function aCall(act: Act, told: Partial<Call>): Call {
  return { act, from: 0, to: 1, status: 200, code: null, revision: 1, publicRevision: null, isTrashed: false, seq: null, ...told }
}

const edit = (value: string): Act => ({ kind: 'edit', field: 'a', value, baseRevision: 1 })
const refused = { status: 409, code: 'conflict', revision: null, publicRevision: null, isTrashed: null }

t.test('the checker of the proof explains what can happen, in whatever order', async (t) => {
  const calls = [
    aCall(edit('x'), refused),
    aCall(edit('y'), { revision: 2 }),
    aCall({ kind: 'publish' }, { revision: 2, publicRevision: 2, seq: 4 }),
  ]
  t.same(
    linearize(start, calls, (state) => state.publicRevision === 2)?.map((call) => calls.indexOf(call)),
    [1, 0, 2],
  )
})

t.test(
  'the checker of the proof explains nothing that can not: a lost save, two winners, an answer out of its time, numbers that go back',
  async (t) => {
    const explain = (calls: Call[], isEnd: (state: EntryState) => boolean = () => true) => linearize(start, calls, isEnd)
    const saved = aCall(edit('x'), { revision: 2 })

    t.equal(
      explain([saved], (state) => state.revisions.length === 1),
      null,
    )
    t.equal(explain([saved, aCall(edit('y'), { revision: 3 })]), null)
    t.equal(explain([aCall({ kind: 'publish' }, { publicRevision: 1, seq: 1 }), { ...saved, from: -2, to: -1 }]), null)
    const publish = aCall({ kind: 'publish' }, { publicRevision: 1, seq: 5 })
    t.equal(explain([publish, aCall({ kind: 'unpublish' }, { seq: 4, from: 2, to: 3 })]), null)
    t.equal(explain([publish, aCall({ kind: 'trash' }, { isTrashed: true, seq: null, from: 2, to: 3 })]), null)
  },
)
