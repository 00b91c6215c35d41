import { accessSync, constants, existsSync, mkdirSync, unlinkSync } from 'node:fs'
import net from 'node:net'
import os from 'node:os'
import { createHash } from 'node:crypto'
import path from 'node:path'
import { StartError } from './start-error.ts'

/** Makes the data folder where there is none, and says so plainly when it can't be used. */
export function openDataDir(dataDir: string): void {
  try {
    // Others may pass through, since PostgreSQL may run as another user; they can't list it.
    makeFolder(dataDir)
    accessSync(dataDir, constants.R_OK | constants.W_OK | constants.X_OK)
  } catch (error) {
    throw new StartError(
      `The data folder ${dataDir} can't be written to. Choose another one with VERSO_DATA_DIR, or give this user the right to.`,
      { cause: error },
    )
  }
}

/** Step by step: where a parent refuses with "not found" (`/proc`), Node's own recursive way tries again for ever. */
function makeFolder(folder: string): void {
  if (existsSync(folder)) return
  makeFolder(path.dirname(folder))
  mkdirSync(folder, { mode: 0o711 })
}

export interface DataDirLock {
  release: () => Promise<void>
}

/**
 * Takes the data folder for this process alone, or gives null when another one has it. The lock is a socket that somebody listens on:
 * it is gone with its process, however that ends, and a process id that was handed out again can't fake it.
 */
export async function lockDataDir(dataDir: string): Promise<DataDirLock | null> {
  const address = lockAddress(dataDir)
  const server = (await tryListen(address)) ?? (await retake(address))
  if (server === null) return null
  // It must not keep a process alive that has nothing else to do.
  server.unref()
  return { release: () => new Promise((resolve) => server.close(() => resolve())) }
}

/** Sockets have short names (104 bytes on macOS), so a deep folder's lock is kept with the system's temporary files. */
function lockAddress(dataDir: string): string {
  const digest = createHash('sha256').update(dataDir).digest('hex').slice(0, 32)
  if (process.platform === 'win32') return `\\\\.\\pipe\\verso-${digest}`
  const inside = path.join(dataDir, 'lock')
  return Buffer.byteLength(inside) < 100 ? inside : path.join(os.tmpdir(), `verso-${digest}`)
}

async function retake(address: string): Promise<net.Server | null> {
  if (await isAnswered(address)) return null
  try {
    // Not `rmSync`, which looks at the socket first: until Node looks at another file it then takes every symbolic link for the
    // end of a path, and packages aren't found.
    unlinkSync(address)
  } catch {
    // Another start was quicker; which of the two gets the lock shows now.
  }
  return tryListen(address)
}

function tryListen(address: string): Promise<net.Server | null> {
  const server = net.createServer((socket) => socket.destroy())
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => (error.code === 'EADDRINUSE' ? resolve(null) : reject(error)))
    server.listen(address, () => resolve(server))
  })
}

function isAnswered(address: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = net.connect(address)
    socket.once('connect', () => {
      socket.destroy()
      resolve(true)
    })
    socket.once('error', () => resolve(false))
  })
}
