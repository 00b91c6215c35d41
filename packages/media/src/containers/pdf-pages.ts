import { open } from 'node:fs/promises'
import { openPdf } from './pdf-objects.ts'
import { numbersIn, referenceIn } from './pdf-syntax.ts'

/** How many pages a PDF (ISO 32000) has, as the root of its page tree says; null where that can't be found, as in a damaged or an encrypted one. */
export async function pdfPages(path: string): Promise<number | null> {
  const file = await open(path)
  try {
    const pdf = await openPdf(file)
    const root = referenceIn(pdf?.trailer.get('Root'))
    const catalog = root === null ? null : await pdf?.dictionary(root)
    const pages = referenceIn(catalog?.get('Pages'))
    const tree = pages === null ? null : await pdf?.dictionary(pages)
    const [count] = numbersIn(tree?.get('Count'))
    return count !== undefined && count > 0 && count < 10_000_000 ? count : null
  } finally {
    await file.close()
  }
}
