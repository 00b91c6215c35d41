import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import type { DeliveryView, DeliveryWithRequest, List, SiteView, WebhookHealth, WebhookView } from '@verso/contract'
import { api } from './client.ts'

export const webhookKeys = { all: ['webhooks'] as const, one: (id: string) => ['webhooks', id] as const }

/** Deliveries go on by themselves, and nobody is told of them. */
const lookAgainMs = 10_000

export function webhooksQuery() {
  return queryOptions({
    queryKey: [...webhookKeys.all, 'list'],
    queryFn: async ({ signal }) => (await api.get<List<WebhookView>>('/webhooks', { signal })).data,
    refetchInterval: lookAgainMs,
  })
}

export function webhookQuery(id: string) {
  return queryOptions({
    queryKey: webhookKeys.one(id),
    queryFn: ({ signal }) => api.get<WebhookView>(`/webhooks/${id}`, { signal }),
    refetchInterval: lookAgainMs,
  })
}

/** How the messages of the last 24 hours have fared. */
export function webhookHealthQuery(id: string) {
  return queryOptions({
    queryKey: [...webhookKeys.one(id), 'health'],
    queryFn: async ({ signal }) => (await api.get<WebhookHealth>(`/webhooks/${id}/health`, { signal })).hours,
    refetchInterval: lookAgainMs,
  })
}

/** What an endpoint was sent, newest first. */
export function deliveriesQuery(id: string, state: string | undefined) {
  return infiniteQueryOptions({
    queryKey: [...webhookKeys.one(id), 'deliveries', state ?? ''],
    queryFn: ({ pageParam, signal }) =>
      api.get<List<DeliveryView>>(`/webhooks/${id}/deliveries`, { query: { limit: 50, state, after: pageParam ?? undefined }, signal }),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.page.next,
    refetchInterval: lookAgainMs,
  })
}

export function deliveryQuery(id: string) {
  return queryOptions({
    queryKey: ['deliveries', id],
    queryFn: ({ signal }) => api.get<DeliveryWithRequest>(`/deliveries/${id}`, { signal }),
    staleTime: 0,
  })
}

/** What is built of what is published, and how far each is. */
export function sitesQuery() {
  return queryOptions({
    queryKey: ['sites'],
    queryFn: async ({ signal }) => (await api.get<List<SiteView>>('/sites', { signal })).data,
    refetchInterval: lookAgainMs,
  })
}
