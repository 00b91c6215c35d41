// `npm run check`: everything about the code that a machine can judge. Each step says how long it took; all of them run.
import { spawnSync } from 'node:child_process'
import { prepare } from '../apps/cli/bootstrap/prepare.mjs'

await prepare({ only: ['install', 'generate'] })

const steps = [
  ['types', 'tsc', ['-b', 'test', 'apps/admin']],
  ['format and lint', 'biome', ['check', '--config-path=.biome.json', '--error-on-warnings', '.']],
  ['arrows between rooms', 'depcruise', ['--config', '.dependency-cruiser.cjs', '--output-type', 'err', 'packages', 'apps']],
  ['unused code', 'knip', ['--config', '.knip.json']],
  ['budgets', process.execPath, ['test/budgets.mjs']],
  ['translations', process.execPath, ['apps/admin/translations.mjs']],
]

let failed = 0
for (const [name, command, args] of steps) {
  const started = performance.now()
  const path = command === process.execPath ? command : `node_modules/.bin/${command}`
  const { status } = spawnSync(path, args, { stdio: 'inherit' })
  if (status !== 0) failed += 1
  console.log(`${status === 0 ? 'ok    ' : 'FAILED'} ${name}, ${((performance.now() - started) / 1000).toFixed(1)} s`)
}
process.exit(failed > 0 ? 1 : 0)
