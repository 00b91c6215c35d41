/** A slug or unique value that another entry holds on the head. */
export interface Taken {
  kind: 'slug' | 'unique'
  /** The entry that asked for it. */
  entryId: string
  locale: string
  fieldId: string | null
  value: string
  holderId: string
  /** The holder has it already; otherwise both ask for it at once. */
  isHeld: boolean
}

/** What was to be published clashes with what is public; nothing was written. */
export class TakenError extends Error {
  readonly taken: Taken[]

  constructor(taken: Taken[]) {
    super(`Taken: ${taken.map(({ value, holderId }) => `"${value}" by ${holderId}`).join(', ')}`)
    this.name = 'TakenError'
    this.taken = taken
  }
}
