import { comparisonOf, type ContentType, componentTypesOf, type Comparison, type Field, isItemList, isNested } from '@verso/model'
import { findSystemTarget, type OperandForm, operatorNames, operators, quantifierNames, targetTypes } from '@verso/query'
import {
  GraphQLBoolean,
  type GraphQLInputFieldConfigMap,
  GraphQLInputObjectType,
  type GraphQLInputType,
  GraphQLList,
  GraphQLNonNull,
  GraphQLString,
} from 'graphql'
import { type Building, inputOnce } from './building.ts'

/** Conditions on entries of a type: all of them hold together. The words are those of the query language, and so are the meanings. */
export function filterOf(type: ContentType, building: Building): GraphQLInputObjectType {
  return withLogic(building.names.own(`${building.names.typeOf(type)}Filter`), () => membersOf(type, building), building)
}

function withLogic(name: string, members: () => GraphQLInputFieldConfigMap, building: Building): GraphQLInputObjectType {
  return inputOnce(building, name, () => {
    const made: GraphQLInputObjectType = new GraphQLInputObjectType({
      name,
      fields: () => ({
        ...members(),
        and: { type: new GraphQLList(new GraphQLNonNull(made)) },
        or: { type: new GraphQLList(new GraphQLNonNull(made)) },
        not: { type: made },
      }),
    })
    return made
  })
}

const systemNames = ['_id', '_revision', '_publishedAt', '_firstPublishedAt', '_updatedAt', '_path', '_parent', '_order']

/** What conditions may name of a type: its fields, and of entries also what is Verso's. Many input types hold the same. */
function membersOf(type: ContentType, building: Building): GraphQLInputFieldConfigMap {
  const known = building.members.get(type.id)
  if (known !== undefined) return known
  const made = makeMembers(type, building)
  building.members.set(type.id, made)
  return made
}

function makeMembers(type: ContentType, building: Building): GraphQLInputFieldConfigMap {
  const system = type.kind === 'component' ? [] : systemNames
  return Object.fromEntries([
    ...system.flatMap((name) => {
      const target = findSystemTarget(name, 'published', [type])?.target
      return target === undefined ? [] : [[name, { type: operatorsOf(target.comparison, false, building) }] as const]
    }),
    ...type.fields.map((field) => [field.name, { type: fieldFilter(field, building) }] as const),
  ])
}

function fieldFilter(field: Field, building: Building): GraphQLInputType {
  const comparison = comparisonOf(field)
  const isList = field.many === true || isItemList(field)
  return field.kind !== 'reference' && !isNested(field) ? operatorsOf(comparison, isList, building) : insideFilter(field, isList, building)
}

/** Fields that lead to the same types share one: a model has many of them. */
function insideFilter(field: Field, isList: boolean, building: Building): GraphQLInputObjectType {
  const types = typesBehind(field, building)
  const word = field.kind === 'reference' ? 'Reference' : field.kind === 'blocks' ? 'Block' : 'Component'
  const named = types.map((type) => building.names.typeOf(type)).sort()
  const name = building.names.own([...named, `${word}${isList ? 's' : ''}`].join('_'))
  return inputOnce(
    building,
    name,
    () =>
      new GraphQLInputObjectType({
        name,
        fields: () => {
          const item = isList ? itemFilter(`${name}_Item`, field, building) : null
          const quantified = item === null ? [] : quantifierNames.map((quantifier) => [quantifier, { type: item }] as const)
          return {
            ...operatorFields(comparisonOf(field), isList, building),
            ...insideOf(field, building),
            ...Object.fromEntries(quantified),
          }
        },
      }),
  )
}

/** Conditions on one item of a list. */
function itemFilter(name: string, field: Field, building: Building): GraphQLInputObjectType {
  const [first, ...others] = typesBehind(field, building)
  return first !== undefined && others.length === 0 && field.kind !== 'blocks'
    ? filterOf(first, building)
    : withLogic(name, () => insideOf(field, building), building)
}

function typesBehind(field: Field, { model }: Building): readonly ContentType[] {
  return field.kind === 'reference' ? targetTypes(field, model) : componentTypesOf(field)
}

/** What a path goes on with behind a field. */
function insideOf(field: Field, building: Building): GraphQLInputFieldConfigMap {
  if (field.kind === 'blocks')
    return Object.fromEntries(componentTypesOf(field).map((type) => [type.name, { type: blockFilter(type, building) }]))
  const types = typesBehind(field, building)
  const members: GraphQLInputFieldConfigMap = {}
  for (const type of types) {
    for (const [name, member] of Object.entries(membersOf(type, building))) {
      const before = members[name]
      // Where fields of several types share a name and nothing else, the conditions are checked when they are planned.
      members[name] = before === undefined || before.type === member.type ? member : { type: building.own.json }
    }
  }
  return members
}

function blockFilter(type: ContentType, building: Building): GraphQLInputObjectType {
  const name = `${building.names.typeOf(type)}_Block`
  const none = { null: { type: GraphQLBoolean } }
  return inputOnce(building, name, () => new GraphQLInputObjectType({ name, fields: () => orSome(membersOf(type, building), none) }))
}

/** An input type has fields. */
function orSome(fields: GraphQLInputFieldConfigMap, others: GraphQLInputFieldConfigMap): GraphQLInputFieldConfigMap {
  return Object.keys(fields).length === 0 ? others : fields
}

/** The operators that a comparison takes, out of the one table of operators. */
function operatorsOf(comparison: Comparison, isList: boolean, building: Building): GraphQLInputObjectType {
  const name = building.names.own(`${comparison.charAt(0).toUpperCase()}${comparison.slice(1)}${isList ? 'List' : ''}Operators`)
  return inputOnce(building, name, () => {
    const made: GraphQLInputObjectType = new GraphQLInputObjectType({
      name,
      fields: () => ({ ...operatorFields(comparison, isList, building), ...(isList ? quantifiers(comparison, building) : {}) }),
    })
    return made
  })
}

function quantifiers(comparison: Comparison, building: Building): GraphQLInputFieldConfigMap {
  const type = operatorsOf(comparison, false, building)
  return Object.fromEntries(quantifierNames.map((word) => [word, { type }]))
}

function operatorFields(comparison: Comparison, isList: boolean, { scalars }: Building): GraphQLInputFieldConfigMap {
  const taken = operatorNames.filter((name) => operators[name].takes.includes(comparison) && (isList || operators[name].ofLists !== true))
  return Object.fromEntries(taken.map((name) => [name, { type: operandTypes[operators[name].operand](scalars[comparison]) }]))
}

/** What an operand is written as, by its form. */
const operandTypes: Record<OperandForm, (scalar: GraphQLInputType) => GraphQLInputType> = {
  one: (scalar) => scalar,
  list: (scalar) => new GraphQLList(new GraphQLNonNull(scalar)),
  pair: (scalar) => new GraphQLList(new GraphQLNonNull(scalar)),
  boolean: () => GraphQLBoolean,
  circle: () => GraphQLString,
  box: () => GraphQLString,
}
