import { allowedNames, richTextNames, type Toolbar } from '@verso/model'

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
  /** Objects that stand between the words of a block. */
  inlineObjects: Readonly<Record<string, ObjectRule>>
  /** Which of the block objects a cell of a table may hold beside text. */
  cellObjects: readonly string[]
  maxListLevel: number
}

type Rules<Name extends string> = Record<Name, ObjectRule>

export const richTextSchema: RichTextSchema = {
  styles: richTextNames.styles,
  lists: richTextNames.lists,
  decorators: richTextNames.decorators,
  annotations: {
    link: { href: { kind: 'link', required: true } },
    entryLink: { entry: { kind: 'entry', required: true } },
  } satisfies Rules<(typeof richTextNames.annotations)[number]>,
  blockObjects: {
    image: { media: { kind: 'media', required: true }, alt: { kind: 'line' }, caption: { kind: 'line' }, href: { kind: 'link' } },
    code: { language: { kind: 'line' }, code: { kind: 'text', required: true } },
    table: { headerRows: { kind: 'count' }, rows: { kind: 'rows', required: true } },
    break: {},
    embed: { url: { kind: 'address', required: true } },
  } satisfies Rules<(typeof richTextNames.blockObjects)[number]>,
  inlineObjects: {
    entry: { entry: { kind: 'entry', required: true } },
  } satisfies Rules<(typeof richTextNames.inlineObjects)[number]>,
  // No table in a table: it bounds how deep a tree can get.
  cellObjects: ['image', 'code', 'break', 'embed'],
  maxListLevel: 10,
}

/** What a field with this toolbar allows. Which entries its links may lead to is checked where entries are known. */
export function allowedSchema(toolbar: Toolbar | undefined): RichTextSchema {
  if (toolbar === undefined) return richTextSchema
  const { annotations, blockObjects, inlineObjects } = richTextSchema
  const objects = pick(blockObjects, allowedNames(toolbar, 'blocks', richTextNames.blockObjects))
  return {
    ...richTextSchema,
    styles: allowedNames(toolbar, 'styles', richTextNames.styles),
    lists: allowedNames(toolbar, 'lists', richTextNames.lists),
    decorators: allowedNames(toolbar, 'marks', richTextNames.decorators),
    annotations: pick(annotations, allowedNames(toolbar, 'marks', richTextNames.annotations)),
    blockObjects: objects,
    inlineObjects: pick(inlineObjects, allowedNames(toolbar, 'blocks', richTextNames.inlineObjects)),
    cellObjects: richTextSchema.cellObjects.filter((name) => Object.hasOwn(objects, name)),
  }
}

function pick(rules: RichTextSchema['annotations'], names: readonly string[]): RichTextSchema['annotations'] {
  return Object.fromEntries(Object.entries(rules).filter(([name]) => names.includes(name)))
}
