import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox'
import {
  CreateEntryBody,
  EmptyBody,
  EntryCards,
  EntryView,
  IdParams,
  ListOf,
  MoveEntryBody,
  Problem,
  PublishBody,
  RestoreEntryBody,
  SaveEntryBody,
  SavedEntryView,
  UnpublishBody,
  TakeBackBody,
  Usages,
} from '@verso/contract'
import {
  autosaveEntry,
  createEntry,
  discardDraft,
  discardWorkingCopy,
  duplicateEntry,
  getEntry,
  listEntries,
  listEntryCards,
  listEntryUsages,
  moveEntry,
  publishEntry,
  purgeEntry,
  Refusal,
  restoreEntry,
  saveEntry,
  trashEntry,
  unpublishEntry,
} from '@verso/core'
import { flagOf, queryOf } from '@verso/http'
import type { FastifyInstance } from 'fastify'
import { Type } from 'typebox'
import { baseRevisionOf, takenBackFrom } from '../base-revision.ts'
import { changedEntryReply, createdEntryReply, entryReply, savedEntryReply } from '../entry-reply.ts'
import { ifMatchRevision } from '../if-match.ts'
import { toEntryCard, toEntryView, toUsages } from '../views/entry-view.ts'

const one = { 200: EntryView, '4xx': Problem }

/** Drafts and what becomes of them: the verbs of entries. */
export async function entryRoutes(instance: FastifyInstance): Promise<void> {
  const app = instance.withTypeProvider<TypeBoxTypeProvider>()

  app.get(
    '/entries',
    {
      config: { query: 'own' },
      schema: { summary: 'Drafts of one type, in the language of queries', response: { 200: ListOf(EntryView), '4xx': Problem } },
    },
    async (request) => {
      const { entries, page } = await listEntries(request.ctx, queryOf(request))
      return { data: entries.map(toEntryView), page }
    },
  )

  app.post(
    '/entries',
    { schema: { summary: 'Make an entry as a draft', body: CreateEntryBody, response: { 201: EntryView, '4xx': Problem } } },
    async (request, reply) => createdEntryReply(reply, await createEntry(request.ctx, request.body)),
  )

  app.get(
    '/entries/cards',
    { config: { query: ['ids'] }, schema: { summary: 'Up to 100 entries in short, by id', response: { 200: EntryCards, '4xx': Problem } } },
    async (request) => {
      const ids = (request.parameters.ids ?? '').split(',').filter((id) => id !== '')
      return { data: (await listEntryCards(request.ctx, ids)).map(toEntryCard) }
    },
  )

  app.get('/entries/:id', { schema: { summary: 'One entry with its draft', params: IdParams, response: one } }, async (request, reply) =>
    entryReply(reply, await getEntry(request.ctx, request.params.id)),
  )

  app.patch(
    '/entries/:id',
    {
      config: { ifMatch: true, query: ['autosave'] },
      schema: {
        summary:
          'Save changed fields; merges with what others saved meanwhile. With `autosave=true`: keep them as a working copy of the caller',
        params: IdParams,
        body: SaveEntryBody,
        response: { 200: SavedEntryView, '4xx': Problem },
      },
    },
    async (request, reply) => {
      const { fields, note } = request.body
      const baseRevision = baseRevisionOf(request, request.body)
      if (flagOf(request.parameters, 'autosave')) {
        if (note !== undefined) throw new Refusal('invalid_request', 'A working copy has no note; it is for the save that follows')
        return entryReply(reply, await autosaveEntry(request.ctx, request.params.id, { fields, baseRevision }))
      }
      return savedEntryReply(reply, await saveEntry(request.ctx, request.params.id, { fields, note, baseRevision }))
    },
  )

  app.delete(
    '/entries/:id',
    { config: { ifMatch: true }, schema: { summary: 'Put an entry into the trash', params: IdParams, response: one } },
    async (request, reply) =>
      changedEntryReply(reply, await trashEntry(request.ctx, request.params.id, { ifMatch: ifMatchRevision(request) })),
  )

  app.delete(
    '/entries/:id/working-copy',
    {
      schema: {
        summary: 'Give up what the caller wrote without saving it',
        params: IdParams,
        response: { 204: Type.Null(), '4xx': Problem },
      },
    },
    async (request, reply) => {
      await discardWorkingCopy(request.ctx, request.params.id)
      return reply.code(204).send(null)
    },
  )

  app.post(
    '/entries/:id/publish',
    { config: { ifMatch: true }, schema: { summary: 'Make the current draft public', params: IdParams, body: PublishBody, response: one } },
    async (request, reply) =>
      changedEntryReply(reply, await publishEntry(request.ctx, request.params.id, { ...request.body, ifMatch: ifMatchRevision(request) })),
  )

  app.post(
    '/entries/:id/unpublish',
    {
      config: { ifMatch: true },
      schema: { summary: 'Take an entry away from readers', params: IdParams, body: UnpublishBody, response: one },
    },
    async (request, reply) =>
      changedEntryReply(
        reply,
        await unpublishEntry(request.ctx, request.params.id, { ...request.body, ifMatch: ifMatchRevision(request) }),
      ),
  )

  app.post(
    '/entries/:id/move',
    {
      config: { ifMatch: true },
      schema: {
        summary: 'Move an entry of a tree, with all that is below it; published paths change at once',
        params: IdParams,
        body: MoveEntryBody,
        response: one,
      },
    },
    async (request, reply) =>
      changedEntryReply(reply, await moveEntry(request.ctx, request.params.id, { ...request.body, ifMatch: ifMatchRevision(request) })),
  )

  app.post(
    '/entries/:id/discard',
    {
      config: { ifMatch: true },
      schema: {
        summary: 'Take the draft back to what is published; merges with what others saved since `baseRevision`',
        params: IdParams,
        body: TakeBackBody,
        response: { 200: SavedEntryView, '4xx': Problem },
      },
    },
    async (request, reply) =>
      savedEntryReply(reply, await discardDraft(request.ctx, request.params.id, takenBackFrom(request, request.body))),
  )

  app.post(
    '/entries/:id/restore',
    {
      config: { ifMatch: true },
      schema: { summary: 'Take an entry out of the trash', params: IdParams, body: RestoreEntryBody, response: one },
    },
    async (request, reply) =>
      changedEntryReply(reply, await restoreEntry(request.ctx, request.params.id, { ...request.body, ifMatch: ifMatchRevision(request) })),
  )

  app.post(
    '/entries/:id/duplicate',
    {
      schema: {
        summary: 'Make a draft with the same content',
        params: IdParams,
        body: EmptyBody,
        response: { 201: EntryView, '4xx': Problem },
      },
    },
    async (request, reply) => createdEntryReply(reply, await duplicateEntry(request.ctx, request.params.id)),
  )

  app.post(
    '/entries/:id/purge',
    {
      config: { ifMatch: true },
      schema: {
        summary: 'Remove an entry from the trash for good',
        params: IdParams,
        body: EmptyBody,
        response: { 204: Type.Null(), '4xx': Problem },
      },
    },
    async (request, reply) => {
      await purgeEntry(request.ctx, request.params.id, { ifMatch: ifMatchRevision(request) })
      return reply.code(204).send(null)
    },
  )

  app.get(
    '/entries/:id/usages',
    { schema: { summary: 'Who refers to an entry', params: IdParams, response: { 200: Usages, '4xx': Problem } } },
    async (request) => toUsages(await listEntryUsages(request.ctx, request.params.id)),
  )
}
