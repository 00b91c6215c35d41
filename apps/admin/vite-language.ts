import { type NodePath, type PluginObject, transformAsync, types } from '@babel/core'
import macros from '@lingui/babel-plugin-lingui-macro'
import { compileMessageOrThrow } from '@lingui/message-utils/compileMessage'
import type { Plugin } from 'vite'

/**
 * Turns lingui's macros into calls, and compiles the English sentence that stands in each: the browser gets English without a catalog
 * and without a compiler of messages.
 */
export function languageMacros(): Plugin {
  return {
    name: 'verso-language-macros',
    enforce: 'pre',
    transform: {
      filter: { id: /[.]tsx?$/, code: /@lingui\/(core|react)\/macro/ },
      async handler(code, id) {
        const made = await transformAsync(code, {
          filename: id,
          babelrc: false,
          configFile: false,
          sourceMaps: true,
          parserOpts: { plugins: ['typescript', ...(id.endsWith('x') ? (['jsx'] as const) : [])] },
          plugins: [[macros, { stripMessageField: false }], compiledEnglish],
        })
        return made?.code == null ? null : { code: made.code, map: made.map }
      },
    },
  }
}

/** `message: 'Hello {name}'` becomes `message: ['Hello ', ['name']]`, in calls as well as in `<Trans message="…">`. */
function compiledEnglish(): PluginObject {
  return {
    visitor: {
      Program: {
        exit(program: NodePath<types.Program>) {
          program.traverse({ ObjectProperty: compileProperty, JSXAttribute: compileAttribute })
        },
      },
    },
  }
}

function compileProperty({ node, parentPath }: NodePath<types.ObjectProperty>): void {
  const isDescriptor = parentPath.node.leadingComments?.some(({ value }) => value.trim() === 'i18n') === true
  if (isDescriptor && types.isIdentifier(node.key, { name: 'message' }) && types.isStringLiteral(node.value)) {
    node.value = compiled(node.value.value)
  }
}

function compileAttribute({ node, parent }: NodePath<types.JSXAttribute>): void {
  const isSentence = types.isJSXOpeningElement(parent) && types.isJSXIdentifier(parent.name) && parent.name.name.startsWith('_Trans')
  if (isSentence && node.name.name === 'message' && types.isStringLiteral(node.value)) {
    node.value = types.jsxExpressionContainer(compiled(node.value.value))
  }
}

function compiled(message: string): types.Expression {
  return types.valueToNode(compileMessageOrThrow(message))
}
