/** The official examples and unit tests of EN 16931, Peppol and NLCIUS, run against our own rules. */
import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { inspect } from './preflight.ts'
import { readTree } from './reader.ts'
import type { Profile } from './ubl.ts'

const folder = join(process.cwd(), '../shared/reference/einvoicing')
const skip = existsSync(folder)
  ? false
  : 'the official examples are not on this machine (../shared/reference/einvoicing)'

/** Rules that we do not keep, because we never write what they are about. */
const outOfScope: Readonly<Record<string, string>> = {
  'BR-CL-07': 'object identifiers (BT-18, BT-128) are never written',
  'BR-NL-26': 'a warning on the legal form of a party, which is never written',
  'DE-R-017': 'a warning; we write only 380 and 381',
  'DE-R-019': 'a warning on the IBAN of a transfer; our own rule PAKHUIS-IBAN checks every IBAN',
  'DE-R-020': 'a warning on the IBAN of a direct debit; our own rule PAKHUIS-IBAN checks every IBAN',
  'DE-R-026': 'a warning on type 384, which is never written',
  'DE-R-027': 'a warning on the shape of a phone number',
  'DE-R-028': 'a warning on the shape of an e-mail address',
  'UBL-CR-561': 'a warning on an element that is never written',
}

type Case = {
  readonly set: string
  readonly n: number
  readonly config: string
  readonly scope: readonly string[]
  readonly expect: Readonly<Partial<Record<'success' | 'error' | 'warning', readonly { rule: string }[]>>>
  readonly xml: string
}

type Example = {
  readonly file: string
  readonly group: string
  readonly expect: 'valid' | 'invalid'
  readonly rule?: string
  readonly level?: 'error' | 'warning'
}

const found = (xml: string | Uint8Array, profile: Profile) => {
  const { invoice, tree } = readTree(xml)
  return inspect(invoice, tree, profile)
}

const sets = ['en16931-ubl-invoice', 'en16931-ubl-creditnote', 'peppol-ubl', 'peppol-nl', 'peppol-de']

for (const name of sets) {
  test(`each official unit test of ${name} fires or stays silent in ours too`, { skip }, (t) => {
    const wrong: string[] = []
    const counts = new Map<string, number>()
    const left = new Set<string>()
    for (const one of casesOf(name)) {
      const findings = found(one.xml, one.config.startsWith('tc434') ? 'en16931' : 'peppol')
      for (const [expected, entries] of Object.entries(one.expect)) {
        for (const { rule } of entries) {
          if (outOfScope[rule]) {
            left.add(rule)
            continue
          }
          counts.set(rule, (counts.get(rule) ?? 0) + 1)
          const hits = findings.filter((finding) => finding.rule === rule)
          const isRight =
            expected === 'success' ? hits.length === 0 : hits.some((hit) => hit.level === expected)
          if (!isRight)
            wrong.push(
              `${rule} (${one.set} ${one.n}) should be ${expected}, gives ${hits.map((hit) => hit.level).join() || 'nothing'}`,
            )
        }
      }
    }
    t.diagnostic(`${[...counts].map(([rule, count]) => `${rule} ${count}`).join(', ')}`)
    t.diagnostic(
      `out of scope: ${[...left].map((rule) => `${rule} (${outOfScope[rule]})`).join('; ') || 'none'}`,
    )
    assert.deepEqual(wrong, [])
  })
}

test('each rule that is left out is one of the official material', { skip }, () => {
  const known = new Set(examples().map((one) => one.rule))
  for (const name of sets) for (const one of casesOf(name)) for (const rule of one.scope) known.add(rule)
  assert.deepEqual(
    Object.keys(outOfScope).filter((rule) => !known.has(rule)),
    [],
  )
})

test('each official example is accepted or refused as its publisher says', { skip }, (t) => {
  const wrong: string[] = []
  let count = 0
  for (const one of examples()) {
    count++
    const profile = one.group === 'peppol' || one.group === 'nlcius' ? one.group : 'en16931'
    const findings = found(readFileSync(join(folder, one.file)), profile)
    const errors = findings.filter((finding) => finding.level === 'error')
    const all = [...new Set(errors.map((error) => error.rule))].join()
    if (one.expect === 'valid' && errors.length > 0) wrong.push(`${one.file} is valid, ours says ${all}`)
    if (one.expect === 'invalid' && errors.length === 0) wrong.push(`${one.file} is invalid, ours accepts it`)
    if (
      one.rule &&
      !outOfScope[one.rule] &&
      !findings.some((hit) => hit.rule === one.rule && hit.level === one.level)
    ) {
      wrong.push(
        `${one.file} should give ${one.rule} as ${one.level}, ours gives ${findings.map((hit) => hit.rule).join()}`,
      )
    }
  }
  t.diagnostic(`${count} examples`)
  assert.deepEqual(wrong, [])
})

function casesOf(name: string): Case[] {
  const text = readFileSync(join(folder, 'testsets', `${name}.ndjson`), 'utf8')
  return text
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as Case)
}

const examples = (): readonly Example[] =>
  (JSON.parse(readFileSync(join(folder, 'MANIFEST.json'), 'utf8')) as { files: Example[] }).files
