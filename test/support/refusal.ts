import { Refusal } from '@verso/core'

/** The refusal that a verb answers with; anything else fails the test. */
export async function refusal(answer: Promise<unknown>): Promise<Refusal> {
  try {
    await answer
  } catch (error) {
    if (error instanceof Refusal) return error
    throw error
  }
  throw new Error('It was not refused')
}
