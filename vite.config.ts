/** How the web part is built: one entry, one kit that most screens share, one chunk per area; and what it may not carry. */
import { readdir, readFile, writeFile } from 'node:fs/promises'
import { promisify } from 'node:util'
import { brotliCompress, gzip } from 'node:zlib'
import react from '@vitejs/plugin-react'
import { defineConfig, type Plugin, type Rolldown } from 'vite'

const api = process.env['PAKHUIS_API'] ?? 'http://127.0.0.1:8080'

export default defineConfig({
  root: 'src/web',
  plugins: [react(), lean(), packed()],
  build: {
    outDir: '../../dist/web',
    emptyOutDir: true,
    target: 'es2022',
    // Fonts stay files: a data: font would need a hole in the content security policy.
    assetsInlineLimit: 0,
    cssCodeSplit: true,
    // The test of what each screen loads reads it: test/web-weight.test.ts.
    manifest: true,
    chunkSizeWarningLimit: 700,
    rolldownOptions: {
      output: {
        codeSplitting: {
          groups: [
            {
              name: 'react',
              test: /node_modules[\\/](react|react-dom|scheduler|@tanstack)[\\/]/,
              priority: 3,
            },
            // Fifty files of a kilobyte take a browser far longer than one of fifty.
            {
              name: 'kit',
              test: /node_modules|src[\\/](base|web[\\/](ui|records|shell|[a-z-]+\.tsx?$))/,
              minShareCount: 14,
              priority: 2,
            },
            // Each of a tenth of a kilobyte; what two screens show is worth no request of its own.
            { name: 'icons', test: /node_modules[\\/]lucide-react[\\/]/, minShareCount: 2, priority: 1 },
          ],
        },
      },
    },
  },
  server: { port: 5173, strictPort: false, proxy: { '/api': { target: api, changeOrigin: false } } },
})

/**
 * Says of each constant in our files of words, records and rules that nothing happens while it is made, so that what
 * only the server reads (refusals, events, rights) is not carried to the browser.
 */
function lean(): Plugin {
  return {
    name: 'lean',
    apply: 'build',
    transform(code, id) {
      if (!/\/src\/(modules|base|web)\/.*\.ts$/.test(id)) return null
      let marked = code
      for (const { start, end } of constantsOf(this.parse(code)).toReversed())
        marked = `${marked.slice(0, start)}/* @__PURE__ */ (() => (${marked.slice(start, end)}))()${marked.slice(end)}`
      return { code: marked, map: null }
    },
  }
}

const made = ['CallExpression', 'ObjectExpression', 'NewExpression', 'ArrayExpression']

function constantsOf({ body }: ReturnType<Rolldown.PluginContext['parse']>) {
  return body.flatMap((node) => {
    const said = node.type === 'ExportNamedDeclaration' ? node.declaration : node
    if (said?.type !== 'VariableDeclaration' || said.kind !== 'const') return []
    return said.declarations.flatMap(({ init }) => (init && made.includes(init.type) ? [init] : []))
  })
}

/** Lays each text asset down in gzip and Brotli too, so that the server packs nothing while people wait. */
function packed(): Plugin {
  return {
    name: 'packed',
    apply: 'build',
    async writeBundle({ dir }) {
      const folder = `${dir}/assets`
      const texts = (await readdir(folder)).filter((name) => /\.(js|css|svg)$/.test(name))
      for (const name of texts) {
        const bytes = await readFile(`${folder}/${name}`)
        await writeFile(`${folder}/${name}.gz`, await promisify(gzip)(bytes, { level: 9 }))
        await writeFile(`${folder}/${name}.br`, await promisify(brotliCompress)(bytes))
      }
    },
  }
}
