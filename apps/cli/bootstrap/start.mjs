// `npm start`: makes the checkout ready, then runs `verso start` in this terminal. Arguments are passed on.
import { join, relative } from 'node:path'
import { prepare, root } from './prepare.mjs'
import { runChild } from './run-child.mjs'

const main = join(root, 'apps', 'cli', 'bundle', 'main.js')

try {
  await prepare({ say })
} catch (error) {
  process.stderr.write(`${error.message}\n`)
  process.exit(1)
}

process.stdout.write(`Start directly: node ${relative(process.cwd(), main)} start\n`)
runChild([main, 'start', ...process.argv.slice(2)])

function say({ label, state, count, seconds }) {
  if (state === 'running') {
    process.stdout.write(process.stdout.isTTY ? `  ${label} …` : '')
    return
  }
  const facts = [count, `${seconds.toFixed(1)} s`].filter(Boolean).join(', ')
  process.stdout.write(`${process.stdout.isTTY ? '\r' : ''}  ${label}: ${facts}\n`)
}
