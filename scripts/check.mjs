/** The quick inner loop: format, types, lint, the house and the rules. */
import { spawnSync } from 'node:child_process'
import { readdirSync } from 'node:fs'
import { join } from 'node:path'

const bin = (name) => join('node_modules', '.bin', name)
const rules = (folder) =>
  readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name)
    return entry.isDirectory() ? rules(path) : /^(rules|.*rules)\.test\.ts$/.test(entry.name) ? [path] : []
  })

const steps = [
  [bin('oxfmt'), ['--check', 'src', 'test', 'bench', 'scripts']],
  [bin('tsc'), ['-p', '.']],
  [bin('oxlint'), ['src', 'test', 'bench']],
  [process.execPath, ['--test', 'test/house.test.ts', ...rules('src'), ...rules('test')]],
]
const failed = steps.filter(([command, args]) => spawnSync(command, args, { stdio: 'inherit' }).status !== 0)
process.exit(failed.length > 0 ? 1 : 0)
