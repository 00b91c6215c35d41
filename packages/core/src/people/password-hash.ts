import { hash, verify } from '@node-rs/argon2'

/** OWASP's argon2id at 64 MiB; written into each hash, so that they can be raised later. */
const parameters = { memoryCost: 64 * 1024, timeCost: 3, parallelism: 1 } as const
const current = `$argon2id$v=19$m=${parameters.memoryCost},t=${parameters.timeCost},p=${parameters.parallelism}$`

/** Of a password that nobody has: checking against it takes as long as against a real one. */
const nobodysHash = `${current}8k7TdodE0ngP6RzEipKC+g$eEheeRAi0JwYP75Ga+Zv1D6sgl0DgtIz/6YyH4tG4hY`

export function hashPassword(password: string): Promise<string> {
  return hash(password.normalize('NFKC'), parameters)
}

/** The same work with and without an account. */
export async function isPasswordRight(passwordHash: string | null, password: string): Promise<boolean> {
  const isRight = await verify(passwordHash ?? nobodysHash, password.normalize('NFKC'))
  return isRight && passwordHash !== null
}

/** True for a hash that was made with older parameters. */
export function isOutdated(passwordHash: string): boolean {
  return !passwordHash.startsWith(current)
}
