import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox'
import { CreatePreviewLinkBody, IdParams, ListOf, MadePreviewLink, PreviewLinkParams, PreviewLinkView, Problem } from '@verso/contract'
import { createPreviewLink, deriveKey, listPreviewLinks, type PreviewLinkDetail, previewLinkText, revokePreviewLink } from '@verso/core'
import type { FastifyInstance } from 'fastify'
import { Type } from 'typebox'
import type { AdminApiOptions } from '../options.ts'

/** Links by which somebody without an account sees an entry before it is public. */
export async function previewLinkRoutes(instance: FastifyInstance, { secret, publicUrl }: AdminApiOptions): Promise<void> {
  const app = instance.withTypeProvider<TypeBoxTypeProvider>()
  const key = deriveKey(secret, 'preview-links')

  app.get(
    '/entries/:id/preview-links',
    {
      schema: {
        summary: 'Links to a preview that still lead somewhere, newest first',
        params: IdParams,
        response: { 200: ListOf(PreviewLinkView), '4xx': Problem },
      },
    },
    async (request) => {
      const links = await listPreviewLinks(request.ctx, request.params.id)
      return { data: links.map(toView), page: { limit: links.length, next: null } }
    },
  )

  app.post(
    '/entries/:id/preview-links',
    {
      schema: {
        summary: 'Let whoever has the link see the entry before it is public, until a time',
        params: IdParams,
        body: CreatePreviewLinkBody,
        response: { 201: MadePreviewLink, '4xx': Problem },
      },
    },
    async (request, reply) => {
      const made = await createPreviewLink(request.ctx, request.params.id, request.body)
      const origin = publicUrl ?? `${request.protocol}://${request.host}`
      return reply.code(201).send({ id: made.link.id, url: addressOf(made, { origin, credential: previewLinkText(key, made.link.id) }) })
    },
  )

  app.delete(
    '/entries/:id/preview-links/:linkId',
    { schema: { summary: 'End a link at once', params: PreviewLinkParams, response: { 204: Type.Null(), '4xx': Problem } } },
    async (request, reply) => {
      const { id, linkId } = request.params
      await revokePreviewLink(request.ctx, { entryId: id, linkId })
      return reply.code(204).send(null)
    },
  )
}

/** The site's own page where the type names one, which then asks the content API with what it was given; else the content itself. */
function addressOf({ link, type, previewUrl }: PreviewLinkDetail, { origin, credential }: { origin: string; credential: string }): string {
  const url = previewUrl === null ? new URL(`/content/v1/entries/${type}/${link.entryId}`, origin) : new URL(previewUrl, origin)
  if (previewUrl !== null) {
    url.searchParams.set('type', type)
    url.searchParams.set('id', link.entryId)
  }
  url.searchParams.set('locale', link.locale)
  url.searchParams.set('preview', credential)
  return url.href
}

function toView({ id, locale, revision, releaseId, expiresAt, createdAt }: PreviewLinkDetail['link']): PreviewLinkView {
  return {
    ...{ id, locale, expiresAt: expiresAt.toISOString(), createdAt: createdAt.toISOString() },
    ...(revision === null ? {} : { revision }),
    ...(releaseId === null ? {} : { release: releaseId }),
  }
}
