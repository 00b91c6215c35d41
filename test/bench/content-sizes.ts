import { type Cell, cells } from './content-cells.ts'
import { type ContentLoad, told } from './content-load.ts'
import { measureWholeCount } from './content-more.ts'
import { measureStart } from './content-start.ts'
import { keptScale } from './kept-scale.ts'
import { openContent } from './open-content.ts'

const fewEntries = 10_000

interface Options {
  entries: number
  rounds: number
  seconds: number
  isWanted: (title: string) => boolean
}

/**
 * What much content costs: every read against its own rate among ten thousand articles, the total of a type, and what a process takes.
 * The content of both sizes is that of `scale`, which has the slowest reads of it.
 */
export async function measureSizes({ isWanted, ...options }: Options): Promise<string[]> {
  const few = await openContent(await keptScale(fewEntries), { ...options, entries: fewEntries, isByHand: false })
  const many = await openContent(await keptScale(options.entries), { ...options, isByHand: false })
  const { load } = many
  for (const cell of cells.filter(({ title, read }) => isWanted(`${title}: ${read}`)))
    await compareSizes(cell, { few: few.load, many: load })
  if (isWanted('count')) await measureWholeCount(load)
  if (isWanted('start')) await measureStart(load, many.database)
  await few.close()
  await many.close()
  return load.missed
}

async function compareSizes(cell: Cell, { few, many }: Record<'few' | 'many', ContentLoad>): Promise<void> {
  const { title, read, server } = cell
  const loads = await Promise.all([many, few].map(async (load) => ({ load, requests: await load.requestsOf(cell, server) })))
  const [own, other] = await many.interleaved(
    loads.map(
      ({ load, requests }) =>
        () =>
          load.load(server, requests),
    ),
  )
  if (own === undefined || other === undefined) throw new Error('Nothing was measured')
  many.say(`${title}: ${read}`, `${told(own)}; among ${few.entries} ${told(other)}`, { ratio: own.perSecond / other.perSecond, aim: 0.8 })
}
