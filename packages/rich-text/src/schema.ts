/** What a member of a mark or an object holds. `link` may lead anywhere safe, `address` to http and https only. */
export type MemberKind = 'line' | 'text' | 'link' | 'address' | 'entry' | 'media' | 'count' | 'rows'

export interface MemberRule {
  kind: MemberKind
  required?: true
}

export type ObjectRule = Readonly<Record<string, MemberRule>>

/** What a rich text may hold. A field can allow less than the whole; nothing else in this room says what is allowed. */
export interface RichTextSchema {
  styles: readonly string[]
  lists: readonly string[]
  decorators: readonly string[]
  annotations: Readonly<Record<string, ObjectRule>>
  blockObjects: Readonly<Record<string, ObjectRule>>
  /** Which of the block objects a cell of a table may hold beside text. */
  cellObjects: readonly string[]
  maxListLevel: number
}

export const richTextSchema: RichTextSchema = {
  styles: ['normal', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'blockquote'],
  lists: ['bullet', 'number'],
  decorators: ['strong', 'em', 'underline', 'strike-through', 'code', 'sub', 'sup'],
  annotations: {
    link: { href: { kind: 'link', required: true } },
    entryLink: { entry: { kind: 'entry', required: true } },
  },
  blockObjects: {
    image: { media: { kind: 'media', required: true }, alt: { kind: 'line' }, caption: { kind: 'line' }, href: { kind: 'link' } },
    code: { language: { kind: 'line' }, code: { kind: 'text', required: true } },
    table: { headerRows: { kind: 'count' }, rows: { kind: 'rows', required: true } },
    break: {},
    embed: { url: { kind: 'address', required: true } },
  },
  // No table in a table: it bounds how deep a tree can get.
  cellObjects: ['image', 'code', 'break', 'embed'],
  maxListLevel: 10,
}
