/** Runs every test, the slow ones last, and stops the database of the tests afterwards. */
import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { join } from 'node:path'

const found = (folder) =>
  readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name)
    return entry.isDirectory() ? found(path) : entry.name.endsWith('.test.ts') ? [path] : []
  })

const given = process.argv.slice(2)
const files = given.length > 0 ? given : [...found('src'), ...found('test')]
const rest = files.filter((file) => !file.includes('browser'))
const browser = files.filter((file) => file.includes('browser'))

const types = given.length > 0 ? 0 : run([join('node_modules', 'typescript', 'bin', 'tsc'), '-p', '.'])
// Most of a test is waiting: as many at a time as there are cores, and two at least. Browser tests run one at a time:
// several browsers on a small machine wait for each other past their patience.
const atOnce = Math.max(2, availableParallelism())
const all = runTests(rest, [`--test-concurrency=${atOnce}`]) | runTests(browser, ['--test-concurrency=1'])
stopServer()
process.exit(types | all)

function runTests(list, options) {
  return list.length > 0 ? run(['--test', ...options, ...list]) : 0
}

function run(args) {
  return spawnSync(process.execPath, args, { stdio: ['ignore', 'inherit', 'inherit'] }).status ?? 1
}

function stopServer() {
  const file = '.cache/test-server.pid'
  if (!existsSync(file)) return
  try {
    process.kill(Number(readFileSync(file, 'utf8')), 'SIGTERM')
  } catch {
    // It has gone by itself.
  }
}
