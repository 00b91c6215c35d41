import type { ContentType, Json, Locale } from '@verso/model'
import type { Connection } from '../connection.ts'
import { jsonIn } from './json-in.ts'

/** A change of the model that was planned: what it begins from, what it makes, and what it would do. */
export interface ModelPlanRow {
  hash: string
  baseVersion: number
  types: ContentType[]
  locales: Locale[]
  plan: Json
  /** For the plan of an undo: the version whose model it brings back. */
  restores: number | null
  byId: string | null
  createdAt: Date
}

export interface ModelPlans {
  /** Remembers a plan, in place of an older one with the same hash. */
  put: (plan: ModelPlanRow) => Promise<void>
  /** The plan, unless it was made before `since`. */
  find: (hash: string, since: Date) => Promise<ModelPlanRow | null>
  /** Forgets the plans of before. */
  removeBefore: (time: Date) => Promise<void>
}

/** Changes of the model that may yet be applied. */
export function modelPlansTable({ prisma }: Connection): ModelPlans {
  return {
    async put({ hash, ...plan }) {
      const data = { ...plan, types: jsonIn(plan.types), locales: jsonIn(plan.locales), plan: jsonIn(plan.plan) }
      await prisma.modelPlan.upsert({ where: { hash }, create: { hash, ...data }, update: data, select: { hash: true } })
    },
    async find(hash, since) {
      const row = await prisma.modelPlan.findFirst({ where: { hash, createdAt: { gte: since } } })
      if (row === null) return null
      return { ...row, types: row.types as unknown as ContentType[], locales: row.locales as unknown as Locale[], plan: row.plan as Json }
    },
    async removeBefore(time) {
      await prisma.modelPlan.deleteMany({ where: { createdAt: { lt: time } } })
    },
  }
}
