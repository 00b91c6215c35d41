import type { IdentityProviderRow, ProviderPolicy, Tables } from '@verso/data'
import { Refusal, type RefusalIssue } from '../../refusal.ts'
import { requireRoles } from '../find-roles.ts'

/** How a provider is to be; what is absent stays, or is as usual. */
export interface ProviderWish extends Partial<ProviderPolicy> {
  label?: string
  issuer?: string
  clientId?: string
  clientSecret?: string | null
  enabled?: boolean
}

export const usualPolicy: ProviderPolicy = {
  scopes: ['openid', 'email', 'profile'],
  rolesClaim: null,
  roleMap: {},
  defaultRoles: [],
  createAccounts: false,
  linkByEmail: false,
  emailDomains: [],
  asksForFactor: false,
}

/** The policy that a wish leads to; every fault is told, and each role has to be there. */
export async function wantedPolicy(tables: Pick<Tables, 'roles'>, before: ProviderPolicy, wish: ProviderWish): Promise<ProviderPolicy> {
  const policy = policyOf({ ...before, ...wish })
  if (!policy.scopes.includes('openid')) throw fault({ path: '/scopes', code: 'required', message: 'The scope openid is needed' })
  await requireRoles(tables, policy.defaultRoles, '/defaultRoles')
  const groups = Object.keys(policy.roleMap)
  await requireRoles(tables, Object.values(policy.roleMap), '/roleMap').catch((error: unknown) => {
    if (!(error instanceof Refusal)) throw error
    // Told by the group, not by its place.
    const issues = error.issues.map((issue) => ({
      ...issue,
      path: `/roleMap/${escaped(groups[Number(issue.path?.split('/').at(-1))] ?? '')}`,
    }))
    throw new Refusal(error.code, error.message, { issues })
  })
  return { ...policy, emailDomains: policy.emailDomains.map((domain) => domain.toLowerCase()) }
}

function policyOf(wish: ProviderPolicy): ProviderPolicy {
  const { scopes, rolesClaim, roleMap, defaultRoles, createAccounts, linkByEmail, emailDomains, asksForFactor } = wish
  return { scopes, rolesClaim, roleMap, defaultRoles, createAccounts, linkByEmail, emailDomains, asksForFactor }
}

/** Only over TLS, but on this machine itself: whoever stands in between would decide who somebody is. */
export function requireIssuer(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : null
  const isLocal = url !== null && /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/.test(url.hostname)
  const isFit = url !== null && (url.protocol === 'https:' || (url.protocol === 'http:' && isLocal)) && url.search === '' && url.hash === ''
  if (isFit && url.username === '' && url.password === '') return text
  throw fault({
    path: '/issuer',
    code: 'wrong_format',
    message: 'Write the issuer as the provider writes it, such as https://accounts.example.org',
  })
}

/** What the audit tells of a provider: never anything of its secret. */
export function auditedProvider({ name, label, issuer, clientId, clientSecret, enabled, policy }: IdentityProviderRow) {
  return { name, label, issuer, clientId, hasSecret: clientSecret !== null, enabled, ...policy }
}

function escaped(text: string): string {
  return text.replaceAll('~', '~0').replaceAll('/', '~1')
}

function fault(issue: RefusalIssue & { message: string }): Refusal {
  return new Refusal('invalid_value', issue.message, { issues: [issue] })
}
