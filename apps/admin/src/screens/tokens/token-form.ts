import { t } from '@lingui/core/macro'
import type { CreateTokenBody } from '@verso/contract'
import { noRights, type RightsDraft, type RulePlace, rulesOfDraft } from '../../rights/rights-draft.ts'

/** Where the rights of a token come from: its maker bounds all of them. */
export type Reach = 'all' | 'types' | 'roles' | 'rules'

export interface TokenForm {
  name: string
  kind: 'content' | 'preview' | 'admin'
  reach: Reach
  types: string[]
  roles: string[]
  rights: RightsDraft
  days: string
}

export const emptyToken: TokenForm = { name: '', kind: 'content', reach: 'all', types: [], roles: [], rights: noRights, days: '' }

export function reachesOf(kind: TokenForm['kind']): { value: Reach; label: string }[] {
  const [all, some] =
    kind === 'admin'
      ? [
          { value: 'all' as const, label: t`What I may do` },
          { value: 'roles' as const, label: t`Roles` },
        ]
      : [
          { value: 'all' as const, label: t`All types` },
          { value: 'types' as const, label: t`Some types` },
        ]
  return [all, some, { value: 'rules', label: t`Rules` }]
}

export interface TokenWish {
  body: CreateTokenBody
  places: RulePlace[]
}

export function wishOf({ name, kind, reach, types, roles, rights, days }: TokenForm): TokenWish {
  const { rules, places } = rulesOfDraft(rights)
  // Absent would mean 90 days.
  const expiresAt = days === '' ? null : new Date(Date.now() + Number(days) * 86_400_000).toISOString()
  const scope = { all: kind === 'admin' ? {} : { types: ['*'] }, types: { types }, roles: { roles }, rules: { rules } }[reach]
  return { body: { name, kind, ...scope, expiresAt }, places: reach === 'rules' ? places : [] }
}
