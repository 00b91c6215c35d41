import { useQuery } from '@tanstack/react-query'
import type { ContentTypeView } from '@verso/contract'
import { tokensQuery } from '../../api/people.ts'
import { useMay } from '../../api/use-may.ts'
import { useFewEntries } from './use-few-entries.ts'

interface FirstSteps {
  done: { type: boolean; entry: boolean; published: boolean; token: boolean; read: boolean }
  /** A type that has something to read. */
  readableType: ContentTypeView | undefined
}

/** How far this Verso has come; null until it is known. */
export function useFirstSteps(types: ContentTypeView[]): FirstSteps | null {
  const may = useMay()
  const written = useFewEntries(types, { limit: 1 })
  const published = useFewEntries(types, { 'filter[_status][in]': 'published,changed', limit: 1 })
  const mayManageTokens = may.manage('tokens')
  const tokens = useQuery({ ...tokensQuery(), enabled: mayManageTokens })
  if (!may.isKnown || written.isLoading || published.isLoading || (mayManageTokens && tokens.data === undefined)) return null
  const list = tokens.data?.data ?? []
  return {
    done: {
      type: types.length > 0,
      entry: written.entries.length > 0,
      published: published.entries.length > 0,
      token: list.length > 0,
      read: list.some(({ lastUsedAt, kind }) => lastUsedAt !== null && kind === 'content'),
    },
    readableType: types.find(({ name }) => published.entries.some((entry) => entry.type === name)),
  }
}
