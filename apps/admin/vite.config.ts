import { fileURLToPath } from 'node:url'
import { lingui } from '@lingui/vite-plugin'
import react from '@vitejs/plugin-react'
import { defaultClientConditions, defineConfig } from 'vite'
import { languageMacros } from './vite-language.ts'
import { preloadPart } from './vite-preload.ts'

const server = 'http://127.0.0.1:4000'

export default defineConfig({
  base: '/admin/',
  plugins: [
    languageMacros(),
    lingui({ configPath: fileURLToPath(new URL('lingui.config.js', import.meta.url)), failOnCompileError: true }),
    react(),
    preloadPart('app.tsx'),
  ],
  // Our own rooms are bundled from their sources, so that a build never depends on what was compiled before.
  resolve: { conditions: ['@verso/source', ...defaultClientConditions] },
  // Older targets make the minifier rewrite `light-dark()` wrongly; inlined fonts would need `data:` in the CSP.
  build: { cssTarget: 'chrome123', assetsInlineLimit: 0, outDir: 'dist', emptyOutDir: true, reportCompressedSize: false },
  server: { proxy: { '/admin/v1': server, '/media': server, '/content': server } },
})
