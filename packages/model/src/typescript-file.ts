import { computedResult, type ContentType, type Field } from './content-type.ts'
import type { ReadableTypeView } from './content-type-view.ts'
import { fieldKinds } from './field-kinds.ts'

/** What the types of a field may be made of; each comes from the client. */
const words = ['Block', 'Item', 'Json', 'Media', 'Reference', 'RichText']
const taken = [...words, 'Types', 'Array', 'Record', 'Promise', 'Object', 'String', 'Number', 'Boolean']

/**
 * TypeScript of a model for sites: an interface for each type and component, `Types` with all content types, and `modelHash`. The same model
 * always gives the same text.
 */
export function typescriptFile(types: readonly ReadableTypeView[], modelHash: string): string {
  const names = identifiers(types)
  const typeOf = (name: string) => names.get(name) ?? 'object'
  const interfaces = types.map((type) => interfaceOf(type, typeOf))
  const entries = types.filter(({ kind }) => kind !== 'component').map(({ name }) => `  ${name}: ${typeOf(name)}`)
  const body = [
    ...interfaces,
    `/** All content types, for \`createClient<Types>\`. */\nexport interface Types {\n${entries.join('\n')}\n}`,
  ].join('\n\n')
  const used = words.filter((word) => new RegExp(`\\b${word}\\b`).test(body))
  const imports = used.length === 0 ? '' : `import type { ${used.join(', ')} } from '@verso/client'\n\n`
  return (
    `// Written by \`verso types\` from the content model; a new model wants a new file.\n${imports}` +
    `/** For \`createClient\`, which then tells when the model is another one by now. */\nexport const modelHash = '${modelHash}'\n\n${body}\n`
  )
}

/** `blogPost` is `BlogPost`; what would stand in the way of another name says that it is a type. */
function identifiers(types: readonly ReadableTypeView[]): Map<string, string> {
  const found = new Map<string, string>()
  for (const { name } of types) {
    let identifier = name.charAt(0).toUpperCase() + name.slice(1)
    while (taken.includes(identifier) || [...found.values()].includes(identifier)) identifier += 'Type'
    found.set(name, identifier)
  }
  return found
}

function interfaceOf(type: ReadableTypeView, typeOf: (name: string) => string): string {
  const lines = type.fields.map((field) => `${commentOf(field)}  ${field.name}: ${typeOfField(field, typeOf)}`)
  const localized = type.fields.filter((field) => field.localized === true).map(({ name }) => `'${name}'`)
  const whole = type.fields.filter(({ kind, bigint }) => kind === 'integer' && bigint !== true).map(({ name }) => `'${name}'`)
  const about = `{ localized: ${localized.join(' | ') || 'never'}; whole: ${whole.join(' | ') || 'never'} }`
  return `${docOf(type)}export interface ${typeOf(type.name)} {\n${[...lines, `  '~'?: ${about}`].join('\n')}\n}`
}

/** A value may be missing unless it is a list, or must be there and can't be hidden from anyone. */
function typeOfField({ result, ...field }: ReadableTypeView['fields'][number], typeOf: (name: string) => string): string {
  const text = fieldKinds[field.kind].typescript(result === undefined ? field : { ...field, [computedResult]: result }, typeOf)
  return isAlwaysThere(field) ? text : `${text} | null`
}

function isAlwaysThere({ kind, many, required, showIf }: Field): boolean {
  if (many === true || kind === 'richText' || kind === 'blocks') return true
  const mayGo = kind === 'reference' || kind === 'media' || kind === 'computed'
  return required === true && !mayGo && showIf === undefined
}

function commentOf({ label, help }: Field): string {
  return `  /** ${inComment(help === undefined ? label : `${label}: ${help}`)} */\n`
}

function docOf({ label, description }: Pick<ContentType, 'label' | 'description'>): string {
  return `/** ${inComment(description === undefined ? label : `${label}: ${description}`)} */\n`
}

function inComment(text: string): string {
  return text.replaceAll(/\s+/g, ' ').replaceAll('*/', '* /')
}
