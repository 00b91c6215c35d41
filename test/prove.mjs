// `npm run prove -- NAME [--seed N …]`: runs test/proofs/NAME.ts on a PostgreSQL of its own and exits as it does. A proof
// finds its server as a test does (test/support/database.ts), has everything behind NAME in process.argv, prints the seed and one line
// of figures that ends in PASS or FAIL, and exits with 0 or 1.
import { runPrepared } from './support/run-prepared.mjs'

await runPrepared('test/support/run-program.ts', ['proofs', ...process.argv.slice(2)])
