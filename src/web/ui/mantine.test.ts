/** mantine.css holds the styles of the parts of Mantine that a screen uses: without them a part stands there bare, with more the page is slow. */
import assert from 'node:assert/strict'
import { existsSync, globSync, readFileSync } from 'node:fs'
import { test } from 'node:test'

const web = new URL('..', import.meta.url).pathname
const styles = new URL('../../../node_modules/@mantine/core/styles/', import.meta.url).pathname
/** Parts that are drawn with the styles of another. */
const drawnWith: Record<string, string[]> = {
  Modal: ['ModalBase', 'Overlay', 'Paper', 'CloseButton'],
  Drawer: ['ModalBase', 'Overlay', 'Paper', 'CloseButton'],
  Button: ['UnstyledButton', 'Loader'],
  TextInput: ['Input'],
  // Its arrow is that of a list that opens below.
  NativeSelect: ['Input', 'Combobox'],
  Checkbox: ['InlineInput', 'CheckboxIndicator'],
  Switch: ['InlineInput'],
  Radio: ['InlineInput', 'RadioIndicator'],
  SegmentedControl: ['FloatingIndicator'],
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
  const more = [...listed.matchAll(/styles\/([A-Z]\w*)\.css/g)].flatMap(([, name]) =>
    needed.includes(name!) ? [] : [name],
  )
  assert.deepEqual(more, [], 'no screen needs these of src/web/ui/mantine.css')
  const bare = needed.filter((name) => !listed.includes(`/${name}.css'`))
  assert.deepEqual(bare, [], 'add these to src/web/ui/mantine.css')
})
