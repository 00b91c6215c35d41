import type { PageReadRow, Store } from '@verso/data'
import { inOwnMemory } from '../content/kept/in-own-memory.ts'

/** A page of a site, as its reads name it. */
export interface PageOfSite {
  site: string
  page: string
  /** Anybody can say so: less is kept of it. */
  isAnonymous: boolean
}

/** Keeps what pages were read from, beside the reads: nobody waits for it. */
export interface PageRecorder {
  /** Null for what nobody can tell: then everything may change the page. */
  note: (page: PageOfSite, tags: readonly string[] | null) => void
  /** Waits until all that was noted is kept; rejects where that failed, and it is tried again. */
  flush: () => Promise<void>
}

const flushMs = 50
const retryMs = 1_000
const atOnce = 5_000
/** A page that was read from more than that may be changed by anything. */
const maxTagsOfPage = 2_000
const maxRows = { token: 5_000_000, anonymous: 200_000 }
/** What is known to be kept isn't written again, as far as it is remembered. */
const maxRemembered = 200_000

const anything = '*'

export function createPageRecorder({ sites }: Pick<Store, 'sites'>, onFailure: (error: unknown) => void): PageRecorder {
  let waiting = new Map<string, Noted>()
  const memory = createMemory()
  let timer: NodeJS.Timeout | undefined
  let writing: Promise<void> = Promise.resolve()

  async function write(): Promise<void> {
    const now = waiting
    waiting = new Map()
    try {
      for (const [site, noted] of now) await keep(sites, site, noted)
    } catch (error) {
      onFailure(error)
      // Said again, since who was told that it is known would be told wrong.
      memory.clear()
      for (const [site, { isAnonymous, reads }] of now) add(site, isAnonymous, reads)
      timer ??= setTimeout(flushBeside, retryMs).unref()
      throw error
    }
  }

  function flush(): Promise<void> {
    clearTimeout(timer)
    timer = undefined
    const written = writing.then(write)
    writing = written.catch(() => {})
    return written
  }

  /** Who reads isn't kept from it by what is written beside; `onFailure` has heard. */
  function flushBeside(): void {
    flush().catch(() => {})
  }

  function add(site: string, isAnonymous: boolean, reads: readonly PageReadRow[]): void {
    const there = waiting.get(site)
    if (there === undefined) waiting.set(site, { isAnonymous, reads: [...reads] })
    else there.reads.push(...reads)
  }

  return {
    note({ site, page, isAnonymous }, tags) {
      const known = memory.tagsOf(`${site} ${page}`)
      if (known.has(anything)) return
      const isMuch = tags === null || known.size + tags.length > maxTagsOfPage
      const fresh = isMuch ? [anything] : inOwnMemory([...new Set(tags)].filter((tag) => !known.has(tag)))
      if (fresh.length === 0) return
      for (const tag of fresh) known.add(tag)
      memory.grow(fresh.length)
      add(
        site,
        isAnonymous,
        fresh.map((tag) => ({ page, tag })),
      )
      timer ??= setTimeout(flushBeside, flushMs).unref()
    },
    flush,
  }
}

interface Noted {
  isAnonymous: boolean
  reads: PageReadRow[]
}

async function keep(sites: Store['sites'], site: string, { isAnonymous, reads }: Noted): Promise<void> {
  const limit = isAnonymous ? maxRows.anonymous : maxRows.token
  for (let at = 0; at < reads.length; at += atOnce) await sites.noteReads(site, reads.slice(at, at + atOnce), limit)
}

/** By page what is known to be kept; forgotten as a whole when it is too much. */
function createMemory() {
  const remembered = new Map<string, Set<string>>()
  let count = 0

  function clear(): void {
    remembered.clear()
    count = 0
  }

  return {
    clear,
    grow(by: number) {
      count += by
    },
    tagsOf(key: string): Set<string> {
      if (count > maxRemembered) clear()
      const tags = remembered.get(key) ?? new Set()
      remembered.set(key, tags)
      return tags
    },
  }
}
