import { TOTP } from 'otpauth'
import type { Person, TestApp, TestClock } from './test-app.ts'

export interface App {
  secret: string
  /** What the app shows, so many half minutes from now. */
  code: (steps?: number) => string
  recoveryCodes: string[]
}

/** An app that holds this secret. Its clock is that of the test. */
export function authenticator(secret: string, clock: TestClock = { offsetMs: 0 }): App['code'] {
  const totp = new TOTP({ secret })
  return (steps = 0) => totp.generate({ timestamp: (clock.stoppedAtMs ?? Date.now()) + clock.offsetMs + steps * 30_000 })
}

/** Gives a person a second factor; the code of this half minute is used up by that. */
export async function aSecondFactor({ clock }: Pick<TestApp, 'clock'>, person: Person): Promise<App> {
  const { secret } = (await person.ask('POST', '/me/second-factor', { kind: 'totp' })).json()
  const code = authenticator(secret, clock)
  const confirmed = await person.ask('POST', '/me/second-factor/confirm', { code: code() })
  if (confirmed.statusCode !== 200) throw new Error(`No second factor: ${confirmed.body}`)
  return { secret, code, recoveryCodes: confirmed.json().recoveryCodes }
}
