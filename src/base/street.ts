/** Street, house number and suffix out of the address lines that people and shops write. */

type StreetParts = { street: string; houseNumber: string; houseNumberSuffix: string | null }

/**
 * Splits lines such as `['Gildenweg', '6', 'a']`, `['Gildenweg 6-a']` or `['12 rue Haute']`.
 * A number of its own wins over a number inside the street's name; what has no number keeps it empty.
 */
export function splitStreet(lines: readonly (string | null | undefined)[]): StreetParts {
  const [first = '', second = '', ...rest] = lines
    .map((line) => line?.replace(/\s+/g, ' ').trim() ?? '')
    .filter(Boolean)
  const own = /^(\d+)\s*[-/]?\s*(.*)$/.exec(second)
  if (own) return parts(first, own[1], [own[2], ...rest].join(' '))
  const more = [second, ...rest].filter(Boolean).join(' ')
  // A suffix behind a space starts with a letter, so that "Plein 1944 12" is number 12 on Plein 1944.
  const last = /^(.*\S),?\s(\d+)\s*(?:[-/]\s*([A-Za-z0-9 ]{1,10})|([A-Za-z][A-Za-z0-9 .-]{0,9}))?$/.exec(
    first,
  )
  if (last) return parts(last[1], last[2], [last[3] ?? last[4], more].join(' '))
  const front = /^(\d+)\s?(bis|ter|[A-Za-z](?=[ ,]))?,?\s+(\D.*)$/i.exec(first)
  if (front) return parts(front[3], front[1], [front[2], more].join(' '))
  return parts([first, more].join(' ').trim(), '', '')
}

function parts(street = '', houseNumber = '', suffix = ''): StreetParts {
  return { street: street.replace(/,$/, ''), houseNumber, houseNumberSuffix: suffix.trim() || null }
}
