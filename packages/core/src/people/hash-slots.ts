import { Refusal } from '../refusal.ts'

const maxRunning = 2
const maxWaiting = 32

let running = 0
const waiting: (() => void)[] = []

/** Two password hashes at once (each takes 64 MiB), a short queue, then "busy": a flood of sign-ins can't take the machine. */
export async function inHashSlot<T>(run: () => Promise<T>): Promise<T> {
  await takeSlot()
  try {
    return await run()
  } finally {
    giveSlot()
  }
}

async function takeSlot(): Promise<void> {
  if (running < maxRunning) {
    running += 1
    return
  }
  if (waiting.length >= maxWaiting)
    throw new Refusal('busy', 'Too many people are signing in at this moment; try again', { retryAfterSeconds: 2 })
  // Whoever leaves hands the slot over, so `running` stays as it is.
  await new Promise<void>((resolve) => waiting.push(resolve))
}

function giveSlot(): void {
  const next = waiting.shift()
  if (next === undefined) running -= 1
  else next()
}
