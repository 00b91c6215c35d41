// `npm run bench [-- NAME …]`: runs test/bench/NAME.ts (`content` when none is named) on a PostgreSQL of its own whose settings are those of production,
// so that the figures mean something.
import { runPrepared } from './support/run-prepared.mjs'

await runPrepared('test/support/run-program.ts', ['bench', ...(process.argv.length > 2 ? process.argv.slice(2) : ['content'])], {
  needsRooms: true,
})
