/** Whom a passkey is for, as browsers judge it. */
export interface RelyingParty {
  /** The host, without a port. */
  id: string
  origin: string
}

/** By configuration alone. Without a public address that is this machine by its name: browsers make no passkeys for numbers. */
export function relyingPartyOf(publicUrl: string | undefined, linkOrigin: string): RelyingParty {
  if (publicUrl !== undefined) return { id: new URL(publicUrl).hostname, origin: new URL(publicUrl).origin }
  const { port } = new URL(linkOrigin)
  return { id: 'localhost', origin: port === '' ? 'http://localhost' : `http://localhost:${port}` }
}
