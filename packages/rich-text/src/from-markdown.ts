import MarkdownIt from 'markdown-it'
import { type FromHtmlResult, fromHtml } from './from-html/from-html.ts'
import type { FromHtmlOptions } from './from-html/html-run.ts'

/**
 * A rich text from CommonMark with the tables, task lists, strikethrough and bare addresses of GFM. It goes by way of HTML, so that one
 * place alone decides what is let in; tags in the Markdown mean what they mean in HTML. It never throws, and the same Markdown gives the
 * same tree. What is nested deeper than 100 levels is left out.
 */
export function fromMarkdown(markdown: string, options: Omit<FromHtmlOptions, 'wordpress'> = {}): FromHtmlResult {
  return fromHtml(parser.render(markdown), options)
}

const parser = createParser()

// markdown-it, not remark: on `_*` and `1. ` repeated, micromark takes minutes for 256 KiB, this one under three seconds for any text.
function createParser(): MarkdownIt {
  const markdown = new MarkdownIt({ html: true, linkify: true })
  // `readme.md` would be a link to Moldova.
  markdown.linkify.set({ fuzzyLink: false })
  // Addresses are checked once, with those of HTML: there the words of an unsafe link stay.
  markdown.validateLink = () => true
  markdown.core.ruler.before('inline', 'tasks', ({ tokens }) => {
    for (const [index, token] of tokens.entries()) {
      if (token.type === 'inline' && tokens[index - 2]?.type === 'list_item_open') token.content = withTaskBox(token.content)
    }
  })
  return markdown
}

function withTaskBox(text: string): string {
  return text.replace(/^\[ \](?=\s)/, '☐').replace(/^\[[xX]\](?=\s)/, '☑')
}
