import { Refusal } from '../../refusal.ts'

export function wrongCode(): Refusal {
  const message = 'This code is wrong, or it was used already'
  return new Refusal('invalid_value', message, { issues: [{ path: '/code', code: 'wrong_code', message }] })
}
