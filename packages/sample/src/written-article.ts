/** What is written of an article; a language that it has no words in isn't there yet. */
export interface WrittenArticle {
  key: string
  title: Record<string, string>
  summary: Record<string, string>
  /** Markdown. */
  body: Record<string, string>
  cover: string
  authors: string[]
  category: string
  publishedOn: string
  related?: string[]
  /** A draft is there for editors only. */
  isDraft?: true
}
