import { createSignInLimits, Refusal } from '@verso/core'
import t from 'tap'

const minute = 60_000

function aClock() {
  const clock = { ms: Date.parse('2026-11-22T08:00:00Z') }
  return { clock, limits: createSignInLimits(() => new Date(clock.ms)) }
}

function isShut(check: () => void): boolean {
  try {
    check()
    return false
  } catch (error) {
    if (error instanceof Refusal && error.code === 'too_many_requests') return true
    throw error
  }
}

t.test('five failures of an account at an address shut the pair until the oldest is a quarter of an hour old', (t) => {
  const { clock, limits } = aClock()
  for (let count = 0; count < 5; count += 1) {
    limits('ada', '10.0.0.1').begin()
    clock.ms += minute
  }
  t.ok(isShut(limits('ada', '10.0.0.1').check))
  t.notOk(isShut(limits('ada', '10.0.0.2').check))
  t.notOk(isShut(limits('bob', '10.0.0.1').check))
  clock.ms += 10 * minute
  t.notOk(isShut(limits('ada', '10.0.0.1').check))
  t.end()
})

t.test('twenty failures shut an address, whoever is tried; a hundred shut an account, from wherever', (t) => {
  const { limits } = aClock()
  for (let count = 0; count < 20; count += 1) limits(`user${count}`, '10.0.0.1').begin()
  t.ok(isShut(limits('someone else', '10.0.0.1').check))
  for (let count = 0; count < 100; count += 1) limits('ada', `10.1.${count}.1`).begin()
  t.ok(isShut(limits('ada', '192.0.2.1').check))
  t.end()
})

t.test('success costs nothing, and clears the pair', (t) => {
  const { limits } = aClock()
  for (let count = 0; count < 30; count += 1) {
    const attempt = limits('ada', '10.0.0.1')
    attempt.begin()
    attempt.succeed()
  }
  t.notOk(isShut(limits('ada', '10.0.0.1').check))
  t.end()
})

t.test('an IPv6 network is one address, in every spelling; a mapped IPv4 address is itself', (t) => {
  const { limits } = aClock()
  for (let count = 0; count < 5; count += 1) limits('ada', `2001:db8:0:1::${count}`).begin()
  t.ok(isShut(limits('ada', '2001:db8:0:1:ffff:1:2:3').check))
  t.notOk(isShut(limits('ada', '2001:db8:0:2::1').check))
  for (let count = 0; count < 5; count += 1) limits('bob', '::ffff:10.0.0.1').begin()
  t.ok(isShut(limits('bob', '10.0.0.1').check))
  t.notOk(isShut(limits('bob', '::ffff:10.0.0.2').check))
  t.end()
})

t.test('memory is bounded: a flood of addresses forgets the oldest', (t) => {
  const { limits } = aClock()
  for (let count = 0; count < 30_000; count += 1) limits(`u${count}`, `10.${count >> 16}.${(count >> 8) & 255}.${count & 255}`).begin()
  t.notOk(isShut(limits('u0', '10.0.0.0').check))
  t.end()
})
