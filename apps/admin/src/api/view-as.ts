import { t } from '@lingui/core/macro'
import { ApiProblem } from './api-problem.ts'
import { queryClient } from './query-client.ts'
import { createSignal } from './signal.ts'

/** The role that somebody who manages roles looks at everything as. */
export interface ViewedRole {
  name: string
  label: string
}

const key = 'verso-view-as'

/** For this window only, and over a reload; null when one sees what one may see oneself. */
export const viewedRole = createSignal<ViewedRole | null>(remembered())

export function beginViewingAs(role: ViewedRole): void {
  sessionStorage.setItem(key, JSON.stringify(role))
  viewedRole.set(role)
  void queryClient.resetQueries()
}

export function endViewingAs(): void {
  sessionStorage.removeItem(key)
  if (viewedRole.get() === null) return
  viewedRole.set(null)
  void queryClient.resetQueries()
}

/** The header of a request that reads. What would change something isn't even sent: the server refuses it too. */
export function viewAsHeader(method: string): Record<string, string> {
  const role = viewedRole.get()
  if (role === null) return {}
  if (method === 'GET') return { 'Verso-View-As': `role:${role.name}` }
  throw new ApiProblem({
    status: 403,
    code: 'not_allowed',
    title: t`Nothing is changed while you view as a role`,
    detail: t`You are viewing as ${role.label}. Stop viewing to make changes.`,
  })
}

function remembered(): ViewedRole | null {
  try {
    return JSON.parse(sessionStorage.getItem(key) ?? 'null') as ViewedRole | null
  } catch {
    return null
  }
}
