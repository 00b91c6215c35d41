import { readFileSync } from 'node:fs'

/** Where a credential is good: at one of the doors, nowhere, or only where a second factor is set up. */
export type Door = 'none' | 'content' | 'admin' | 'dead' | 'half'

export interface Principal {
  name: string
  door: Door
  /** Acts by their reach: `all`, `own`, `open` (entries that say so of themselves), or the name of a type. */
  may: Record<string, string[]>
  manages: string[]
}

export interface Policy {
  route: string
  needs: string[]
  about: string
}

/** What the thing that a request is about is to who asks. */
export interface Thing {
  isThere: boolean
  type?: string
  isOwn?: boolean
  /** Only owners may touch it. */
  isOwners?: boolean
  /** Meets the condition of rules about what is open. */
  isOpen?: boolean
  /** Others of its kind are nobody's business. */
  isPrivate?: boolean
  /** Readers may have it, if they may read its type. */
  isPublic?: boolean
}

/** What a rule takes away from a route though its acts are held. */
export interface Exception {
  principal: string
  route: string
  verdict: Verdict
}

/** A place where a word of its own was planted, and who may be shown it. */
export interface Hidden {
  what: string
  seenBy: string[]
}

/** Done, or refused for another reason than who asks; the others are statuses. */
export type Verdict = 'ok' | 401 | 403 | 404

/** The tables of the document beside this file. */
export function readPolicy(): { principals: Principal[]; policies: Policy[]; exceptions: Exception[]; hidden: Hidden[] } {
  const rows = readFileSync(new URL('./rights-policy.md', import.meta.url), 'utf8')
    .split('\n')
    .filter((line) => line.startsWith('|') && !/^\|[ -]+\|[ |-]*$/.test(line))
    .map((line) => line.split('|').map((cell) => cell.trim()).slice(1, -1)) // biome-ignore format: one step a line says less
  const policies = rows
    .filter(([first = '']) => isRoute(first))
    .map(([route = '', needs = '', about = '']) => ({ route, needs: words(needs, ','), about }))
  const principals = rows
    .filter(([first = '', second = '', , ...rest]) => rest.length === 1 && first !== 'principal' && !isRoute(second))
    .map(([name = '', door = '', may = '', manages = '']) => ({
      name,
      door: door as Door,
      may: reaches(may),
      manages: words(manages, ' '),
    }))
  const exceptions = rows
    .filter(([, second = '']) => isRoute(second))
    .map(([principal = '', route = '', verdict = '']) => ({ principal, route, verdict: Number(verdict) as Verdict }))
  const hidden = rows
    .filter((cells) => cells.length === 2 && cells[0] !== 'planted')
    .map(([what = '', by = '']) => ({ what, seenBy: words(by, ',') }))
  return { principals, policies, exceptions, hidden }
}

function isRoute(cell: string): boolean {
  return /^[A-Z]+ \//.test(cell)
}

function words(text: string, separator: string): string[] {
  return text.split(separator).flatMap((word) => (word.trim() === '' ? [] : [word.trim()]))
}

function reaches(text: string): Record<string, string[]> {
  return Object.fromEntries(
    words(text, ';')
      .map((part) => part.split(':'))
      .map(([reach = '', acts = '']) => [reach, words(acts, ' ')]),
  )
}

/** What somebody is to be answered who asks for a thing, or for nothing in particular. */
export function verdictOf({ route, needs }: Policy, principal: Principal, thing: Thing | null): Verdict {
  if (needs.includes('open')) return 'ok'
  const isContent = route.includes(' /content/')
  if (isContent && needs.includes('token') && principal.door === 'none') return 401
  if (isContent) return verdictForReader(principal, thing)
  if (principal.door === 'half')
    return /^[A-Z]+ \/admin\/v1\/me(\/|$)/.test(route) ? verdictOnThing({ route, needs }, principal, thing) : 403
  if (principal.door !== 'admin') return 401
  if (needs.some((need) => !holdsAtAll(principal, need))) return 403
  return verdictOnThing({ route, needs }, principal, thing)
}

function verdictForReader(principal: Principal, thing: Thing | null): Verdict {
  if (principal.door !== 'content' && principal.door !== 'none') return 401
  if (thing === null) return 'ok'
  const isReadable = thing.type === 'page' || may(principal, 'read', thing)
  return thing.isThere && thing.isPublic !== false && isReadable ? 'ok' : 404
}

/** What one of several rights is enough for. */
const instead: Record<string, { areas: string[]; act: string }> = {
  files: { areas: ['media'], act: 'read' },
  content: { areas: ['settings'], act: 'read' },
  redirects: { areas: ['settings'], act: 'publish' },
  roles: { areas: ['roles', 'users', 'tokens'], act: 'none' },
}

/** Whether there is anything of the kind that somebody may do. */
function holdsAtAll(principal: Principal, need: string): boolean {
  if (need === 'signed in') return true
  if (need === 'person') return !principal.name.endsWith('token')
  const otherwise = instead[need]
  if (otherwise !== undefined)
    return otherwise.areas.some((area) => principal.manages.includes(area)) || actsOf(principal).includes(otherwise.act)
  if (need.startsWith('manage ')) return principal.manages.includes(need.slice('manage '.length))
  return actsOf(principal).includes(need)
}

function verdictOnThing({ route, needs }: Pick<Policy, 'route' | 'needs'>, principal: Principal, thing: Thing | null): Verdict {
  if (thing === null) return 'ok'
  if (!thing.isThere) return 404
  if (thing.isPrivate === true && thing.isOwn !== true) return 404
  if (thing.type !== undefined && !may(principal, 'read', thing)) return 404
  if (thing.isOwners === true && !isHarmless(route) && !principal.manages.includes('owners')) return 403
  return needs.every((need) => !actsOf(principal).includes(need) || may(principal, need, thing)) ? 'ok' : 403
}

function isHarmless(route: string): boolean {
  return route.startsWith('GET ') || route === 'DELETE /admin/v1/tokens/:id'
}

function actsOf({ may }: Principal): string[] {
  return Object.values(may).flat()
}

function may(principal: Principal, act: string, { type, isOwn, isOpen }: Thing): boolean {
  const holds = (reach: string) => principal.may[reach]?.includes(act) === true
  return holds('all') || (isOpen === true && holds('open')) || (type !== undefined && holds(type)) || (isOwn === true && holds('own'))
}
