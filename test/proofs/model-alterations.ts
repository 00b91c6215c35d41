import type { FieldDocument, ModelDocument, Place, TypeDocument } from './model-people.ts'
import type { PlainKind, PlainRenames } from './plain-model.ts'

interface Alteration {
  what: string
  renames: PlainRenames
}

const kinds: PlainKind[] = ['text', 'longText', 'integer', 'number', 'boolean', 'enum']
const languages = ['de', 'de-AT', 'de-CH', 'fr', 'pt-BR', 'zh-Hant']
let named = 0

/** Changes the document in one way, at random: of the type, of the parts in its list, or of the second language. */
export function alter(document: ModelDocument, { typeId, partId, random }: Pick<Place, 'typeId' | 'partId' | 'random'>): Alteration {
  const [type, part] = [document.types.find(({ id }) => id === typeId), document.types.find(({ id }) => id === partId)]
  if (type === undefined || part === undefined) throw new Error('The model has lost the types of this history')
  const choice = random()
  if (choice < 0.06) return renameLanguage(document, random)
  if (choice < 0.12) return renameType(type)
  if (choice < 0.17) return renamePart(document, part)
  return alterFields(random() < 0.6 ? type : part, random)
}

function alterFields(type: TypeDocument, random: () => number): Alteration {
  const index = Math.floor(random() * type.fields.length)
  const field = type.fields[index]
  const choice = random()
  if (field === undefined || choice < 0.12) return addField(type, random)
  const what = `${field.name} of ${type.name}`
  if (choice < 0.24) {
    field.name = newName('field')
    return { what: `rename ${what} ${field.name}`, renames: {} }
  }
  if (choice < 0.34) {
    type.fields.push(...type.fields.splice(index, 1))
    return { what: `move ${what}`, renames: {} }
  }
  if (choice < 0.44 && type.fields.length > 1) {
    type.fields.splice(index, 1)
    if (type.titleField === field.name) type.titleField = null
    return { what: `remove ${what}`, renames: {} }
  }
  if (field.kind === 'component') return addField(type, random)
  if (choice < 0.56 && field.options !== undefined) return renameOption(field, what)
  if (choice < 0.74) {
    field.localized = field.localized !== true
    return { what: `make ${what} ${field.localized ? 'localised' : 'shared'}`, renames: {} }
  }
  return changeKind(type, field, random)
}

function changeKind(type: TypeDocument, field: FieldDocument, random: () => number): Alteration {
  if (type.titleField === field.name) type.titleField = null
  const others = kinds.filter((kind) => kind !== field.kind)
  field.kind = others[Math.floor(random() * others.length)] ?? 'text'
  if (field.kind === 'enum') field.options = options()
  else delete field.options
  return { what: `make ${field.name} of ${type.name} ${field.kind}`, renames: {} }
}

function addField(type: TypeDocument, random: () => number): Alteration {
  const kind = kinds[Math.floor(random() * kinds.length)] ?? 'text'
  const field: FieldDocument = {
    name: newName('field'),
    kind,
    localized: random() < 0.4,
    ...(kind === 'enum' ? { options: options() } : {}),
  }
  type.fields.push(field)
  return { what: `add ${field.name} to ${type.name}`, renames: {} }
}

function renameOption({ id = '', options: all = [] }: FieldDocument, what: string): Alteration {
  const [option] = all
  if (option === undefined) throw new Error('A choice has no options')
  const was = option.value
  Object.assign(option, { value: newName('option'), was })
  return { what: `rename ${was} in ${what}`, renames: { option: { fieldId: id, was, is: option.value } } }
}

function renameLanguage({ locales }: ModelDocument, random: () => number): Alteration {
  const language = locales.find(({ code }) => code !== 'en')
  if (language === undefined) throw new Error('The model has lost its second language')
  const was = language.code
  const others = languages.filter((code) => code !== was)
  language.code = others[Math.floor(random() * others.length)] ?? 'de'
  language.was = was
  return { what: `rename ${was} ${language.code}`, renames: { language: { was, is: language.code } } }
}

function renameType(type: TypeDocument): Alteration {
  const was = type.name
  type.name = newName('thing')
  return { what: `rename ${was} ${type.name}`, renames: {} }
}

/** Where the parts are held, they are named. */
function renamePart({ types }: ModelDocument, part: TypeDocument): Alteration {
  const was = part.name
  part.name = newName('part')
  for (const field of types.flatMap((type) => type.fields))
    if (field.components !== undefined) field.components = field.components.map((name) => (name === was ? part.name : name))
  return { what: `rename ${was} ${part.name}`, renames: {} }
}

function options(): { value: string }[] {
  return ['otter', 'lantern', newName('option')].map((value) => ({ value }))
}

/** A name is never used again, so that it says what is meant whenever it is read. */
export function newName(noun: string): string {
  named += 1
  return `${noun}${named}`
}
