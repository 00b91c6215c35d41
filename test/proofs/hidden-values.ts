import type { InjectOptions } from 'fastify'
import { randomFrom } from '../data/random.ts'
import { shown } from '../support/random-reads.ts'
import { makePair, type Pair, type PairKind, type Reader } from './hidden-pair.ts'
import { aQuestion, type Asking } from './hidden-questions.ts'

export interface PairFigures {
  asked: number
  /** By status, so that one sees that not only refusals were compared. */
  statuses: Record<string, number>
  faults: string[]
}

const maxLearnt = 60
const maxFaults = 25

/** Asks two houses that differ in what is hidden the same questions, as somebody who may not see it: the answers are the same, byte by byte. */
export async function runHiddenValues({ seed, count, kind }: { seed: number; count: number; kind: PairKind }): Promise<PairFigures> {
  const random = randomFrom(seed)
  const pair = await makePair(kind)
  const figures: PairFigures = { asked: 0, statuses: {}, faults: [] }
  try {
    const asking: Asking = { random, ids: pair.ids, words: pair.words, learnt: [] }
    while (figures.asked < count && figures.faults.length < maxFaults) {
      const reader = pair.readers[Math.floor(random() * pair.readers.length)]
      if (reader === undefined) throw new Error('Nobody asks')
      const fault = await askBoth(pair, { reader, question: aQuestion(asking, reader.door), asking, figures })
      if (fault !== null) figures.faults.push(`seed ${seed}, ${kind} ${figures.asked}, ${reader.name}: ${fault}`)
      figures.asked += 1
    }
    return figures
  } finally {
    for (const twin of pair.twins) await twin.close()
  }
}

interface Question {
  reader: Reader
  question: InjectOptions
  asking: Asking
  figures: PairFigures
}

async function askBoth({ twins }: Pair, { reader, question, asking, figures }: Question): Promise<string | null> {
  const name = `${question.method} ${decodeURIComponent(String(question.url))} ${question.payload ?? ''}`
  const asked = { ...question, headers: { ...question.headers, ...reader.headers } }
  try {
    const [one, other] = await Promise.all(twins.map(({ app }) => app.inject(asked)))
    if (one === undefined || other === undefined) return `${name}: not answered`
    figures.statuses[one.statusCode] = (figures.statuses[one.statusCode] ?? 0) + 1
    learn(asking, one)
    return difference(shown(one), shown(other), name)
  } catch (error) {
    return `${name}: ${error instanceof Error ? error.message : String(error)}`
  }
}

/** Where two answers part; null where they don't. What follows from their bodies, such as tags, stands before them and is passed over. */
function difference(one: string, other: string, name: string): string | null {
  if (one === other) return null
  const [bodyOfOne, bodyOfOther] = [one, other].map((text) => JSON.parse(text)[2] as string)
  const [left, right] = bodyOfOne === bodyOfOther ? [one, other] : [bodyOfOne ?? '', bodyOfOther ?? '']
  let at = 0
  while (left[at] === right[at]) at += 1
  const [start, end] = [Math.max(0, at - 120), at + 120]
  return `${name}\n    …${left.slice(start, end)}\n    …${right.slice(start, end)}`
}

/** Whatever an answer gives to go on with is asked about too. */
function learn({ learnt, random }: Asking, { body, headers }: { body: string; headers: Record<string, unknown> }): void {
  const found = [...body.matchAll(/"(?:next|position|endCursor|cursor)":"([^"]+)"/g)].map(([, text = '']) => text)
  for (const text of [...found, ...(typeof headers.etag === 'string' ? [headers.etag] : [])]) {
    if (learnt.length < maxLearnt) learnt.push(text)
    else learnt[Math.floor(random() * maxLearnt)] = text
  }
}
