/** Whom an invoice names, and where they can be reached. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Business } from '../organisations/schema.ts'
import { sellerOf } from './parties.ts'

const business = {
  legalName: 'Fietsen De Wit B.V.',
  tradeName: 'Fietsen De Wit',
  country: 'NL',
  cocNumber: '12345678',
  vatNumber: 'NL123456789B13',
  taxNumber: null,
  peppolScheme: null,
  peppolId: null,
  street: 'Dorpsstraat',
  houseNumber: '1',
  postcode: '1695 AA',
  city: 'Blokker',
  phone: null,
  supportName: null,
  supportPhone: null,
  supportEmail: 'vragen@dewit.example',
  email: 'kantoor@dewit.example',
  contactEmail: 'klanten@dewit.example',
} as Partial<Business> as Business

const cases: [story: string, bend: Partial<Business>, expected: string][] = [
  ['an invoice tells customers the address that is meant for them', {}, 'klanten@dewit.example'],
  ['without one it is that of the business', { contactEmail: null }, 'kantoor@dewit.example'],
  ['and else that of the support contact', { contactEmail: null, email: null }, 'vragen@dewit.example'],
]
for (const [story, bend, expected] of cases)
  test(story, () =>
    assert.equal(sellerOf({ ...business, ...bend }, business.vatNumber).contact?.email, expected),
  )
