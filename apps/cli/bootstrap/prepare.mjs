// Makes a checkout ready: installs, generates, builds. Each step runs only when what it depends on has changed since.
// Plain Node, no dependencies: it runs before anything is installed.
import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync, createWriteStream } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'

export const root = fileURLToPath(new URL('../../..', import.meta.url))

const pnpmVersion = '12.21.0'
const cache = join(root, 'node_modules', '.cache', 'verso')
const windows = process.platform === 'win32'

const steps = [
  {
    name: 'install',
    label: 'Installing packages',
    inputs: ['pnpm-lock.yaml', 'pnpm-workspace.yaml', 'package.json', ...manifests()],
    output: 'node_modules/.bin/tsc',
    command: [windows ? 'npx.cmd' : 'npx', '--yes', `pnpm@${pnpmVersion}`, 'install', '--frozen-lockfile', '--reporter=append-only'],
    count: (text) => /added (\d+), done/.exec(text)?.[1]?.concat(' packages') ?? '',
  },
  {
    name: 'generate',
    label: 'Generating the database client',
    inputs: ['prisma/schema.prisma', 'pnpm-lock.yaml'],
    output: 'packages/data/src/generated/client.ts',
    command: [process.execPath, 'node_modules/prisma/build/index.js', 'generate', '--schema', 'prisma/schema.prisma'],
    // Generating needs no schema engine, yet the command would fetch one; any program that is there keeps it from trying.
    env: { PRISMA_SCHEMA_ENGINE_BINARY: process.execPath, PRISMA_HIDE_UPDATE_MESSAGE: '1', CHECKPOINT_DISABLE: '1' },
    count: () => `${(readFileSync(join(root, 'prisma/schema.prisma'), 'utf8').match(/^model /gm) ?? []).length} tables`,
  },
  {
    name: 'server',
    label: 'Building the server',
    inputs: ['tsconfig.base.json', 'pnpm-lock.yaml', 'prisma/schema.prisma', 'apps/cli/bootstrap/bundle.mjs', ...serverRooms()],
    output: 'apps/cli/bundle/main.js',
    command: [process.execPath, 'apps/cli/bootstrap/bundle.mjs'],
    count: countOfServer,
  },
  {
    // What imports rooms one by one and not from source, as benches do, has them compiled.
    name: 'rooms',
    label: 'Compiling the rooms',
    isWantedAlways: false,
    inputs: ['tsconfig.base.json', 'pnpm-lock.yaml', 'prisma/schema.prisma', ...serverRooms()],
    output: 'apps/cli/dist/main.js',
    command: [process.execPath, 'node_modules/typescript/bin/tsc', '-b', 'apps/cli'],
    count: countOfServer,
  },
  {
    name: 'admin',
    label: 'Building the admin UI',
    inputs: [
      'tsconfig.base.json',
      'pnpm-lock.yaml',
      'apps/admin/index.html',
      'apps/admin/vite.config.ts',
      'apps/admin/src',
      'apps/admin/public',
      'packages/model/src',
      'packages/merge/src',
      'packages/rich-text/src',
    ],
    output: 'apps/admin/dist/index.html',
    command: [process.execPath, '../../apps/admin/node_modules/vite/bin/vite.js', 'build', '--logLevel', 'warn'],
    cwd: 'apps/admin',
    count: () => `${filesIn(join(root, 'apps/admin/dist')).length} files`,
  },
]

/**
 * Runs the named steps whose inputs changed; `say` is told of each that ran. On failure the error's message is a sentence
 * that names the log.
 */
export async function prepare({
  only = steps.filter(({ isWantedAlways = true }) => isWantedAlways).map(({ name }) => name),
  say = () => {},
} = {}) {
  requireNode()
  for (const step of steps.filter(({ name }) => only.includes(name))) await runStep(step, say)
}

function requireNode() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
  if ((major === 20 && minor >= 19) || (major === 22 && minor >= 12) || major >= 24) return
  throw new Error(`Verso needs Node 20.19+, 22.12+ or 24+; this is ${process.version}.`)
}

async function runStep(step, say) {
  const stampPath = join(cache, `${step.name}.stamp`)
  const stamp = stampOf(step.inputs)
  if (existsSync(join(root, step.output)) && existsSync(stampPath) && readFileSync(stampPath, 'utf8') === stamp) return
  const started = performance.now()
  say({ label: step.label, state: 'running' })
  const text = await run(step)
  mkdirSync(cache, { recursive: true })
  writeFileSync(stampPath, stamp)
  say({ label: step.label, state: 'done', count: step.count(text), seconds: (performance.now() - started) / 1000 })
}

async function run({ name, label, command: [program, ...args], cwd = '.', env = {} }) {
  const logPath = join(root, '.cache', `${name}.log`)
  mkdirSync(dirname(logPath), { recursive: true })
  const log = createWriteStream(logPath)
  const chunks = []
  const code = await new Promise((resolve, reject) => {
    const child = spawn(program, args, {
      cwd: join(root, cwd),
      env: { ...process.env, CI: '1', ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
      shell: windows,
    })
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', (chunk) => {
        chunks.push(chunk)
        log.write(chunk)
      })
    }
    child.on('error', reject)
    child.on('close', resolve)
  })
  log.end()
  const text = Buffer.concat(chunks).toString('utf8')
  if (code === 0) return text
  throw new Error(`${label} failed: ${lastWords(text)} The whole log is in ${relative(process.cwd(), logPath)}.`)
}

/** The line of a log that most likely says what was wrong. */
function lastWords(text) {
  const lines = text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
  const line = lines.findLast((one) => /error|failed|cannot|not found/i.test(one)) ?? lines.at(-1) ?? 'it said nothing'
  return `${line.slice(0, 200).replace(/[.]$/, '')}.`
}

function stampOf(inputs) {
  const hash = createHash('sha256')
  hash.update(process.version)
  for (const input of inputs) {
    for (const file of filesIn(join(root, input))) {
      const { mtimeMs, size } = statSync(file)
      hash.update(`${relative(root, file)} ${mtimeMs} ${size}\n`)
    }
  }
  return hash.digest('hex')
}

function filesIn(path) {
  if (!existsSync(path)) return []
  if (statSync(path).isFile()) return [path]
  return readdirSync(path, { withFileTypes: true })
    .filter((entry) => entry.name !== 'node_modules' && entry.name !== 'generated' && entry.name !== 'dist' && entry.name !== 'bundle')
    .flatMap((entry) => (entry.isDirectory() ? filesIn(join(path, entry.name)) : [join(path, entry.name)]))
}

function workspaces() {
  return ['apps', 'packages']
    .flatMap((folder) => readdirSync(join(root, folder)).map((name) => `${folder}/${name}`))
    .filter((path) => existsSync(join(root, path, 'package.json')))
}

function manifests() {
  return [...workspaces(), 'test', 'test/sites/eleventy'].map((path) => `${path}/package.json`)
}

function countOfServer() {
  return `${serverRooms().reduce((sum, room) => sum + filesIn(join(root, room)).length, 0)} files`
}

function serverRooms() {
  return workspaces()
    .filter((path) => path !== 'apps/admin' && path !== 'packages/client')
    .flatMap((path) => [`${path}/src`, `${path}/tsconfig.json`])
}
