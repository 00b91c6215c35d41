import path from 'node:path'
import { type ImportOutcome, systemContext } from '@verso/core'
import type { Command } from 'commander'
import { importDocuments } from '../import-documents/import-documents.ts'
import { readDocuments } from '../import-documents/read-documents.ts'
import type { DocumentLanguage } from '../import-documents/to-record.ts'
import { runCommand, type Surroundings } from '../run-command.ts'
import { withHouse } from '../with-house.ts'

interface Options {
  type: string
  field?: string
  locale?: string
  publish?: true
  source?: string
}

const help = `
Front matter (YAML between two lines of ---) sets fields by their names; "parent" (another file, without its ending), "draft" and
"publish" are said of the entry. Without a title the first heading is taken, or the file's name; the slug is the file's name.
A second run changes what changed, and leaves alone what was edited here meanwhile.`

export function registerDocuments(bring: Command): void {
  for (const [language, what] of [
    ['markdown', 'Markdown files (.md)'],
    ['html', 'HTML files (.html)'],
  ] as const) {
    bring
      .command(language)
      .description(`${what} with front matter, one entry each`)
      .argument('<path>', 'a file, or a folder with all that is below it')
      .requiredOption('--type <name>', 'the content type of the entries')
      .option('--field <name>', 'the field for the text; the first for rich text, Markdown or long text when absent')
      .option('--locale <code>', 'the language of the documents; the default language when absent')
      .option('--publish', 'publish what keeps the rules of its type; "draft: true" keeps a document from it')
      .option('--source <name>', 'names where the files come from; the name of the folder when absent')
      .addHelpText('after', help)
      .action((from: string, options: Options, command: Command) =>
        runCommand(command, (surroundings) => run(surroundings, from, { ...options, language })),
      )
  }
}

async function run({ config, output }: Surroundings, from: string, options: Options & { language: DocumentLanguage }): Promise<number> {
  const documents = readDocuments(from, options.language)
  return withHouse(config, async (house) => {
    const source = options.source ?? `${options.language}:${path.basename(path.resolve(from))}`
    const outcomes = await importDocuments(systemContext(house.base), documents, { ...options, publish: options.publish === true, source })
    output.result({ source, documents: outcomes })
    for (const { key, outcome, issues } of outcomes.filter(({ issues: all }) => all.length > 0))
      output.say(
        `${key} ${outcome === 'draft' ? 'stays a draft' : 'was not written'}: ${issues.map(({ path: at, message }) => `${at ?? ''} ${message}`.trim()).join('; ')}`,
      )
    output.say(`${outcomes.length} documents: ${inWords(outcomes)}`)
    return outcomes.some(({ outcome }) => outcome === 'refused') ? 1 : 0
  })
}

function inWords(outcomes: readonly ImportOutcome[]): string {
  const counts = new Map<string, number>()
  for (const { outcome } of outcomes) counts.set(outcome, (counts.get(outcome) ?? 0) + 1)
  return [...counts].map(([outcome, count]) => `${count} ${outcome}`).join(', ') || 'none'
}
