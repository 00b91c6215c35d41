import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox'
import { DeliveryView, DeliveryWithRequest, EmptyBody, IdParams, ListOf, Problem, WebhookHealth } from '@verso/contract'
import {
  type Beside,
  countDeliveries,
  deliveryStates,
  getDelivery,
  listDeliveries,
  redeliver,
  requestOfDelivery,
  testWebhook,
} from '@verso/core'
import type { FastifyInstance } from 'fastify'
import { limitOf, optionOf } from '../page-parameters.ts'
import { toDeliveryView, toWebhookHealth } from '../views/webhook-view.ts'

const usualLimit = 50

/** What webhooks were sent, with every attempt and its answer, for 30 days. */
export async function deliveryRoutes(instance: FastifyInstance, { sending }: { sending: Beside }): Promise<void> {
  const app = instance.withTypeProvider<TypeBoxTypeProvider>()
  const one = { 200: DeliveryView, '4xx': Problem }

  app.get(
    '/webhooks/:id/deliveries',
    {
      config: { query: ['limit', 'after', 'state'] },
      schema: {
        summary: 'What a webhook was sent, newest first',
        params: IdParams,
        response: { 200: ListOf(DeliveryView), '4xx': Problem },
      },
    },
    async (request) => {
      const { parameters } = request
      const limit = limitOf(parameters, usualLimit)
      const { deliveries, next } = await listDeliveries(request.ctx, request.params.id, {
        state: optionOf(parameters, 'state', deliveryStates),
        limit,
        ...(parameters.after === undefined ? {} : { after: parameters.after }),
      })
      return { data: deliveries.map(toDeliveryView), page: { limit, next } }
    },
  )

  app.get(
    '/webhooks/:id/health',
    {
      schema: {
        summary: 'How the messages of the last 24 hours have fared, hour by hour',
        params: IdParams,
        response: { 200: WebhookHealth, '4xx': Problem },
      },
    },
    async (request) => toWebhookHealth(await countDeliveries(request.ctx, request.params.id)),
  )

  app.post(
    '/webhooks/:id/test',
    { schema: { summary: 'Send a message that is about nothing, now', params: IdParams, body: EmptyBody, response: one } },
    async (request) => toDeliveryView(await testWebhook(request.ctx, request.params.id, sending)),
  )

  app.get(
    '/deliveries/:id',
    {
      schema: {
        summary: 'One message with its attempts, and what it says',
        params: IdParams,
        response: { 200: DeliveryWithRequest, '4xx': Problem },
      },
    },
    async (request) => {
      const row = await getDelivery(request.ctx, request.params.id)
      return { ...toDeliveryView(row), request: await requestOfDelivery(request.ctx, row, sending) }
    },
  )

  app.post(
    '/deliveries/:id/redeliver',
    { schema: { summary: 'Send one message once more, now, under the same id', params: IdParams, body: EmptyBody, response: one } },
    async (request) => toDeliveryView(await redeliver(request.ctx, request.params.id, sending)),
  )
}
