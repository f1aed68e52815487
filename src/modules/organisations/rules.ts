/** How names, e-mail addresses, phone numbers and postcodes are made comparable. */

/** An e-mail address to match by: addresses that differ in capitals are one customer. */
export const emailKey = (email: string): string => email.trim().toLowerCase()

/** Digits to find a phone number by, however it was typed: +31 6 1234-5678 and 0612345678 are one. */
export function phoneKey(phone: string | null): string {
  const digits = (phone ?? '').replace(/[^\d+]/g, '')
  return digits.replace(/^(\+|00)31/, '0').replace(/^\+/, '00')
}

/** Postcode and house number to find an address by: '1695 gd', '6a' is '1695GD 6A'. */
export const postcodeKey = (postcode: string, houseNumber: string): string =>
  `${postcode.replace(/\s/g, '').toUpperCase()} ${houseNumber.trim().toUpperCase()}`.trim()
