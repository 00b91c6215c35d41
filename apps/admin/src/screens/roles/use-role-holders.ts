import { plural } from '@lingui/core/macro'
import { useQuery } from '@tanstack/react-query'
import { tokensQuery, usersQuery } from '../../api/people.ts'
import { useMay } from '../../api/use-may.ts'

/** How many people and tokens have a role, as far as the person may know; null where they may not. */
export function useRoleHolders(): (name: string) => { people: number | null; tokens: number | null } {
  const may = useMay()
  const users = useQuery({ ...usersQuery(), enabled: may.manage('users') })
  const tokens = useQuery({ ...tokensQuery(), enabled: may.manage('tokens') })
  return (name) => ({
    people: users.data?.data.filter(({ roles }) => roles.includes(name)).length ?? null,
    tokens: tokens.data?.data.filter(({ roles, revokedAt }) => revokedAt === null && roles.includes(name)).length ?? null,
  })
}

export function holderWords({ people, tokens }: { people: number | null; tokens: number | null }): string {
  const parts = [
    ...(people === null ? [] : [plural(people, { one: '# person', other: '# people' })]),
    ...(tokens === null || tokens === 0 ? [] : [plural(tokens, { one: '# token', other: '# tokens' })]),
  ]
  return parts.join(', ')
}
