export { fillKeys } from './fill-keys.ts'
export { type Heading, headings } from './headings.ts'
export { keySequence } from './key-sequence.ts'
export { type RichTextReference, references } from './references.ts'
export type { ResolvedEntry, ResolvedMedia, ResolveOptions } from './resolve-options.ts'
export { looksLikeMarkdown } from './looks-like-markdown.ts'
export { isEmptyParagraph, isSameText } from './same-text.ts'
export { isSafeAddress, isSafeLink } from './safe-url.ts'
export { type MemberKind, type MemberRule, type ObjectRule, type RichTextSchema, allowedSchema, richTextSchema } from './schema.ts'
export { toHtml } from './to-html.ts'
export { toMarkdown } from './to-markdown.ts'
export { toText } from './to-text.ts'
export type {
  BlockObject,
  BreakBlock,
  CodeBlock,
  EmbedBlock,
  EntryLinkMark,
  ImageBlock,
  InlineEntry,
  LinkMark,
  MarkDef,
  RichText,
  RichTextBlock,
  Span,
  TableBlock,
  TableCell,
  TableRow,
  TextBlock,
} from './tree.ts'
export { validateRichText } from './validate-rich-text.ts'
export { fromHtml, type FromHtmlResult } from './from-html/from-html.ts'
export { fitRichText } from './from-html/fit-drafts.ts'
export { fromMarkdown } from './from-markdown.ts'
export type { FromHtmlOptions, HtmlImage } from './from-html/html-run.ts'
export type { NotCarriedOver } from './from-html/tally.ts'
