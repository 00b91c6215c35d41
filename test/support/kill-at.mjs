// Loaded into a process (`--import`) that is to be killed at a moment of its work; KILL_AT says which:
// { statements: [expression…], moment: 'before' | 'after' } kills at the statement that the last expression fits, once all before it have
// been met in turn, before it is sent or as soon as it is; { removed: n } kills when so many files have been removed from the store.
import fs from 'node:fs'
import { syncBuiltinESMExports } from 'node:module'
import pg from 'pg'

const { statements, moment, removed } = JSON.parse(process.env.KILL_AT ?? '{}')
if (statements !== undefined) killAtStatement(statements.map((text) => new RegExp(text)))
if (removed !== undefined) killAfterRemovals(removed)

function die() {
  process.kill(process.pid, 'SIGKILL')
}

function killAtStatement(waited) {
  const { query } = pg.Client.prototype
  pg.Client.prototype.query = function (...args) {
    const text = typeof args[0] === 'string' ? args[0] : (args[0]?.text ?? '')
    const isMet = waited.length > 0 && waited[0].test(text)
    if (isMet) waited.shift()
    const isThere = isMet && waited.length === 0
    if (isThere && moment === 'before') die()
    const result = Reflect.apply(query, this, args)
    // A turn later the statement is on its way; whether it is carried out is PostgreSQL's affair.
    if (isThere) setImmediate(die)
    return result
  }
}

function killAfterRemovals(count) {
  const { rm } = fs.promises
  let done = 0
  fs.promises.rm = async (path, options) => {
    await rm(path, options)
    if (/[0-9a-f]{64}$/.test(String(path))) done += 1
    if (done === count) die()
  }
  syncBuiltinESMExports()
}
