import t from 'tap'
import { requireGoodPassword } from '../../../packages/core/src/people/check-password.ts'

const ada = { email: 'ada.lovelace@analytical.example', name: 'Ada Lovelace' }

function verdict(password: string): string {
  try {
    requireGoodPassword(password, ada)
    return 'good'
  } catch (error) {
    return error instanceof Error && 'issues' in error ? (error.issues as [{ code: string }])[0].code : 'another error'
  }
}

t.test('length is counted in characters after NFKC, from 15 to 256', (t) => {
  t.equal(verdict('brisk otter 12'), 'too_short')
  t.equal(verdict('brisk otters 12'), 'good')
  t.equal(verdict('𝓫𝓻𝓲𝓼𝓴 otters'), 'too_short')
  t.equal(verdict('быстрая выдра7'), 'too_short')
  t.equal(verdict('быстрая выдра 7'), 'good')
  t.equal(verdict(`${'brisk otters '.repeat(19)}teapots9`), 'good')
  t.equal(verdict(`${'brisk otters '.repeat(20)}`), 'too_long')
  t.end()
})

t.test('patterns, common passwords and what belongs to the person are refused', (t) => {
  const common = [
    'aaaaaaaaaaaaaaa',
    'abababababababab',
    'abcdefghijklmnop',
    '123456789012345',
    '987654321098765',
    'qwertyuiopasdfgh',
    '1234567890qwertyuiop',
    'passwordpassword',
    'Password123456789!',
    'P@ssw0rdP@ssw0rd',
    'welcome to verso 2026',
    'iloveyouiloveyou',
    'correct horse battery staple',
    'CorrectHorseBatteryStaple!!',
    'AdaLovelace12345',
    'ada.lovelace@analytical.example',
    'letmein letmein 1',
    'administrator2026',
  ]
  for (const password of common) t.equal(verdict(password), 'too_common', password)
  t.end()
})

t.test('words of one’s own make a good password, with or without decoration', (t) => {
  const good = [
    'otters juggle lanterns',
    'Zwölf Boxkämpfer jagen',
    'xK9#mQ2$vL7@pR4',
    '7f3a9c1e5b8d2046',
    'my cat hates mondays and rain',
    'correct horse battery staple with mustard',
    '絵文字と漢字で作った長い合言葉です',
  ]
  for (const password of good) t.equal(verdict(password), 'good', password)
  t.end()
})
