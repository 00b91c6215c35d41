import { isUuid } from '@verso/model'
import type { QueryIssues } from './query-issue.ts'
import type { Raw } from './raw.ts'
import { readTexts } from './read-raw.ts'

/** What is looked at in place of what is public: every draft as if it were published, or the content of releases, in their order. */
export type Perspective = { kind: 'drafts' } | { kind: 'releases'; releaseIds: string[] }

const maxReleases = 20

/** `published` (null), `drafts`, or `release:<id>` with further ids behind commas. */
export function readPerspective(raw: Raw, issues: QueryIssues): Perspective | null | undefined {
  const texts = readTexts(raw, { max: maxReleases }, issues)
  const [first = '', ...others] = texts ?? []
  if (texts === undefined || (first === 'published' && others.length === 0)) return texts === undefined ? undefined : null
  if (first === 'drafts' && others.length === 0) return { kind: 'drafts' }
  const releaseIds = texts.map((text) => text.replace(/^release:/, ''))
  if (first.startsWith('release:') && releaseIds.every(isUuid) && new Set(releaseIds).size === releaseIds.length)
    return { kind: 'releases', releaseIds }
  return issues.add(raw.at, 'malformed', 'This must be published, drafts, or release:<id> with further ids behind commas')
}
