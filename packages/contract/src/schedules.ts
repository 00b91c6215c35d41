import { type Static, Type } from 'typebox'
import { ActorRef, Id, Time } from './shared.ts'

export const CreateScheduleBody = Type.Object(
  {
    action: Type.Enum(['publish', 'unpublish']),
    at: Type.String({
      maxLength: 40,
      description: 'Local time of `timeZone` (2026-12-01T09:00), or a time with an offset. Up to 60 s past runs now',
    }),
    timeZone: Type.Optional(
      Type.String({
        maxLength: 80,
        description: 'IANA name. A local time that clocks skip counts from the clock of before; of one that comes twice the first is meant',
      }),
    ),
    locales: Type.Optional(Type.Array(Type.String(), { minItems: 1, uniqueItems: true })),
    revision: Type.Optional(
      Type.Integer({ minimum: 1, description: 'Published though the draft has moved on; absent: the one that is current then' }),
    ),
  },
  { additionalProperties: false },
)
export type CreateScheduleBody = Static<typeof CreateScheduleBody>

const schedule = {
  id: Id,
  entryId: Id,
  action: Type.Enum(['publish', 'unpublish']),
  at: Time,
  timeZone: Type.Union([Type.String(), Type.Null()]),
  locales: Type.Optional(Type.Array(Type.String(), { description: 'Absent: all that it can be about' })),
  revision: Type.Optional(Type.Integer()),
  state: Type.Enum(['pending', 'done', 'failed', 'cancelled']),
  reason: Type.Optional(Type.String({ description: 'Why it failed' })),
  code: Type.Optional(Type.String({ description: 'The same for programs' })),
  issues: Type.Optional(Type.Array(Type.Unknown())),
  ranAt: Type.Optional(Time),
  lateSeconds: Type.Optional(Type.Integer()),
  seq: Type.Optional(Type.Integer({ description: 'Absent when readers had it all already' })),
  createdAt: Time,
  createdBy: ActorRef,
}

export const ScheduleView = Type.Object(schedule, { additionalProperties: false })
export type ScheduleView = Static<typeof ScheduleView>

/** One in a list over all entries. */
export const ScheduleOfEntryView = Type.Object(
  { ...schedule, entry: Type.Object({ id: Id, type: Type.String(), title: Type.String() }, { additionalProperties: false }) },
  { additionalProperties: false },
)
export type ScheduleOfEntryView = Static<typeof ScheduleOfEntryView>

export const ScheduleParams = Type.Object({ id: Type.String(), scheduleId: Type.String() }, { additionalProperties: false })
