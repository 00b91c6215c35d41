import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox'
import { CreateScheduleBody, IdParams, ListOf, Problem, ScheduleOfEntryView, ScheduleParams, ScheduleView } from '@verso/contract'
import { cancelSchedule, createSchedule, getSchedule, listEntrySchedules, listSchedules, scheduleStates } from '@verso/core'
import type { FastifyInstance } from 'fastify'
import { Type } from 'typebox'
import { limitOf, optionOf, timeOf } from '../page-parameters.ts'
import { toScheduleOfEntryView, toScheduleView } from '../views/schedule-view.ts'

const usualLimit = 50

/** What is to be published or unpublished at a time. */
export async function scheduleRoutes(instance: FastifyInstance): Promise<void> {
  const app = instance.withTypeProvider<TypeBoxTypeProvider>()

  app.get(
    '/schedules',
    {
      config: { query: ['from', 'to', 'state', 'limit', 'after'] },
      schema: {
        summary: 'Schedules of all entries that one may read, from a time on and before another, in their order',
        response: { 200: ListOf(ScheduleOfEntryView), '4xx': Problem },
      },
    },
    async ({ ctx, parameters }) => {
      const limit = limitOf(parameters, usualLimit)
      const { schedules, next } = await listSchedules(ctx, {
        from: timeOf(parameters, 'from'),
        to: timeOf(parameters, 'to'),
        state: optionOf(parameters, 'state', scheduleStates),
        after: parameters.after,
        limit,
      })
      return { data: schedules.map(toScheduleOfEntryView), page: { limit, next } }
    },
  )

  app.get(
    '/entries/:id/schedules',
    {
      schema: {
        summary: 'What is, was or should have been scheduled of an entry',
        params: IdParams,
        response: { 200: ListOf(ScheduleView), '4xx': Problem },
      },
    },
    async (request) => {
      const schedules = await listEntrySchedules(request.ctx, request.params.id)
      return { data: schedules.map(toScheduleView), page: { limit: schedules.length, next: null } }
    },
  )

  app.post(
    '/entries/:id/schedules',
    {
      schema: {
        summary: 'Publish or unpublish at a time, as oneself and with the rights that one has then',
        params: IdParams,
        body: CreateScheduleBody,
        response: { 201: ScheduleView, '4xx': Problem },
      },
    },
    async (request, reply) => {
      const schedule = toScheduleView(await createSchedule(request.ctx, request.params.id, request.body))
      return reply.code(201).header('location', `/admin/v1/entries/${schedule.entryId}/schedules/${schedule.id}`).send(schedule)
    },
  )

  app.get(
    '/entries/:id/schedules/:scheduleId',
    { schema: { summary: 'One schedule', params: ScheduleParams, response: { 200: ScheduleView, '4xx': Problem } } },
    async (request) => toScheduleView(await getSchedule(request.ctx, request.params.id, request.params.scheduleId)),
  )

  app.delete(
    '/entries/:id/schedules/:scheduleId',
    {
      schema: { summary: 'Call off what has not happened yet', params: ScheduleParams, response: { 204: Type.Null(), '4xx': Problem } },
    },
    async (request, reply) => {
      await cancelSchedule(request.ctx, request.params.id, request.params.scheduleId)
      return reply.code(204).send(null)
    },
  )
}
