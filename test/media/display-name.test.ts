import t from 'tap'
import { testStore, upload } from './disk.ts'

t.test('a display name is never a path, shows what it is, and ends as its type does', async (t) => {
  const { store } = await testStore(t)
  const cases: [string, string][] = [
    ['notes.txt', 'notes.txt'],
    ['NOTES.TXT', 'NOTES.TXT'],
    ['../../etc/passwd', 'passwd.txt'],
    ['C:\\Users\\me\\notes.txt', 'notes.txt'],
    ['/', 'file.txt'],
    ['', 'file.txt'],
    ['..', 'file.txt'],
    ['.htaccess', 'htaccess.txt'],
    ['a\u0000b\r\nc.txt', 'abc.txt'],
    ['\u202etxt.exe', 'txt.exe.txt'],
    ['a\u2066b\u200b.txt', 'ab.txt'],
    ['photo.png', 'photo.txt'],
    ['  spaced   out .txt', 'spaced out.txt'],
    ['a..b;c.txt', 'a.b_c.txt'],
    ['cafe\u0301.txt', 'café.txt'],
    ['日本 🎉 👩‍👧.txt', '日本 🎉 👩‍👧.txt'],
    ['lone\ud800.txt', 'lone.txt'],
    ['trailing.', 'trailing.txt'],
    ['"quoted".txt', '"quoted".txt'],
  ]
  for (const [given, shown] of cases) t.equal((await upload(store, 'words', given)).filename, shown, JSON.stringify(given))
})

t.test('long names are cut between characters and keep their extension', async (t) => {
  const { store } = await testStore(t)
  for (const character of ['x', 'ü', '🎉']) {
    const { filename } = await upload(store, 'words', `${character.repeat(300)}.txt`)
    t.ok(filename.length <= 200 && filename.length >= 199, `${filename.length}`)
    t.ok(filename.startsWith(character.repeat(90)) && filename.endsWith(`${character}.txt`))
  }
})
