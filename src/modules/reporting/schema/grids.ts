/** The grids of the Belgian return, and which of them a line of a document counts in: the whole of it is data. */
import { words, type Words } from '../../../base/words.ts'

/** Form 625, worded as its electronic form words it (NewTVA-in_v0_9.xsd); 62 is filled by hand where it must. */
export const belgianGrids = {
  '00': words('Handelingen onderworpen aan een bijzondere regeling', 'Supplies under a special scheme'),
  '01': words('Handelingen tegen 6%', 'Supplies at 6%'),
  '02': words('Handelingen tegen 12%', 'Supplies at 12%'),
  '03': words('Handelingen tegen 21%', 'Supplies at 21%'),
  '44': words(
    'Diensten met buitenlandse btw, te betalen door de klant',
    'Services on which the customer abroad pays the VAT',
  ),
  '45': words('Btw te betalen door de medecontractant', 'VAT to be paid by the co-contractor'),
  '46': words('Vrijgestelde intracommunautaire leveringen', 'Exempt intra-Community supplies'),
  '47': words(
    'Andere vrijgestelde handelingen, en handelingen in het buitenland',
    'Other exempt supplies, and supplies abroad',
  ),
  '48': words('Uitgereikte creditnota’s bij 44 en 46', 'Credit notes issued on 44 and 46'),
  '49': words('Andere uitgereikte creditnota’s', 'Other credit notes issued'),
  '81': words('Inkoop van handelsgoederen', 'Purchases of goods for resale'),
  '82': words('Inkoop van diensten en diverse goederen', 'Purchases of services and sundry goods'),
  '83': words('Inkoop van bedrijfsmiddelen', 'Purchases of capital goods'),
  '84': words('Ontvangen creditnota’s bij 86 en 88', 'Credit notes received on 86 and 88'),
  '85': words('Andere ontvangen creditnota’s', 'Other credit notes received'),
  '86': words('Intracommunautaire verwervingen', 'Intra-Community acquisitions'),
  '87': words('Andere inkopen waarop u de btw betaalt', 'Other purchases on which you pay the VAT'),
  '88': words('Intracommunautaire diensten', 'Intra-Community services'),
  '54': words('Btw op 01, 02 en 03', 'VAT on 01, 02 and 03'),
  '55': words('Btw op 86 en 88', 'VAT on 86 and 88'),
  '56': words('Btw op 87, behalve invoer', 'VAT on 87, imports excepted'),
  '57': words('Btw op invoer met verlegging', 'VAT on imports, reverse charged'),
  '63': words(
    'Terug te storten btw van ontvangen creditnota’s',
    'VAT of credit notes received, to be paid back',
  ),
  '59': words('Aftrekbare btw', 'Deductible VAT'),
  '64': words(
    'Te recupereren btw van uitgereikte creditnota’s',
    'VAT of credit notes issued, to be recovered',
  ),
  '71': words('Verschuldigd aan de Staat', 'Due to the State'),
  '72': words('Verschuldigd door de Staat', 'Due from the State'),
} satisfies Record<string, Words>
export type BelgianGrid = keyof typeof belgianGrids

/** As they stand on the form; an object would put 44 before 00. */
export const gridsInOrder: readonly BelgianGrid[] = [
  ...(['00', '01', '02', '03', '44', '45', '46', '47', '48', '49'] as const),
  ...(['81', '82', '83', '84', '85', '86', '87', '88'] as const),
  ...(['54', '55', '56', '57', '63', '59', '64', '71', '72'] as const),
]

/** What was bought, as far as a Belgian return asks. */
export const purchaseUses = {
  goods: words('Handelsgoederen', 'Goods for resale'),
  services: words('Diensten en diverse goederen', 'Services and sundry goods'),
  investment: words('Bedrijfsmiddelen', 'Capital goods'),
} satisfies Record<string, Words>
export type PurchaseUse = keyof typeof purchaseUses

type SoldGrids = {
  /** As the VAT engine wrote it on the line; `abroad` is whatever is due in another state. */
  readonly treatment: string
  /** Any rate when null. */
  readonly rate: number | null
  readonly grids: readonly BelgianGrid[]
  /** Where it stands on a credit note, with its amount turned around. */
  readonly credited: readonly BelgianGrid[]
}

const atHome = ['domestic', 'distance-sale-origin', 'distance-sale-local'].flatMap(
  (treatment): SoldGrids[] => [
    { treatment, rate: 2100, grids: ['03', '54'], credited: ['49', '64'] },
    { treatment, rate: 1200, grids: ['02', '54'], credited: ['49', '64'] },
    { treatment, rate: 600, grids: ['01', '54'], credited: ['49', '64'] },
    { treatment, rate: 0, grids: ['00'], credited: ['49'] },
  ],
)

export const soldGrids: readonly SoldGrids[] = [
  ...atHome,
  // Second-hand goods count for their margin, which bears the standard rate and does not stand on the document.
  { treatment: 'margin-scheme', rate: null, grids: ['03', '54'], credited: ['49', '64'] },
  { treatment: 'service-reverse-charge', rate: null, grids: ['44'], credited: ['48'] },
  { treatment: 'domestic-reverse-charge', rate: null, grids: ['45'], credited: ['49'] },
  { treatment: 'intra-community-supply', rate: null, grids: ['46'], credited: ['48'] },
  { treatment: 'export', rate: null, grids: ['47'], credited: ['49'] },
  { treatment: 'outside-scope', rate: null, grids: ['47'], credited: ['49'] },
  { treatment: 'abroad', rate: null, grids: ['47'], credited: ['49'] },
  { treatment: 'exempt', rate: null, grids: ['00'], credited: ['49'] },
  { treatment: 'small-business-exempt', rate: null, grids: ['00'], credited: ['49'] },
]

type BoughtGrids = {
  readonly treatment: string
  readonly use: PurchaseUse
  /** What it cost, non-deductible VAT included. */
  readonly cost: BelgianGrid
  /** Its amount where we owe the VAT ourselves, and the VAT that we owe. */
  readonly base: BelgianGrid | null
  readonly due: BelgianGrid | null
  /** The amount of a credit note received. */
  readonly credited: BelgianGrid
}

const costs = { goods: '81', services: '82', investment: '83' } as const satisfies Record<
  PurchaseUse,
  BelgianGrid
>

export const boughtGrids: readonly BoughtGrids[] = (Object.keys(costs) as PurchaseUse[]).flatMap((use) => {
  const cost = costs[use]
  const isService = use === 'services'
  return [
    { treatment: 'charged', use, cost, base: null, due: null, credited: '85' },
    { treatment: 'no-vat', use, cost, base: null, due: null, credited: '85' },
    { treatment: 'reverse-charged', use, cost, base: '87', due: '56', credited: '85' },
    { treatment: 'from-eu', use, cost, base: isService ? '88' : '86', due: '55', credited: '84' },
    // Services from outside the Union are not imported; their VAT stands in 56 (art. 51, § 2 of the Code).
    { treatment: 'from-outside', use, cost, base: '87', due: isService ? '56' : '57', credited: '85' },
  ]
})
