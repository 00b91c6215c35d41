import { t } from '@lingui/core/macro'

/** What people call the parts of rich text: in the toolbar, in the insert menu, and where a field's toolbar is chosen. */
export const styleLabels: Record<string, string> = {
  normal: t`Paragraph`,
  h1: t`Heading 1`,
  h2: t`Heading 2`,
  h3: t`Heading 3`,
  h4: t`Heading 4`,
  h5: t`Heading 5`,
  h6: t`Heading 6`,
  blockquote: t`Quote`,
}

export const markLabels: Record<string, string> = {
  strong: t`Bold`,
  em: t`Italic`,
  underline: t`Underline`,
  'strike-through': t`Strikethrough`,
  code: t`Code`,
  sub: t`Subscript`,
  sup: t`Superscript`,
  link: t`Link`,
  entryLink: t`Link to an entry`,
}

export const listLabels: Record<string, string> = {
  bullet: t`Bulleted list`,
  number: t`Numbered list`,
}

export const blockLabels: Record<string, string> = {
  image: t`Picture`,
  code: t`Code block`,
  table: t`Table`,
  break: t`Break`,
  embed: t`Embed`,
  entry: t`Entry in the text`,
}
