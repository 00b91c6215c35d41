import { escapeHTML, toHTML, uriLooksSafe } from '@portabletext/to-html'

/** HTML of a rich text as the content API gives it: links to entries lead to their pages, files to where Verso serves them. */
export function richTextHtml(blocks, { paths, versoUrl }) {
  const render = (value) => toHTML(value, { components })
  const components = {
    types: {
      image: ({ value }) => image(value, versoUrl),
      code: ({ value }) => `<pre><code>${escapeHTML(value.code)}</code></pre>`,
      table: ({ value }) => table(value, render),
      break: () => '<hr>',
      embed: ({ value }) => `<p>${anchor(value.url, escapeHTML(value.url))}</p>`,
    },
    marks: {
      underline: ({ children }) => `<u>${children}</u>`,
      'strike-through': ({ children }) => `<s>${children}</s>`,
      sub: ({ children }) => `<sub>${children}</sub>`,
      sup: ({ children }) => `<sup>${children}</sup>`,
      link: ({ value, children }) => anchor(value.href, children),
      entryLink: ({ value, children }) => anchor(paths[value.entry?._ref], children),
    },
  }
  return render(blocks)
}

/** A file or an entry that isn't published leaves its words. */
function image({ media, alt, caption, href }, versoUrl) {
  const words = alt ?? media?.alt ?? ''
  const picture =
    media === null ? escapeHTML(words) : `<img src="${escapeHTML(new URL(media.url, versoUrl).href)}" alt="${escapeHTML(words)}">`
  const below = caption ?? media?.caption
  return `<figure>${anchor(href, picture)}${below ? `<figcaption>${escapeHTML(below)}</figcaption>` : ''}</figure>`
}

function table({ rows, headerRows = 0 }, render) {
  const lines = rows.map(({ cells }, index) => {
    const tag = index < headerRows ? 'th' : 'td'
    return `<tr>${cells.map(({ value }) => `<${tag}>${render(value)}</${tag}>`).join('')}</tr>`
  })
  return `<table>${lines.join('')}</table>`
}

function anchor(href, children) {
  return href !== undefined && href !== '' && uriLooksSafe(href) ? `<a href="${escapeHTML(href)}">${children}</a>` : children
}
