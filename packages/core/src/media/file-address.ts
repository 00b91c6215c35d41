/** How readers are told where files are. */
export interface MediaPlace {
  /** Put before the path of a file; empty for addresses relative to this server. */
  mediaBase: string
  /** What addresses of parts are signed with; absent where nobody asks for that. */
  partKey?: Buffer | undefined
}

interface Addressed {
  id: string
  filename: string
  /** What the place that shows it says of it, as it is written in addresses. */
  use?: string | null
}

/** Where the bytes of a file are, below the address of the server. */
export function fileAddress({ id, filename, use = null }: Addressed): string {
  return `/media/${id}/${use === null ? '' : `${use}/`}${encodeURIComponent(filename)}`
}
