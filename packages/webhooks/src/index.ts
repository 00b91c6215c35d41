export { makeSigningSecret, signedHeaders } from './signing.ts'
export { retryAfterMs, usualDelaysMs, withJitter } from './retry-delays.ts'
