/** What is sold: products and their brands, and who pays less for them. */
import { choice, day, integer, link, price, quantity, rate, text, yesNo } from '../../base/field.ts'
import { record, type Row } from '../../base/record.ts'
import { taxCategories } from '../../base/tax-category.ts'
import { words, type Words } from '../../base/words.ts'

export const Brand = record('brands', 'Merk', 'Brand', {
  name: text('Naam', 'Name'),
  isArchived: yesNo('Gearchiveerd', 'Archived').default(false),
})
export type Brand = Row<typeof Brand>

export const productKinds = {
  goods: words('Artikel', 'Goods'),
  service: words('Dienst', 'Service'),
}

/** What products cost is kept in this currency; where another is sold in, whoever sells says the price. */
export const listCurrency = 'EUR'

/** A product as it is bought, kept and sold: one row per SKU. */
export const Product = record('products', 'Artikel', 'Product', {
  sku: text('Artikelcode', 'Item code', { max: 100 }),
  name: text('Naam', 'Name', { max: 300 }),
  brand: link('Merk', 'Brand', 'brands').nullable(),
  barcode: text('Streepjescode', 'Barcode', { max: 40 }).nullable(),
  kind: choice('Soort', 'Kind', productKinds).default('goods'),
  taxCategory: choice('Btw-categorie', 'VAT category', taxCategories).default('standard'),
  price: price('Verkoopprijs', 'Sales price').nullable(),
  costPrice: price('Inkoopprijs', 'Purchase price', { right: 'costs.see' }).nullable(),
  weightGrams: integer('Gewicht (gram)', 'Weight (grams)', { min: 0 }).default(0),
  sellsWithoutStock: yesNo('Ook te bestellen zonder voorraad', 'Can be ordered without stock').default(false),
  leadTimeDays: integer('Levertijd (dagen)', 'Lead time (days)', { min: 0 }).default(0),
  stockMin: quantity('Minimale voorraad', 'Minimum stock', { min: 0 }).default(0),
  stockMax: quantity('Maximale voorraad', 'Maximum stock', { min: 0 }).default(0),
  image: link('Afbeelding', 'Image', 'files').nullable(),
  needsWorkshop: yesNo('Moet langs de werkplaats', 'Needs the workshop').default(false),
  isMargin: yesNo('Tweedehands, margeregeling', 'Second-hand, margin scheme').default(false),
  isActive: yesNo('Actief', 'Active').default(true),
})
export type Product = Row<typeof Product>

/** What who wears a label pays less when we sell by hand: on everything, or on one brand (S2-10). */
export const PriceRule = record('price_rules', 'Kortingsregel', 'Price rule', {
  name: text('Naam', 'Name', {
    max: 120,
    help: words(
      'Voor uzelf; de klant ziet alleen het percentage.',
      'For your own use; the customer only sees the percentage.',
    ),
  }),
  label: link('Voor wie dit label heeft', 'For everyone with this label', 'labels', {
    help: words(
      'Een label van organisaties geldt ook voor hun contactpersonen.',
      'An organisation’s label also applies to its contacts.',
    ),
  }),
  discount: rate('Korting', 'Discount', { min: 1, max: 10_000 }),
  brand: link('Alleen op dit merk', 'Only on this brand', 'brands').nullable(),
  validFrom: day('Geldig vanaf', 'Valid from').nullable(),
  validTo: day('Geldig tot en met', 'Valid until').nullable(),
  isActive: yesNo('Actief', 'Active').default(true),
})
export type PriceRule = Row<typeof PriceRule>

export const rights: Record<string, Words> = {
  'catalog.see': words('Artikelen bekijken', 'View products'),
  'catalog.manage': words('Artikelen beheren', 'Manage products'),
  'costs.see': words('Inkoopprijzen en marges zien', 'View purchase prices and margins'),
}

export const events: Record<string, Words> = {
  'product.created': words('Artikel gemaakt', 'Product created'),
  'product.changed': words('Artikel gewijzigd', 'Product changed'),
  'brand.created': words('Merk gemaakt', 'Brand created'),
  'brand.changed': words('Merk gewijzigd', 'Brand changed'),
  'price-rule.created': words('Kortingsregel gemaakt', 'Price rule created'),
  'price-rule.changed': words('Kortingsregel gewijzigd', 'Price rule changed'),
}

export const refusals: Record<string, Words> = {
  'product.margin-needs-cost': words(
    'Vul de inkoopprijs in: onder de margeregeling wordt de btw over verkoopprijs min inkoopprijs berekend.',
    'Fill in the purchase price: under the margin scheme VAT is due on the sales price less the purchase price.',
  ),
  'price-rule.order-label': words(
    'Een kortingsregel geldt voor wie koopt. Kies een label van organisaties of klanten, geen label van bestellingen.',
    'A price rule is for buyers. Choose a label of organisations or customers, not one of orders.',
  ),
  'price-rule.ends-before': words(
    'De regel eindigt voor hij begint. Kies een latere einddatum.',
    'The rule ends before it begins. Choose a later end date.',
  ),
  'product.search-too-short': words(
    'Typ minstens twee tekens om te zoeken.',
    'Type at least two characters to search.',
  ),
}
