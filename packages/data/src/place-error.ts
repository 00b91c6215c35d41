/** Why a document can't stand where its entry stands in the tree. */
export interface PlaceFault {
  kind: 'parent_unpublished' | 'path_too_long'
  entryId: string
  locale: string
  parentId: string | null
}

/** What was to be published has no address in the tree; nothing was written. */
export class PlaceError extends Error {
  readonly faults: PlaceFault[]

  constructor(faults: PlaceFault[]) {
    super(`No place: ${faults.map(({ kind, entryId, locale }) => `${kind} of ${entryId} in ${locale}`).join(', ')}`)
    this.name = 'PlaceError'
    this.faults = faults
  }
}
