import type { Tables } from '@verso/data'
import { Refusal } from '../refusal.ts'
import type { PreparedChange } from './wanted-model.ts'

/** What no plan makes possible: a type with several entries doesn't become one of which there is a single one. */
export async function refuseImpossible(tables: Pick<Tables, 'models'>, { present, wanted }: PreparedChange): Promise<void> {
  const issues = []
  for (const [index, type] of wanted.types.entries()) {
    const before = present.types.find((candidate) => candidate.id === type.id)
    if (before === undefined || before.kind === type.kind || type.kind !== 'single') continue
    const count = await tables.models.countEntries(type.id)
    if (count > 1) issues.push({ path: `/types/${index}/kind`, code: 'invalid', message: singleMessage(count) })
  }
  if (issues.length > 0) throw new Refusal('invalid_model', 'The model can not be like this', { issues })
}

export function singleMessage(count: number): string {
  return `A single type has one entry; there are ${count}, those in the trash included`
}
