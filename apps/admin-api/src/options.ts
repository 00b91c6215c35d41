import type { Context, SignInRate } from '@verso/core'
import type { Rate } from '@verso/http'
import type { Outbound } from '@verso/outbound'

export interface AdminApiOptions {
  /** Everything but who asks. */
  base: Omit<Context, 'actor' | 'address' | 'requestId'>
  /** The master secret, 32 bytes. */
  secret: Buffer
  /** The way to addresses that people name. */
  outbound: Pick<Outbound, 'fetchFile' | 'ask' | 'checkUrl' | 'post'>
  /** Where people reach this server, if that is known; else the `Host` of each request is believed. */
  publicUrl?: string
  /** Where links in mail and invitations lead, by configuration alone. */
  linkOrigin: string
  /** Whether mail can be sent; without, invitations are given to who invites, and other links to who runs the server. */
  hasMail: boolean
  /** What addresses of parts of pictures are signed with in what is told; absent where nobody asks for that. */
  partKey?: Buffer | undefined
  /** The built admin UI; without it only the API is served. */
  uiDir?: string
  /** Tells when this server begins to end, so that answers without an end of their own come to one. */
  ending?: AbortSignal
  /** How often an address may ask, whoever it is, and how often signing in may fail; absent: as often as it likes, and as usual. */
  limits?: { requests: Rate | null; signIn: SignInRate }
}
