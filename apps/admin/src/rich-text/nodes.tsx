import { t } from '@lingui/core/macro'
import {
  type BlockObjectRenderProps,
  defineAnnotation,
  defineBlockObject,
  defineDecorator,
  defineInlineObject,
  defineTextBlock,
  type RegistrableNode,
  type TextBlockRenderProps,
} from '@portabletext/editor'
import { unknownBlock, unknownInline, unknownMark } from './editor-schema.ts'
import { EntryLink } from './entry-link.tsx'
import { InlineEntry, UnknownInline } from './inline-entry.tsx'
import { CodeCard, EmbedCard, ImageCard, UnknownCard } from './object-cards.tsx'
import classes from './rich-text.module.css'

/** How each node of the tree is drawn. At module scope: a new list on each render would register all of them anew. */
export const nodes: RegistrableNode[] = [
  defineTextBlock({ type: 'block', render: (props) => <TextBlock {...props} /> }),
  defineDecorator({ type: 'strong', render: ({ children }) => <strong>{children}</strong> }),
  defineDecorator({ type: 'em', render: ({ children }) => <em>{children}</em> }),
  defineDecorator({ type: 'underline', render: ({ children }) => <u>{children}</u> }),
  defineDecorator({ type: 'strike-through', render: ({ children }) => <s>{children}</s> }),
  defineDecorator({ type: 'code', render: ({ children }) => <code className={classes.inlineCode}>{children}</code> }),
  defineDecorator({ type: 'sub', render: ({ children }) => <sub>{children}</sub> }),
  defineDecorator({ type: 'sup', render: ({ children }) => <sup>{children}</sup> }),
  defineAnnotation({
    type: 'link',
    render: ({ children, annotation }) => (
      <span className={classes.link} title={String(annotation['href'] ?? '')}>
        {children}
      </span>
    ),
  }),
  defineAnnotation({
    type: 'entryLink',
    render: ({ children, annotation }) => <EntryLink entry={annotation['entry']}>{children}</EntryLink>,
  }),
  defineAnnotation({
    type: unknownMark,
    render: ({ children }) => (
      <span className={classes.unknownMark} title={t`Unknown mark, kept as is`}>
        {children}
      </span>
    ),
  }),
  defineInlineObject({ type: 'entry', render: (props) => <InlineEntry {...props} /> }),
  defineInlineObject({ type: unknownInline, render: (props) => <UnknownInline {...props} /> }),
  defineBlockObject({ type: 'image', render: (props) => <ImageCard {...props} /> }),
  defineBlockObject({ type: 'code', render: (props) => <CodeCard {...props} /> }),
  defineBlockObject({ type: 'embed', render: (props) => <EmbedCard {...props} /> }),
  defineBlockObject({ type: 'break', render: (props) => <Break {...props} /> }),
  defineBlockObject({ type: unknownBlock, render: (props) => <UnknownCard {...props} /> }),
]

const headingLevel: Record<string, number> = { h1: 1, h2: 2, h3: 3, h4: 4, h5: 5, h6: 6 }

/** One element for every style: another tag would be another node, and the caret would lose its place. */
function TextBlock({ attributes, children, node }: TextBlockRenderProps) {
  const style = node.style ?? 'normal'
  const level = headingLevel[style]
  const role = level !== undefined ? { role: 'heading', 'aria-level': level } : style === 'blockquote' ? { role: 'blockquote' } : {}
  return (
    <div
      {...attributes}
      {...role}
      className={classes.block}
      data-style={style}
      data-list={node.listItem}
      data-level={node.listItem === undefined ? undefined : (node.level ?? 1)}
    >
      {children}
    </div>
  )
}

function Break({ attributes, children, selected }: BlockObjectRenderProps) {
  return (
    <div {...attributes} className={classes.break} data-selected={selected || undefined}>
      {children}
      <div contentEditable={false}>
        <hr aria-label={t`Break`} />
      </div>
    </div>
  )
}
