import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox'
import {
  CreateWebhookBody,
  EmptyBody,
  IdParams,
  ListOf,
  PatchWebhookBody,
  Problem,
  ReplayWebhookBody,
  ResumeWebhookBody,
  RotateWebhookBody,
  SkipWebhookBody,
  WebhookView,
  WebhookWithSecret,
} from '@verso/contract'
import {
  changeWebhook,
  createWebhook,
  deleteWebhook,
  getWebhook,
  listWebhooks,
  type MadeWebhook,
  pauseWebhook,
  replayEvents,
  resumeWebhook,
  rotateWebhook,
  skipEvents,
  type WebhookKeeping,
} from '@verso/core'
import type { FastifyInstance } from 'fastify'
import { Type } from 'typebox'
import { toWebhookView } from '../views/webhook-view.ts'

/** Endpoints that are told of what is published: what they want to know, and where in the log each is. */
export async function webhookRoutes(instance: FastifyInstance, keeping: WebhookKeeping): Promise<void> {
  const app = instance.withTypeProvider<TypeBoxTypeProvider>()
  const one = { 200: WebhookView, '4xx': Problem }
  const withSecret = ({ webhook, secret }: MadeWebhook): WebhookWithSecret => ({ ...toWebhookView(webhook), secret })

  app.get(
    '/webhooks',
    { schema: { summary: 'All webhooks, with how far behind each is', response: { 200: ListOf(WebhookView), '4xx': Problem } } },
    async (request) => {
      const data = (await listWebhooks(request.ctx)).map(toWebhookView)
      return { data, page: { limit: data.length, next: null } }
    },
  )

  app.post(
    '/webhooks',
    {
      schema: {
        summary: 'Make a webhook; it is told of what happens from then on',
        body: CreateWebhookBody,
        response: { 201: WebhookWithSecret, '4xx': Problem },
      },
    },
    async (request, reply) => {
      const made = await createWebhook(request.ctx, request.body, keeping)
      return reply.code(201).header('location', `/admin/v1/webhooks/${made.webhook.row.id}`).send(withSecret(made))
    },
  )

  app.get('/webhooks/:id', { schema: { summary: 'One webhook', params: IdParams, response: one } }, async (request) =>
    toWebhookView(await getWebhook(request.ctx, request.params.id)),
  )

  app.patch(
    '/webhooks/:id',
    {
      schema: {
        summary: 'Change a webhook; from then on it is told with the rights of who changed it',
        params: IdParams,
        body: PatchWebhookBody,
        response: one,
      },
    },
    async (request) => toWebhookView(await changeWebhook(request.ctx, request.params.id, { patch: request.body, keeping })),
  )

  app.delete(
    '/webhooks/:id',
    { schema: { summary: 'Remove a webhook and its log', params: IdParams, response: { 204: Type.Null(), '4xx': Problem } } },
    async (request, reply) => {
      await deleteWebhook(request.ctx, request.params.id)
      return reply.code(204).send(null)
    },
  )

  app.post(
    '/webhooks/:id/rotate',
    {
      schema: {
        summary: 'Give a webhook a new secret',
        params: IdParams,
        body: RotateWebhookBody,
        response: { 200: WebhookWithSecret, '4xx': Problem },
      },
    },
    async (request) => withSecret(await rotateWebhook(request.ctx, request.params.id, { ...request.body, key: keeping.key })),
  )

  app.post(
    '/webhooks/:id/pause',
    { schema: { summary: 'Send nothing for now; its place in the log stands', params: IdParams, body: EmptyBody, response: one } },
    async (request) => toWebhookView(await pauseWebhook(request.ctx, request.params.id)),
  )

  app.post(
    '/webhooks/:id/resume',
    {
      schema: { summary: 'Send on, from its place in the log or from now', params: IdParams, body: ResumeWebhookBody, response: one },
    },
    async (request) => toWebhookView(await resumeWebhook(request.ctx, request.params.id, request.body)),
  )

  app.post(
    '/webhooks/:id/skip',
    { schema: { summary: 'Go on after a seq', params: IdParams, body: SkipWebhookBody, response: one } },
    async (request) => toWebhookView(await skipEvents(request.ctx, request.params.id, request.body)),
  )

  app.post(
    '/webhooks/:id/replay',
    {
      schema: { summary: 'Send a range of events once more, under the same ids', params: IdParams, body: ReplayWebhookBody, response: one },
    },
    async (request) => toWebhookView(await replayEvents(request.ctx, request.params.id, request.body)),
  )
}
