/** Ids only: what they are called, and whether one may still know of them, the server is asked each time. */
const key = 'verso-recent'
const most = 8

/** The entries that were open on this device last, the newest first. */
export function recentEntryIds(): string[] {
  const kept: unknown = JSON.parse(localStorage.getItem(key) ?? '[]')
  return Array.isArray(kept) ? kept.filter((id): id is string => typeof id === 'string') : []
}

export function noteRecentEntry(id: string): void {
  localStorage.setItem(key, JSON.stringify([id, ...recentEntryIds().filter((other) => other !== id)].slice(0, most)))
}
