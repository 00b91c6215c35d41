export interface ResolvedMedia {
  url: string
  alt?: string | null
  caption?: string | null
  width?: number | null
  height?: number | null
}

/** Where things that a rich text refers to are. Null: not there for this reader; the words stay, the link goes. */
export interface ResolveOptions {
  entry?: (id: string) => { href: string } | null
  media?: (id: string) => ResolvedMedia | null
}
