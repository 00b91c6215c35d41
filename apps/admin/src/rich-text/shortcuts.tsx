import { MarkdownShortcutsPlugin } from '@portabletext/plugin-markdown-shortcuts'
import type { ComponentProps } from 'react'

type Rules = ComponentProps<typeof MarkdownShortcutsPlugin>

/** Markdown while typing: `# `, `- `, `> `, `**bold**`, `---`. Only what the schema at the caret allows. */
export function Shortcuts() {
  return <MarkdownShortcutsPlugin {...rules} />
}

const rules: Rules = {
  boldDecorator: ({ context }) => nameOf(context.schema.decorators, 'strong'),
  italicDecorator: ({ context }) => nameOf(context.schema.decorators, 'em'),
  codeDecorator: ({ context }) => nameOf(context.schema.decorators, 'code'),
  strikeThroughDecorator: ({ context }) => nameOf(context.schema.decorators, 'strike-through'),
  defaultStyle: ({ context }) => nameOf(context.schema.styles, 'normal'),
  headingStyle: ({ context, props }) => nameOf(context.schema.styles, `h${props.level}`),
  blockquoteStyle: ({ context }) => nameOf(context.schema.styles, 'blockquote'),
  orderedList: ({ context }) => nameOf(context.schema.lists, 'number'),
  unorderedList: ({ context }) => nameOf(context.schema.lists, 'bullet'),
  horizontalRuleObject: ({ context }) => (nameOf(context.schema.blockObjects, 'break') === undefined ? undefined : { _type: 'break' }),
  linkObject: ({ context, props }) =>
    nameOf(context.schema.annotations, 'link') === undefined ? undefined : { _type: 'link', href: props.href },
}

function nameOf(definitions: readonly { name: string }[], name: string): string | undefined {
  return definitions.find((definition) => definition.name === name)?.name
}
