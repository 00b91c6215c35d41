import t from 'tap'
import { servicesOf } from '../../apps/cli/src/services.ts'

t.test('what was asked for, where it listens, and whether it is a part', async (t) => {
  const cases: [string[], boolean, string[], number, boolean][] = [
    [[], true, ['content-api', 'admin-api', 'worker'], 4000, false],
    [[], false, ['content-api', 'admin-api'], 4000, false],
    [['all'], true, ['content-api', 'admin-api', 'worker'], 4000, false],
    [['all', 'worker'], false, ['content-api', 'admin-api', 'worker'], 4000, false],
    [['content-api'], true, ['content-api'], 4000, true],
    [['admin-api'], true, ['admin-api'], 4001, true],
    [['worker'], false, ['worker'], 4002, true],
    [['worker', 'admin-api'], true, ['admin-api', 'worker'], 4001, true],
    [['worker', 'admin-api', 'content-api'], true, ['content-api', 'admin-api', 'worker'], 4000, true],
  ]
  for (const [asked, hasWorker, names, defaultPort, isPart] of cases)
    t.strictSame(servicesOf(asked, { hasWorker }), { names: new Set(names), isPart, defaultPort }, asked.join(' '))
})
