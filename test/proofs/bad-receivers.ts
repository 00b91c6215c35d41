import { setTimeout as sleep } from 'node:timers/promises'
import { aReceiver, type Receiver } from '../support/receiver.ts'

interface Ends {
  teardown: (end: () => unknown) => void
}

/** Receivers as they are in the world. Those that are sound, or sound at times, have to get everything; of the others none may hold up anybody. */
export async function receiversOfTheWorld(
  ends: Ends,
  random: () => number,
): Promise<{ sound: Record<string, Receiver>; bad: Record<string, Receiver> }> {
  const sound = {
    good: await aReceiver(ends),
    'good too': await aReceiver(ends),
    'fails at times': await aReceiver(ends, (response) => response.writeHead(random() < 0.3 ? 500 : 204).end()),
    'resets at times': await aReceiver(ends, (response) =>
      random() < 0.3 ? response.socket?.resetAndDestroy() : response.writeHead(204).end(),
    ),
    'says much': await aReceiver(ends, (response) => endless(response.writeHead(200))),
  }
  const bad = {
    hangs: await aReceiver(ends, () => {}),
    drips: await aReceiver(ends, (response) => drip(response.writeHead(500))),
    'turns in circles': await aReceiver(ends, (response) => response.writeHead(302, { location: '/hook' }).end()),
    'is down': await aReceiver(ends, (response) => response.writeHead(503, { 'retry-after': '1' }).end()),
  }
  return { sound, bad }
}

type Response = Parameters<NonNullable<Parameters<typeof aReceiver>[1]>>[0]

async function drip(response: Response): Promise<void> {
  while (!response.destroyed) {
    response.write('.')
    await sleep(500)
  }
}

/** More than anybody reads. */
function endless(response: Response): void {
  const chunk = Buffer.alloc(64 * 1024, 'x')
  const write = (): void => {
    while (!response.destroyed && response.write(chunk));
  }
  response.on('drain', write)
  write()
}
