import { spawn } from 'node:child_process'

/** Runs Node in this terminal in place of the present process: same streams, signals passed on, same exit code. */
export function runChild(args, options = {}) {
  const child = spawn(process.execPath, args, { ...options, stdio: 'inherit' })
  // A terminal gives Ctrl-C to both processes, and a second one means "now": only what reached this process alone is passed on.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    process.on(signal, () => {
      if (signal !== 'SIGINT' || !process.stdin.isTTY) child.kill(signal)
    })
  }
  // npm gives SIGTERM to the shell between it and us, and most shells end without passing it on: we are told by having lost our parent.
  const parent = process.ppid
  const watch = setInterval(() => {
    if (process.ppid === parent) return
    clearInterval(watch)
    child.kill('SIGTERM')
  }, 200)
  child.on('error', (error) => {
    process.stderr.write(`${error.message}\n`)
    process.exit(1)
  })
  child.on('close', (code) => process.exit(code ?? 1))
}
