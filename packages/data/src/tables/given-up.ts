/** How often points of the past were given up, as far as this process has heard: what was kept of them before counts no more. */
export interface GivenUp {
  known: () => number
  note: (count: number) => void
}

export function createGivenUp(): GivenUp {
  let known = 0
  return {
    known: () => known,
    note(count) {
      if (count > known) known = count
    },
  }
}
