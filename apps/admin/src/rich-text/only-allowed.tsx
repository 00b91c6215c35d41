import type { PortableTextBlock } from '@portabletext/editor'
import { defineBehavior, raise } from '@portabletext/editor/behaviors'
import { BehaviorPlugin } from '@portabletext/editor/plugins'
import { fitRichText } from '@verso/rich-text'
import { useMemo } from 'react'
import { type Allowed, allowsAnnotation, allowsBlock, allowsInline, useAllowed } from './allowed.ts'

/** Keys, drops and pieces copied from other fields make nothing that this field doesn't allow. What is there already can go. */
export function OnlyAllowed() {
  const allowed = useAllowed()
  const behaviors = useMemo(() => (allowed.isNarrowed ? refusals(allowed) : []), [allowed])
  return <BehaviorPlugin behaviors={behaviors} />
}

function refusals(allowed: Allowed) {
  return [
    defineBehavior({
      on: 'decorator.add',
      guard: ({ event }) => !allowed.decorators.includes(event.decorator),
      actions: [],
    }),
    defineBehavior({
      on: 'annotation.add',
      guard: ({ event }) => !allowsAnnotation(allowed, event.annotation.name),
      actions: [],
    }),
    defineBehavior({
      on: 'style.add',
      guard: ({ event }) => !allowed.styles.includes(event.style),
      actions: [],
    }),
    defineBehavior({
      on: 'list item.add',
      guard: ({ event }) => !allowed.lists.includes(event.listItem),
      actions: [],
    }),
    defineBehavior({
      on: 'insert.inline object',
      guard: ({ event }) => !allowsInline(allowed, event.inlineObject.name),
      actions: [],
    }),
    defineBehavior({
      on: 'insert.block',
      guard: ({ event }) => event.block._type !== 'block' && !allowsBlock(allowed, String(event.block._type)),
      actions: [],
    }),
    defineBehavior({
      on: 'insert.blocks',
      guard: ({ event }) => {
        const blocks = fitRichText(event.blocks, allowed) as unknown as PortableTextBlock[]
        return JSON.stringify(blocks) === JSON.stringify(event.blocks) ? false : { blocks }
      },
      actions: [({ event }, { blocks }) => (blocks.length === 0 ? [] : [raise({ ...event, blocks })])],
    }),
  ]
}
