import path from 'node:path'
import type { HtmlTagDescriptor, Plugin } from 'vite'

/** Has the browser fetch a part of the program beside the first one, which asks for it only after it knows the language. */
export function preloadPart(file: string): Plugin {
  return {
    name: 'verso-preload-part',
    transformIndexHtml: {
      order: 'post',
      handler: (_, { bundle = {} }) => {
        const chunks = Object.values(bundle).filter((part) => part.type === 'chunk')
        const wanted = chunks.find(({ facadeModuleId }) => facadeModuleId !== null && path.basename(facadeModuleId) === file)
        if (wanted === undefined) return []
        const scripts = [wanted.fileName, ...wanted.imports].map((name) => link({ rel: 'modulepreload', crossorigin: true, href: name }))
        const styles = [...(wanted.viteMetadata?.importedCss ?? [])].map((name) =>
          link({ rel: 'stylesheet', crossorigin: true, href: name }),
        )
        return [...scripts, ...styles]
      },
    },
  }
}

function link({ href, ...attrs }: { href: string; rel: string; crossorigin: boolean }): HtmlTagDescriptor {
  return { tag: 'link', attrs: { ...attrs, href: `/admin/${href}` }, injectTo: 'head' }
}
