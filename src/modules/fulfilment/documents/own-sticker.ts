/** What our own sticker says of a shipment. Pure. */
import type { StickerFacts } from '../reads.ts'
import type { StickerDocument } from './sticker-document.ts'

/** Our own sticker for what goes without a carrier's label: own delivery, or a pickup on the shelf. */
export function stickerOf(facts: StickerFacts): StickerDocument {
  const { address, business } = facts
  const house = `${address.houseNumber}${address.houseNumberSuffix ?? ''}`
  const isPickup = facts.kind === 'pickup'
  return {
    shipmentNumber: facts.number,
    orderNumber: facts.orderNumber,
    reference: facts.reference,
    kind: isPickup ? 'pickup' : 'deliver',
    carrier: facts.carrierTitle || null,
    day: facts.day ?? facts.today,
    sender: { name: business.name, address: [business.street, `${business.postcode} ${business.city}`] },
    address: isPickup
      ? [facts.customerName]
      : [
          address.name,
          ...(address.company ? [address.company] : []),
          `${address.street} ${house}`,
          `${address.postcode} ${address.city}`,
          address.country,
        ],
    parcel: { nth: facts.nth, of: facts.of },
    weightGrams: facts.weightGrams > 0 ? facts.weightGrams : null,
  }
}
