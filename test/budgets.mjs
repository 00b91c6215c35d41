// Holds the budgets of CONTRIBUTING.md: sizes of files and functions, parameters, folder depth, and soft spots without a reason.
import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import ts from 'typescript'

const limits = { fileLines: 300, medianFileLines: 80, functionLines: 60, p90FunctionLines: 35, parameters: 3, folderDepth: 2 }

const listed = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard', '--', '*.ts', '*.tsx'], { encoding: 'utf8' })
const files = listed.split('\n').filter((file) => file !== '' && existsSync(file) && !file.includes('/generated/'))
const faults = []
const fileLines = []
const functionLines = []

for (const file of files) {
  const text = readFileSync(file, 'utf8')
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true, file.endsWith('x') ? ts.ScriptKind.TSX : ts.ScriptKind.TS)
  const lines = text.trimEnd().split('\n').length
  const isSource = /^(apps|packages)\//.test(file)
  if (isSource) fileLines.push(lines)
  if (lines > limits.fileLines) faults.push(`${file}: ${lines} lines, ${limits.fileLines} at most`)
  if (isSource && file.split('/src/')[1]?.split('/').length > limits.folderDepth + 1)
    faults.push(`${file}: folders deeper than ${limits.folderDepth}`)
  softSpots(file, text, source)
  visit(file, source, source, isSource)
}

/** A route plugin only registers: it is measured by its handlers. */
function isRoutePlugin(file, node) {
  return /\/routes\//.test(file) && node.name?.text?.endsWith('Routes')
}

function visit(file, source, node, isSource) {
  if (ts.isFunctionLike(node) && node.body !== undefined) {
    const start = source.getLineAndCharacterOfPosition(node.getStart()).line
    const end = source.getLineAndCharacterOfPosition(node.end).line
    const lines = end - start + 1
    const name = `${file}:${start + 1}${node.name === undefined ? '' : ` ${node.name.getText()}`}`
    if (isSource && !isRoutePlugin(file, node)) {
      functionLines.push(lines)
      if (lines > limits.functionLines) faults.push(`${name}: ${lines} lines, ${limits.functionLines} at most`)
    }
    if (node.parameters.length > limits.parameters && isDeclared(node))
      faults.push(`${name}: ${node.parameters.length} parameters, ${limits.parameters} at most`)
  }
  ts.forEachChild(node, (child) => visit(file, source, child, isSource))
}

/** A callback takes what its caller gives; a function that is declared chooses. */
function isDeclared(node) {
  return ts.isFunctionDeclaration(node) || ts.isMethodDeclaration(node)
}

function softSpots(file, text, source) {
  const lines = text.split('\n')
  const report = (position, what) => {
    const { line } = source.getLineAndCharacterOfPosition(position)
    const reasoned = /\/\/ .{12,}/.test(lines[line] ?? '') || /^\s*\/\/ .{12,}/.test(lines[line - 1] ?? '')
    if (!reasoned) faults.push(`${file}:${line + 1}: ${what} without a reason`)
  }
  const walk = (node) => {
    if (node.kind === ts.SyntaxKind.AnyKeyword) report(node.getStart(), '`any`')
    if (ts.isNonNullExpression(node)) report(node.getStart(), '`!`')
    ts.forEachChild(node, walk)
  }
  walk(source)
  lines.forEach((line, index) => {
    if (/@ts-(ignore|expect-error|nocheck)\s*$/.test(line)) faults.push(`${file}:${index + 1}: a check is off without a reason`)
    if (/biome-ignore [^:]*:?\s*$/.test(line)) faults.push(`${file}:${index + 1}: a lint rule is off without a reason`)
  })
}

function percentile(values, share) {
  return values.toSorted((a, b) => a - b)[Math.ceil(values.length * share) - 1] ?? 0
}

const median = percentile(fileLines, 0.5)
const p90 = percentile(functionLines, 0.9)
if (median > limits.medianFileLines) faults.push(`median of file lengths: ${median}, ${limits.medianFileLines} at most`)
if (p90 > limits.p90FunctionLines) faults.push(`90th percentile of function lengths: ${p90}, ${limits.p90FunctionLines} at most`)

for (const fault of faults) console.log(fault)
console.log(
  `${files.length} files (median ${median} lines), ${functionLines.length} functions (90 % within ${p90} lines), ${faults.length} over budget`,
)
process.exit(faults.length > 0 ? 1 : 0)
