import type { IdentityProviderView } from '@verso/contract'

/** A provider as it is being edited: lists are written as words. */
export interface ProviderDraft {
  label: string
  name: string
  issuer: string
  clientId: string
  /** Empty: what is there stays. */
  clientSecret: string
  dropsSecret: boolean
  scopes: string
  enabled: boolean
  createAccounts: boolean
  linkByEmail: boolean
  emailDomains: string
  defaultRoles: string[]
  rolesClaim: string
  groups: { group: string; role: string }[]
  asksForFactor: boolean
}

export function draftOfProvider(provider: IdentityProviderView | null): ProviderDraft {
  return {
    label: provider?.label ?? '',
    name: provider?.name ?? '',
    issuer: provider?.issuer ?? '',
    clientId: provider?.clientId ?? '',
    clientSecret: '',
    dropsSecret: false,
    scopes: (provider?.scopes ?? ['openid', 'email', 'profile']).join(' '),
    enabled: provider?.enabled ?? true,
    createAccounts: provider?.createAccounts ?? false,
    linkByEmail: provider?.linkByEmail ?? false,
    emailDomains: (provider?.emailDomains ?? []).join(' '),
    defaultRoles: provider?.defaultRoles ?? [],
    rolesClaim: provider?.rolesClaim ?? '',
    groups: Object.entries(provider?.roleMap ?? {}).map(([group, role]) => ({ group, role })),
    asksForFactor: provider?.asksForFactor ?? false,
  }
}

/** What is sent; a secret only where one was written, or is to go. */
export function bodyOfProvider(draft: ProviderDraft) {
  const { label, issuer, clientId, enabled, createAccounts, linkByEmail, defaultRoles, asksForFactor } = draft
  const rolesClaim = draft.rolesClaim.trim()
  const secret = draft.clientSecret !== '' ? { clientSecret: draft.clientSecret } : draft.dropsSecret ? { clientSecret: null } : {}
  return {
    ...{
      label: label.trim(),
      issuer: issuer.trim(),
      clientId: clientId.trim(),
      enabled,
      createAccounts,
      linkByEmail,
      defaultRoles,
      asksForFactor,
    },
    ...secret,
    scopes: wordsOf(draft.scopes),
    emailDomains: wordsOf(draft.emailDomains),
    rolesClaim: rolesClaim === '' ? null : rolesClaim,
    roleMap: Object.fromEntries(
      draft.groups.filter(({ group, role }) => group.trim() !== '' && role !== '').map(({ group, role }) => [group.trim(), role]),
    ),
  }
}

/** A group as a token of a JSON Pointer, by which issues name it. */
export function pointerOfGroup(group: string): string {
  return `/roleMap/${group.trim().replaceAll('~', '~0').replaceAll('/', '~1')}`
}

function wordsOf(text: string): string[] {
  return text.split(/[\s,]+/).filter((word) => word !== '')
}
