import { ownProcess } from '../own-process.ts'

export interface ContainerFacts {
  /** As shown, that is turned as the container says. */
  width: number | null
  height: number | null
  /** In seconds. */
  duration: number | null
  pages: number | null
}

// Beside this file, in whichever form that runs.
const file = import.meta.url.endsWith('.ts') ? './facts-process.ts' : './facts-process.js'
const ask = ownProcess(new URL(file, import.meta.url), { maxMemoryMb: 256, maxSeconds: 20 })

/**
 * What video, audio and PDF say of themselves: length, size, pages; null what they don't say, or not in a way that is understood. Nothing is decoded. Read by a
 * process of its own, within bounds of memory and time, since strangers made it.
 */
export async function containerFacts(path: string): Promise<ContainerFacts> {
  const found: Partial<Record<keyof ContainerFacts, unknown>> = Object(await ask(path))
  const whole = (value: unknown) => (typeof value === 'number' && Number.isInteger(value) && value > 0 && value < 1e9 ? value : null)
  const { duration } = found
  return {
    width: whole(found.width),
    height: whole(found.height),
    // To the millisecond: what is finer is the noise of clocks.
    duration: typeof duration === 'number' && duration > 0 && duration < 1e9 ? Math.round(duration * 1000) / 1000 : null,
    pages: whole(found.pages),
  }
}
