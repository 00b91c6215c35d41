import { foundIn, secretsOfHouse } from './hold-secrets.ts'

const always = secretsOfHouse(null)

/** As everybody's `fetch`, for servers in processes of their own: an answer that holds a planted secret or the hash of a password fails whoever asks. */
export async function fetch(...asked: Parameters<typeof globalThis.fetch>): Promise<Response> {
  const answer = await globalThis.fetch(...asked)
  const isStream = answer.headers.get('content-type')?.startsWith('text/event-stream') === true
  // Without an end it is read by whoever listens.
  const body = isStream ? '' : Buffer.from(await answer.clone().arrayBuffer()).toString('latin1')
  const found = foundIn(always, `${JSON.stringify([...answer.headers])}\n${body}`)
  if (found !== null) throw new Error(`${answer.url} answered ${answer.status} with ${found}`)
  return answer
}
