import { ask, type AskOptions } from './ask.ts'
import { createGuard, type GuardOptions } from './create-guard.ts'
import { type FetchedFile, type FetchFileOptions, fetchFile } from './fetch-file.ts'
import { guardedAgent } from './guarded-agent.ts'
import { parseTarget } from './parse-target.ts'
import { post, type PostMessage, type PostOutcome } from './post.ts'

export type OutboundOptions = GuardOptions

/** The one way to addresses that people name. Everything it refuses is an `OutboundError`. */
export interface Outbound {
  /** Rejects for an address that would not be reached now. What passes is checked again at each connection. */
  checkUrl: (url: string) => Promise<void>
  /** GETs a file as it stands, following up to `maxRedirects` checked redirects. The caller reads or destroys `body`. */
  fetchFile: (url: string, options: FetchFileOptions) => Promise<FetchedFile>
  /** Asks a service something whose answer is small (64 KiB), within 20 s. */
  ask: (url: string, options: AskOptions) => Promise<Response>
  /** Sends a message, within 20 s; follows nothing and never rejects. */
  post: (url: string, message: PostMessage) => Promise<PostOutcome>
  /** Ends all that is under way. */
  close: () => Promise<void>
}

export function createOutbound(options: OutboundOptions): Outbound {
  const guard = createGuard(options)
  const agent = guardedAgent(guard)
  return {
    checkUrl: async (url) => {
      await guard(parseTarget(url).hostname)
    },
    fetchFile: (url, fetchOptions) => fetchFile(agent, url, fetchOptions),
    ask: (url, options) => ask(agent, url, options),
    post: (url, message) => post(agent, url, message),
    close: () => agent.destroy(),
  }
}
