import { asksForNow, type ReadRequest } from '@verso/query'

/**
 * The one place that says whether the answer to a read may be kept and given again. What is kept is dropped by the publication log alone:
 * whatever depends on anything else (a clock, drafts) must be refused here.
 */
export function mayBeKept(request: Pick<ReadRequest, 'at' | 'perspective' | 'filter' | 'include' | 'search'>): boolean {
  // A moment may still get a later event, and of drafts the log knows nothing. A search finds by what is said of files too, which no tag of
  // its answer names, and by words that are gathered without an event.
  return request.at === null && request.perspective === null && request.search === null && !asksForNow(request)
}
