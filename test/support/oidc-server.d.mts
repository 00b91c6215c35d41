import type { KeyObject } from 'node:crypto'

export interface OidcAccount {
  sub: string
  email?: string
  email_verified?: boolean
  name?: string
  groups?: string[]
}

export interface OidcServer {
  issuer: string
  /** Goes through the pages of the provider as a browser would, as somebody; gives the address that it sends them back to. */
  visit: (url: string, account: OidcAccount) => Promise<URL>
  /** Whoever comes next by a browser of their own is somebody. */
  expect: (account: OidcAccount) => void
  /** Signs by another key from now on, as the only one that it names. */
  rotateKey: () => void
  /** Changes ID tokens, and the key, before they are signed anew. */
  tamper: (
    change: ((token: { header: Record<string, unknown>; claims: Record<string, unknown>; key: KeyObject }) => unknown) | null,
  ) => void
  /** What it says of itself is changed so. */
  disguise: (change: ((metadata: Record<string, unknown>) => unknown) | null) => void
  close: () => Promise<void>
}

/** A provider of the package `oidc-provider` on the loopback address. */
export function startOidcServer(client: { id: string; secret: string; returnUrls: string[] }): Promise<OidcServer>
