import { t } from '@lingui/core/macro'
import type { PatchRoleBody, RoleView } from '@verso/contract'
import { draftOfRules, noRights, type RightsDraft, type RulePlace, rulesOfDraft } from '../../rights/rights-draft.ts'

/** A role as it is being edited. */
export interface RoleDraft {
  label: string
  name: string
  description: string
  rights: RightsDraft
  manage: string[]
}

export const emptyRole: RoleDraft = { label: '', name: '', description: '', rights: noRights, manage: [] }

export function draftOfRole({ label, name, description = '', rules, manage }: RoleView): RoleDraft {
  return { label, name, description, rights: draftOfRules(rules), manage }
}

/** Another role begins as a copy, under a name that it still has to be given. */
export function copyOfRole(role: RoleView): RoleDraft {
  const draft = draftOfRole(role)
  // What built-in roles have in full nobody can write: it stands for all that isn't private.
  const limited = draft.rights.limited.map(({ key, rule }) => {
    const { fields, ...rest } = rule
    return { key, rule: fields?.read?.includes('**') === true ? rest : rule }
  })
  const rights = draftOfRules(rulesOfDraft({ ...draft.rights, limited }).rules)
  return { ...draft, label: t`Copy of ${role.label}`, name: `${role.name}-copy`, rights }
}

export interface RoleBody {
  body: Required<Omit<PatchRoleBody, 'name'>> & { name: string }
  places: RulePlace[]
}

export function bodyOfRole({ label, name, description, rights, manage }: RoleDraft): RoleBody {
  const { rules, places } = rulesOfDraft(rights)
  const text = description.trim()
  return {
    body: { name: name.trim(), label: label.trim(), description: text === '' ? null : text, rules, manage: manage.toSorted() },
    places,
  }
}
