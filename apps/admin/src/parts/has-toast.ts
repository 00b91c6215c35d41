import { createSignal } from '../api/signal.ts'

/** Whether anything was ever to be said at the bottom: until then nobody waits for the part that shows it. */
export const hasToast = createSignal(false)
