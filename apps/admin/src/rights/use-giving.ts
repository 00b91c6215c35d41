import { t } from '@lingui/core/macro'
import { useQuery } from '@tanstack/react-query'
import type { Rule } from '@verso/contract'
import { meQuery } from '../api/me.ts'
import { rolesQuery } from '../api/people.ts'
import { useMay } from '../api/use-may.ts'
import type { Action } from './right-words.ts'
import { everyType, files, isLimited } from './rights-draft.ts'

export const notMore = t`You can’t give more than you have`

export interface Giving {
  /** Whether the person has an action on a whole row, and so can give it plainly. */
  canGive: (row: string, action: Action) => boolean
  /** Whether they have it for some entries at least, and so can give it with the same limits. */
  canGiveSome: (row: string, action: Action) => boolean
  canTrust: (area: string) => boolean
}

/** What the signed-in person can give to others: the server has the last word, this keeps the hopeless out of reach. */
export function useGiving(): Giving {
  const may = useMay()
  const { data: me } = useQuery(meQuery())
  const { data: roles = [] } = useQuery(rolesQuery())
  const rules: Rule[] = roles.filter(({ name }) => me?.roles.includes(name)).flatMap((role) => role.rules)
  const has = (about: (rule: Rule) => boolean, action: Action) =>
    rules.some((rule) => about(rule) && rule.actions.includes(action) && !isLimited(rule))
  const isOfAll = (rule: Rule) => rule.folders === undefined && rule.types?.includes(everyType) === true
  const canGive = (row: string, action: Action) => {
    if (row === files) return has((rule) => rule.folders !== undefined, action) || (may.manage('media') && has(isOfAll, action))
    return row === everyType ? has(isOfAll, action) : may.act(action, row) === 'all'
  }
  return {
    canGive,
    canGiveSome: (row, action) => canGive(row, action) || (row !== files && row !== everyType && may.act(action, row) !== 'none'),
    canTrust: may.manage,
  }
}
