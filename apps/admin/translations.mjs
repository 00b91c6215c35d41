// Holds the catalogs of the interface against its sources: every sentence is marked, translated, and said somewhere.
// `--write` brings the catalogs up to date first: new sentences are added without a translation, those that nothing says are dropped.
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { getCatalogs } from '@lingui/cli/api'
import { getConfig } from '@lingui/conf'
import { compileMessageOrThrow } from '@lingui/message-utils/compileMessage'
import ts from 'typescript'

const room = fileURLToPath(new URL('.', import.meta.url))
const config = getConfig({ cwd: room, configPath: path.join(room, 'lingui.config.js') })
const [catalog] = await getCatalogs(config)
const faults = []
/** What is shown or read out. */
const readAttributes = new Set(['label', 'title', 'placeholder', 'description', 'aria-label', 'alt', 'confirmLabel'])
const readMembers = new Set(['label', 'title', 'message', 'required', 'words'])

if (process.argv.includes('--write')) {
  await catalog.make({ locale: config.locales, clean: true, overwrite: false, orderBy: config.orderBy })
}
const said = await catalog.collect()
for (const locale of config.locales) {
  const known = await catalog.read(locale)
  for (const [id, { message }] of Object.entries(said)) compare(message, known[id]?.translation, locale)
  for (const [id, { message }] of Object.entries(known)) {
    if (said[id] === undefined) faults.push(`${locale}: nothing says “${message}” any more`)
  }
}
for (const file of ts.sys.readDirectory(path.join(room, 'src'), ['.tsx', '.ts'])) findUnmarked(file)

for (const fault of faults) console.error(fault)
if (faults.length > 0) {
  console.error(
    `\n${faults.length} faults. \`npm run translations\` brings the catalogs up to date; CONTRIBUTING.md says how sentences are marked.`,
  )
  process.exit(1)
}
console.log(`${Object.keys(said).length} sentences in ${config.locales.length + 1} languages`)

function compare(message, translation = '', locale) {
  if (translation === '') return faults.push(`${locale}: “${message}” has no translation`)
  const wanted = placesIn(message)
  const given = placesIn(translation)
  if (wanted !== given) faults.push(`${locale}: “${translation}” takes other values (${given}) than “${message}” (${wanted})`)
}

/** The values and tags that a sentence takes, each once. */
function placesIn(message) {
  const names = new Set(message.match(/<\/?\d+\/?>/g))
  const walk = (tokens) => {
    for (const token of tokens) {
      if (typeof token === 'string') continue
      names.add(token[0])
      if (['plural', 'select', 'selectordinal'].includes(token[1])) {
        for (const [name, form] of Object.entries(token[2])) if (name !== 'offset' && Array.isArray(form)) walk(form)
      }
    }
  }
  walk(compileMessageOrThrow(message))
  return [...names].sort().join(' ')
}

/** Text between tags, and in attributes that are read or read out, goes through a macro; what is no language says `translate="no"`. */
function findUnmarked(file) {
  const source = ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest, true)
  const walk = (node) => {
    if (ts.isJsxElement(node) && isForNobody(node.openingElement)) return
    if (ts.isJsxText(node) && /\p{L}{2,}/u.test(node.text)) report(node)
    if (ts.isJsxAttribute(node) && readAttributes.has(node.name.getText()) && isSentence(node.initializer)) report(node)
    if (ts.isPropertyAssignment(node) && readMembers.has(node.name.getText()) && isSentence(node.initializer) && !isOfMacro(node))
      report(node)
    ts.forEachChild(node, walk)
  }
  const report = (node) => {
    const { line } = source.getLineAndCharacterOfPosition(node.getStart())
    faults.push(`${path.relative(room, file)}:${line + 1}: not marked for translation: ${node.getText().trim().slice(0, 60)}`)
  }
  walk(source)
}

/** `t({ message, context })`: a sentence that means something else elsewhere. */
function isOfMacro({ parent: { parent: call } }) {
  return ts.isCallExpression(call) && ['t', 'msg'].includes(call.expression.getText())
}

/** `<Trans>` is marked as a whole; `translate="no"` is said of names and code. */
function isForNobody({ tagName, attributes }) {
  return tagName.getText() === 'Trans' || attributes.properties.some((one) => one.getText() === 'translate="no"')
}

function isSentence(node) {
  if (node === undefined) return false
  const isText = ts.isStringLiteral(node) || ts.isNoSubstitutionTemplateLiteral(node)
  const words = ts.isTemplateExpression(node) ? [node.head, ...node.templateSpans.map(({ literal }) => literal)] : isText ? [node] : []
  return words.some(({ text }) => /\p{Lu}\p{L}+|\p{L} \p{L}/u.test(text))
}
