import { progress } from '@clack/prompts'
import type { Output } from './output.ts'

export interface Progress {
  to: (done: number) => void
  stop: (message: string) => void
}

/** A bar in a terminal; elsewhere one line when it is done, and nothing at all beside JSON. */
export function showProgress(output: Output, { label, total }: { label: string; total: number }): Progress {
  if (output.isJson || !process.stdout.isTTY) return { to: () => {}, stop: (message) => output.say(message) }
  const bar = progress({ max: Math.max(1, total) })
  let shown = 0
  bar.start(label)
  return {
    to(done) {
      bar.advance(done - shown, `${label}: ${done} of ${total}`)
      shown = done
    },
    stop: (message) => bar.stop(message),
  }
}
