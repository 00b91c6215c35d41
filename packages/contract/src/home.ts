import { type Static, Type } from 'typebox'
import { EntryStatus } from './entries.ts'
import { ScheduleOfEntryView } from './schedules.ts'
import { ActorRef, Id, Time } from './shared.ts'

const HomeEntry = Type.Object(
  {
    id: Id,
    type: Type.String(),
    title: Type.String(),
    status: EntryStatus,
    updatedAt: Time,
    updatedBy: ActorRef,
    publishedAt: Type.Optional(Type.String({ format: 'date-time', description: 'The latest, of those that are public' })),
  },
  { additionalProperties: false },
)
export type HomeEntry = Static<typeof HomeEntry>

export const HomeView = Type.Object(
  {
    myDrafts: Type.Array(HomeEntry),
    failedSchedules: Type.Array(ScheduleOfEntryView),
    comingUp: Type.Array(ScheduleOfEntryView),
    latelyPublished: Type.Array(HomeEntry),
  },
  { additionalProperties: false },
)
export type HomeView = Static<typeof HomeView>
