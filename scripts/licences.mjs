/** Writes the list of the packages that the program brings along, with their licences: `node scripts/licences.mjs`. */
import { readFileSync, writeFileSync } from 'node:fs'

const lock = JSON.parse(readFileSync('package-lock.json', 'utf8'))
const rows = []
for (const [path, entry] of Object.entries(lock.packages)) {
  if (!path || entry.dev || entry.devOptional) continue
  const name = path.slice(path.lastIndexOf('node_modules/') + 13)
  rows.push([name, entry.version, entry.license ?? licenceOf(path)])
}
rows.sort(([a], [b]) => (a < b ? -1 : 1))
const unique = rows.filter(
  ([name, version], i) => rows.findIndex(([n, v]) => n === name && v === version) === i,
)
const table = unique.map(([name, version, licence]) => `| ${name} | ${version} | ${licence} |`).join('\n')
writeFileSync(
  'docs/third-party-licences.md',
  `# Licences of others\n\nThe packages that a running Pakhuis holds, ${unique.length} in all. Those that only build or test it are not listed; what of them ends up in the built screens (React, Mantine, TanStack, Lucide, Recharts, Pragmatic drag and drop, Inter) is MIT, ISC, Apache-2.0 or OFL-1.1.\n\n| package | version | licence |\n|---|---|---|\n${table}\n`,
)

function licenceOf(path) {
  try {
    const found = JSON.parse(readFileSync(`${path}/package.json`, 'utf8'))
    return found.license ?? found.licenses?.map((one) => one.type).join(', ') ?? 'see package'
  } catch {
    return 'see package'
  }
}
