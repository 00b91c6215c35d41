import { verso } from './config.js'
import { loadContent } from './content/load-content.js'
import { richTextHtml } from './content/rich-text-html.js'

export default function site(eleventyConfig) {
  eleventyConfig.addGlobalData('site', () => loadContent(verso))
  eleventyConfig.addFilter('richText', (blocks, paths) => richTextHtml(blocks, { paths, versoUrl: verso.url }))
  eleventyConfig.addFilter('mediaUrl', (url) => new URL(url, verso.url).href)
  eleventyConfig.addFilter('day', (time) => time.slice(0, 10))
  return { dir: { input: 'pages', includes: '../layouts', output: '_site' } }
}
