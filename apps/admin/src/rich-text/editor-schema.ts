import { defineSchema, type SchemaDefinition } from '@portabletext/editor'
import { type MemberRule, richTextSchema } from '@verso/rich-text'

/** Stand-ins for parts of types that aren't known here: they are kept as they are and can be moved or removed. */
export const unknownBlock = 'versoUnknown'
export const unknownInline = 'versoUnknownInline'
export const unknownMark = 'versoUnknownMark'

const original = { fields: [{ name: 'original', type: 'object' as const }] }

/** The stored tree's rules, as the editor wants to hear them. */
export const editorSchema = defineSchema(schemaDefinition())

function schemaDefinition(): SchemaDefinition {
  return {
    styles: richTextSchema.styles.map((name) => ({ name })),
    lists: richTextSchema.lists.map((name) => ({ name })),
    decorators: richTextSchema.decorators.map((name) => ({ name })),
    annotations: [...definitionsOf(richTextSchema.annotations), { name: unknownMark, ...original }],
    blockObjects: [...definitionsOf(richTextSchema.blockObjects), { name: unknownBlock, ...original }],
    inlineObjects: [...definitionsOf(richTextSchema.inlineObjects), { name: unknownInline, ...original }],
  }
}

type FieldDefinitions = NonNullable<NonNullable<SchemaDefinition['blockObjects']>[number]['fields']>

function definitionsOf(rules: typeof richTextSchema.annotations): { name: string; fields: FieldDefinitions }[] {
  return Object.entries(rules).map(([name, members]) => ({ name, fields: fieldsOf(members) }))
}

function fieldsOf(members: Readonly<Record<string, MemberRule>>): FieldDefinitions {
  return Object.entries(members).map(([name, { kind }]): FieldDefinitions[number] => {
    if (kind === 'rows') return { name, type: 'array', of: [row()] }
    if (kind === 'count') return { name, type: 'number' }
    return { name, type: kind === 'entry' || kind === 'media' ? 'object' : 'string' }
  })
}

/** A cell holds text and the objects that the stored tree allows there. */
function row() {
  const inCell = richTextSchema.cellObjects.map((type) => ({ type }))
  const cell = {
    type: 'object' as const,
    name: 'cell',
    fields: [{ name: 'value', type: 'array' as const, of: [{ type: 'block' as const }, ...inCell, { type: unknownBlock }] }],
  }
  return { type: 'object' as const, name: 'row', fields: [{ name: 'cells', type: 'array' as const, of: [cell] }] }
}
