/** What the media screen shows, as its address holds it. */
export interface MediaSearch {
  q?: string | undefined
  /** The beginning of a media type, such as `image/`. */
  kind?: string | undefined
  layout?: 'list' | undefined
  /** The file whose details are open. */
  id?: string | undefined
}

export function searchOf(params: Record<string, string | undefined>): MediaSearch {
  return { q: params['q'], kind: params['kind'], layout: params['layout'] === 'list' ? 'list' : undefined, id: params['id'] }
}
