import { MarkdownShortcutsPlugin } from '@portabletext/plugin-markdown-shortcuts'
import { PasteLinkPlugin } from '@portabletext/plugin-paste-link'
import { type ComponentProps, useMemo } from 'react'
import { type Allowed, allowsAnnotation, allowsBlock, useAllowed } from './allowed.ts'

type Rules = ComponentProps<typeof MarkdownShortcutsPlugin>

/** Markdown while typing: `# `, `- `, `> `, `**bold**`, `---`. Only what the field allows, and what the schema at the caret does. */
export function Shortcuts() {
  const allowed = useAllowed()
  const rules = useMemo(() => rulesOf(allowed), [allowed])
  return (
    <>
      <MarkdownShortcutsPlugin {...rules} />
      {allowsAnnotation(allowed, 'link') && <PasteLinkPlugin />}
    </>
  )
}

function rulesOf(allowed: Allowed): Rules {
  const decorator = (name: string) => (allowed.decorators.includes(name) ? name : undefined)
  const style = (name: string, at: readonly Named[]) => (allowed.styles.includes(name) ? nameOf(at, name) : undefined)
  const list = (name: string, at: readonly Named[]) => (allowed.lists.includes(name) ? nameOf(at, name) : undefined)
  return {
    boldDecorator: () => decorator('strong'),
    italicDecorator: () => decorator('em'),
    codeDecorator: () => decorator('code'),
    strikeThroughDecorator: () => decorator('strike-through'),
    defaultStyle: ({ context }) => nameOf(context.schema.styles, 'normal'),
    headingStyle: ({ context, props }) => style(`h${props.level}`, context.schema.styles),
    blockquoteStyle: ({ context }) => style('blockquote', context.schema.styles),
    orderedList: ({ context }) => list('number', context.schema.lists),
    unorderedList: ({ context }) => list('bullet', context.schema.lists),
    horizontalRuleObject: ({ context }) =>
      allowsBlock(allowed, 'break') && nameOf(context.schema.blockObjects, 'break') !== undefined ? { _type: 'break' } : undefined,
    linkObject: ({ context, props }) =>
      allowsAnnotation(allowed, 'link') && nameOf(context.schema.annotations, 'link') !== undefined
        ? { _type: 'link', href: props.href }
        : undefined,
  }
}

interface Named {
  name: string
}

function nameOf(definitions: readonly Named[], name: string): string | undefined {
  return definitions.find((definition) => definition.name === name)?.name
}
