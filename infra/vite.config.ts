import { fileURLToPath } from 'node:url'
import { vitePlugin as remix } from '@remix-run/dev'
import { defineConfig } from 'vite'
import remixConfig from '../remix.config.js'

declare module '@remix-run/node' {
  interface Future {
    v3_singleFetch: true
  }
}

const root = fileURLToPath(new URL('..', import.meta.url))

export default defineConfig({
  root,
  // No folder of loose public files: every asset is imported, so every asset has a hash and may be cached for ever.
  publicDir: false,
  plugins: [remix({ ...remixConfig, buildDirectory: 'build' })],
  // Found late, these would make the dev server reload in the middle of a page, with two copies of React for a moment.
  optimizeDeps: { include: ['@conform-to/react', '@conform-to/zod/v4', 'zod', 'i18next', 'react-i18next'] },
  build: {
    target: 'es2022',
    sourcemap: false,
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 250,
  },
})
