import type { ContentTypeView, LocaleView, ModelView } from '@verso/contract'

/** A file of the model in a repository: its path below the folder, with `/`, and its text. */
export interface ModelFile {
  path: string
  text: string
}

/** The model as people keep it in a repository: without the version, which belongs to one installation. */
export type ModelDocument = Pick<ModelView, 'locales' | 'types'>

export const localesFile = 'locales.json'

/** One file for the languages and one for each type. The same model gives the same bytes. */
export function toModelFiles({ locales, types }: ModelDocument): ModelFile[] {
  return [
    { path: localesFile, text: toText({ $schema: './locales.schema.json', locales: locales.map(withoutFormer) }) },
    ...types
      .toSorted((one, other) => (one.name < other.name ? -1 : 1))
      .map((type) => ({
        path: typeFile(type.name),
        text: toText({ $schema: '../type.schema.json', ...withoutFormer(type), fields: type.fields.map(withoutFormer) }),
      })),
  ]
}

function typeFile(name: string): string {
  return `types/${name}.json`
}

export function toText(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`
}

type Named = Pick<ContentTypeView, 'formerNames'> & Pick<LocaleView, 'formerCodes'>

/** Former names are what an installation still answers to for a while, not what people ask for. */
function withoutFormer<T extends Named>({ formerNames: _, formerCodes: __, ...rest }: T): Omit<T, 'formerNames' | 'formerCodes'> {
  return rest
}
