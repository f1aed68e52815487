/** What axe is asked: the screen as it stands, and not what nobody can press because a dialog lies over it. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { axeFaults, openSeat } from '../support/browser.ts'

const { page } = await openSeat('http://localhost')

const small = 'position: absolute; left: 100px; width: 24px; height: 24px; padding: 0; border: 0;'
const screen = (dialog: string, looks = '') => `<!doctype html><html lang="nl">
  <head><title>Proef</title><style>@keyframes open { from { left: 100px } }</style></head>
  <body><main><h1>Proef</h1><button style="${small} top: 100px" aria-label="Wijzigen"></button></main>
  <div role="dialog" ${dialog} aria-label="Vraag">
    <button style="${small} top: 108px; z-index: 1; ${looks}" aria-label="Opslaan"></button>
  </div></body></html>`

test('a button that another one half covers is a fault, and behind a dialog it is not', async () => {
  await page.setContent(screen(''))
  const [fault, ...others] = await axeFaults(page)
  assert.match(fault!, /^target-size .*Wijzigen/)
  assert.deepEqual(others, [])
  await page.setContent(screen('aria-modal="true"'))
  assert.deepEqual(await axeFaults(page), [])
})

test('what is still opening is looked at when it stands, and what moves for ever is not waited for', async () => {
  const beside = 'left: 200px; animation: open 900ms step-end'
  await page.setContent(
    screen('', beside).replace('</main>', '<p style="animation: open 1s infinite">Even geduld</p></main>'),
  )
  assert.deepEqual(await axeFaults(page), [])
})
