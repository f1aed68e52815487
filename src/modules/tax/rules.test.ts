/** The VAT rules as cases that a clerk would tell, what they refuse, and the vectors. */
import assert from 'node:assert/strict'
import { existsSync } from 'node:fs'
import { test } from 'node:test'
import type { Day } from '../../base/day.ts'
import { Refusal } from '../../base/refusal.ts'
import { say } from '../../base/words.ts'
import { bent, business, noOss, ownNumber, secondHand, tablets, to } from '../../../test/support/tax-world.ts'
import type { Bend } from '../../../test/support/tax-world.ts'
import { runVectors } from '../../../test/support/vat-vectors.ts'
import { decide } from './rules.ts'
import { buyerNumber } from './rules/buyer.ts'
import type { Decision } from './rules/decision.ts'
import { locate } from './rules/place.ts'
import { countryWords } from './schema/names.ts'
import { explain, noteText, refusals, traceRules, treatments, warnings } from './schema.ts'
import { sourceName, territoryName } from './schema/sources.ts'
import { initialTaxRows, tablesOf } from './tables.ts'

const tables = tablesOf(initialTaxRows)

/** Treatment, country, category, rate, gross total, boxes, and warnings when there are any. */
function tell({ lines, totals, reporting, warnings: warned }: Decision): string {
  const { treatment, taxCountry, category, rate } = lines[0]!
  const boxes = reporting.map((entry) => entry.box)
  return [treatment, taxCountry ?? '-', category, rate, totals.gross, ...boxes, ...warned].join(' ')
}

const inDutch = 'domestic NL S 2100 12100 NL:1a'
const german = 'distance-sale-oss DE S 1900 12100 OSS:DE'
const free = 'intra-community-supply DE K 0 10000 ICP:goods NL:3b'
const exported = 'export - G 0 10000 NL:3a'
const outsideScope = 'outside-scope - O 0 10000'
const fromChina = (country: string, more: Partial<Bend['fulfilment']> = {}) => ({
  fulfilment: { from: 'CN', ...to(country), ...more },
})
const ioss = { hasOss: true, hasIoss: true }

const cases: [string, Bend, string][] = [
  ['a Dutch consumer pays Dutch VAT', {}, inDutch],
  ['a Dutch business with a valid number pays it too', { customer: business('NL810755610B01') }, inDutch],
  [
    'a German number changes nothing for goods that stay here',
    { customer: business('DE136695976') },
    inDutch,
  ],
  ['a book bears the reduced rate', { line: { category: 'book' } }, 'domestic NL S 900 12100 NL:1b'],
  [
    'lodging is taxed where it is, also for a German business',
    { line: { category: 'lodging' }, customer: business('DE136695976'), fulfilment: to('DE') },
    inDutch,
  ],

  ['a German consumer pays German VAT through OSS', { fulfilment: to('DE', '50667') }, german],
  [
    'the same by the letters of an old address: EL is Greece',
    { fulfilment: to('EL') },
    'distance-sale-oss GR S 2400 12100 OSS:GR',
  ],
  [
    'an Irish book is taxed at nothing',
    { fulfilment: to('IE'), line: { category: 'book' } },
    'distance-sale-oss IE Z 0 12100 OSS:IE',
  ],
  [
    'stock in Germany for a Dutch consumer goes home through OSS',
    { fulfilment: { from: 'DE' } },
    'distance-sale-oss NL S 2100 12100 OSS:NL',
  ],
  [
    'without OSS the own German number does it',
    { seller: ownNumber, fulfilment: to('DE') },
    'distance-sale-local DE S 1900 12100 LOCAL:DE NL:3c',
  ],
  [
    'a channel may leave own numbers alone',
    { seller: ownNumber, channel: { usesLocalNumbers: false }, fulfilment: to('DE') },
    'distance-sale-origin NL S 2100 12100 NL:1a',
  ],
  [
    'home counts as a place with a number of our own',
    { seller: { ...noOss }, fulfilment: { from: 'DE' } },
    'distance-sale-local NL S 2100 12100 NL:1a',
  ],
  [
    'German stock to France under a French number is no Dutch box',
    {
      seller: { hasOss: false, vatNumbers: [{ country: 'FR', isValid: true }] },
      fulfilment: { from: 'DE', ...to('FR') },
    },
    'distance-sale-local FR S 2000 12100 LOCAL:FR',
  ],
  [
    'below the threshold the VAT stays Dutch',
    { seller: noOss, fulfilment: to('DE') },
    'distance-sale-origin NL S 2100 12100 NL:1a',
  ],
  [
    'exactly € 10.000,00 is not above it',
    { seller: { ...noOss, crossBorderThisYear: 990000 }, fulfilment: to('DE') },
    'distance-sale-origin NL S 2100 12100 NL:1a',
  ],
  [
    'a cent more is',
    { seller: { ...noOss, crossBorderThisYear: 990001 }, fulfilment: to('DE') },
    'distance-sale-unregistered DE S 1900 12100 UNREGISTERED:DE registration-required',
  ],
  [
    'the delivery costs count for the threshold',
    { seller: { ...noOss, crossBorderThisYear: 990000 }, fulfilment: to('DE'), shipping: 121 },
    'distance-sale-unregistered DE S 1900 12221 UNREGISTERED:DE registration-required',
  ],
  [
    'last year at exactly the limit does not count against',
    { seller: { ...noOss, crossBorderLastYear: 1000000 }, fulfilment: to('DE') },
    'distance-sale-origin NL S 2100 12100 NL:1a',
  ],
  [
    'last year above it does',
    { seller: { ...noOss, crossBorderLastYear: 1000001 }, fulfilment: to('DE') },
    'distance-sale-unregistered DE S 1900 12100 UNREGISTERED:DE registration-required',
  ],
  [
    'there is no threshold for who is established in two states',
    { seller: { ...noOss, onlyEstablishedIn: null }, fulfilment: to('DE') },
    'distance-sale-unregistered DE S 1900 12100 UNREGISTERED:DE registration-required',
  ],
  [
    'nor for stock in another state',
    { seller: noOss, fulfilment: { from: 'BE', ...to('DE') } },
    'distance-sale-unregistered DE S 1900 12100 UNREGISTERED:DE registration-required',
  ],
  [
    'a net price counts whole for the threshold',
    {
      seller: { ...noOss, crossBorderThisYear: 879000 },
      channel: { pricesIncludeVat: false },
      fulfilment: to('DE'),
    },
    'distance-sale-origin NL S 2100 14641 NL:1a',
  ],

  [
    'a German business with a valid number pays none',
    { customer: business('DE136695976'), fulfilment: to('DE') },
    free,
  ],
  [
    'its number may be written with dots and blanks',
    { customer: business('de 136.695.976'), fulfilment: to('DE') },
    free,
  ],
  [
    'a French number serves for goods to Germany',
    { customer: business('FR12345678901'), fulfilment: to('DE') },
    free,
  ],
  [
    'unless the channel has reverse charge switched off',
    { customer: business('DE136695976'), channel: { reverseCharge: false }, fulfilment: to('DE') },
    `${german} b2b-taxed-as-consumer`,
  ],
  [
    'or the number is invalid',
    { customer: business('DE136695976', 'invalid'), fulfilment: to('DE') },
    `${german} vat-number-invalid`,
  ],
  [
    'an invalid number is the reason even where nothing is reversed',
    { customer: business('DE136695976', 'invalid'), channel: { reverseCharge: false }, fulfilment: to('DE') },
    `${german} vat-number-invalid`,
  ],
  [
    'or could not be checked',
    { customer: business('DE136695976', 'unverified', '2026-11-01'), fulfilment: to('DE') },
    `${german} vat-number-unverified`,
  ],
  [
    'a check of 30 days ago may be accepted',
    {
      customer: business('DE136695976', 'unverified', '2026-10-03'),
      channel: { whenUnverified: 'accept-last-valid' },
      fulfilment: to('DE'),
    },
    `${free} vat-number-last-valid-used`,
  ],
  [
    'one of 31 days ago may not',
    {
      customer: business('DE136695976', 'unverified', '2026-10-02'),
      channel: { whenUnverified: 'accept-last-valid' },
      fulfilment: to('DE'),
    },
    `${german} vat-number-unverified`,
  ],
  [
    'nor one that never was',
    {
      customer: business('DE136695976', 'unverified'),
      channel: { whenUnverified: 'accept-last-valid' },
      fulfilment: to('DE'),
    },
    `${german} vat-number-unverified`,
  ],
  [
    'a business without a number is a consumer',
    { customer: { kind: 'business' }, fulfilment: to('DE') },
    german,
  ],
  [
    'a consumer’s number means nothing',
    { customer: { ...business('DE136695976'), kind: 'consumer' }, fulfilment: to('DE') },
    german,
  ],
  [
    'a number of Monaco does not exist',
    { customer: business('MC12345678901'), fulfilment: to('DE') },
    `${german} vat-number-not-eu`,
  ],
  [
    'a number of the state of dispatch keeps the VAT here',
    { customer: business('NL810755610B01'), fulfilment: to('DE') },
    `${inDutch} buyer-vat-number-of-dispatch-state`,
  ],
  [
    'also where nothing is reversed',
    { customer: business('NL810755610B01'), channel: { reverseCharge: false }, fulfilment: to('DE') },
    `${inDutch} buyer-vat-number-of-dispatch-state`,
  ],
  [
    'an invalid one of the state of dispatch makes a consumer',
    { customer: business('NL810755610B01', 'invalid'), fulfilment: to('DE') },
    `${german} vat-number-invalid`,
  ],
  [
    'out of German stock the state of dispatch is Germany',
    {
      customer: business('DE136695976'),
      fulfilment: { from: 'DE', ...to('FR') },
      seller: { vatNumbers: [{ country: 'DE', isValid: true }] },
    },
    'local-supply DE S 1900 12100 LOCAL:DE buyer-vat-number-of-dispatch-state',
  ],
  [
    'out of German stock to a Dutch business is intra-Community',
    { customer: business('NL810755610B01'), fulfilment: { from: 'DE' } },
    'intra-community-supply NL K 0 10000 LOCAL:DE registration-required',
  ],
  [
    'an Irish number serves in Northern Ireland',
    { customer: business('IE6388047V'), fulfilment: to('GB', 'BT1 5GS') },
    'intra-community-supply XI K 0 10000 ICP:goods NL:3b',
  ],
  [
    'a British one does not',
    { customer: business('GB980780684'), fulfilment: to('UK', 'bt1 5gs') },
    'distance-sale-oss XI S 2000 12100 OSS:XI vat-number-not-eu',
  ],
  [
    'a number of Northern Ireland serves in Germany',
    { customer: business('XI980780684'), fulfilment: to('DE') },
    free,
  ],

  [
    'stock in Germany for a German consumer is a supply over there',
    { fulfilment: { from: 'DE', ...to('DE') }, seller: { vatNumbers: [{ country: 'DE', isValid: true }] } },
    'local-supply DE S 1900 12100 LOCAL:DE',
  ],
  [
    'for which a valid number is needed there',
    { fulfilment: { from: 'DE', ...to('DE') }, seller: { vatNumbers: [{ country: 'DE', isValid: false }] } },
    'local-supply DE S 1900 12100 LOCAL:DE registration-required',
  ],

  ['Switzerland is export', { fulfilment: to('CH', '8001') }, exported],
  ['so are the Canaries', { fulfilment: to('ES', '35001') }, exported],
  ['and Åland, written with its letters', { fulfilment: to('FI', 'FI-22100') }, exported],
  [
    'and Heligoland for a business with a number',
    { fulfilment: to('DE', '27498'), customer: business('DE136695976') },
    exported,
  ],
  ['and a French overseas department', { fulfilment: to('FR', '97400') }, exported],
  ['and an own country code of a place outside', { fulfilment: to('GP') }, exported],
  ['and Mount Athos', { fulfilment: to('EL', '630 86') }, exported],
  ['Monaco is France', { fulfilment: to('MC', '98000') }, 'distance-sale-oss FR S 2000 12100 OSS:FR'],
  [
    'Madeira has its own rate',
    { fulfilment: to('PT', '9000-150') },
    'distance-sale-oss PT S 2200 12100 OSS:PT',
  ],
  ['Lisbon has not', { fulfilment: to('PT', '1000-001') }, 'distance-sale-oss PT S 2300 12100 OSS:PT'],
  [
    'a book in Jungholz has the Austrian rate for books',
    { fulfilment: to('AT', '6691'), line: { category: 'book' } },
    'distance-sale-oss AT S 1000 12100 OSS:AT',
  ],
  [
    'export out of German stock belongs in the German return',
    { fulfilment: { from: 'DE', ...to('CH') }, seller: { vatNumbers: [{ country: 'DE', isValid: true }] } },
    'export - G 0 10000 LOCAL:DE',
  ],
  [
    'a parcel of £ 135,00 to a British consumer is small',
    { fulfilment: to('GB', 'SW1A 1AA'), microPoundsPerEuro: 1_350_000 },
    `${exported} uk-low-value-consignment`,
  ],
  ['one of £ 135,01 is not', { fulfilment: to('GB', 'SW1A 1AA'), microPoundsPerEuro: 1_350_100 }, exported],
  [
    'its freight does not count',
    { fulfilment: to('GB', 'SW1A 1AA'), microPoundsPerEuro: 1_350_000, shipping: 1210 },
    'export - G 0 11000 NL:3a uk-low-value-consignment',
  ],
  [
    'a British business is not warned for',
    { fulfilment: to('GB', 'SW1A 1AA'), microPoundsPerEuro: 870_000, customer: { kind: 'business' } },
    exported,
  ],
  ['nor is a consumer in Gibraltar', { fulfilment: to('GI'), microPoundsPerEuro: 870_000 }, exported],

  [
    'a German consumer who collects pays Dutch VAT',
    { fulfilment: { method: 'pickup', ...to('DE') } },
    inDutch,
  ],
  ['so does a Swiss one', { fulfilment: { method: 'pickup', ...to('CH') } }, inDutch],
  [
    'a German business that collects must prove the transport',
    { customer: business('DE136695976'), fulfilment: { method: 'pickup', ...to('NL') } },
    `${inDutch} pickup-no-transport-proof`,
  ],
  [
    'a Dutch one need not',
    { customer: business('NL810755610B01'), fulfilment: { method: 'pickup' } },
    inDutch,
  ],
  [
    'an invalid number is not told about without proof',
    { customer: business('DE136695976', 'invalid'), fulfilment: { method: 'pickup' } },
    inDutch,
  ],
  [
    'proven, it is intra-Community',
    {
      customer: business('DE136695976'),
      fulfilment: { method: 'pickup', isTransportProven: true, ...to('DE') },
    },
    free,
  ],
  [
    'to the state of the number when the address is the shop’s',
    { customer: business('DE136695976'), fulfilment: { method: 'pickup', isTransportProven: true } },
    free,
  ],
  [
    'to the address when that lies in a third state',
    {
      customer: business('DE136695976'),
      fulfilment: { method: 'pickup', isTransportProven: true, ...to('BE') },
    },
    'intra-community-supply BE K 0 10000 ICP:goods NL:3b',
  ],
  [
    'proven with an invalid number it is not',
    {
      customer: business('DE136695976', 'invalid'),
      fulfilment: { method: 'pickup', isTransportProven: true, ...to('DE') },
    },
    `${inDutch} vat-number-invalid`,
  ],
  [
    'nor where nothing is reversed',
    {
      customer: business('DE136695976'),
      channel: { reverseCharge: false },
      fulfilment: { method: 'pickup', isTransportProven: true, ...to('DE') },
    },
    `${inDutch} b2b-taxed-as-consumer`,
  ],
  [
    'collected from German stock is a supply over there',
    {
      fulfilment: { method: 'pickup', from: 'DE' },
      seller: { vatNumbers: [{ country: 'DE', isValid: true }] },
    },
    'local-supply DE S 1900 12100 LOCAL:DE',
  ],
  [
    'a region is the address’s, and not of who collects',
    { fulfilment: { method: 'pickup', from: 'PT', ...to('PT', '9500-150') }, seller: { country: 'PT' } },
    'domestic PT S 2300 12100',
  ],

  [
    'a repair is taxed where it is done',
    { line: { category: 'bike_repair_labour' }, fulfilment: to('DE') },
    'domestic NL S 900 12100 NL:1b',
  ],
  [
    'for a German business the charge is reversed',
    { line: { category: 'bike_repair_labour' }, customer: business('DE136695976'), fulfilment: to('NL') },
    'service-reverse-charge DE AE 0 11101 ICP:services NL:3b',
  ],
  [
    'for a Dutch one it is not',
    { line: { category: 'bike_repair_labour' }, customer: business('NL810755610B01') },
    'domestic NL S 900 12100 NL:1b',
  ],
  [
    'for services Northern Ireland is a third country',
    { line: { category: 'bike_repair_labour' }, customer: business('XI980780684') },
    'domestic NL S 900 12100 NL:1b vat-number-not-eu',
  ],
  [
    'work done in Belgium is Belgian',
    {
      line: { category: 'bike_repair_labour' },
      fulfilment: { from: 'BE' },
      seller: { vatNumbers: [{ country: 'BE', isValid: true }] },
    },
    'local-supply BE S 600 12100 LOCAL:BE',
  ],
  [
    'an insurance premium bears no VAT, wherever it goes',
    { line: { category: 'insurance' }, fulfilment: to('CH') },
    'exempt NL E 0 12100',
  ],

  ['a second-hand piece shows no VAT', { line: secondHand }, 'margin-scheme NL E 0 12100 NL:1a'],
  [
    'a second-hand book is taxed at the reduced rate inside',
    { line: { ...secondHand, category: 'book' } },
    'margin-scheme NL E 0 12100 NL:1b',
  ],
  ['it is no distance sale', { line: secondHand, fulfilment: to('DE') }, 'margin-scheme NL E 0 12100 NL:1a'],
  [
    'nor intra-Community',
    { line: secondHand, fulfilment: to('DE'), customer: business('DE136695976') },
    'margin-scheme NL E 0 12100 NL:1a',
  ],
  [
    'out of German stock it is taxed there',
    {
      line: secondHand,
      fulfilment: { from: 'DE', ...to('FR') },
      seller: { vatNumbers: [{ country: 'DE', isValid: true }] },
    },
    'margin-scheme DE E 0 12100 LOCAL:DE',
  ],
  [
    'outside the EU it bears no tax, and its price held none',
    { line: secondHand, fulfilment: to('CH') },
    'export - G 0 12100 NL:3a',
  ],
  [
    'collected by a Swiss consumer it stays under the scheme',
    { line: secondHand, fulfilment: { method: 'pickup', ...to('CH') } },
    'margin-scheme NL E 0 12100 NL:1a',
  ],

  ...(['NL', 'DE', 'CH'] as const).map((country): [string, Bend, string] => [
    `a small business charges no VAT to ${country}`,
    { seller: { ...noOss, isSmallBusiness: true }, fulfilment: to(country) },
    'small-business-exempt NL E 0 12100',
  ]),
  [
    'nor over a second-hand piece',
    { seller: { isSmallBusiness: true }, line: secondHand },
    'small-business-exempt NL E 0 12100',
  ],
  [
    'nor to a German business',
    { seller: { isSmallBusiness: true }, customer: business('DE136695976'), fulfilment: to('DE') },
    'small-business-exempt NL E 0 12100',
  ],
  [
    'an insurance premium is exempt of itself',
    { seller: { isSmallBusiness: true }, line: { category: 'insurance' } },
    'exempt NL E 0 12100',
  ],
  [
    'above the threshold it owes German VAT like everybody',
    { seller: { ...noOss, isSmallBusiness: true, crossBorderThisYear: 1000000 }, fulfilment: to('DE') },
    'distance-sale-unregistered DE S 1900 12100 UNREGISTERED:DE registration-required',
  ],
  [
    'its whole price counts for the threshold',
    { seller: { ...noOss, isSmallBusiness: true, crossBorderThisYear: 987901 }, fulfilment: to('DE') },
    'distance-sale-unregistered DE S 1900 12100 UNREGISTERED:DE registration-required',
  ],
  [
    'a service to a German business is taxed over there',
    {
      seller: { isSmallBusiness: true },
      line: { category: 'bike_repair_labour' },
      customer: business('DE136695976'),
    },
    'service-reverse-charge DE AE 0 12100 ICP:services NL:3b',
  ],
  [
    'its prices hold no VAT to take out either',
    {
      seller: { isSmallBusiness: true, crossBorderLastYear: 1000001, ...noOss },
      channel: { crossBorderPricing: 'same-net' },
      fulfilment: to('DE'),
    },
    'distance-sale-unregistered DE S 1900 14399 UNREGISTERED:DE registration-required',
  ],

  [
    'tablets of € 10.000,00 net to a Dutch business: the charge is reversed',
    { line: tablets(1000), customer: business('NL810755610B01') },
    'domestic-reverse-charge NL AE 0 1000000 NL:1e',
  ],
  [
    'a cent less is taxed',
    { line: { ...tablets(1000), discount: { amount: 2 } }, customer: business('NL810755610B01') },
    'domestic NL S 2100 1209998 NL:1a',
  ],
  ['a consumer pays the VAT', { line: tablets(1000) }, 'domestic NL S 2100 1210000 NL:1a'],
  [
    'a business whose number is invalid too',
    { line: tablets(1000), customer: business('NL810755610B01', 'invalid') },
    'domestic NL S 2100 1210000 NL:1a vat-number-invalid',
  ],
  [
    'the law reverses also on a channel that does not',
    { line: tablets(1000), customer: business('NL810755610B01'), channel: { reverseCharge: false } },
    'domestic-reverse-charge NL AE 0 1000000 NL:1e',
  ],
  [
    'Belgium does not reverse tablets',
    {
      line: tablets(1000),
      customer: business('BE0428759497'),
      fulfilment: { from: 'BE', ...to('BE') },
      seller: { country: 'BE' },
    },
    'domestic BE S 2100 1210000',
  ],

  [
    'the same net price to Hungary becomes dearer',
    { channel: { crossBorderPricing: 'same-net' }, fulfilment: to('HU') },
    'distance-sale-oss HU S 2700 12700 OSS:HU',
  ],
  [
    'to Belgium, with the same rate, the price stays',
    { channel: { crossBorderPricing: 'same-net' }, fulfilment: to('BE'), line: { unitPrice: 11800 } },
    'distance-sale-oss BE S 2100 118 OSS:BE',
  ],
  ['goods that go from China to Norway never come in', fromChina('NO'), outsideScope],
  ['goods that are collected in China stay there', fromChina('NL', { method: 'pickup' }), outsideScope],
  [
    'a second-hand piece that goes from China to Norway bears no tax over its margin',
    { ...fromChina('NO'), line: { margin: { purchasePrice: 600000 } } },
    'outside-scope - O 0 12100',
  ],
  [
    'a net price from China to Norway stays as it is',
    { ...fromChina('NO'), channel: { pricesIncludeVat: false }, line: { unitPrice: 1000000 } },
    outsideScope,
  ],
  [
    'a repair done in Switzerland for a consumer is none of ours',
    { fulfilment: { from: 'CH', ...to('NL') }, line: { category: 'bike_repair_labour', unitPrice: 1090000 } },
    outsideScope,
  ],
  [
    'a night in Switzerland is none of ours either, also for a Dutch business',
    {
      fulfilment: { from: 'CH', ...to('NL') },
      line: { category: 'lodging' },
      customer: business('NL810755610B01'),
    },
    outsideScope,
  ],
  [
    'a repair done in Switzerland for a Dutch business is taxed where that is',
    {
      fulfilment: { from: 'CH', ...to('NL') },
      line: { category: 'bike_repair_labour' },
      customer: business('NL810755610B01'),
    },
    'domestic NL S 900 12100 NL:1b',
  ],
  [
    'the same for a German business is reversed',
    {
      fulfilment: { from: 'CH', ...to('NL') },
      line: { category: 'bike_repair_labour' },
      customer: business('DE136695976'),
    },
    'service-reverse-charge DE AE 0 11101 ICP:services NL:3b',
  ],
  [
    'a repair for a business that is proven to be Swiss is taxed over there',
    {
      line: { category: 'bike_repair_labour', unitPrice: 1090000 },
      customer: { kind: 'business', provenIn: 'CH' },
    },
    outsideScope,
  ],
  [
    'its Swiss number alone proves nothing here',
    {
      line: { category: 'bike_repair_labour', unitPrice: 1090000 },
      customer: { kind: 'business', vatNumber: { number: 'CHE116281710', status: 'unverified' } },
    },
    'domestic NL S 900 10900 NL:1b vat-number-not-eu',
  ],
  [
    'for services Northern Ireland is outside',
    {
      line: { category: 'bike_repair_labour', unitPrice: 1090000 },
      customer: { kind: 'business', provenIn: 'XI' },
    },
    outsideScope,
  ],
  [
    'a proof about a place inside the Union counts for nothing',
    {
      line: { category: 'bike_repair_labour', unitPrice: 1090000 },
      customer: { kind: 'business', provenIn: 'DE' },
    },
    'domestic NL S 900 10900 NL:1b',
  ],
  [
    'a consumer is no business, whatever was proven',
    {
      line: { category: 'bike_repair_labour', unitPrice: 1090000 },
      customer: { kind: 'consumer', provenIn: 'CH' },
    },
    'domestic NL S 900 10900 NL:1b',
  ],
  [
    'lodging stays taxed where it is for a proven Swiss business',
    { line: { category: 'lodging' }, customer: { kind: 'business', provenIn: 'CH' } },
    inDutch,
  ],
  [
    'a small business that repairs for a proven Swiss one charges nothing for that reason',
    {
      seller: { isSmallBusiness: true },
      line: { category: 'bike_repair_labour', unitPrice: 1000000 },
      customer: { kind: 'business', provenIn: 'CH' },
    },
    outsideScope,
  ],
  [
    'a small parcel from China goes through the import scheme',
    { ...fromChina('DE'), seller: ioss },
    'distance-sale-import DE S 1900 12100 IOSS:DE',
  ],
  [
    'of exactly the limit without VAT still does',
    { ...fromChina('NL'), seller: ioss, line: { unitPrice: 1815000 } },
    'distance-sale-import NL S 2100 18150 IOSS:NL',
  ],
  [
    'its delivery costs do not count for the limit',
    { ...fromChina('NL'), seller: ioss, line: { unitPrice: 1815000 }, shipping: 500 },
    'distance-sale-import NL S 2100 18650 IOSS:NL',
  ],
  [
    'an insurance of it neither, which stays exempt',
    {
      ...fromChina('NL'),
      seller: ioss,
      lines: [
        { id: '1', category: 'standard', unitPrice: 1815000, quantity: 1000 },
        { id: '2', category: 'insurance', unitPrice: 100000, quantity: 1000 },
      ],
    },
    'distance-sale-import NL S 2100 19150 IOSS:NL',
  ],
  [
    'a number that is invalid makes a consumer of a business there too',
    { ...fromChina('DE'), seller: ioss, customer: business('DE136695976', 'invalid') },
    'distance-sale-import DE S 1900 12100 IOSS:DE',
  ],
  [
    'small parcels into Northern Ireland may go through it too',
    { ...fromChina('GB', { to: { country: 'GB', postcode: 'BT1 1AA' } }), seller: ioss },
    'distance-sale-import XI S 2000 12100 IOSS:XI',
  ],
  [
    'at the same net price the German VAT comes over it',
    { ...fromChina('DE'), seller: ioss, channel: { crossBorderPricing: 'same-net' } },
    'distance-sale-import DE S 1900 11900 IOSS:DE',
  ],
  [
    'a small business registered for the import scheme charges over there',
    { ...fromChina('DE'), seller: { ...ioss, isSmallBusiness: true } },
    'distance-sale-import DE S 1900 12100 IOSS:DE',
  ],
  [
    'a price list may hold German VAT',
    { channel: { priceCountry: 'DE' }, fulfilment: to('CH'), line: { unitPrice: 1190000 } },
    exported,
  ],
  [
    'at home a German price at the same net price becomes Dutch',
    { channel: { priceCountry: 'DE', crossBorderPricing: 'same-net' }, line: { unitPrice: 1190000 } },
    inDutch,
  ],
  [
    'a net price gets the VAT on top',
    { channel: { pricesIncludeVat: false }, line: { unitPrice: 1000000 } },
    inDutch,
  ],
  [
    'a net price stays as it is for export',
    { channel: { pricesIncludeVat: false }, line: { unitPrice: 1000000 }, fulfilment: to('CH') },
    exported,
  ],
]

for (const [story, bend, expected] of cases)
  test(story, () => {
    const decision = decide(bent(bend), tables)
    assert.equal(tell(decision), expected)
    for (const step of decision.trace)
      for (const lang of ['nl', 'en'] as const) assert.doesNotMatch(explain(step, lang), /[{}]|undefined|NaN/)
  })

test('a rate that changes holds from its very day', () => {
  const rateOn = (day: string, country: string, category = 'standard') =>
    decide(bent({ day, fulfilment: to(country), line: { category } }), tables).lines[0]?.rate
  assert.deepEqual([rateOn('2025-06-30', 'EE'), rateOn('2025-07-01', 'EE')], [2200, 2400])
  assert.deepEqual([rateOn('2024-08-31', 'FI'), rateOn('2024-09-01', 'FI')], [2400, 2550])
  assert.deepEqual([rateOn('2025-12-31', 'LT', 'book'), rateOn('2026-01-01', 'LT', 'book')], [900, 500])
})

const refused: [string, Bend, string, string?][] = [
  ['a discount larger than the goods', { orderDiscount: 12101 }, 'tax.discount-too-large', 'orderDiscount'],
  [
    'a line discount larger than its line',
    { line: { discount: { amount: 12101 } } },
    'tax.line-discount-too-large',
    'lines.0.discount.amount',
  ],
  [
    'a negative line discount',
    { line: { discount: { amount: -1 } } },
    'tax.negative-amount',
    'lines.0.discount.amount',
  ],
  [
    'a percentage above one hundred',
    { line: { discount: { percent: 10001 } } },
    'tax.discount-out-of-range',
    'lines.0.discount.percent',
  ],
  [
    'a percentage below zero',
    { line: { discount: { percent: -1 } } },
    'tax.discount-out-of-range',
    'lines.0.discount.percent',
  ],
  ['a negative quantity', { line: { quantity: -1000 } }, 'tax.negative-quantity', 'lines.0.quantity'],
  ['a negative price', { line: { unitPrice: -1 } }, 'tax.negative-amount', 'lines.0.unitPrice'],
  [
    'a negative purchase price',
    { line: { margin: { purchasePrice: -1 } } },
    'tax.negative-amount',
    'lines.0.margin.purchasePrice',
  ],
  ['a negative order discount', { orderDiscount: -1 }, 'tax.negative-amount', 'orderDiscount'],
  ['negative delivery costs', { shipping: -1 }, 'tax.negative-amount', 'shipping'],
  ['a negative payment', { prepaid: [100, -1] }, 'tax.negative-amount', 'prepaid.1'],
  ['rounding to nothing', { cashStep: 0 }, 'tax.bad-cash-step', 'cashStep'],
  ['no lines', { lines: [] }, 'tax.no-lines', 'lines'],
  ['a day that is none', { day: '2026-02-30' }, 'tax.unreadable-day', 'day'],
  ['a country that is none', { fulfilment: to('Nederland') }, 'tax.unknown-country', 'fulfilment.to.country'],
  [
    'no country, which must not become an untaxed export',
    { fulfilment: to('') },
    'tax.unknown-country',
    'fulfilment.to.country',
  ],
  ['a British seller', { seller: { country: 'GB' } }, 'tax.seller-outside-eu', 'seller.country'],
  ['stock in China', { fulfilment: { from: 'CN' } }, 'tax.dispatch-outside-eu', 'fulfilment.from'],
  [
    'a parcel from China above the limit',
    { ...fromChina('NL'), seller: ioss, line: { unitPrice: 1815100 } },
    'tax.dispatch-outside-eu',
    'fulfilment.from',
  ],
  [
    'a parcel from China to a business',
    { ...fromChina('DE'), seller: ioss, customer: business('DE136695976') },
    'tax.dispatch-outside-eu',
    'fulfilment.from',
  ],
  [
    'a second-hand piece from China',
    { ...fromChina('DE'), seller: ioss, line: { margin: { purchasePrice: 600000 } } },
    'tax.dispatch-outside-eu',
    'fulfilment.from',
  ],
  ['a category nobody knows', { line: { category: 'unicorns' } }, 'tax.unknown-category'],
  ['a day before the first rate', { day: '2020-06-30' }, 'tax.no-rate'],
  [
    'a day before the threshold existed',
    { day: '2021-06-30', seller: noOss, fulfilment: to('DE') },
    'tax.no-limit',
  ],
  [
    'a credit that leaves a rate open',
    {
      remainderOf: {
        vat: [
          { category: 'S', rate: 2100, base: 10000, vat: 2100 },
          { category: 'S', rate: 900, base: 1, vat: 0 },
        ],
        credited: [],
      },
    },
    'tax.credit-leaves-rest',
  ],
  [
    'a credit that leaves VAT open',
    {
      remainderOf: {
        vat: [
          { category: 'S', rate: 2100, base: 10000, vat: 2100 },
          { category: 'S', rate: 900, base: 0, vat: 1 },
        ],
        credited: [],
      },
    },
    'tax.credit-leaves-rest',
  ],
  [
    'a credit of a rate that was not invoiced',
    { remainderOf: { vat: [{ category: 'S', rate: 900, base: 1, vat: 0 }], credited: [] } },
    'tax.credit-of-other-rate',
  ],
  [
    'an earlier credit of a rate that was not invoiced',
    { remainderOf: { vat: [], credited: [[{ category: 'S', rate: 900, base: 1, vat: 0 }]] } },
    'tax.credit-of-other-rate',
  ],
  [
    'credits beyond the invoice',
    {
      remainderOf: {
        vat: [{ category: 'S', rate: 2100, base: 10, vat: 2 }],
        credited: [[{ category: 'S', rate: 2100, base: 11, vat: 2 }]],
      },
    },
    'tax.credited-too-much',
  ],
  [
    'credits of more VAT than invoiced',
    {
      remainderOf: {
        vat: [{ category: 'S', rate: 2100, base: 10, vat: 2 }],
        credited: [[{ category: 'S', rate: 2100, base: 10, vat: 3 }]],
      },
    },
    'tax.credited-too-much',
  ],
]

for (const [what, bend, code, field] of refused)
  test(`${what} is refused`, () => assert.throws(() => decide(bent(bend), tables), refusal(code, field)))

test('a rate that ended yesterday is refused, and never becomes the standard rate', () => {
  const rates = initialTaxRows.rates.map((row) =>
    row.category === 'book' && row.country === 'NL' ? { ...row, to: '2026-11-01' } : row,
  )
  const ended = tablesOf({ ...initialTaxRows, rates })
  const sale = bent({ line: { category: 'book' } })
  assert.throws(
    () => decide(sale, ended),
    (no: Refusal) =>
      say(refusals['tax.no-rate']!, 'nl', no.params) ===
        'Voor Boeken in Nederland geldt op 2 november 2026 geen btw-tarief. Voeg het toe bij Instellingen, Btw-tabellen.' &&
      say(refusals['tax.no-rate']!, 'en', no.params) ===
        'There is no VAT rate for Books in the Netherlands on 2 November 2026. Add it in Settings, VAT tables.',
  )
  assert.equal(decide({ ...sale, day: '2026-11-01' }, ended).lines[0]?.rate, 900)
})

test('a rate of 1c is neither the standard nor the reduced one', () => {
  const rate = {
    country: 'NL',
    region: null,
    category: 'bike',
    rate: 1300,
    from: '2021-01-01',
    to: null,
    source: 'test',
  }
  const other = tablesOf({
    ...initialTaxRows,
    rates: [...initialTaxRows.rates, rate, { ...rate, category: 'bike_parts', rate: 0 }],
  })
  const boxOf = (category: string) => decide(bent({ line: { category } }), other).reporting[0]?.box
  assert.deepEqual([boxOf('bike'), boxOf('standard'), boxOf('bike_parts')], ['NL:1c', 'NL:1a', 'NL:1e'])
})

test('without a row for the rest of the world everything unknown lies outside', () => {
  const territories = initialTaxRows.territories.filter((row) => row.country !== 'CH')
  assert.deepEqual(
    tell(decide(bent({ fulfilment: to('CH') }), tablesOf({ ...initialTaxRows, territories }))),
    exported,
  )
})

test('an address lies where the row of that day says; one that has ended or not begun does not count', () => {
  const [shipped] = initialTaxRows.territories
  const place = { ...shipped!, country: 'CH', name: 'Zwitserland', area: 'eu', source: 'test' } as const
  const areaOn = (
    day: Day,
    ...rows: { country?: string; postcodes?: string[]; from: Day; to: Day | null }[]
  ) => {
    const territories = [...rows.map((row) => ({ ...place, ...row })), ...initialTaxRows.territories]
    return locate({ country: 'CH', postcode: '8001' }, day, tablesOf({ ...initialTaxRows, territories })).area
  }
  const year = { from: '2026-01-01', to: '2026-12-31' } as const
  assert.deepEqual(
    (['2025-12-31', '2026-01-01', '2026-12-31', '2027-01-01'] as const).map((day) => areaOn(day, year)),
    ['outside', 'eu', 'eu', 'outside'],
  )
  assert.equal(areaOn('2027-01-01', year, { from: '2027-01-01', to: null }), 'eu')
  assert.equal(
    areaOn('2027-01-01', year, { country: '*', from: '2021-01-01', to: null }),
    'eu',
    'a country without a row of its own that day is like every other',
  )
})

test('Northern Ireland is a place of its own since 2021, and its VAT numbers count from then', () => {
  const areaOn = (day: Day) => locate({ country: 'GB', postcode: 'BT1 1AA' }, day, tables).area
  assert.deepEqual([areaOn('2020-12-31'), areaOn('2021-01-01')], ['outside', 'xi'])
  const numberOn = (day: Day) =>
    buyerNumber({ ...bent({ customer: business('XI123456789') }), day }, tables).outcome
  assert.deepEqual([numberOn('2020-12-31'), numberOn('2021-01-01')], ['not-eu', 'accepted'])
})

function refusal(code: string, field?: string) {
  return (fault: unknown) => {
    assert.ok(fault instanceof Refusal, String(fault))
    assert.deepEqual([fault.code, fault.field], [code, field])
    const text = refusals[code]
    assert.ok(text, `${code} has no words`)
    for (const lang of ['nl', 'en'] as const) assert.doesNotMatch(say(text, lang, fault.params), /[{}]/)
    return true
  }
}

test('no two rows of a rate, territory or limit hold on one day, and every row says where it is from', () => {
  const keyed = [
    ...initialTaxRows.rates.map((row) => ({ key: `${row.country}/${row.region}/${row.category}`, ...row })),
    ...initialTaxRows.limits.map((row) => ({ key: row.limit, ...row })),
    ...initialTaxRows.territories.map((row) => ({ key: `${row.country}:${row.postcodes.join()}`, ...row })),
  ]
  for (const a of keyed)
    for (const b of keyed)
      assert.ok(
        a === b || a.key !== b.key || (a.to !== null && a.to < b.from) || (b.to !== null && b.to < a.from),
        a.key,
      )
  for (const row of keyed) assert.ok(row.source.length > 0)
})

test('every word of the rules is said in both languages, and the notes in German too', () => {
  const all = [
    ...Object.values(treatments),
    ...Object.values(warnings),
    ...Object.values(traceRules),
    ...Object.values(refusals),
  ]
  for (const text of all) assert.ok(text.nl.length > 3 && text.en.length > 3 && text.nl !== text.en, text.nl)
  assert.equal(noteText('reverse-charge', 'NL').de, 'Steuerschuldnerschaft des Leistungsempfängers')
  assert.match(noteText('small-business', 'DE').de, /§ 19 UStG/)
  assert.match(noteText('small-business', 'NL').nl, /artikel 25/)
  assert.match(noteText('small-business', 'BE').nl, /^Bijzondere vrijstellingsregeling kleine ondernemingen/)
  assert.match(noteText('small-business', 'FR').en, /284/)
})

const explained: [string, Bend, string[]][] = [
  [
    'an order that passes the threshold, at the same net price',
    {
      seller: { ...noOss, crossBorderThisYear: 995000 },
      channel: { crossBorderPricing: 'same-net' },
      fulfilment: to('FI'),
      orderDiscount: 100,
      shipping: 500,
    },
    [
      'null The address lies in Finland, inside the EU.',
      'null The order discount of €1.00 is spread over the lines by value.',
      'null Sales to consumers in other EU countries: €10,053.31 this year with this order, €0.00 last year. That is above the threshold of €10,000.00 a year.',
      '1 Distance sale without OSS and without a VAT number in Finland: VAT of that country is due.',
      '1 Rate of Finland, Standard: 25.5%, since 1 September 2024 (source: TEDB 2026-09-23).',
      '1 The VAT of the price list (the Netherlands, 21%) was taken out and 25.5% added.',
      'null The delivery costs of €5.00 are spread over the goods by value.',
    ],
  ],
  [
    'a seller for whom there is no threshold, from a net price list',
    {
      seller: { ...noOss, onlyEstablishedIn: null },
      fulfilment: to('DE'),
      channel: { pricesIncludeVat: false },
    },
    [
      'null The address lies in Germany, inside the EU.',
      'null The threshold is only for who is established in one EU country and ships from there; this leaves from the Netherlands.',
      '1 Distance sale without OSS and without a VAT number in Germany: VAT of that country is due.',
      '1 Rate of Germany, Standard: 19%, since 1 January 2021 (source: TEDB 2026-09-23).',
      '1 The price is without VAT; 19% is added.',
    ],
  ],
  [
    'a number that was valid the day before',
    {
      customer: business('DE136695976', 'unverified', '2026-11-01'),
      channel: { whenUnverified: 'accept-last-valid' },
      fulfilment: to('DE'),
    },
    [
      'null The address lies in Germany, inside the EU.',
      'null VAT number DE136695976 cannot be checked now; it was valid on 1 November 2026, which this channel accepts.',
      '1 Goods to Germany for a business with a valid VAT number of another EU country than we ship from: 0%.',
      '1 The VAT of the price list (the Netherlands, 21%) was taken out of the price.',
    ],
  ],
  [
    'a second-hand piece to London',
    { line: secondHand, fulfilment: to('GB', 'SW1A 1AA'), microPoundsPerEuro: 870_000 },
    [
      'null The address lies in the United Kingdom SW1A 1AA, outside the VAT area of the EU.',
      '1 Margin goods that leave the VAT area of the EU bear no VAT.',
      '1 No VAT is added to the price and none is taken off.',
      'null The goods are worth £105.27. Up to £135.00 British VAT is due at the sale.',
    ],
  ],
  [
    'a British business in Belfast that pays in cash',
    {
      customer: business('GB980780684'),
      fulfilment: to('GB', 'BT1 5GS'),
      line: { unitPrice: 1210300 },
      cashStep: 5,
    },
    [
      'null The address lies in Northern Ireland: goods count as inside the EU.',
      'null VAT number GB980780684 does not count here as one of an EU country.',
      '1 Distance sale through OSS: VAT of Northern Ireland, where the goods go.',
      '1 Rate of Northern Ireland, Standard: 20%, since 1 January 2021 (source: TEDB 2026-09-23).',
      '1 The price includes 20% VAT.',
      'null Rounded for cash by €0.02; the VAT stays the same.',
    ],
  ],
]

for (const [story, bend, steps] of explained)
  test(`why this VAT: ${story}`, () => {
    const { trace } = decide(bent(bend), tables)
    const told = trace.map((step) => `${step.line} ${explain(step, 'en')}`)
    assert.deepEqual(told, steps)
  })

test('what holds for the whole sale is told once, however many lines there are', () => {
  const line = bent({}).lines[0]!
  const sale = bent({
    lines: [line, { ...line, id: '2' }],
    customer: business('DE136695976'),
    fulfilment: to('DE'),
  })
  const told = decide(sale, tables).trace.filter(({ rule }) => rule === 'number.accepted')
  assert.deepEqual(
    told.map((step) => explain(step, 'en')),
    ['VAT number DE136695976 is valid.'],
  )
})

test('an address outside without a postcode leaves no gap in its sentence', () => {
  const [first] = decide(bent({ fulfilment: to('CH') }), tables).trace
  assert.equal(explain(first!, 'nl'), 'Het adres ligt in Zwitserland, buiten het btw-gebied van de EU.')
})

test('a country is named with its article where its language has one', () => {
  const cases: [string, string, string][] = [
    ['US', 'de Verenigde Staten', 'the United States'],
    ['GB', 'het Verenigd Koninkrijk', 'the United Kingdom'],
    ['NL', 'Nederland', 'the Netherlands'],
    ['DE', 'Duitsland', 'Germany'],
  ]
  for (const [code, nl, en] of cases) {
    const named = countryWords(code)
    assert.deepEqual([named.nl, named.en], [nl, en])
  }
})

test('every sentence of the explanation is told by some sale', () => {
  const invoice = decide(bent({}), tables)
  const remainderOf = { vat: invoice.vat, credited: [] }
  const sales = [
    ...[...cases, ...explained].map(([, bend]) => bent(bend)),
    bent({ line: { asInvoiced: invoice.lines[0]! }, remainderOf }),
    bent({ customer: { kind: 'business' }, fulfilment: to('DE') }),
    bent({
      lines: [
        bent({}).lines[0]!,
        { ...bent({ line: { category: 'bike_repair_labour' } }).lines[0]!, id: '2' },
      ],
      customer: { kind: 'business', provenIn: 'CH' },
    }),
  ]
  const told = new Set(sales.flatMap((sale) => decide(sale, tables).trace.map(({ rule }) => rule as string)))
  assert.deepEqual(
    Object.keys(traceRules).filter((rule) => !told.has(rule)),
    [],
  )
  const [as] = decide(sales.at(-3)!, tables).trace.filter(({ rule }) => rule === 'line.as-invoiced')
  assert.equal(explain(as!, 'en'), 'As on the credited invoice: Domestic.')
})

test('what was charged is told in the currency of the sale, a limit of the law in its own', () => {
  const step = { rule: 'shipping.follows-goods', line: null, params: { amount: 19_900 } } as const
  assert.equal(
    explain(step, 'en', 'SEK').replace(/\u00a0/g, ' '),
    'The delivery costs of SEK 199.00 are spread over the goods by value.',
  )
  const { trace } = decide(bent({ seller: noOss, fulfilment: to('FI') }), tables)
  const watched = trace.map((one) => explain(one, 'en', 'SEK')).filter((text) => text.includes('threshold'))
  assert.match(watched.join(), /€10,000\.00/)
})

test('amounts and rates are told in Dutch as the Dutch write them', () => {
  const { trace } = decide(
    bent({ fulfilment: to('FI'), orderDiscount: 123456, line: { quantity: 20000 } }),
    tables,
  )
  const told = trace.map((step) => explain(step, 'nl').replace(/\u00a0/g, ' '))
  assert.ok(
    told.some((text) => text.startsWith('Tarief van Finland, Gewoon tarief: 25,5%')),
    told.join('\n'),
  )
  assert.ok(
    told.includes('De korting van € 1.234,56 op de bestelling is naar waarde over de regels verdeeld.'),
  )
})

const vectors = new URL('../../../../shared/reference/vat/vectors-open.json', import.meta.url)
test(
  'the open vectors hold',
  { skip: existsSync(vectors) ? false : 'the vectors are not beside the project' },
  () => {
    const { passed, failures } = runVectors(vectors.pathname)
    assert.deepEqual(failures, [])
    assert.ok(passed > 0)
  },
)

test('what is outside the scope of VAT shares its document with nothing: beside goods it stands among the exempt lines', () => {
  const goods = bent({}).lines[0]!
  const repair = { id: '2', category: 'bike_repair_labour', unitPrice: 1090000, quantity: 1000 }
  const insurance = { id: '3', category: 'insurance', unitPrice: 100000, quantity: 1000 }
  const swiss = { kind: 'business', provenIn: 'CH' } as const
  const alone = decide(bent({ lines: [repair], customer: swiss }), tables)
  assert.deepEqual(
    [alone.vat, alone.notes, alone.vatex],
    [[{ category: 'O', rate: 0, base: 10000, vat: 0 }], ['outside-scope'], ['VATEX-EU-O']],
  )
  const mixed = decide(bent({ lines: [goods, repair, insurance], customer: swiss }), tables)
  assert.deepEqual(
    mixed.vat.map(({ category, base, vat }) => [category, base, vat]),
    [
      ['S', 10000, 2100],
      ['E', 11000, 0],
    ],
  )
  assert.deepEqual(mixed.notes, ['exempt-insurance', 'outside-scope'])
  assert.deepEqual(mixed.vatex, ['VATEX-EU-135-1'])
  assert.ok(mixed.trace.some(({ rule }) => rule === 'outside.shares-document'))
  assert.ok(!alone.trace.some(({ rule }) => rule === 'outside.shares-document'))
})

test('every source that we ship with the tables reads in Dutch where it is English, a source of the shop as it was written', () => {
  const { rates, territories, limits } = initialTaxRows
  const shipped = new Set([...rates, ...territories, ...limits].map(({ source }) => source))
  const english = /\b(and|of|goods|rates|national|labour|regional|knowledge|Azores|Directive)\b/
  const left = [...shipped].filter((source) => english.test(say(sourceName(source), 'nl')))
  assert.deepEqual(left, [])
  assert.equal(say(sourceName('Brief van de belastingdienst'), 'nl'), 'Brief van de belastingdienst')
})

test('every territory that we ship with the tables has a Dutch name where its own is English', () => {
  const english = /\b(and|of|as|Islands?|Mount|Great|New|Northern|French|City|Greenland|Heligoland|Azores)\b/
  const left = initialTaxRows.territories.filter(({ name }) => english.test(say(territoryName(name), 'nl')))
  assert.deepEqual(left, [])
  assert.equal(say(territoryName('Helgoland'), 'nl'), 'Helgoland')
})
