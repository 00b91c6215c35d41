import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox'
import { FolderView, IdParams, ListOf, NewFolderBody, PatchFolderBody, Problem } from '@verso/contract'
import { changeFolder, createFolder, deleteFolder, getFolder, listFolders } from '@verso/core'
import type { FastifyInstance } from 'fastify'
import { Type } from 'typebox'
import { ifMatchRevision } from '../if-match.ts'
import { toFolderView, toFolderViews } from '../views/folder-view.ts'

/** Places for files, as `/folders` and beside the files as `/media/folders`. Described once: in OpenAPI the other could be taken for a file's id. */
export async function folderRoutes(instance: FastifyInstance): Promise<void> {
  const app = instance.withTypeProvider<TypeBoxTypeProvider>()

  for (const path of ['/folders', '/media/folders']) {
    const hide = path === '/media/folders'
    app.get(
      path,
      { schema: { summary: 'All folders, by name', response: { 200: ListOf(FolderView), '4xx': Problem } } },
      async (request) => {
        const data = await toFolderViews(request.ctx, await listFolders(request.ctx))
        return { data, page: { limit: data.length, next: null } }
      },
    )

    app.post(
      path,
      { schema: { summary: 'Make a folder', body: NewFolderBody, response: { 201: FolderView, '4xx': Problem } } },
      async (request, reply) => {
        const folder = await createFolder(request.ctx, request.body)
        reply.code(201).header('location', `/admin/v1/folders/${folder.id}`).header('etag', `"${folder.revision}"`)
        return toFolderView(request.ctx, { folder, files: 0 })
      },
    )

    app.get(
      `${path}/:id`,
      { schema: { hide, summary: 'One folder', params: IdParams, response: { 200: FolderView, '4xx': Problem } } },
      async (request, reply) => {
        const found = await getFolder(request.ctx, request.params.id)
        reply.header('etag', `"${found.folder.revision}"`)
        return toFolderView(request.ctx, found)
      },
    )

    app.patch(
      `${path}/:id`,
      {
        config: { ifMatch: true },
        schema: {
          hide,
          summary: 'Rename or move a folder',
          params: IdParams,
          body: PatchFolderBody,
          response: { 200: FolderView, '4xx': Problem },
        },
      },
      async (request, reply) => {
        const { folder, seq } = await changeFolder(request.ctx, request.params.id, {
          changes: request.body,
          ifRevision: ifMatchRevision(request) ?? null,
        })
        if (seq !== null) reply.header('verso-seq', String(seq))
        const found = await getFolder(request.ctx, folder.id)
        reply.header('etag', `"${found.folder.revision}"`)
        return toFolderView(request.ctx, found)
      },
    )

    app.delete(
      `${path}/:id`,
      { schema: { hide, summary: 'Take an empty folder away', params: IdParams, response: { 204: Type.Null(), '4xx': Problem } } },
      async (request, reply) => {
        await deleteFolder(request.ctx, request.params.id)
        return reply.code(204).send(null)
      },
    )
  }
}
