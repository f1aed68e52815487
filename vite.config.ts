/** How the web part is built: one entry, one chunk per area, and the few libraries that every screen needs apart. */
import { readdir, readFile, writeFile } from 'node:fs/promises'
import { promisify } from 'node:util'
import { brotliCompress, gzip } from 'node:zlib'
import react from '@vitejs/plugin-react'
import { defineConfig, type Plugin } from 'vite'

const api = process.env['PAKHUIS_API'] ?? 'http://127.0.0.1:8080'

export default defineConfig({
  root: 'src/web',
  plugins: [react(), packed()],
  build: {
    outDir: '../../dist/web',
    emptyOutDir: true,
    target: 'es2022',
    // Fonts stay files: a data: font would need a hole in the content security policy.
    assetsInlineLimit: 0,
    cssCodeSplit: true,
    chunkSizeWarningLimit: 700,
    rolldownOptions: {
      output: {
        codeSplitting: {
          groups: [
            { name: 'react', test: /node_modules[\\/](react|react-dom|scheduler)[\\/]/, priority: 3 },
            { name: 'router', test: /node_modules[\\/]@tanstack[\\/]/, priority: 2 },
          ],
        },
      },
    },
  },
  server: { port: 5173, strictPort: false, proxy: { '/api': { target: api, changeOrigin: false } } },
})

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
