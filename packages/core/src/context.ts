import type { Model } from '@verso/model'
import type { FileStore } from '@verso/media'
import type { RoleRow, Store } from '@verso/data'

/** Who acts: a person in a session, a token, a visitor without a credential, or the system itself. */
export interface Actor {
  kind: 'user' | 'token' | 'public' | 'system'
  id: string | null
  name: string | null
  /** Rights add up over these; a token's own rules count as one role of its own, never above its maker's. */
  roles: RoleRow[]
  /** For tokens: the rights of the maker that bound them. Null for people. */
  limit: RoleRow[] | null
  sessionId: string | null
  /** For tokens: the person who made it, whose entries count as its own. */
  makerId: string | null
  /** For preview tokens and links: may read what isn't public yet. */
  mayPreview?: true
  /** Looks at states from before the pin window, which only rules with `readHistory` give. */
  isAboutPast?: true
  /** A person whose role demands a second factor that isn't set up: has no rights, but may set it up. */
  isHalfSignedIn?: true
}

/** Everything a verb may know of its surroundings. */
export interface Context {
  store: Store
  actor: Actor
  files: FileStore
  now: () => Date
  newId: () => string
  /** The current model. */
  model: () => Promise<Model>
  address: string | null
  requestId: string | null
}
