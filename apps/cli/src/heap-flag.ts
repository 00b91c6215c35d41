import { PerformanceObserver } from 'node:perf_hooks'
import { getHeapSpaceStatistics, setFlagsFromString } from 'node:v8'

/** Left alone, V8 lets the heap grow to several times what is alive before it clears up: memory that caches of the same size would use well. */
export const heapFlag = '--heap-growing-percent=30'

/** Half of what V8 would take for each of the two halves in which objects begin; taken it is for good. */
const youngBytes = 8 * 1024 * 1024

/** To be called before what a server is made of is loaded, most of which stays: loading alone would make room for the young grow to its end. */
export function keepHeapSmall(): void {
  setFlagsFromString(heapFlag)
  youngGrowsBy(1)
}

/** Once everything is loaded. There is no way to say a limit to a process that runs, only when it has grown enough. */
export function letYoungGrow(): void {
  youngGrowsBy(2)
  const watch = new PerformanceObserver(() => {
    const young = getHeapSpaceStatistics().find(({ space_name: name }) => name === 'new_space')
    if (young !== undefined && young.space_size < 2 * youngBytes) return
    youngGrowsBy(1)
    watch.disconnect()
  })
  watch.observe({ entryTypes: ['gc'] })
}

function youngGrowsBy(factor: number): void {
  setFlagsFromString(`--semi-space-growth-factor=${factor}`)
}
