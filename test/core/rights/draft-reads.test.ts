import { getEntry, listEntries, listEntryUsages, type Refusal } from '@verso/core'
import fc from 'fast-check'
import t from 'tap'
import { aContextWith, aRole } from '../../support/builders.ts'
import { refusal } from '../../support/refusal.ts'
import { testStore } from '../../support/test-store.ts'
import { aStaff, type Letter, plainRule, seenBy, withRules } from './staff.ts'

const shownIds = (list: Awaited<ReturnType<typeof listEntries>>) => list.entries.map(({ row }) => row.id)

t.test('lists, counts, filters, sorts, single entries and usages of drafts agree with a plain loop over rules and data', async (t) => {
  const store = await testStore(t)
  const { owner, letters, people, personTypeId } = await aStaff(store)

  await fc.assert(
    fc.asyncProperty(fc.array(plainRule, { minLength: 1, maxLength: 3 }), fc.boolean(), async (rules, asMaker) => {
      const role = await withRules(store, owner, rules)
      const myId = asMaker ? (owner.actor.id ?? '') : (role.actor.id ?? '')
      // Whoever made some of the letters, with no more than the rules.
      const me = asMaker ? aContextWith(store, role.actor.roles[0]?.rules ?? [], { id: myId }) : role
      const seen = seenBy(rules, letters, myId)
      const mayKnow = (field: keyof Letter) => rules.some((rule) => rule.gives(field as never))

      const all = await listEntries(me, 'type=letter&limit=100&count=true')
      t.same(new Set(shownIds(all)), new Set(seen.keys()))
      t.equal(all.page.total, seen.size)
      for (const { row, fields } of all.entries) {
        const expected = seen.get(row.id) ?? {}
        t.same(new Set(Object.keys(fields)), new Set(Object.keys(expected)))
        t.equal(fields.weight, expected.weight)
        t.equal(fields.secret, expected.secret)
      }

      for (const letter of letters) {
        const one = await getEntry(me, letter.id).catch((error: unknown) => error)
        if (seen.has(letter.id)) t.equal((one as Awaited<ReturnType<typeof getEntry>>).row.id, letter.id)
        else t.equal((one as Refusal).code, 'not_found')
      }

      if (mayKnow('weight')) {
        const heavy = await listEntries(me, 'type=letter&filter[weight][gte]=2&limit=100')
        t.same(
          new Set(shownIds(heavy)),
          new Set([...seen].filter(([, { weight }]) => weight !== undefined && weight >= 2).map(([id]) => id)),
        )
        const absent = await listEntries(me, 'type=letter&filter[weight][null]=true&limit=100')
        t.same(new Set(shownIds(absent)), new Set([...seen].filter(([, { weight }]) => weight === undefined).map(([id]) => id)))
        const sorted = await listEntries(me, 'type=letter&sort=-weight&limit=100')
        const order = [...seen].map(([id, { weight }]) => ({ id, weight: weight ?? null }))
        order.sort((a, b) => (b.weight ?? -1) - (a.weight ?? -1) || (a.id < b.id ? -1 : 1))
        t.same(
          shownIds(sorted),
          order.map(({ id }) => id),
        )
      } else {
        t.equal((await refusal(listEntries(me, 'type=letter&filter[weight][gte]=2'))).issues[0]?.code, 'unknown_field')
        t.equal((await refusal(listEntries(me, 'type=letter&sort=weight'))).issues[0]?.code, 'unknown_field')
      }
      // People may not be read by any of these rules: nobody asks about them on the way.
      t.equal((await refusal(listEntries(me, 'type=letter&filter[to.team]=red'))).issues[0]?.code, 'unknown_field')

      const readsPeople = { actions: ['read'], types: [personTypeId] }
      const both = { ...me, actor: { ...me.actor, roles: [...me.actor.roles, aRole([readsPeople])] } }
      const [person] = people
      const usages = await listEntryUsages(both, person?.id ?? '')
      const known = [...seen].filter(([, { to }]) => to?.id === person?.id).map(([id]) => id)
      t.same(new Set(usages.usages.map(({ id }) => id)), new Set(known))
      t.equal(usages.hidden, letters.filter(({ to }) => to?.id === person?.id).length - known.length)
    }),
    { numRuns: Number(process.env.RIGHTS_RUNS ?? 12) },
  )
})

t.test('a row that one may not see is on nobody’s way either', async (t) => {
  const store = await testStore(t)
  const { owner, letters } = await aStaff(store)
  const red = { actions: ['read'], types: ['person'], where: { team: 'red' }, fields: { read: ['name', 'team'] } }
  const open = { rule: { actions: ['read'], types: ['letter'] }, holds: () => true, gives: () => true }
  const me = await withRules(store, owner, [open, { ...open, rule: red }])

  const byTeam = (team: string) => letters.filter(({ to }) => to?.team === team).map(({ id }) => id)
  t.same(new Set(shownIds(await listEntries(me, 'type=letter&filter[to.team]=red&limit=100'))), new Set(byTeam('red')))
  t.same(shownIds(await listEntries(me, 'type=letter&filter[to.team]=blue&limit=100')), [], 'as if there were none')
  t.equal((await refusal(listEntries(me, 'type=letter&filter[to.wage][gte]=0'))).issues[0]?.code, 'unknown_field')
})
