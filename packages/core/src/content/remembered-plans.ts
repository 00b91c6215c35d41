import { type Model, nextNameEnd } from '@verso/model'
import { asksForNow, type ParameterName, type ReadPlan, type ReadRequest, type Selection } from '@verso/query'
import { createRemembered, type Remembered } from './remembered.ts'

/** Beyond this, queries are of a program that writes each one anew. */
const maxCharacters = 2_000
const maxRequests = 1_000

const requests = new WeakMap<readonly ParameterName[], Remembered<string, ReadRequest>>()

/** The same query string means the same request: a site asks with few. `allow` is the list of a route, the same one each time. */
export function rememberedRequest(query: string, allow: readonly ParameterName[], read: () => ReadRequest): ReadRequest {
  if (query.length > maxCharacters) return read()
  const known = requests.get(allow) ?? createRemembered(maxRequests)
  requests.set(allow, known)
  const before = known.get(query)
  if (before !== undefined) return before
  const request = read()
  known.set(query, request)
  return request
}

interface Planned {
  typeName: string
  plan: ReadPlan
  until: number
}

// Both go when nothing else remembers them: a model with the rights and versions it is of, a request with its query string.
const plans = new WeakMap<Model, WeakMap<ReadRequest, Planned[]>>()

interface Planning {
  /** The model as the reader may see it: another one for each set of rights. */
  model: Model
  typeName: string
  request: ReadRequest
  now: Date
}

/** The same request means the same plan as long as the model is the same; not where it speaks of the moment. */
export function rememberedPlan({ model, typeName, request, now }: Planning, make: () => ReadPlan): ReadPlan {
  const byRequest = plans.get(model) ?? new WeakMap<ReadRequest, Planned[]>()
  plans.set(model, byRequest)
  const known = byRequest.get(request) ?? []
  const before = known.find((one) => one.typeName === typeName)
  if (before !== undefined && before.until > now.getTime()) return before.plan
  const made = make()
  if (asksForNow(request)) return made
  const until = nextNameEnd(model, now)
  const plan = withSharedShape(made, model, until)
  byRequest.set(request, [...known.filter((one) => one !== before), { typeName, plan, until }])
  return plan
}

const maxShapes = 500

type Shape = Pick<ReadPlan, 'selection' | 'include'>

const shapes = new WeakMap<Model, Remembered<string, Shape>>()

/** Plans that give the same of the same things have one object for it, by which what was rendered is found again. */
function withSharedShape(plan: ReadPlan, model: Model, until: number): ReadPlan {
  const { typeId, selection, include, richText, asDocument } = plan
  const known = shapes.get(model) ?? createRemembered<string, Shape>(maxShapes)
  shapes.set(model, known)
  const key = JSON.stringify([typeId, selection, include, richText, asDocument, until])
  const before = known.get(key)
  if (before !== undefined) return { ...plan, ...before }
  known.set(key, { selection, include })
  forms += 1
  formBySelection.set(selection, forms)
  return plan
}

let forms = 0
const formBySelection = new WeakMap<Selection, number>()

/**
 * Names what plans give of an entry and all that it includes, and in which form: the same name means the same. Null for a plan that nobody remembers, and
 * where more is given than the texts of entries.
 */
export function formOf({ selection, sourceMap, dedupe }: ReadPlan): string | null {
  const form = formBySelection.get(selection)
  return form === undefined || sourceMap || dedupe ? null : String(form)
}
