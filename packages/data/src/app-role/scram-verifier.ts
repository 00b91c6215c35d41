import { createHash, createHmac, pbkdf2Sync, randomBytes } from 'node:crypto'

const iterations = 4096

/** What PostgreSQL keeps of a password (SCRAM-SHA-256, RFC 7677). Given this, the password itself stands in no statement and in no log. */
export function scramVerifier(password: string): string {
  const salt = randomBytes(16)
  const salted = pbkdf2Sync(password, salt, iterations, 32, 'sha256')
  const keyFor = (whose: string) => createHmac('sha256', salted).update(whose).digest()
  const storedKey = createHash('sha256').update(keyFor('Client Key')).digest()
  return `SCRAM-SHA-256$${iterations}:${salt.toString('base64')}$${storedKey.toString('base64')}:${keyFor('Server Key').toString('base64')}`
}
