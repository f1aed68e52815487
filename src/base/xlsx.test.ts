/** Workbooks as spreadsheets save them, and files that only look like one. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { crc32, deflateRawSync } from 'node:zlib'
import { isXlsx, readXlsx } from './xlsx.ts'

/** A ZIP of these files, packed. */
function zip(files: Readonly<Record<string, string | Buffer>>): Buffer {
  const [bodies, heads]: [Buffer[], Buffer[]] = [[], []]
  let at = 0
  for (const [name, text] of Object.entries(files)) {
    const bytes = Buffer.from(text)
    const packed = deflateRawSync(bytes)
    const title = Buffer.from(name)
    const facts = Buffer.alloc(26)
    facts.writeUInt16LE(20, 0)
    facts.writeUInt16LE(8, 4)
    facts.writeUInt32LE(crc32(bytes), 10)
    facts.writeUInt32LE(packed.length, 14)
    facts.writeUInt32LE(bytes.length, 18)
    facts.writeUInt16LE(title.length, 22)
    const body = Buffer.concat([Buffer.from('PK\x03\x04'), facts, title, packed])
    const head = Buffer.alloc(46)
    head.write('PK\x01\x02', 'latin1')
    facts.copy(head, 6)
    head.writeUInt32LE(at, 42)
    bodies.push(body)
    heads.push(Buffer.concat([head, title]))
    at += body.length
  }
  const directory = Buffer.concat(heads)
  const end = Buffer.alloc(22)
  end.write('PK\x05\x06', 'latin1')
  end.writeUInt16LE(heads.length, 8)
  end.writeUInt16LE(heads.length, 10)
  end.writeUInt32LE(directory.length, 12)
  end.writeUInt32LE(at, 16)
  return Buffer.concat([...bodies, directory, end])
}

const book = (sheet: string, more: Readonly<Record<string, string | Buffer>> = {}) =>
  zip({
    'xl/workbook.xml':
      '<workbook xmlns:r="http://r"><sheets><sheet name="Blad1" sheetId="1" r:id="rId3"/></sheets></workbook>',
    'xl/_rels/workbook.xml.rels':
      '<Relationships><Relationship Id="rId3" Target="worksheets/sheet7.xml"/></Relationships>',
    'xl/worksheets/sheet7.xml': `<worksheet><sheetData>${sheet}</sheetData></worksheet>`,
    ...more,
  })

test('shared, rich and inline texts, figures, days and truths come as what the sheet shows', () => {
  const file = book(
    `<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c></row>
     <row r="3"><c r="A3" t="inlineStr"><is><t>M&#252;ller &amp; Zn.</t></is></c><c r="C3"><v>0.30000000000000004</v></c>
       <c r="D3" s="1"><v>46054</v></c><c r="E3" t="b"><v>1</v></c><c r="F3" t="str"><v>ja</v></c><c r="G3"><v>12345678</v></c></row>
     <row r="4"><c r="A4" s="2"><v>46054.5</v></c><c r="B4" t="e"><v>#REF!</v></c></row>
     <row r="5"><c r="A5"/></row>`,
    {
      'xl/sharedStrings.xml':
        '<sst><si><t>Naam</t></si><si><r><t xml:space="preserve">KvK-</t></r><r><t>nummer</t></r><rPh><t>x</t></rPh></si></sst>',
      'xl/styles.xml':
        '<styleSheet><numFmts><numFmt numFmtId="170" formatCode="dd\\-mm\\-yyyy"/></numFmts><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="170"/></cellXfs></styleSheet>',
    },
  )
  assert.ok(isXlsx(file))
  assert.deepEqual(readXlsx(file), [
    ['Naam', 'KvK-nummer'],
    ['Müller & Zn.', '', '0.3', '2026-02-01', 'true', 'ja', '12345678'],
    ['2026-02-01', ''],
  ])
})

test('a file of another kind, a half one and one that swells are not read', () => {
  assert.equal(isXlsx(Buffer.from('Naam;Plaats')), false)
  assert.equal(readXlsx(Buffer.from('PK\x03\x04 en verder niets')), null)
  const whole = book('<row r="1"><c r="A1" t="str"><v>x</v></c></row>')
  assert.equal(readXlsx(whole.subarray(0, whole.length - 30)), null)
  assert.equal(readXlsx(zip({ 'a.txt': 'geen werkboek' })), null)
  const bomb = book('', { 'xl/worksheets/sheet7.xml': Buffer.alloc(120_000_000, 0x20) })
  assert.ok(bomb.length < 1_000_000)
  assert.equal(readXlsx(bomb), null)
})
