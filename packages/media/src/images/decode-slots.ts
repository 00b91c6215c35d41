/**
 * Images are decoded by sharp's own threads, never on the one that answers requests; how many at once is decided here. The dearest image of the
 * permitted size takes some 400 MB, so that only as many pixels are held open at once as one of these has.
 */
const maxAtOnce = 2
const maxPixelsAtOnce = 120e6
/** Uploads wait however long it takes; whoever wants a rendition is told to come back when so many wait already. */
const maxWaiting = 100

interface Turn {
  pixels: number
  begin: () => void
}

const waiting: Turn[] = []
let busy = 0
let busyPixels = 0

/** There are so many images to be made already that one more would be waited for too long. */
export class DecodersBusy extends Error {
  constructor() {
    super('Too many images are waiting to be made')
    this.name = 'DecodersBusy'
  }
}

/** Runs work that decodes so many pixels when its turn comes, first come, first served. */
export async function inDecodeSlot<T>({ pixels, mayWait }: { pixels: number; mayWait: boolean }, work: () => Promise<T>): Promise<T> {
  if (!mayWait && waiting.length >= maxWaiting) throw new DecodersBusy()
  await new Promise<void>((begin) => {
    waiting.push({ pixels, begin })
    beginNext()
  })
  try {
    return await work()
  } finally {
    busy -= 1
    busyPixels -= pixels
    beginNext()
  }
}

/** In order: nobody overtakes a large image, or it would wait for ever. */
function beginNext(): void {
  for (;;) {
    const next = waiting[0]
    if (next === undefined || busy >= maxAtOnce || (busy > 0 && busyPixels + next.pixels > maxPixelsAtOnce)) return
    waiting.shift()
    busy += 1
    busyPixels += next.pixels
    next.begin()
  }
}
