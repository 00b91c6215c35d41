import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { PrismaPg } from '@prisma/adapter-pg'
import { bindMigrationAwareSqlAdapterFactory } from '@prisma/driver-adapter-utils'
import type { SchemaEngine } from '@prisma/schema-engine-wasm/schema_engine_bg'
import * as bindings from '@prisma/schema-engine-wasm/schema_engine_bg'
import type pg from 'pg'

type RunScript = (pool: pg.Pool, script: string) => Promise<void>

/** Prisma's own schema engine, in this process: the `prisma` command would have to download a binary for it. */
export async function openSchemaEngine(pool: pg.Pool, runScript: RunScript): Promise<SchemaEngine> {
  loadOnce()
  const factory = new PrismaPg(pool, { disposeExternalPool: false })
  const connect = factory.connect.bind(factory)
  // The adapter cuts a script at every semicolon, also inside of text and `do $$ … $$`; a migration has to arrive whole.
  factory.connect = async () => Object.assign(await connect(), { executeScript: (script: string) => runScript(pool, script) })
  return bindings.SchemaEngine.new(
    { datamodels: [['schema.prisma', 'datasource db {\n  provider = "postgresql"\n}\n']] },
    () => {},
    bindMigrationAwareSqlAdapterFactory(factory),
  )
}

// Node has WebAssembly, its types have not, and the DOM's would bring the browser along.
declare const WebAssembly: {
  Module: new (bytes: Uint8Array) => object
  Instance: new (module: object, imports: Record<string, unknown>) => { exports: { __wbindgen_start: () => void } }
}

let isLoaded = false

/** What the package's own entry does by importing WebAssembly as a module, which Node allows only behind a flag. */
function loadOnce(): void {
  if (isLoaded) return
  const file = createRequire(import.meta.url).resolve('@prisma/schema-engine-wasm/schema_engine_bg')
  const module = new WebAssembly.Module(readFileSync(path.join(path.dirname(file), 'schema_engine_bg.wasm')))
  const { exports } = new WebAssembly.Instance(module, { './schema_engine_bg.js': bindings })
  const glue = bindings as unknown as { __wbg_set_wasm: (exports: unknown) => void }
  glue.__wbg_set_wasm(exports)
  exports.__wbindgen_start()
  isLoaded = true
}
