import t from 'tap'
import { testApp } from '../support/test-app.ts'

t.test(
  'members of a component come in the order of the model, also of what was published before; an undo gives the same bytes again',
  async (t) => {
    const { app, signInAs } = await testApp(t)
    const owner = await signInAs('owner')
    const text = (name: string) => ({ name, kind: 'text' })
    await owner.ask('POST', '/types', { name: 'card', kind: 'component', fields: [text('heading'), text('words')] })
    const cards = { name: 'cards', kind: 'component', many: true, components: ['card'] }
    await owner.ask('POST', '/types', { name: 'page', publicRead: true, fields: [text('title'), cards] })
    const fields = { title: 'A', cards: [{ _key: 'a', heading: 'H', words: 'W' }] }
    const { id } = (await owner.ask('POST', '/entries', { type: 'page', fields })).json()
    t.equal((await owner.ask('POST', `/entries/${id}/publish`)).statusCode, 200)
    const read = async () => (await app.inject(`/content/v1/entries/page/${id}?select=cards`)).body
    const change = async (alter: (types: { name: string; fields: object[] }[]) => void) => {
      const document = (await owner.ask('GET', '/model')).json()
      alter(document.types)
      const { planHash } = (await owner.ask('POST', '/model/plan', document)).json()
      return (await owner.ask('POST', '/model/apply', { planHash })).json().modelVersion
    }

    t.match(await read(), /"_key":"a","heading":"H","words":"W"}/)
    await change((types) => types.find(({ name }) => name === 'card')?.fields.reverse())
    const moved = await read()
    t.match(moved, /"_key":"a","words":"W","heading":"H"}/)

    const modelVersion = await change((types) => void types.find(({ name }) => name === 'page')?.fields.push(text('more')))
    t.equal(await read(), moved)
    t.equal((await owner.ask('POST', '/model/undo', { modelVersion })).statusCode, 200)
    t.equal(await read(), moved)
  },
)
