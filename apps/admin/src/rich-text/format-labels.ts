/** What people call the parts of rich text: in the toolbar, in the insert menu, and where a field's toolbar is chosen. */
export const styleLabels: Record<string, string> = {
  normal: 'Paragraph',
  h1: 'Heading 1',
  h2: 'Heading 2',
  h3: 'Heading 3',
  h4: 'Heading 4',
  h5: 'Heading 5',
  h6: 'Heading 6',
  blockquote: 'Quote',
}

export const markLabels: Record<string, string> = {
  strong: 'Bold',
  em: 'Italic',
  underline: 'Underline',
  'strike-through': 'Strikethrough',
  code: 'Code',
  sub: 'Subscript',
  sup: 'Superscript',
  link: 'Link',
  entryLink: 'Link to an entry',
}

export const listLabels: Record<string, string> = {
  bullet: 'Bulleted list',
  number: 'Numbered list',
}

export const blockLabels: Record<string, string> = {
  image: 'Picture',
  code: 'Code block',
  table: 'Table',
  break: 'Break',
  embed: 'Embed',
  entry: 'Entry in the text',
}
