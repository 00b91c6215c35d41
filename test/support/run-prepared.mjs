// Makes the checkout ready and runs a TypeScript program of this folder in its place: same terminal, same exit code.
import path from 'node:path'
import { prepare, root } from '../../apps/cli/bootstrap/prepare.mjs'
import { runChild } from '../../apps/cli/bootstrap/run-child.mjs'

export async function runPrepared(program, args, { needsAdminUi = false, needsRooms = false } = {}) {
  try {
    await prepare({ only: ['install', 'generate', 'server', ...(needsRooms ? ['rooms'] : []), ...(needsAdminUi ? ['admin'] : [])], say })
  } catch (error) {
    console.error(error.message)
    process.exit(1)
  }
  const flags = ['--import=tsx', '--conditions=@verso/source', '--enable-source-maps']
  runChild([...flags, path.join(root, program), ...args], { cwd: path.join(root, 'test') })
}

function say({ label, state, count, seconds }) {
  if (state === 'done') console.log(`${label}: ${[count, `${seconds.toFixed(1)} s`].filter(Boolean).join(', ')}`)
}
