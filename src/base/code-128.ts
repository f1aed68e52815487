/** Code 128 (ISO/IEC 15417): a text as the widths of bars and spaces in turn, in as few symbols as its figures allow. */

// Each symbol: six widths, bar first; the last is the stop sign, which has a bar more.
const symbols = (
  '212222 222122 222221 121223 121322 131222 122213 122312 132212 221213 221312 231212 112232 122132 122231 113222 ' +
  '123122 123221 223211 221132 221231 213212 223112 312131 311222 321122 321221 312212 322112 322211 212123 212321 ' +
  '232121 111323 131123 131321 112313 132113 132311 211313 231113 231311 112133 112331 132131 113123 113321 133121 ' +
  '313121 211331 231131 213113 213311 213131 311123 311321 331121 312113 312311 332111 314111 221411 431111 111224 ' +
  '111422 121124 121421 141122 141221 112214 112412 122114 122411 142112 142211 241211 221114 413111 241112 134111 ' +
  '111242 121142 121241 114212 124112 124211 411212 421112 421211 212141 214121 412121 111143 111341 131141 114113 ' +
  '114311 411113 411311 113141 114131 311141 411131 211412 211214 211232 2331112'
).split(' ')

const [toPairs, toLetters, startLetters, startPairs, stop] = [99, 100, 104, 105, 106]

/** Widths from the first bar to the last, in modules. Only what an ASCII keyboard types in one line. */
export function code128(text: string): number[] {
  if (!/^[\x20-\x7e]+$/.test(text))
    throw new Error(`a Code 128 holds ASCII of one line, not ${JSON.stringify(text)}`)
  const values = valuesOf(text)
  const sum = values.reduce((total, value, at) => total + value * Math.max(at, 1), 0)
  return [...values, sum % 103, stop].flatMap((value) => [...symbols[value]!].map(Number))
}

/** Figures go two to a symbol where that is shorter: four at an end, six in the middle (annex E of the standard). */
function valuesOf(text: string): number[] {
  const values: number[] = []
  let isPairs = false
  for (let at = 0; at < text.length;) {
    const figures = /^\d*/.exec(text.slice(at))![0].length
    const isEnd = at === 0 || at + figures === text.length
    const isWorth = figures >= (isEnd ? 4 : 6) || (figures === 2 && text.length === 2)
    // Of an odd number the first stays a letter, unless the text begins with it: then the last does.
    if (!isPairs && isWorth && (figures % 2 === 0 || at === 0)) {
      values.push(at === 0 ? startPairs : toPairs)
      isPairs = true
    } else if (isPairs && figures < 2) {
      values.push(toLetters)
      isPairs = false
    } else if (at === 0) values.push(startLetters)
    values.push(isPairs ? Number(text.slice(at, at + 2)) : text.charCodeAt(at) - 32)
    at += isPairs ? 2 : 1
  }
  return values
}
