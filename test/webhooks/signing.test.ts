import { makeSigningSecret, retryAfterMs, signedHeaders, usualDelaysMs, withJitter } from '@verso/webhooks'
import { Webhook as StandardWebhook } from 'standardwebhooks'
import { Webhook as SvixWebhook } from 'svix'
import t from 'tap'

const message = { id: 'msg_x_1', at: new Date(), body: '{"type":"entry.published","name":"Grüße"}' }

t.test('two libraries of others accept a message, under each of two secrets, and none that was changed', async (t) => {
  const [present, former, foreign] = [makeSigningSecret(), makeSigningSecret(), makeSigningSecret()]
  const headers = signedHeaders(message, [present, former])

  t.match(present, /^whsec_[A-Za-z0-9+/]{43}=$/)
  for (const Checker of [StandardWebhook, SvixWebhook]) {
    for (const secret of [present, former]) t.doesNotThrow(() => new Checker(secret).verify(message.body, headers))
    t.throws(() => new Checker(foreign).verify(message.body, headers))
    t.throws(() => new Checker(present).verify(message.body.replace('x', 'y'), { ...headers, 'webhook-id': 'msg_x_2' }))
  }
})

t.test('waits grow, last for a day and no longer, and are not the same for all', (t) => {
  const hours = usualDelaysMs.reduce((sum, ms) => sum + ms, 0) / 3_600_000
  t.ok(hours >= 24 && hours < 26)
  t.same(
    [...usualDelaysMs].sort((a, b) => a - b),
    usualDelaysMs,
  )
  t.same([withJitter(1000, 0), withJitter(1000, 0.5), withJitter(1000, 1)], [800, 1000, 1200])
  t.end()
})

t.test('Retry-After is seconds or a date, of an hour at most', (t) => {
  const now = new Date('2026-12-01T00:00:00Z')
  t.equal(retryAfterMs('7', now), 7000)
  t.equal(retryAfterMs('Tue, 01 Dec 2026 00:00:09 GMT', now), 9000)
  t.equal(retryAfterMs('999999', now), 3_600_000)
  for (const odd of [null, '', '-5', 'soon', 'Mon, 30 Nov 2026 00:00:00 GMT']) t.equal(retryAfterMs(odd, now), 0)
  t.end()
})
