import { useMutation } from '@tanstack/react-query'
import type { ContentTypeView, EntryView, List } from '@verso/contract'
import { api } from '../../api/client.ts'
import { type ListView, queryOf } from './list-view.ts'
import type { Selection } from './use-selection.ts'

/** More are not chosen at once: each of them is read, so that what becomes of it can be told by its name. */
export const mostChosen = 5_000
const pageSize = 250

/** Chooses all entries of a view, also those that nobody has scrolled to. */
export function useSelectAll(type: ContentTypeView, view: ListView, selection: Selection) {
  const reading = useMutation({ mutationFn: () => allEntries(type.name, view), onSuccess: selection.choose })
  return { isLoading: reading.isPending, choose: () => reading.mutate() }
}

async function allEntries(type: string, view: ListView): Promise<EntryView[]> {
  const found: EntryView[] = []
  let after: string | undefined
  do {
    const page: List<EntryView> = await api.get('/entries', { query: { type, ...queryOf(view), limit: pageSize, after } })
    found.push(...page.data)
    after = page.page.next ?? undefined
  } while (after !== undefined)
  return found
}
