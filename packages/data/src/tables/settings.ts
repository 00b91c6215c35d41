import type { Json } from '@verso/model'
import type { Connection } from '../connection.ts'
import { jsonIn } from './json-in.ts'

export interface Settings {
  find: (name: string) => Promise<Json | null>
  /** Writes only when there is none yet; gives what is there afterwards. */
  putFirst: (name: string, value: Json) => Promise<Json>
}

export interface SettingsInTransaction extends Settings {
  put: (name: string, value: Json) => Promise<void>
  /** Whoever else wants to lock it waits until the transaction has ended. Makes it with a first value where there is none. */
  lock: (name: string, first: Json) => Promise<Json>
}

/** Facts of the installation itself. Of two servers that start at once, both get what the first one wrote. */
export function settingsTable({ prisma, query }: Connection): SettingsInTransaction {
  return {
    async find(name) {
      const row = await prisma.setting.findUnique({ where: { name } })
      return row === null ? null : (row.value as Json)
    },
    async putFirst(name, value) {
      await prisma.setting.createMany({ data: [{ name, value: jsonIn(value) }], skipDuplicates: true })
      const row = await prisma.setting.findUniqueOrThrow({ where: { name } })
      return row.value as Json
    },
    async put(name, value) {
      const set = { value: jsonIn(value) }
      await prisma.setting.upsert({ where: { name }, create: { name, ...set }, update: set })
    },
    async lock(name, first) {
      const [row] = await query<{ value: Json }>(lock, [name, JSON.stringify(first)])
      return row?.value ?? first
    },
  }
}

const lock = `
  insert into "Setting" (name, value) values ($1, $2::jsonb)
  on conflict (name) do update set value = "Setting".value returning value`
