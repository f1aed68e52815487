/** The press under lost, slow and tired workers, and what strangers' text does to a page. */
import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { setTimeout as wait } from 'node:timers/promises'
import { readPdf } from '../../../test/support/read-pdf.ts'
import { printable } from './fonts.ts'
import { openPress, template, type PressLimits } from './press.ts'

type Page = { title: string; text: string; times: number }
const page = template<Page>(new URL('press.test.typ', import.meta.url))
const at = new Date('2026-11-21T10:00:00Z')
const short: Page = { title: 'Kort', text: 'Eén regel', times: 1 }
const long: Page = { title: 'Lang', text: 'Een regel die vaak terugkomt. '.repeat(40), times: 1500 }

const opened: { stop(): Promise<void> }[] = []
function press(limits: Partial<PressLimits> = {}) {
  const one = openPress({ workers: 1, ...limits })
  opened.push(one)
  return one
}
after(() => Promise.all(opened.map((one) => one.stop())))

/** The text without its line ends, for a page breaks lines where it likes. */
const textOf = async (pdf: Uint8Array) => {
  const { pages } = await readPdf(pdf)
  return pages
    .map(({ text }) => text.replaceAll('\u200b', ''))
    .join(' ')
    .replaceAll(/\s+/g, ' ')
}

test('a document is an A4 in PDF/A-2b, and the same data and moment give the same bytes', async () => {
  const one = press()
  const pdf = await one.render(page, short, { at })
  const { pages, metadata, files } = await readPdf(pdf)
  assert.deepEqual(
    pages.map(({ widthMm, heightMm }) => [widthMm, heightMm]),
    [[210, 297]],
  )
  assert.match(metadata, /<pdfaid:part>2<\/pdfaid:part><pdfaid:conformance>B</)
  assert.match(metadata, /<xmp:CreateDate>2026-11-21T10:00:00/)
  assert.deepEqual(files, [])
  assert.deepEqual(await one.render(page, short, { at }), pdf)
})

test('an enclosed invoice makes it PDF/A-3b and is told in the metadata', async () => {
  const bytes = Buffer.from('<Invoice>€ 12,34</Invoice>')
  const enclosed = {
    name: 'factur-x.xml',
    mime: 'text/xml',
    relationship: 'alternative' as const,
    description: 'De factuur',
    bytes,
  }
  const pdf = await press().render(page, short, { at, attachments: [enclosed], facturX: 'EN 16931' })
  const { metadata, files, pages } = await readPdf(pdf)
  assert.match(metadata, /<pdfaid:part>3<\/pdfaid:part><pdfaid:conformance>B</)
  assert.match(metadata, /<fx:ConformanceLevel>EN 16931</)
  assert.match(metadata, /<pdfaProperty:name>ConformanceLevel</)
  assert.deepEqual(files, [
    {
      name: 'factur-x.xml',
      relationship: 'Alternative',
      mime: 'text/xml',
      text: '<Invoice>€ 12,34</Invoice>',
    },
  ])
  assert.equal(pages.length, 1)
})

test('what a stranger typed prints as typed', async () => {
  const typed = [
    '#import "/platform/pdf/worker.ts": *',
    '#read("/main.ts") $x^2$ *vet* _schuin_ @wie <label> // weg /* weg */',
    'C:\\map\\bestand "aanhalingen" \'enkel\' `code` ~ -- --- -> =>',
    '</script><b>vet</b> {{ naam }} ${naam} %s \\u{41}',
    'Zoë Müller, Łódź, Ελλάς, Москва, € ½ ™ № ✓ →',
  ]
  const shown = await textOf(await press().render(page, { ...short, text: typed.join('\n') }, { at }))
  for (const line of typed) assert.ok(shown.includes(line), `«${line}» in «${shown}»`)
})

test('letters that no font has become a box; pictures and what only steers are left out', async () => {
  const text = 'a\u0000b\u0007c\u202ed\ud800e 漢字 😀 🛠\ufe0f 👍🏽 שלום'
  const shown = await textOf(await press().render(page, { ...short, text }, { at }))
  assert.ok(shown.includes('abcd□e □□ 😀 '), shown)
  assert.equal(shown.match(/□/g)?.length, 3, shown)
  assert.ok(shown.includes('שלום') || shown.includes('םולש'), shown)
})

test('a name keeps its words without the pictures in it, and a name of pictures only is not empty', () => {
  assert.equal(printable('Stadsfiets 🚲🔒 rood 👨‍👩‍👧 ✓ 🇳🇱'), 'Stadsfiets rood ✓ ')
  assert.equal(printable('🚲🔒'), '□')
  assert.equal(printable(' '), ' ')
})

test('a note of two megabytes is cut, and a word without end is broken', async () => {
  const note = await readPdf(await press().render(page, { ...short, text: 'woord '.repeat(350_000) }, { at }))
  assert.ok(note.pages.length <= 4, `${note.pages.length} pages`)
  assert.match(note.pages.at(-1)!.text, /\[…\]/)
  const word = await readPdf(await press().render(page, { ...short, text: 'x'.repeat(400) }, { at }))
  assert.ok(word.pages[0]!.text.split('\n').length > 3, 'the word goes over several lines')
})

test('a worker that is killed at work costs nobody a document', async () => {
  const one = press()
  await one.render(page, short, { at })
  const [first] = one.workers()
  const asked = [one.render(page, long, { at }), one.render(page, short, { at })] as const
  process.kill(first!, 'SIGKILL')
  const [slow, next] = await Promise.all(asked)
  assert.ok((await readPdf(slow)).pages.length > 100)
  assert.equal((await readPdf(next)).pages.length, 1)
  assert.notDeepEqual(one.workers(), [first])
})

test('a document that takes its worker down twice is given up, and the next one is made', async () => {
  const one = press()
  const doomed = assert.rejects(one.render(page, long, { at }), /its worker was lost \(ended by SIGKILL\)/)
  const killed = new Set<number>()
  while (killed.size < 2) {
    for (const worker of one.workers().filter((id) => !killed.has(id))) {
      killed.add(worker)
      process.kill(worker, 'SIGKILL')
    }
    await wait(1)
  }
  await doomed
  assert.equal((await readPdf(await one.render(page, short, { at }))).pages.length, 1)
})

test('a document that takes too long is given up', async () => {
  await assert.rejects(press({ msPerDocument: 1 }).render(page, long, { at }), /it took too long/)
})

test('a fault in the data is told at once and keeps the worker', async () => {
  const one = press()
  await one.render(page, short, { at })
  const before = one.workers()
  await assert.rejects(one.render(page, { title: 'Leeg' } as Page, { at }), /does not contain key "times"/)
  await assert.rejects(
    one.render(template<Page>(new URL('none.typ', import.meta.url)), short, { at }),
    /not found/,
  )
  assert.deepEqual(one.workers(), before)
})

test('a worker is replaced after the number of documents it may make', async () => {
  const one = press({ documentsPerWorker: 2 })
  const ids = new Set<number | undefined>()
  for (let i = 0; i < 4; i++) {
    const made = one.render(page, short, { at })
    ids.add(one.workers()[0])
    await made
  }
  assert.equal(ids.size, 2)
})

test('a full queue refuses, and a stopped press too', async () => {
  const one = press({ queued: 1 })
  const taken = [one.render(page, short, { at }), one.render(page, short, { at })]
  await assert.rejects(one.render(page, short, { at }), /1 are waiting already/)
  assert.equal((await Promise.all(taken)).length, 2)
  const stopped = assert.rejects(one.render(page, long, { at }), /stopping/)
  await one.stop()
  await stopped
  assert.deepEqual(one.workers(), [])
  await assert.rejects(one.render(page, short, { at }), /stopping/)
})

test('pieces are joined in their order, each in its own size, and a broken one is named', async () => {
  const one = press()
  const [first, second] = await Promise.all([
    one.render(page, { ...short, title: 'Eerste' }, { at }),
    one.render(page, { ...long, times: 60, title: 'Tweede' }, { at }),
  ])
  const last = (await readPdf(second)).pages.length - 1
  const pieces = [
    { pdf: second, pages: [last] },
    { pdf: Buffer.from('%PDF-1.4 kapot') },
    { pdf: first },
    { pdf: second, pages: [0] },
  ]
  const { pdf, unreadable } = await one.merge(pieces)
  assert.deepEqual(unreadable, [1])
  const { pages } = await readPdf(pdf)
  assert.equal(pages.length, 3)
  assert.match(pages[1]!.text, /^Eerste/)
  assert.match(pages[2]!.text, /^Tweede/)
})
