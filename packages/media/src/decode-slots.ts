/** One large image takes up to 400 MB to decode, so few are decoded at once and the others wait their turn. */
const slots = 2

const waiting: (() => void)[] = []
let busy = 0

export const decodeSlots = { run }

async function run<T>(work: () => Promise<T>): Promise<T> {
  if (busy >= slots) await new Promise<void>((resolve) => waiting.push(resolve))
  else busy += 1
  try {
    return await work()
  } finally {
    // The slot is handed on without being given back, so that no newcomer slips in before the one who waits.
    const next = waiting.shift()
    if (next) next()
    else busy -= 1
  }
}
