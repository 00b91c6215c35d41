/** What caches between this server and its readers may do. Of pinned reads the bytes never change, and of others only the log knows. */
export interface CacheControlOptions {
  /** Seconds for which shared caches may give an answer without asking; they should be purged by tags then. */
  sharedMaxAge?: number
  /** Seconds for which they may give the older one while they ask. */
  staleWhileRevalidate?: number
  /** Whether shared caches may keep what a token was given. */
  tokenAnswers?: 'private' | 'public'
}

export type CacheControl = (answer: { isToToken: boolean; isPinned: boolean }) => string

export function createCacheControl({
  sharedMaxAge = 0,
  staleWhileRevalidate = 0,
  tokenAnswers = 'private',
}: CacheControlOptions): CacheControl {
  const shared = [
    'public, max-age=0',
    ...(sharedMaxAge > 0 ? [`s-maxage=${sharedMaxAge}`] : []),
    // The one forbids what the other allows.
    staleWhileRevalidate > 0 ? `stale-while-revalidate=${staleWhileRevalidate}` : 'must-revalidate',
  ].join(', ')
  return ({ isToToken, isPinned }) => {
    const isPublic = !isToToken || tokenAnswers === 'public'
    if (isPinned) return `${isPublic ? 'public' : 'private'}, max-age=86400, immutable`
    return isPublic ? shared : 'private, max-age=0, must-revalidate'
  }
}
