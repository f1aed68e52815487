/** Two values of a field as a person compares them: of an address or a list of choices only what differs. */

export function differing(before: unknown, after: unknown): readonly [unknown, unknown] {
  if (!hasParts(before) || !hasParts(after)) return [whole(before), whole(after)]
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])].filter(
    (name) => JSON.stringify(before[name]) !== JSON.stringify(after[name]),
  )
  return [joined(names.map((name) => before[name])), joined(names.map((name) => after[name]))]
}

type Parts = Readonly<Record<string, unknown>>

const hasParts = (value: unknown): value is Parts =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const whole = (value: unknown): unknown =>
  typeof value === 'object' && value !== null ? joined(Object.values(value)) : value

const joined = (values: readonly unknown[]): string =>
  values
    .filter((value) => typeof value === 'string' || typeof value === 'number')
    .join(' ')
    .trim()
