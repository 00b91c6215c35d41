import type { Context } from '../context.ts'
import type { LiveEvent, News } from './news.ts'
import { createJobNews } from './job-news.ts'
import { createPresenceNews } from './presence-news.ts'
import { createPublishedNews } from './published-news.ts'
import { createSavedNews } from './saved-news.ts'

export interface LiveFeed {
  /** Tells of everything that happens from now on; returns the way to stop. */
  watch: (listener: (event: LiveEvent) => void) => Promise<() => void>
}

/** "Within five seconds" has room for a slow look; nobody looks while nobody watches. */
const lookEveryMs = 1_000

/**
 * What other people do, told to all who watch in this process. It is looked up once for all of them: a notification at each save would
 * make every writer wait for the others' commits, and be lost with a connection.
 */
export function createLiveFeed(base: Pick<Context, 'store' | 'model' | 'now'>): LiveFeed {
  const listeners = new Set<(event: LiveEvent) => void>()
  const news: News[] = [createPresenceNews(base), createSavedNews(base), createPublishedNews(base), createJobNews(base)]
  let beginning: Promise<void> | null = null

  async function keepLooking(): Promise<void> {
    await Promise.all(news.map((one) => one.begin()))
    const again = () =>
      setTimeout(async () => {
        if (listeners.size === 0) {
          beginning = null
          return
        }
        await lookAll()
        again()
      }, lookEveryMs).unref()
    again()
  }

  async function lookAll(): Promise<void> {
    for (const one of news) {
      // What is looked for stays to be found while the database is away.
      const events = await one.look().catch(() => [])
      for (const event of events) for (const tell of listeners) tell(event)
    }
  }

  return {
    async watch(listener) {
      listeners.add(listener)
      beginning ??= keepLooking()
      try {
        await beginning
      } catch (error) {
        listeners.delete(listener)
        beginning = null
        throw error
      }
      for (const one of news) for (const event of one.present()) listener(event)
      return () => listeners.delete(listener)
    },
  }
}
