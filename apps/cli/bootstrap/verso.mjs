// `npm run verso -- …`: makes the checkout ready without a word, then runs the verso command.
import { join } from 'node:path'
import { prepare, root } from './prepare.mjs'
import { runChild } from './run-child.mjs'

try {
  await prepare()
} catch (error) {
  process.stderr.write(`${error.message}\n`)
  process.exit(1)
}

const main = join(root, 'apps', 'cli', 'bundle', 'main.js')
runChild([main, ...process.argv.slice(2)])
