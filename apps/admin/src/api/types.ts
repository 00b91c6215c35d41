import { queryOptions } from '@tanstack/react-query'
import type { ActorRef, ContentTypeView, List, LocaleView, PlanStep } from '@verso/contract'
import { api } from './client.ts'

export const typeKeys = { all: ['types'] as const }

/** The content types with entries that the person may see, by label. */
export function typesQuery() {
  return queryOptions({ ...listOfTypes, select: (list) => byLabel(list.data.filter(({ kind }) => kind !== 'component')) })
}

/** All types that the person may see, with the components that stand inside others, by label. */
export function modelTypesQuery() {
  return queryOptions({ ...listOfTypes, select: (list) => byLabel(list.data) })
}

const listOfTypes = queryOptions({
  queryKey: typeKeys.all,
  queryFn: ({ signal }) => api.get<List<ContentTypeView>>('/types', { signal }),
  staleTime: 60_000,
})

function byLabel(types: ContentTypeView[]): ContentTypeView[] {
  return types.toSorted((a, b) => a.label.localeCompare(b.label))
}

export function typeQuery(name: string) {
  return queryOptions({
    queryKey: [...typeKeys.all, name],
    queryFn: ({ signal }) => api.get<ContentTypeView>(`/types/${name}`, { signal }),
    staleTime: 60_000,
  })
}

export interface ModelVersion {
  version: number
  at: string
  by: ActorRef | null
  steps: Pick<PlanStep, 'kind' | 'type' | 'field' | 'setting' | 'locale' | 'from'>[]
  /** For an undo: the version whose model came back. */
  restores: number | null
  /** Null where there is nothing to undo any more. */
  undo: { until: string; blockedBy: number[] } | null
}

export const modelVersionsKey = ['model', 'versions'] as const

/** Every change of the model, newest first. */
export function modelVersionsQuery() {
  return queryOptions({
    queryKey: modelVersionsKey,
    queryFn: async ({ signal }) => (await api.get<List<ModelVersion>>('/model/versions', { signal })).data,
  })
}

export function localesQuery() {
  return queryOptions({
    queryKey: ['locales'],
    queryFn: async ({ signal }) => (await api.get<List<LocaleView>>('/locales', { signal })).data,
    staleTime: 600_000,
  })
}
