import t from 'tap'
import { makeTotpSecret, otpauthUrl, stepOfCode } from '../../../packages/core/src/people/factor/totp.ts'

// RFC 6238, appendix B: SHA-1, the ASCII secret 12345678901234567890; of its eight digits apps show the last six.
const secret = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ'
const vectors: [number, string][] = [
  [59, '287082'],
  [1_111_111_109, '081804'],
  [1_111_111_111, '050471'],
  [1_234_567_890, '005924'],
  [2_000_000_000, '279037'],
  [20_000_000_000, '353130'],
]

t.test('codes are those of RFC 6238, and say which half minute they belong to', (t) => {
  for (const [second, code] of vectors)
    t.equal(stepOfCode(secret, code, new Date(second * 1000)), BigInt(Math.floor(second / 30)), String(second))
  t.end()
})

t.test('a code is right half a minute early or late, and not longer', (t) => {
  const [second, code] = [1_234_567_890, '005924']
  const step = BigInt(Math.floor(second / 30))
  for (const off of [-30, 0, 29, 30]) t.equal(stepOfCode(secret, code, new Date((second + off) * 1000)), step, String(off))
  for (const off of [-61, 60, 3600]) t.equal(stepOfCode(secret, code, new Date((second + off) * 1000)), null, String(off))
  for (const wrong of ['005925', '', '5924', '0059240', 'abcdef', '００５９２４'])
    t.equal(stepOfCode(secret, wrong, new Date(second * 1000)), null, wrong)
  t.end()
})

t.test('secrets are 160 bits, never the same, and the address for apps holds nothing else', (t) => {
  const [one, other] = [makeTotpSecret(), makeTotpSecret()]
  t.match(one, /^[A-Z2-7]{32}$/)
  t.not(one, other)
  const url = new URL(otpauthUrl(secret, 'ada@example.org'))
  t.equal(`${url.protocol}//${url.host}${decodeURIComponent(url.pathname)}`, 'otpauth://totp/Verso:ada@example.org')
  t.same(Object.fromEntries(url.searchParams), { issuer: 'Verso', secret, algorithm: 'SHA1', digits: '6', period: '30' })
  t.end()
})
