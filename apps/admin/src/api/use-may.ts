import { useQuery } from '@tanstack/react-query'
import { meQuery, rightsQuery } from './me.ts'
import { useSignal } from './signal.ts'
import { viewedRole } from './view-as.ts'

export interface May {
  /** How far an action reaches among the entries of a type. */
  act: (action: string, type: string) => 'all' | 'some' | 'own' | 'none'
  manage: (area: string) => boolean
  /** Owners alone decide about other owners, and about who is trusted to say who somebody is. */
  isOwner: boolean
  /** False until the rights are known; nothing is allowed before. */
  isKnown: boolean
}

/** What the signed-in person may do, so that nothing else is shown. */
export function useMay(): May {
  const { data } = useQuery(rightsQuery())
  const { data: me } = useQuery(meQuery())
  const isViewing = useSignal(viewedRole) !== null
  return {
    // Whoever views as a role reads only: what the role could do is told by its page.
    act: (action, type) => (isViewing && action !== 'read' ? 'none' : (data?.types[type]?.[action] ?? 'none')),
    isOwner: me?.roles.includes('owner') === true && !isViewing,
    manage: (area) => data?.manage.includes(area) ?? false,
    isKnown: data !== undefined,
  }
}
