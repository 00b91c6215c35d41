import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox'
import { Problem, SettingsBody, SettingsView } from '@verso/contract'
import { getSettings, saveSettings } from '@verso/core'
import type { FastifyInstance } from 'fastify'
import { ifMatchRevision } from '../if-match.ts'

/** What an installation decides about itself. */
export async function settingsRoutes(instance: FastifyInstance): Promise<void> {
  const app = instance.withTypeProvider<TypeBoxTypeProvider>()

  app.get('/settings', { schema: { summary: 'The settings', response: { 200: SettingsView, '4xx': Problem } } }, async (request, reply) => {
    const settings = await getSettings(request.ctx)
    reply.header('etag', `"${settings.revision}"`)
    return settings
  })

  app.patch(
    '/settings',
    {
      config: { ifMatch: true },
      schema: {
        summary: 'Change settings; those that are not named stay',
        body: SettingsBody,
        response: { 200: SettingsView, '4xx': Problem },
      },
    },
    async (request, reply) => {
      const settings = await saveSettings(request.ctx, request.body, { ifMatch: ifMatchRevision(request) })
      reply.header('etag', `"${settings.revision}"`)
      return settings
    },
  )
}
