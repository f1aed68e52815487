/** Files for the bank: valid by the official schemas, exact to the cent, and only with signs that every bank takes. */
import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { XmlDocument, XsdValidator } from 'libxml2-wasm'
import { all, readXml, textAt, type Node } from '../../base/xml.ts'
import { decimal } from '../../base/money.ts'
import { fc } from '../../../test/support/chance.ts'
import { writeTransfers } from './credit-transfer.ts'
import { writeDirectDebits, type Collection, type DirectDebits, type Sequence } from './direct-debit.ts'
import { countryWords } from '../tax/schema/names.ts'
import { sepaReference, sepaText, type SepaParty } from './sepa.ts'

const folder = join(process.cwd(), '../shared/reference/accounting/iso20022')
const skip = existsSync(folder)
  ? false
  : 'the official schemas are not on this machine (../shared/reference/accounting)'
const schema = (name: string) =>
  XsdValidator.fromDoc(XmlDocument.fromBuffer(readFileSync(join(folder, `${name}.xsd`))))

function validate(name: string, xml: string) {
  const validator = schema(name)
  using document = XmlDocument.fromString(xml)
  validator.validate(document)
  validator.dispose()
}

const address = {
  street: 'Dorpsstraat',
  houseNumber: '1',
  postcode: '1695 AA',
  city: 'Blokker',
  country: 'NL',
}
const us: SepaParty & { creditorId: string } = {
  name: 'Fietsen De Wit B.V.',
  iban: 'NL91ABNA0417164300',
  bic: 'ABNANL2A',
  address,
  creditorId: 'NL42ZZZ123456780001',
}
const them = (bend: Partial<SepaParty> = {}): SepaParty => ({
  name: 'Bäckerei Müller & Söhne',
  iban: 'DE89370400440532013000',
  bic: null,
  address: null,
  ...bend,
})
const collection = (bend: Partial<Collection> = {}): Collection => ({
  endToEnd: '2026-00001',
  amount: 1210,
  day: '2026-11-27',
  sequence: 'RCUR',
  mandate: 'M-7',
  mandateDay: '2026-01-15',
  debtor: them(),
  text: 'Factuur 2026-00001',
  ...bend,
})
const file = (collections: readonly Collection[]): DirectDebits => ({
  messageId: 'INCASSO-2026-1',
  createdAt: '2026-11-22T10:00:00',
  creditor: us,
  scheme: 'CORE',
  collections,
})
const parsed = (xml: string): Node => {
  const root = readXml(new TextEncoder().encode(xml), { bytes: 10_000_000, depth: 40, tags: 100_000 })
  if (typeof root === 'string') throw new Error(root)
  return root
}

test(
  'direct debits of any number, sign and day are valid, and add up per batch and in whole',
  { skip },
  () => {
    const one = fc.record({
      amount: fc.integer({ min: 1, max: 99_999_999_999 }),
      day: fc.constantFrom('2026-11-27', '2026-12-01', '2026-12-04'),
      sequence: fc.constantFrom<Sequence>('FRST', 'RCUR', 'OOFF', 'FNAL'),
      text: fc.string({ unit: 'binary', maxLength: 200 }),
      debtor: fc
        .tuple(fc.string({ unit: 'grapheme', maxLength: 90 }), fc.boolean())
        .map(([name, hasAddress]) => them({ name: `K ${name}`, address: hasAddress ? address : null })),
    })
    const validators = (['02', '08'] as const).map(
      (version) => [version, schema(`pain.008.001.${version}`)] as const,
    )
    fc.assert(
      fc.property(fc.array(one, { minLength: 1, maxLength: 12 }), (parts) => {
        for (const [version, validator] of validators) {
          const xml = writeDirectDebits(file(parts.map((part) => collection(part))), version)
          using document = XmlDocument.fromString(xml)
          validator.validate(document)
          const body = all(parsed(xml), 'CstmrDrctDbtInitn')[0]!
          const batches = all(body, 'PmtInf')
          const amounts = (node: Node) =>
            all(node, 'DrctDbtTxInf/InstdAmt').map(({ text }) => decimal(text, 2)!)
          const total = (node: Node) => amounts(node).reduce((a, b) => a + b, 0)
          for (const batch of batches) {
            assert.equal(decimal(textAt(batch, 'CtrlSum')!, 2), total(batch))
            assert.equal(Number(textAt(batch, 'NbOfTxs')), amounts(batch).length)
          }
          assert.equal(
            decimal(textAt(body, 'GrpHdr/CtrlSum')!, 2),
            parts.reduce((a, { amount }) => a + amount, 0),
          )
          assert.equal(Number(textAt(body, 'GrpHdr/NbOfTxs')), parts.length)
          assert.equal(batches.length, new Set(parts.map(({ day, sequence }) => day + sequence)).size)
          assert.equal(new Set(batches.map((batch) => textAt(batch, 'PmtInfId'))).size, batches.length)
        }
      }),
      { numRuns: 40 },
    )
    for (const [, validator] of validators) validator.dispose()
  },
)

test('refunds are valid in both versions, with a structured address or none', { skip }, () => {
  for (const version of ['03', '09'] as const) {
    const transfers = [them(), them({ address, bic: 'INGBNL2A', iban: 'NL69INGB0123456789' })].map(
      (creditor, i) => ({
        endToEnd: `T-${i}`,
        amount: 2246 + i,
        day: '2026-11-24',
        creditor,
        text: 'Terugbetaling',
      }),
    )
    const xml = writeTransfers(
      { messageId: 'TERUG-1', createdAt: '2026-11-22T10:00:00', debtor: us, transfers },
      version,
    )
    validate(`pain.001.001.${version}`, xml)
    assert.equal(xml.includes('AdrLine'), false)
    assert.match(xml, /<CtrlSum>44.93<\/CtrlSum>/)
    assert.match(xml, /<TwnNm>Blokker<\/TwnNm><Ctry>NL<\/Ctry>/)
  }
})

test('an account that cannot be paid is refused with whose it is', () => {
  const write = (bend: Partial<SepaParty>) => () =>
    writeDirectDebits(file([collection({ debtor: them(bend) })]), '08')
  assert.throws(write({ iban: 'NL91ABNA0417164301' }), { code: 'sepa.iban-wrong' })
  assert.throws(write({ iban: 'TR330006100519786457841326' }), {
    code: 'sepa.country-closed',
    params: { name: 'Bäckerei Müller & Söhne', country: countryWords('TR') },
  })
  assert.throws(write({ name: '漢字' }), { code: 'sepa.name-missing' })
  assert.throws(() => writeDirectDebits(file([collection({ amount: 0 })]), '02'), {
    code: 'sepa.amount-wrong',
  })
})

test('signs that a bank does not take become ones that it does', () => {
  assert.equal(sepaText('Bäckerei Müller & Söhne – Straße №5 ✓', 70), 'Backerei Muller + Sohne - Strasse 5')
  assert.equal(sepaText('x'.repeat(200), 140).length, 140)
  assert.equal(sepaReference('//2026/00001//7/'), '2026/00001/7')
})
