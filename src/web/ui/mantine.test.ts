/** Every part of Mantine that a screen uses has its styles in mantine.css; without them it stands there bare. */
import assert from 'node:assert/strict'
import { existsSync, globSync, readFileSync } from 'node:fs'
import { test } from 'node:test'

const web = new URL('..', import.meta.url).pathname
const styles = new URL('../../../node_modules/@mantine/core/styles/', import.meta.url).pathname
/** Parts that are drawn with the styles of another. */
const drawnWith: Record<string, string[]> = {
  TagsInput: ['PillsInput', 'Pill', 'Combobox', 'Input'],
  MultiSelect: ['PillsInput', 'Pill', 'Combobox', 'Input'],
  Select: ['Combobox', 'Input'],
  Autocomplete: ['Combobox', 'Input'],
  Modal: ['ModalBase', 'Overlay', 'Paper', 'CloseButton'],
  Drawer: ['ModalBase', 'Overlay', 'Paper', 'CloseButton'],
  Checkbox: ['InlineInput'],
  Switch: ['InlineInput'],
  Radio: ['InlineInput'],
}

test('each used part has its styles', () => {
  const listed = readFileSync(`${web}ui/mantine.css`, 'utf8')
  const used = new Set<string>()
  for (const file of globSync('**/*.{ts,tsx}', { cwd: web })) {
    for (const [, names] of readFileSync(web + file, 'utf8').matchAll(
      /import \{([^}]*)\} from '@mantine\/core'/g,
    )) {
      for (const name of names!.split(',')) used.add(name.trim().replace(/^type /, ''))
    }
  }
  const needed = [...used]
    .flatMap((name) => [name, ...(drawnWith[name] ?? [])])
    .filter((name) => existsSync(`${styles}${name}.css`))
  assert.ok(needed.length > 10, 'no use of Mantine was found: the test looks in the wrong place')
  const bare = needed.filter((name) => !listed.includes(`/${name}.css'`))
  assert.deepEqual(bare, [], 'add these to src/web/ui/mantine.css')
})
