import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox'
import { CreateLocaleBody, LocaleParams, Locales, LocaleView, PatchLocaleBody, Problem } from '@verso/contract'
import { changeLocale, type ChangedLocale, createLocale, deleteLocale, listLocales } from '@verso/core'
import type { FastifyInstance, FastifyReply } from 'fastify'
import { Type } from 'typebox'
import { ifMatchTag } from '../if-match.ts'
import { toLocaleView } from '../views/locale-view.ts'

/** The languages of content. They are a part of the model: `If-Match` names its hash. */
export async function localeRoutes(instance: FastifyInstance): Promise<void> {
  const app = instance.withTypeProvider<TypeBoxTypeProvider>()

  app.get(
    '/locales',
    { schema: { summary: 'Languages of content, the default one first', response: { 200: Locales, '4xx': Problem } } },
    async (request, reply) => {
      const { locales, modelHash } = await listLocales(request.ctx)
      reply.header('etag', `"${modelHash}"`)
      return { data: locales.map(toLocaleView), page: { limit: locales.length, next: null } }
    },
  )

  app.post(
    '/locales',
    {
      config: { ifMatch: true },
      schema: {
        summary: 'Add a language; its code comes back in its canonical form',
        body: CreateLocaleBody,
        response: { 201: LocaleView, '4xx': Problem },
      },
    },
    async (request, reply) => {
      const created = await createLocale(request.ctx, request.body, { ifMatch: ifMatchTag(request) })
      reply.code(201).header('location', `/admin/v1/locales/${created.locale.code}`)
      return localeReply(reply, created)
    },
  )

  app.patch(
    '/locales/:code',
    {
      config: { ifMatch: true },
      schema: {
        summary: 'Change a language: its code, name, stand-in, or make it the default. What is published stays as it was published',
        params: LocaleParams,
        body: PatchLocaleBody,
        response: { 200: LocaleView, '4xx': Problem },
      },
    },
    async (request, reply) =>
      localeReply(reply, await changeLocale(request.ctx, request.params.code, { input: request.body, ifMatch: ifMatchTag(request) })),
  )

  app.delete(
    '/locales/:code',
    {
      config: { ifMatch: true },
      schema: {
        summary: 'Remove a language without content; the default and one that stands in for another are in use',
        params: LocaleParams,
        response: { 204: Type.Null(), '4xx': Problem },
      },
    },
    async (request, reply) => {
      const { seq } = await deleteLocale(request.ctx, request.params.code, { ifMatch: ifMatchTag(request) })
      return reply.code(204).header('verso-seq', String(seq)).send(null)
    },
  )
}

function localeReply(reply: FastifyReply, { locale, modelHash, seq }: ChangedLocale): LocaleView {
  reply.header('etag', `"${modelHash}"`)
  if (seq !== null) reply.header('verso-seq', String(seq))
  return toLocaleView(locale)
}
