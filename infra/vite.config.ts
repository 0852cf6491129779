import { vitePlugin as remix } from '@remix-run/dev'
import { defineConfig } from 'vite'
import remixConfig from '../remix.config.js'

declare module '@remix-run/node' {
  interface Future {
    v3_singleFetch: true
  }
}

const root = new URL('..', import.meta.url).pathname

export default defineConfig({
  root,
  // No folder of loose public files: every asset is imported, so every asset has a hash and may be cached for ever.
  publicDir: false,
  plugins: [remix({ ...remixConfig, buildDirectory: 'build' })],
  build: {
    target: 'es2022',
    sourcemap: false,
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 250,
  },
})
