import t from 'tap'
import { testApp } from '../support/test-app.ts'

const statuses = (replies: { statusCode: number }[]) => replies.map(({ statusCode }) => statusCode).toSorted()

t.test('of two roles of one name made at once there is one; of two changes of one revision one is made', async (t) => {
  const { signInAs } = await testApp(t)
  const owner = await signInAs('owner')
  const make = () => owner.ask('POST', '/roles', { name: 'desk', rules: [] })
  t.same(statuses(await Promise.all([make(), make(), make()])), [201, 409, 409])

  const change = (label: string) => owner.ask('PATCH', '/roles/desk', { label }, { 'if-match': '"1"' })
  t.same(statuses(await Promise.all([change('one'), change('two')])), [200, 412])
  const { data } = (await owner.ask('GET', '/audit?limit=50')).json()
  const count = (action: string) =>
    data.filter((row: { action: string; outcome: string }) => row.action === action && row.outcome === 'done').length
  t.same([count('role.create'), count('role.change')], [1, 1])
})

t.test('a role that is given while it is deleted is either there or was not given', async (t) => {
  const { signInAs } = await testApp(t)
  const owner = await signInAs('owner')
  for (let round = 0; round < 3; round += 1) {
    await owner.ask('POST', '/roles', { name: `r${round}`, rules: [] })
    const person = { email: `p${round}@example.org`, name: 'P', roles: [`r${round}`], password: 'otters juggle lanterns' }
    const [given, deleted] = await Promise.all([owner.ask('POST', '/users', person), owner.ask('DELETE', `/roles/r${round}`)])
    const isThere = (await owner.ask('GET', `/roles/r${round}`)).statusCode === 200
    t.equal(isThere, given.statusCode === 201, `given ${given.statusCode}, deleted ${deleted.statusCode}`)
    t.equal(deleted.statusCode, isThere ? 409 : 204)
  }
})
