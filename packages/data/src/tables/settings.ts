import type { Json } from '@verso/model'
import type { Connection } from '../connection.ts'
import { jsonIn } from './json-in.ts'

export interface Settings {
  find: (name: string) => Promise<Json | null>
  /** Writes only when there is none yet; gives what is there afterwards. */
  putFirst: (name: string, value: Json) => Promise<Json>
}

/** Facts of the installation itself. Of two servers that start at once, both get what the first one wrote. */
export function settingsTable({ prisma }: Connection): Settings {
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
  }
}
