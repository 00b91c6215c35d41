import pc from 'picocolors'

/** Colours are for people at a terminal: whoever reads a pipe, in CI too, gets the words alone. */
export const colors = pc.createColors(pc.isColorSupported && process.stdout.isTTY === true)
