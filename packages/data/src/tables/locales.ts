import type { Locale } from '@verso/model'
import type { Connection } from '../connection.ts'

export interface Locales {
  list: () => Promise<Locale[]>
}

/** The languages of content in the order that people gave them. */
export function localesTable({ prisma }: Connection): Locales {
  return {
    list: () =>
      prisma.locale.findMany({
        select: { code: true, label: true, isDefault: true, fallback: true },
        orderBy: [{ position: 'asc' }, { code: 'asc' }],
      }),
  }
}
