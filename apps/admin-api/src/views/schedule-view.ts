import type { ScheduleOfEntryView, ScheduleView } from '@verso/contract'
import type { ScheduleDetail, ScheduleOfEntry } from '@verso/core'

export function toScheduleView({ row, createdBy }: ScheduleDetail): ScheduleView {
  const { id, entryId, action, at, timeZone, locales, revision, state, reason, ranAt, seq, createdAt } = row
  return {
    id,
    entryId,
    action,
    at: at.toISOString(),
    timeZone,
    ...(locales.length === 0 ? {} : { locales }),
    ...(revision === null ? {} : { revision }),
    state,
    ...(reason === null ? {} : { reason: reason.message, code: reason.code }),
    ...(Array.isArray(reason?.issues) ? { issues: reason.issues } : {}),
    ...(ranAt === null ? {} : { ranAt: ranAt.toISOString(), lateSeconds: secondsBetween(at, ranAt) }),
    ...(seq === null ? {} : { seq: Number(seq) }),
    createdAt: createdAt.toISOString(),
    createdBy,
  }
}

export function toScheduleOfEntryView(schedule: ScheduleOfEntry): ScheduleOfEntryView {
  const { typeName, title, row } = schedule
  return { ...toScheduleView(schedule), entry: { id: row.entryId, type: typeName, title } }
}

function secondsBetween(due: Date, ran: Date): number {
  return Math.max(0, Math.floor((ran.getTime() - due.getTime()) / 1000))
}
