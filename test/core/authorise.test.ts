import { type Actor, authorise, authoriseKind, mayManage, reachOf } from '@verso/core'
import t from 'tap'
import { aRole } from '../support/builders.ts'

const typeId = 'type-a'
const actor = (parts: Partial<Actor>): Actor => ({
  kind: 'user',
  id: 'me',
  name: 'Me',
  roles: [],
  limit: null,
  sessionId: null,
  makerId: null,
  ...parts,
})
const codeOf = (run: () => void) => {
  try {
    run()
    return 'done'
  } catch (error) {
    return (error as { code: string }).code
  }
}

t.test('nothing is allowed that no rule allows, and rules add up', async (t) => {
  t.equal(reachOf(actor({}), 'read', typeId), 'none')
  const both = actor({
    roles: [aRole([{ actions: ['edit'], types: [typeId], own: true }]), aRole([{ actions: ['edit'], types: ['type-b'] }])],
  })
  t.equal(reachOf(both, 'edit', typeId), 'own')
  t.equal(reachOf(both, 'edit', 'type-b'), 'all')
})

t.test('an unreadable entry is not found, a readable one that may not be changed is not allowed', async (t) => {
  const reader = actor({ roles: [aRole([{ actions: ['read'], types: [typeId] }])] })
  t.equal(
    codeOf(() => authorise(reader, 'publish', { typeId, createdById: null })),
    'not_allowed',
  )
  t.equal(
    codeOf(() => authorise(reader, 'publish', { typeId: 'type-b', createdById: null })),
    'not_found',
  )
  t.equal(
    codeOf(() => authoriseKind(reader, 'publish')),
    'not_allowed',
  )
})

t.test('a token never reaches beyond its maker, and what its maker made is its own', async (t) => {
  const all = aRole([{ actions: ['read', 'edit'], types: ['*'] }], ['types'])
  const own = aRole([
    { actions: ['read'], types: ['*'] },
    { actions: ['edit'], types: ['*'], own: true },
  ])
  const token = actor({ kind: 'token', id: 'token', makerId: 'maker', roles: [all], limit: [own] })
  t.equal(reachOf(token, 'edit', typeId), 'own')
  t.equal(
    codeOf(() => authorise(token, 'edit', { typeId, createdById: 'maker' })),
    'done',
  )
  t.equal(
    codeOf(() => authorise(token, 'edit', { typeId, createdById: 'other' })),
    'not_allowed',
  )
  t.notOk(mayManage(token, 'types'))
})
