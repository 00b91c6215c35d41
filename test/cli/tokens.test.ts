import { type Context, createToken, createType, createUser, revokeToken, rotateToken, systemContext } from '@verso/core'
import { uuidv7 } from 'uuidv7'
import t, { type Test } from 'tap'
import { aContext } from '../support/builders.ts'
import { emptyDatabase } from '../support/database.ts'
import { fetch } from '../support/held-fetch.ts'
import { runVerso } from '../support/run-verso.ts'
import { tempFolder } from '../support/temp-folder.ts'
import { goodPassword } from '../support/test-app.ts'
import { storeOn } from '../support/test-store.ts'

interface Houses {
  /** As the owner that made the tokens. */
  ctx: Context
  ownerId: string
  /** Statuses of the two processes; the second one believes a proxy on this machine. */
  statuses: (token: string, from?: string) => Promise<number[]>
}

async function twoProcesses(t: Test): Promise<Houses> {
  const url = await emptyDatabase(t)
  const variables = { VERSO_DATA_DIR: tempFolder(t), VERSO_PORT: '0', VERSO_DRAIN_MS: '0', DATABASE_URL: url }
  const [first, second] = [
    runVerso(t, ['start', 'content-api'], variables),
    runVerso(t, ['start', 'content-api'], { ...variables, VERSO_TRUSTED_PROXIES: '127.0.0.0/8' }),
  ]
  const urls = await Promise.all([first.ready(), second.ready()])
  const store = await storeOn(t, url)
  const system = await aContext(store)
  await createType(system, { name: 'article', fields: [{ name: 'title', kind: 'text' }] })
  const wish = { email: 'ada@example.org', name: 'Ada', roles: ['owner'], password: goodPassword }
  const { user } = await createUser(systemContext(system), wish, { hasMail: false })
  const actor = { ...system.actor, kind: 'user' as const, id: user.id, roles: await store.roles.findMany(['owner']) }
  return {
    ctx: { ...system, actor, newId: uuidv7 },
    ownerId: user.id,
    statuses: (token, from) =>
      Promise.all(
        urls.map(async (one) => {
          const headers = { authorization: `Bearer ${token}`, ...(from === undefined ? {} : { 'x-forwarded-for': from }) }
          return (await fetch(`${one}/content/v1/entries/article`, { headers })).status
        }),
      ),
  }
}

/** Within a second every process has to know; a machine that is busy may need longer to answer, not to know. */
async function becomes(t: Test, statuses: () => Promise<number[]>, wanted: number[]): Promise<void> {
  const begun = performance.now()
  await new Promise((resolve) => setTimeout(resolve, 1_050))
  t.strictSame(await statuses(), wanted, `after ${Math.round(performance.now() - begun)} ms`)
}

t.test('what ends or narrows a token does so on all processes', { timeout: 200_000 }, async (t) => {
  const { ctx, ownerId, statuses } = await twoProcesses(t)
  const make = async (wish: object = {}) => createToken(ctx, { name: 'Site', kind: 'content', types: ['article'], ...wish })
  const asked = (text: string, from?: string) => () => statuses(text, from)

  const revoked = await make()
  t.strictSame(await statuses(revoked.text), [200, 200])
  await revokeToken(ctx, revoked.token.id)
  await becomes(t, asked(revoked.text), [401, 401])

  const rotated = await make()
  t.strictSame(await statuses(rotated.text), [200, 200])
  const kept = await rotateToken(ctx, rotated.token.id, { overlapSeconds: 3_600 })
  await becomes(t, asked(rotated.text), [200, 200])
  t.strictSame(await statuses(kept.text), [200, 200])
  const fresh = await rotateToken(ctx, rotated.token.id)
  await becomes(t, asked(kept.text), [401, 401])
  t.strictSame(await statuses(rotated.text), [401, 401], 'of two old secrets none is good')
  t.strictSame(await statuses(fresh.text), [200, 200])

  const bound = await make({ allowedAddresses: ['203.0.113.0/24'] })
  t.strictSame(await statuses(bound.text, '203.0.113.9'), [403, 200], 'only a proxy that is trusted says where somebody comes from')
  t.strictSame(await statuses(bound.text, '198.51.100.1'), [403, 403])
  t.strictSame(
    await statuses(bound.text, '203.0.113.9, 198.51.100.1'),
    [403, 403],
    'what stands before the nearest address is anybody’s word',
  )

  const makers = await make()
  t.strictSame(await statuses(makers.text), [200, 200])
  await ctx.store.users.update(ownerId, { roles: [] })
  await becomes(t, asked(makers.text), [404, 404])
  await ctx.store.users.update(ownerId, { roles: ['owner'] })
  await becomes(t, asked(makers.text), [200, 200])
  await ctx.store.users.update(ownerId, { status: 'disabled' })
  await becomes(t, asked(makers.text), [401, 401])
})
