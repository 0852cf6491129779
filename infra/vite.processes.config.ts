import { dirname, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { defineConfig, type Plugin } from 'vite'

const root = fileURLToPath(new URL('..', import.meta.url))
const outDir = 'build/processes'

/** A bundled file still finds what lies beside its source, as migrations do: `import.meta.url` stays its source's. */
const sourceAddresses: Plugin = {
  name: 'source-addresses',
  resolveImportMeta(property, { moduleId, chunkId }) {
    if (property !== 'url') return null
    const source = relative(dirname(`${root}${outDir}/${chunkId}`), moduleId)
    return `new URL(${JSON.stringify(source)}, import.meta.url).href`
  },
}

/** The processes of the product as they run in production: one file each, whose packages stay in node_modules. */
export default defineConfig({
  root,
  publicDir: false,
  plugins: [sourceAddresses],
  build: {
    ssr: true,
    target: 'node20',
    outDir,
    emptyOutDir: true,
    minify: false,
    sourcemap: true,
    rollupOptions: {
      input: {
        start: 'infra/start/main.ts',
        web: 'infra/server.ts',
        worker: 'workers/main.ts',
        'list-reader': 'app/outreach/list/reading/thread.ts',
      },
      output: { entryFileNames: '[name].js', chunkFileNames: 'shared/[name]-[hash].js' },
    },
  },
})
