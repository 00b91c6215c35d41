import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox'
import { type HomeEntry, HomeView, Problem } from '@verso/contract'
import { type EntryDetail, getHome } from '@verso/core'
import type { FastifyInstance } from 'fastify'
import { actorRef } from '../views/entry-view.ts'
import { toScheduleOfEntryView } from '../views/schedule-view.ts'

/** What somebody sees first. */
export async function homeRoutes(instance: FastifyInstance): Promise<void> {
  const app = instance.withTypeProvider<TypeBoxTypeProvider>()

  app.get(
    '/home',
    {
      schema: {
        summary: 'My drafts, failed schedules, what is coming up, what was published lately; ten of each',
        response: { 200: HomeView, '4xx': Problem },
      },
    },
    async (request) => {
      const { myDrafts, failedSchedules, comingUp, latelyPublished } = await getHome(request.ctx)
      return {
        myDrafts: myDrafts.map(toHomeEntry),
        failedSchedules: failedSchedules.map(toScheduleOfEntryView),
        comingUp: comingUp.map(toScheduleOfEntryView),
        latelyPublished: latelyPublished.map(toHomeEntry),
      }
    },
  )
}

function toHomeEntry({ row, typeName, title, status, names }: EntryDetail): HomeEntry {
  const publishedMs = row.publications.map((head) => head.publishedAt.getTime())
  return {
    id: row.id,
    type: typeName,
    title,
    status,
    updatedAt: row.updatedAt.toISOString(),
    updatedBy: actorRef(names, row.updatedById),
    ...(publishedMs.length === 0 ? {} : { publishedAt: new Date(Math.max(...publishedMs)).toISOString() }),
  }
}
