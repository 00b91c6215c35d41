import type { Rule } from '@verso/contract'
import { type Action, allActions } from './right-words.ts'

/** Rows of the matrix beside those of the types, which go by their names. */
export const everyType = '*'
export const files = '/files'

/** A rule that says more than which actions on which types: it is edited by itself, the matrix only shows it. */
export interface LimitedRule {
  key: string
  rule: Rule
}

/** The rules of a role as they are edited: the plain ones as a matrix, the others one by one. */
export interface RightsDraft {
  plain: Record<string, Action[]>
  limited: LimitedRule[]
}

/** Where a rule that was sent stands on the screen, so that what is wrong with it is told there. */
export type RulePlace = { rows: string[] } | { key: string }

type Reach = 'all' | 'some' | 'none'

export interface Cell {
  reach: Reach
  /** Given by the row of all types, where it is taken away as well. */
  isByEveryType: boolean
  /** Ticked in this row. */
  isPlain: boolean
}

export const noRights: RightsDraft = { plain: {}, limited: [] }

export function draftOfRules(rules: readonly Rule[]): RightsDraft {
  const plain: Record<string, Action[]> = {}
  const limited: LimitedRule[] = []
  rules.forEach((rule, index) => {
    if (!isPlain(rule)) limited.push({ key: `rule-${index}`, rule })
    else for (const row of rowsOf(rule)) plain[row] = inOrder([...(plain[row] ?? []), ...(rule.actions as Action[])])
  })
  return { plain, limited }
}

/** What is sent, and where each rule came from. Rows with the same actions are one rule. */
export function rulesOfDraft({ plain, limited }: RightsDraft): { rules: Rule[]; places: RulePlace[] } {
  const byActions = new Map<string, string[]>()
  for (const [row, actions] of Object.entries(plain)) {
    if (actions.length === 0) continue
    const key = `${row === files ? 'files' : 'types'} ${inOrder(actions).join(' ')}`
    byActions.set(key, [...(byActions.get(key) ?? []), row].toSorted())
  }
  const grouped = [...byActions].toSorted(([one], [other]) => one.localeCompare(other))
  const plainRules = grouped.map(([key, rows]): Rule => {
    const [kind, ...actions] = key.split(' ')
    return kind === 'files' ? { actions, folders: ['*'] } : { actions, types: rows }
  })
  return {
    rules: [...plainRules, ...limited.map(({ rule }) => rule)],
    places: [...grouped.map(([, rows]) => ({ rows })), ...limited.map(({ key }) => ({ key }))],
  }
}

export function cellOf({ plain, limited }: RightsDraft, row: string, action: Action): Cell {
  const isOwnPlain = plain[row]?.includes(action) === true
  const isByEveryType = row !== files && row !== everyType && plain[everyType]?.includes(action) === true
  const about = limited.filter(({ rule }) => rule.actions.includes(action) && isAbout(rule, row))
  const isWhole = isOwnPlain || isByEveryType || about.some(({ rule }) => !isLimited(rule))
  return { reach: isWhole ? 'all' : about.length > 0 ? 'some' : 'none', isByEveryType, isPlain: isOwnPlain }
}

export function toggled(draft: RightsDraft, row: string, action: Action): RightsDraft {
  const actions = draft.plain[row] ?? []
  const next = actions.includes(action) ? actions.filter((one) => one !== action) : inOrder([...actions, action])
  return { ...draft, plain: { ...draft.plain, [row]: next } }
}

/** What a row gives plainly becomes a rule of its own, to be narrowed. */
export function limitedFrom(draft: RightsDraft, row: string, key: string): RightsDraft {
  const actions = draft.plain[row] ?? []
  const about = row === files ? { folders: ['*'] } : { types: [row] }
  const rule: Rule = { actions: actions.length === 0 ? ['read'] : [...actions], ...about }
  return { plain: { ...draft.plain, [row]: [] }, limited: [...draft.limited, { key, rule }] }
}

export function withRule(draft: RightsDraft, key: string, rule: Rule): RightsDraft {
  return { ...draft, limited: draft.limited.map((one) => (one.key === key ? { key, rule } : one)) }
}

export function withoutRule(draft: RightsDraft, key: string): RightsDraft {
  return { ...draft, limited: draft.limited.filter((one) => one.key !== key) }
}

/** How many rules of their own say something about a row. */
export function limitedAbout({ limited }: RightsDraft, row: string): LimitedRule[] {
  return limited.filter(({ rule }) => (row === files ? rule.folders !== undefined : rule.types?.includes(row) === true))
}

function isAbout({ types, folders }: Rule, row: string): boolean {
  if (row === files) return folders !== undefined
  return folders === undefined && (types?.includes(row) === true || types?.includes(everyType) === true)
}

/** Whether a rule narrows anything: older points in time only add. */
export function isLimited({ folders, own, where, locales, fields }: Rule): boolean {
  const narrows = (list: string[] | undefined) => list !== undefined && !list.includes('**') && list.join() !== '*'
  const isOfSomeFolders = folders !== undefined && !folders.includes('*')
  return isOfSomeFolders || own === true || where !== undefined || locales !== undefined || narrows(fields?.read) || narrows(fields?.write)
}

function isPlain(rule: Rule): boolean {
  const isKnown = rule.actions.every((action) => (allActions as string[]).includes(action))
  return isKnown && !isLimited(rule) && rule.readHistory === undefined && rule.fields === undefined
}

function rowsOf({ types = [], folders }: Rule): string[] {
  return folders === undefined ? types : [files]
}

function inOrder(actions: readonly Action[]): Action[] {
  return allActions.filter((action) => actions.includes(action))
}
