/** What a browser must load for each screen, packed, stays within the budgets of the screens. */
import assert from 'node:assert/strict'
import { existsSync, readFileSync, statSync } from 'node:fs'
import { test } from 'node:test'

type Chunk = { file: string; imports?: string[]; dynamicImports?: string[]; css?: string[] }

const web = new URL('../dist/web/', import.meta.url)
const list = new URL('.vite/manifest.json', web)
const skip = existsSync(list) ? false : 'the screens are not built: npm run build'
const chunks: Record<string, Chunk> = skip ? {} : JSON.parse(readFileSync(list, 'utf8'))

const packed = (file: string) => statSync(new URL(`${file}.gz`, web)).size / 1000
const weight = (names: Iterable<string>) =>
  [...names].reduce((sum, name) => sum + packed(chunks[name]!.file), 0)
const shown = (kilobytes: number) => `${kilobytes.toFixed(1)} kB`

/** A chunk with all that it cannot do without. */
function needed(name: string, known = new Set<string>()): Set<string> {
  if (known.has(name)) return known
  known.add(name)
  for (const other of chunks[name]?.imports ?? []) needed(other, known)
  return known
}

const entry = 'index.html'
const first = needed(entry)
/** What somebody who is inside already still has to load. */
const further = (name: string) => [...needed(name)].filter((one) => !first.has(one))
const heaviest = (names: readonly string[]) =>
  names
    .map((name) => ({ name, kilobytes: weight(further(name)) }))
    .toSorted((a, b) => b.kilobytes - a.kilobytes)

const routes = skip ? [] : (chunks[entry]?.dynamicImports ?? [])
const isScreen = (name: string) => /(-page|-door)\.tsx$/.test(name)

test('the program with its first screen, the list of orders, is 200 kB at the most', { skip }, (t) => {
  const whole = weight(first)
  t.diagnostic(shown(whole))
  assert.ok(whole <= 200, `${shown(whole)} of 200`)
})

test('every other screen adds 45 kB at the most', { skip }, (t) => {
  const screens = heaviest(routes.filter(isScreen))
  assert.ok(screens.length > 50, 'hardly any screens were found: the test looks in the wrong place')
  for (const { name, kilobytes } of screens.slice(0, 6)) t.diagnostic(`${name} ${shown(kilobytes)}`)
  assert.deepEqual(
    screens.filter(({ kilobytes }) => kilobytes > 45),
    [],
  )
})

test(
  'what a screen loads only when it is asked for, such as a chart, is 140 kB at the most',
  { skip },
  (t) => {
    const parts = heaviest(
      [...new Set(Object.values(chunks).flatMap((chunk) => chunk.dynamicImports ?? []))].filter(
        (name) => !isScreen(name),
      ),
    )
    for (const { name, kilobytes } of parts.slice(0, 3)) t.diagnostic(`${name} ${shown(kilobytes)}`)
    assert.deepEqual(
      parts.filter(({ kilobytes }) => kilobytes > 140),
      [],
    )
  },
)

test('all styles together are 40 kB at the most', { skip }, (t) => {
  const styles = new Set(Object.values(chunks).flatMap((chunk) => chunk.css ?? []))
  const whole = [...styles].reduce((sum, file) => sum + packed(file), 0)
  t.diagnostic(shown(whole))
  assert.ok(styles.size > 0 && whole <= 40, `${shown(whole)} of 40`)
})
