import { useQuery } from '@tanstack/react-query'
import { rightsQuery } from './me.ts'

export interface May {
  /** How far an action reaches among the entries of a type. */
  act: (action: string, type: string) => 'all' | 'some' | 'own' | 'none'
  manage: (area: string) => boolean
  /** False until the rights are known; nothing is allowed before. */
  isKnown: boolean
}

/** What the signed-in person may do, so that nothing else is shown. */
export function useMay(): May {
  const { data } = useQuery(rightsQuery())
  return {
    act: (action, type) => data?.types[type]?.[action] ?? 'none',
    manage: (area) => data?.manage.includes(area) ?? false,
    isKnown: data !== undefined,
  }
}
