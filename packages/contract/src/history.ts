import { type Static, Type } from 'typebox'
import { ActorRef } from './shared.ts'

const seq = Type.Integer({ minimum: 0, description: 'A point of the publication log' })

/** A point of what was public that has a name, and can be read for as long as it has one. */
export const SnapshotView = Type.Object(
  {
    id: Type.String({ format: 'uuid' }),
    name: Type.String(),
    description: Type.Union([Type.String(), Type.Null()]),
    seq,
    createdAt: Type.String({ format: 'date-time' }),
    createdBy: ActorRef,
  },
  { additionalProperties: false },
)
export type SnapshotView = Static<typeof SnapshotView>

export const CreateSnapshotBody = Type.Object(
  {
    name: Type.String({ minLength: 1, maxLength: 200 }),
    description: Type.Optional(Type.String({ maxLength: 2000 })),
    seq: Type.Optional(Type.Integer({ minimum: 0, maximum: Number.MAX_SAFE_INTEGER, description: 'The present point when absent' })),
  },
  { additionalProperties: false },
)
export type CreateSnapshotBody = Static<typeof CreateSnapshotBody>

/** How far back everything can be read. */
export const HistoryView = Type.Object(
  {
    horizon: Type.Integer({ description: 'From this point on every one can be read; before it those that a snapshot names' }),
    historyDays: Type.Union([Type.Integer(), Type.Null()], { description: 'Days for which every point is kept; null for ever' }),
    compaction: Type.Union([
      Type.Null(),
      Type.Object(
        {
          state: Type.Enum(['running', 'done']),
          startedAt: Type.String({ format: 'date-time' }),
          endedAt: Type.Union([Type.String({ format: 'date-time' }), Type.Null()]),
          publications: Type.Integer({ description: 'Documents that were cleared' }),
          references: Type.Integer({ description: 'References that were removed' }),
        },
        { additionalProperties: false },
      ),
    ]),
  },
  { additionalProperties: false },
)
export type HistoryView = Static<typeof HistoryView>
