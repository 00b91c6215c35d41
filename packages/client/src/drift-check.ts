import type { ClientOptions } from './transport.ts'

/** Compares the hash of each model that comes by with the one that the site's types were made from; says once where they differ. */
export function driftCheck({ modelHash, onDrift = warn }: ClientOptions): (found: string) => void {
  let isTold = false
  return (found) => {
    if (modelHash === undefined || found === modelHash || isTold) return
    isTold = true
    onDrift({ expected: modelHash, found })
  }
}

function warn({ expected, found }: { expected: string; found: string }): void {
  console.warn(`The content model has changed since this site's types were generated (${expected} → ${found}). Run \`verso types\` again.`)
}
