import { monitorEventLoopDelay } from 'node:perf_hooks'

const lookMs = 250
const resolutionMs = 20
/** A pause for garbage, or one long piece of work, is over when it is seen; what lasts is more work than this process can do. */
const looksInRow = 2

export interface LoopDelay {
  /** Whether everything that this process does has come too late for a while. */
  isLate: () => boolean
  end: () => void
}

/** Watches by how much a process comes too late to what is due, on average over the last moments. */
export function watchLoopDelay(mostMs: number): LoopDelay {
  const histogram = monitorEventLoopDelay({ resolution: resolutionMs })
  histogram.enable()
  let late = 0
  const timer = setInterval(() => {
    // Nothing was measured where the timer came before the first sample.
    const delayMs = histogram.count === 0 ? 0 : histogram.mean / 1e6 - resolutionMs
    late = delayMs > mostMs ? late + 1 : 0
    histogram.reset()
  }, lookMs)
  // It must not keep a process alive that has nothing else to do.
  timer.unref()
  return {
    isLate: () => late >= looksInRow,
    end() {
      clearInterval(timer)
      histogram.disable()
    },
  }
}
