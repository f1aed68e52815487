/** Addresses on the Peppol network: the registers that they come from, and the shape and check digits of their numbers. */

/** Electronic address schemes of Peppol. */
export const endpointSchemes: ReadonlySet<string> = new Set(
  `
  0002 0007 0009 0037 0060 0088 0096 0097 0106 0130 0135 0142 0147 0151 0154 0158 0170 0177 0183 0184 0188 0190
  0191 0192 0193 0194 0195 0196 0198 0199 0200 0201 0202 0203 0204 0205 0208 0209 0210 0211 0212 0213 0215 0216
  0217 0218 0221 0225 0230 0235 9910 9913 9914 9915 9918 9919 9920 9922 9923 9924 9925 9926 9927 9928 9929 9930
  9931 9932 9933 9934 9935 9936 9937 9938 9939 9940 9941 9942 9943 9944 9945 9946 9947 9948 9949 9950 9951 9952
  9953 9957 9959`
    .trim()
    .split(/\s+/),
)

/** Whether a number can stand in its register; true for registers whose rules we do not know. */
export const isNumberRight = (number: { scheme: string; id: string }): boolean =>
  shapes[number.scheme]?.test(number.id) ?? checks[number.scheme]?.(number.id) ?? true

const shapes: Readonly<Record<string, RegExp>> = {
  '0106': /^\d{8}$/,
  '0190': /^\d{20}$/,
  '0217': /^\d{12}$/,
  '0096': /^\d{10}$/,
  '0198': /^DK\d{8}$/,
  '0184': /^(DK)?\d{8}$/,
  '0201': /^[0-9A-Za-z]{6}$/,
  '0210': /^(\d{11}|[0-9A-Za-z]{16})$/,
  '0211': /^IT\d{11}$/,
}

const checks: Readonly<Record<string, (text: string) => boolean>> = {
  '9944': isDutchVat,
  '0088': isGs1,
  '0192': isNorwegian,
  '0208': isBelgian,
  '0007': isSwedish,
  '0151': isAustralian,
}

export function isDutchVat(text: string): boolean {
  return /^NL\d{9}B\d{2}$/.test(text)
}

/** GS1 numbers of any length: weights 3 and 1 from the right. */
export function isGs1(text: string): boolean {
  if (!/^\d{2,20}$/.test(text)) return false
  const sum = Array.from(text.slice(0, -1))
    .toReversed()
    .reduce((all, digit, i) => all + Number(digit) * (i % 2 === 0 ? 3 : 1), 0)
  return (10 - (sum % 10)) % 10 === Number(text.at(-1))
}

/** The last two digits are 97 less the rest modulo 97. */
function isBelgian(text: string): boolean {
  return /^[01]\d{9}$/.test(text) && 97 - (Number(text.slice(0, 8)) % 97) === Number(text.slice(8))
}

function isNorwegian(text: string): boolean {
  if (!/^\d{9}$/.test(text)) return false
  return (11 - (weighed(text.slice(0, 8), [3, 2, 7, 6, 5, 4, 3, 2]) % 11)) % 11 === Number(text[8])
}

/** Luhn over ten digits. */
function isSwedish(text: string): boolean {
  if (!/^\d{10}$/.test(text)) return false
  const sum = [...text].reduce((all, digit, i) => {
    const value = Number(digit) * (i % 2 === 0 ? 2 : 1)
    return all + (value > 9 ? value - 9 : value)
  }, 0)
  return sum % 10 === 0
}

function isAustralian(text: string): boolean {
  if (!/^\d{11}$/.test(text)) return false
  const lessOne = `${Number(text[0]) - 1}${text.slice(1)}`
  return weighed(lessOne, [10, 1, 3, 5, 7, 9, 11, 13, 15, 17, 19]) % 89 === 0
}

const weighed = (digits: string, weights: readonly number[]): number =>
  weights.reduce((sum, weight, i) => sum + weight * Number(digits[i]), 0)
